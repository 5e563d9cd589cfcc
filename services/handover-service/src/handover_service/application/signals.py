"""A signal is raised: about a case, or about nobody to the other side of a place."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuous_line.act import Act, When
from continuous_line.codes import Role
from continuous_line.codes_guidance import Side, SignalKind
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from continuous_line.vault import Vault
from handover_service import knowledge, roles
from handover_service.application.signal_recording import Recorded, save_said
from handover_service.domain.errors import UnknownCase
from handover_service.domain.errors_signals import NotYourPlace, PlaceNeeded, PlaceUnknown
from handover_service.domain.link import municipality_of, open_for_writing
from handover_service.domain.ownership import owner
from handover_service.domain.receiving import client_manager_on
from handover_service.domain.signals import NewSignal, raise_signal
from handover_service.streams import Desk
from handover_service.streams_signals import SignalFile
from handover_service.tables_places import municipality_mergers

MUNICIPALITY = "GM"
"""What the code of a municipality begins with."""


@dataclass(frozen=True, slots=True)
class Said:
    kind: SignalKind
    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """The place that raises it and the place that answers; the own one may be left open."""

    azc: str | None
    municipality: str | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a signal about a case would be; `owner`: who has the case on the other side today."""

    person: UUID
    raised_by: Side
    azc: str
    municipality: str
    owner: str | None


async def prospect(desk: Desk, case_id: UUID, act: Act) -> Prospect:
    """Raises UnknownCase, RightEnded, CaseIsClosed, NotLinked or BeforeLink."""
    w = desk.writing
    file = await desk.open(roles.SIGNAL_RAISE, case_id)
    case = file.case(case_id)
    open_for_writing(case)
    municipality, azc = municipality_of(case, act), file.azc(case, act.at)
    of_azc = w.who.has(Role.CASE_MANAGER) and file.about(case_id, w.now).azc in w.who.places
    if not of_azc and municipality not in await _own_municipalities(desk):
        raise UnknownCase("At that moment the case was none of yours.")
    if of_azc:
        named = client_manager_on(case, municipality, act.today)
        asked = named.client_manager if named else None
        return Prospect(file.person, Side.RECEPTION, azc, municipality, asked)
    return Prospect(file.person, Side.MUNICIPALITY, azc, municipality, owner(case, act.today))


async def raise_about_case(
    desk: Desk, vault: Vault, days: int, case_id: UUID, said: Said, when: When
) -> Recorded:
    """To who has the case on the other side, who answers within so many days."""
    w = desk.writing
    act = Act(uuid4(), when.occurred_at or w.now, w.now)
    found = await prospect(desk, case_id, act)
    new = NewSignal(
        uuid4(),
        str(found.person),
        said.kind,
        found.raised_by,
        found.azc,
        found.municipality,
        case_id,
    )
    return await _raise(desk, vault, days, act, new, said)


async def raise_about_nobody(
    desk: Desk, vault: Vault, days: int, between: Between, said: Said, when: When
) -> Recorded:
    """To who answers for the other place; no person is named."""
    w = desk.writing
    if w.who.has(Role.CASE_MANAGER):
        side, about = Side.RECEPTION, _needed(between.municipality, "municipality")
        named = {place for place in w.who.places if not place.startswith(MUNICIPALITY)}
        azc, municipality = _own(between.azc, named, named), about
    else:
        side, about = Side.MUNICIPALITY, _needed(between.azc, "azc")
        named = {p for p in w.who.places | {w.who.organisation} if p.startswith(MUNICIPALITY)}
        speaks_for = await _own_municipalities(desk)
        azc, municipality = about, _own(between.municipality, named, speaks_for)
    if not await knowledge.place_names_of(w.tx, [about]):
        raise PlaceUnknown("The directory told of no such place (yet).")
    act = Act(uuid4(), when.occurred_at or w.now, w.now)
    new = NewSignal(uuid4(), about, said.kind, side, azc, municipality)
    return await _raise(desk, vault, days, act, new, said)


async def _raise(
    desk: Desk, vault: Vault, days: int, act: Act, new: NewSignal, said: Said
) -> Recorded:
    events = raise_signal(act, new, days)
    return await save_said(desk, vault, SignalFile(new.signal), events, said.words)


def _needed(place: str | None, name: str) -> str:
    if place is None:
        raise PlaceNeeded(f"A signal about nobody says to which {name} it goes.", needs=[name])
    return place


def _own(place: str | None, named: Collection[str], speaks_for: Collection[str]) -> str:
    """The one that is meant of those of the token. Raises PlaceNeeded or NotYourPlace."""
    if place is None and len(named) == 1:
        return next(iter(named))
    if place is None:
        raise PlaceNeeded("You work for several places: say for which one this is.")
    if place not in speaks_for:
        raise NotYourPlace("You speak for places of your own only.")
    return place


async def _own_municipalities(desk: Desk) -> frozenset[str]:
    w = desk.writing
    return await municipalities_of(w.tx, municipality_mergers, w.who, day(w.now))
