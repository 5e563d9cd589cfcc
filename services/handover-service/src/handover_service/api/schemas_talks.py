"""What the API takes about talks."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Mode, NoWarmReason, Party, Scenario, Section, Verdict
from continuous_line.codes_guidance import Attendant, InformationItem, MeetingPlace
from continuous_line.fields import Body, Id, Moment, StrictBool
from handover_service.api.schemas import Correctable, Happening
from handover_service.domain.talks import NewTalk
from handover_service.domain.talks_agenda import Said
from handover_service.domain.talks_planning import MOST_MOMENTS, Choice, NewPlan

Members = Annotated[
    list[Id],
    Field(max_length=20, description="Further cases of the household, for which it holds too."),
]
Attended = Annotated[list[Party], Field(max_length=3)]
LanguageCode = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}$", max_length=3, description="Code of ISO 639.")
]


class PlannedTalk(Correctable):
    """One, two or three moments: `scheduledFor`, `moments` or both. By phone with a reason.

    The municipality gives the scenario; the reception centre may leave it open.
    """

    mode: Mode
    scenario: Scenario | None = None
    scheduled_for: Moment | None = None
    moments: Annotated[list[Moment], Field(max_length=MOST_MOMENTS)] = Field(default_factory=list)
    place: MeetingPlace | None = None
    language: LanguageCode | None = None
    interpreter: StrictBool = False
    reason: Annotated[NoWarmReason | None, Field(description="Why not in person.")] = None
    closes_module: StrictBool = False
    members: Members = Field(default_factory=list)

    def new(self, by: Party) -> NewPlan:
        first = [self.scheduled_for] if self.scheduled_for else []
        return NewPlan(
            self.mode,
            by,
            (*first, *self.moments),
            self.scenario,
            self.place,
            self.language,
            self.interpreter,
            self.reason,
            self.closes_module,
        )


class Confirmation(Happening):
    """`moment`: which of several was chosen. `scenario`: the municipality's choice."""

    moment: Moment | None = None
    scenario: Scenario | None = None
    members: Members = Field(default_factory=list)

    def choice(self, by: Party) -> Choice:
        return Choice(by, self.moment, self.scenario)


class OtherOutcome(Body):
    """For one member: absent, by phone only, or not held for a reason of its own."""

    case_id: Id
    mode: Annotated[Mode | None, Field(description="Null: there was no talk.")] = None
    attended: Attended = Field(default_factory=list)
    reason: NoWarmReason | None = None


class TalkOutcome(Correctable):
    """Warm: in person, all three attended. By phone or video: with a reason. Else not held."""

    mode: Annotated[Mode | None, Field(description="Null: there was no talk.")] = None
    attended: Attended = Field(default_factory=list)
    interpreter: StrictBool = False
    reason: Annotated[NoWarmReason | None, Field(description="Why there was no warm handover.")] = (
        None
    )
    others: Annotated[
        list[Attendant], Field(max_length=6, description="Who was there beside the three.")
    ] = Field(default_factory=list)
    closes_module: Annotated[
        StrictBool, Field(description="A closing talk of a municipality's start module.")
    ] = False
    members: Members = Field(default_factory=list)
    exceptions: Annotated[
        list[OtherOutcome], Field(max_length=20, description="Members with another outcome.")
    ] = Field(default_factory=list)

    def new(self) -> NewTalk:
        return self._talk(self.mode, self.attended, self.reason)

    def other(self) -> dict[UUID, NewTalk]:
        return {
            one.case_id: self._talk(one.mode, one.attended, one.reason) for one in self.exceptions
        }

    def _talk(
        self, mode: Mode | None, attended: list[Party], reason: NoWarmReason | None
    ) -> NewTalk:
        others = tuple(dict.fromkeys(self.others))
        return NewTalk(
            mode, frozenset(attended), self.interpreter, reason, others, self.closes_module
        )


class Acknowledgement(Correctable):
    """`incomplete` names the sections that are missing."""

    verdict: Verdict
    sections: Annotated[list[Section], Field(max_length=8)] = Field(default_factory=list)


class Telling(Happening):
    """What was said to the permit holder; what is discussed in person leaves no content."""

    items: Annotated[list[InformationItem], Field(max_length=10)] = Field(default_factory=list)
    discussed_in_person: StrictBool = False

    def said(self) -> Said:
        return Said(tuple(dict.fromkeys(self.items)), self.discussed_in_person)
