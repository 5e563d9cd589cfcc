"""The talk: planned and confirmed, held in person or by phone or not at all, acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from continuous_line.act import Act
from continuous_line.codes import Mode, NoWarmReason, Party, Scenario, Section, Verdict
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    CaseIsClosed,
    ModeNeeded,
    NothingToAcknowledge,
    NothingToConfirm,
    OtherSide,
    ReasonNeeded,
    ScheduledInThePast,
    SectionsNeeded,
)
from handover_service.domain.events import (
    Event,
    HandoverAcknowledged,
    HandoverByPhone,
    HandoverNotHeld,
    HandoverPlanned,
    PlanConfirmed,
    Talk,
    WarmHandoverHeld,
)
from handover_service.domain.link import municipality_of, open_for_writing

ALL = frozenset(Party)
ON_THE_PHONE = frozenset({Party.CASE_MANAGER, Party.CLIENT_MANAGER})


@dataclass(frozen=True, slots=True)
class NewPlan:
    """`by`: the side that proposes it."""

    mode: Mode
    scenario: Scenario
    scheduled_for: datetime
    by: Party


@dataclass(frozen=True, slots=True)
class NewTalk:
    """`mode` None: there was no talk. `reason`: why there was no warm handover.

    `attended` None: nothing is said of it; by phone that means the two who phone.
    """

    mode: Mode | None
    attended: frozenset[Party] | None = None
    interpreter: bool = False
    reason: NoWarmReason | None = None


def plan(case: Case, act: Act, new: NewPlan) -> Sequence[Event]:
    """Either side proposes; the other confirms."""
    open_for_writing(case)
    municipality = municipality_of(case, act)
    if new.scheduled_for < act.at:
        raise ScheduledInThePast("A talk is planned ahead; record its outcome instead.")
    return [
        HandoverPlanned(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=municipality,
            mode=new.mode,
            scenario=new.scenario,
            scheduled_for=new.scheduled_for,
            proposed_by=new.by,
        )
    ]


def confirm(case: Case, act: Act, by: Party) -> Sequence[Event]:
    open_for_writing(case)
    proposed = case.last(HandoverPlanned)
    if proposed is None or confirmation(case, proposed):
        raise NothingToConfirm("No proposal waits for a confirmation.")
    if proposed.proposed_by == by:
        raise OtherSide("The other side confirms what one side proposes.")
    return [PlanConfirmed(id=act.id, at=act.at, case_id=case.id, plan=proposed.id, confirmed_by=by)]


def confirmation(case: Case, proposed: HandoverPlanned) -> PlanConfirmed | None:
    return next((c for c in case.all(PlanConfirmed) if c.plan == proposed.id), None)


def record_talk(case: Case, act: Act, new: NewTalk, azc: str) -> Sequence[Event]:
    """What came of it; warm only in person and with all three.

    May be registered late, after the move or after the closing, for a time before.
    """
    if case.closing and act.at > case.closing.at and act.replaces is None:
        raise CaseIsClosed("The case was closed before that moment.")
    return [_talk(case, act, new, municipality_of(case, act), azc)]


def _talk(case: Case, act: Act, new: NewTalk, municipality: str, azc: str) -> Talk:
    attended = new.attended or frozenset()
    if new.mode is None and attended == ALL:
        raise ModeNeeded("All three attended: say in which mode the talk was held.")
    if new.mode is Mode.IN_PERSON and attended == ALL:
        return WarmHandoverHeld(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=municipality,
            azc=azc,
            attended=_in_order(attended),
            interpreter=new.interpreter,
        )
    if new.mode in (Mode.PHONE, Mode.VIDEO):
        if new.reason is None:
            raise ReasonNeeded("A handover by phone or video says why it was not in person.")
        if not new.attended or attended >= ON_THE_PHONE:
            return HandoverByPhone(
                id=act.id,
                at=act.at,
                case_id=case.id,
                replaces=act.replaces,
                municipality=municipality,
                mode=new.mode,
                reason=new.reason,
            )
    return HandoverNotHeld(
        id=act.id,
        at=act.at,
        case_id=case.id,
        replaces=act.replaces,
        municipality=municipality,
        reason=new.reason or NoWarmReason.PARTY_ABSENT,
        attended=_in_order(attended),
    )


def _in_order(parties: frozenset[Party]) -> tuple[Party, ...]:
    return tuple(party for party in Party if party in parties)


def held_with(case: Case, municipality: str) -> WarmHandoverHeld | HandoverByPhone | None:
    """The talk with this municipality that counts: warm before by phone, the last of each."""
    talks = [t for t in case.talks if t.municipality == municipality]
    warm = [talk for talk in talks if isinstance(talk, WarmHandoverHeld)]
    phone = [talk for talk in talks if isinstance(talk, HandoverByPhone)]
    if warm:
        return warm[-1]
    return phone[-1] if phone else None


def acknowledge(
    case: Case, act: Act, verdict: Verdict, sections: tuple[Section, ...]
) -> Sequence[Event]:
    """The receiver says whether the handover was usable; incomplete names the sections."""
    municipality = municipality_of(case, act)
    if held_with(case, municipality) is None:
        raise NothingToAcknowledge("No talk with this municipality was held.")
    if (verdict is Verdict.INCOMPLETE) != bool(sections):
        raise SectionsNeeded("`incomplete` names the sections that are missing, `usable` none.")
    return [
        HandoverAcknowledged(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=municipality,
            verdict=verdict,
            sections=sections,
        )
    ]
