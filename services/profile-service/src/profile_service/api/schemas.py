"""What the API takes."""

from typing import Annotated

from pydantic import Field

from continuous_line.act import When
from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    Completeness,
    Section,
    StayEndReason,
    VoidReason,
)
from continuous_line.fields import Body, Code, Day, Id, Moment, StrictBool
from profile_service.domain.activities import Doing


class Occurrence(Body):
    occurred_at: Moment | None = Field(
        None, description="When it happened; never ahead of now, which is the default."
    )

    def when(self) -> When:
        return When(self.occurred_at)


class Sending(Occurrence):
    municipality: Code | None = Field(
        None,
        description="The municipality the sender means; 409 where another one is linked, so that "
        "nothing goes to a municipality by surprise.",
    )


class Correction(Occurrence):
    replaces: Id | None = Field(
        None, description="Id of an earlier event of this kind, which this one corrects."
    )

    def when(self) -> When:
        return When(self.occurred_at, self.replaces)


class NewProfile(Occurrence):
    permit_holder_id: Id | None = Field(None, description="Made here where none is given.")
    azc: Code


class Permit(Correction):
    granted_on: Day


class Relocation(Correction):
    to_azc: Code


class StayEnding(Correction):
    reason: StayEndReason


class HouseholdMembership(Occurrence):
    household_id: Id


class RecordedSection(Occurrence):
    completeness: Completeness


class SupplementRequest(Occurrence):
    sections: Annotated[list[Section], Field(min_length=1, max_length=len(Section))]

    def once_each(self) -> tuple[Section, ...]:
        return tuple(section for section in Section if section in self.sections)


class NewActivity(Correction):
    activity_type: ActivityType
    programme: Code | None = Field(None, description="Code of a programme, if it is part of one.")
    setting: ActivitySetting
    started_on: Day
    ended_on: Day | None = None
    continues_after_move: StrictBool = False

    def doing(self) -> Doing:
        return Doing(
            self.activity_type,
            self.setting,
            self.started_on,
            self.ended_on,
            self.programme,
            self.continues_after_move,
        )


class ActivityEnding(Occurrence):
    ended_on: Day
    reason: ActivityEndReason


class Voiding(Occurrence):
    reason: VoidReason
