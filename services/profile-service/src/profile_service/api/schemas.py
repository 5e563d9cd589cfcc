"""What the API takes."""

from typing import Annotated

from pydantic import Field

from continuous_line.act import When
from continuous_line.codes import (
    ActivityEndReason,
    ActivitySetting,
    ActivityType,
    AssessmentKind,
    AssessmentState,
    Purpose,
    RequestAnswer,
    ReviewRemark,
    ReviewVerdict,
    Section,
    StayEndReason,
    VoidReason,
)
from continuous_line.fields import Body, Code, Day, Id, Moment, StrictBool
from profile_service.domain.activities import Doing
from profile_service.domain.events import RemarkOn
from profile_service.domain.grants import Wanted
from profile_service.domain.plans import Plan

Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]+$")]
"""Free text about a person: sealed before it reaches any table."""


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
    case_manager: Code | None = Field(
        None, description="Staff id of the case manager there who keeps the profile from now on."
    )


class StayEnding(Correction):
    reason: StayEndReason


class HouseholdMembership(Occurrence):
    household_id: Id


MOST_REMARKS = len(Section) * len(ReviewRemark)


class NewRemark(Body):
    section: Section
    remark: ReviewRemark


class NewReview(Occurrence):
    verdict: ReviewVerdict
    remarks: Annotated[tuple[NewRemark, ...], Field(max_length=MOST_REMARKS)] = ()

    def once_each(self) -> tuple[RemarkOn, ...]:
        found = {(one.section, one.remark): None for one in self.remarks}
        return tuple(RemarkOn(section=section, remark=remark) for section, remark in found)


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
    provider: Code | None = Field(None, description="Code of the organisation.")
    training_code: Code | None = Field(
        None, description="Code of a training, by which one that was done before is found."
    )
    planned_activity_id: Id | None = Field(
        None, description="The plan that begins with it; the activity keeps its id."
    )

    def doing(self) -> Doing:
        return Doing(
            self.activity_type,
            self.setting,
            self.started_on,
            self.ended_on,
            self.programme,
            self.continues_after_move,
            self.provider,
            self.training_code,
        )


class ActivityEnding(Occurrence):
    ended_on: Day
    reason: ActivityEndReason


class Voiding(Occurrence):
    reason: VoidReason


class NewPlan(Correction):
    activity_type: ActivityType
    provider: Code = Field(description="Code of the organisation that gives it.")
    training_code: Code | None = None
    starts_on: Day | None = Field(None, description="May lie ahead.")

    def plan(self) -> Plan:
        return Plan(self.activity_type, self.provider, self.training_code, self.starts_on)


class PlanToPreview(Body):
    activity_type: ActivityType
    provider: Code
    training_code: Code | None = None

    def plan(self) -> Plan:
        return Plan(self.activity_type, self.provider, self.training_code)


class NewAssessment(Correction):
    kind: AssessmentKind
    state: AssessmentState
    happened_on: Day = Field(description="When it was asked for, or done.")
    result: Words | None = Field(None, description="Kept in the vault; no event holds it.")


class AssessmentResult(Occurrence):
    done_on: Day
    result: Words | None = Field(None, description="Kept in the vault; no event holds it.")


class ParticipationTalk(Correction):
    held_on: Day


class NewGrant(Occurrence):
    party: Code = Field(description="Code of the organisation, as in its tokens.")
    purpose: Purpose
    sections: Annotated[list[Section], Field(min_length=1, max_length=len(Section))]
    expires_on: Day = Field(description="The last day of reading, in Amsterdam.")
    permit_holder_agreed: StrictBool = Field(
        description="Nobody is let in without the permit holder's say."
    )

    def wanted(self) -> Wanted:
        return Wanted(
            self.party,
            self.purpose,
            tuple(section for section in Section if section in self.sections),
            self.expires_on,
            self.permit_holder_agreed,
        )


class NewRequest(Occurrence):
    activity_type: ActivityType
    wish: Words | None = Field(
        None, description="In the person's words, nothing about health; kept in the vault."
    )


class RequestAnswered(Occurrence):
    answer: RequestAnswer = Field(description="`none`: nothing fits.")
    provider: Code | None = Field(None, description="Who has something, if anybody has.")


class Search(Body):
    v_number: Annotated[str, Field(pattern=r"^[0-9]([ .-]?[0-9]){9}$", max_length=19)] = Field(
        description="Ten digits, also written in groups."
    )

    def digits(self) -> str:
        return "".join(character for character in self.v_number if character.isdigit())


class NamesWanted(Body):
    permit_holder_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]
