"""What came of a talk: held in person or by phone or not at all; and whether it was of use."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Mode, NoWarmReason, Party, Section, Verdict
from continuous_line.codes_guidance import Attendant
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    CaseIsClosed,
    ModeNeeded,
    NothingToAcknowledge,
    ReasonNeeded,
    SectionsNeeded,
)
from handover_service.domain.errors_talks import NotAMember
from handover_service.domain.events import (
    Event,
    HandoverAcknowledged,
    HandoverByPhone,
    HandoverNotHeld,
    Talk,
    WarmHandoverHeld,
)
from handover_service.domain.link import municipality_of

ALL = frozenset(Party)
ON_THE_PHONE = frozenset({Party.CASE_MANAGER, Party.CLIENT_MANAGER})


@dataclass(frozen=True, slots=True)
class NewTalk:
    """`mode` None: there was no talk. `reason`: why there was no warm handover.

    `attended` None: nothing is said of it; by phone that means the two who phone.
    `others` were there too. `closes_module`: a closing talk of a municipality's start module,
    which is warm by the same rule as any other (004:131).
    """

    mode: Mode | None
    attended: frozenset[Party] | None = None
    interpreter: bool = False
    reason: NoWarmReason | None = None
    others: tuple[Attendant, ...] = ()
    closes_module: bool = False


def of_each(
    new: NewTalk, members: Collection[UUID], exceptions: Mapping[UUID, NewTalk]
) -> dict[UUID, NewTalk]:
    """The outcome of a household's talk for each member's case: the common one, or its own.

    Raises NotAMember for an exception about another case.
    """
    if not exceptions.keys() <= set(members):
        raise NotAMember("An exception is about a member for whom this talk is recorded.")
    return {member: exceptions.get(member, new) for member in members}


def record_talk(case: Case, act: Act, new: NewTalk, azc: str) -> Sequence[Event]:
    """What came of it; warm only in person and with all three.

    May be registered late, after the move or after the closing, for a time before.
    """
    if case.closing and act.at > case.closing.at and act.replaces is None:
        raise CaseIsClosed("The case was closed before that moment.", needs=["open-case"])
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
            others=new.others,
            closes_module=new.closes_module,
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
                others=new.others,
                closes_module=new.closes_module,
            )
    return HandoverNotHeld(
        id=act.id,
        at=act.at,
        case_id=case.id,
        replaces=act.replaces,
        municipality=municipality,
        reason=new.reason or NoWarmReason.PARTY_ABSENT,
        attended=_in_order(attended),
        others=new.others,
        closes_module=new.closes_module,
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
        raise NothingToAcknowledge("No talk with this municipality was held.", needs=["talk"])
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
