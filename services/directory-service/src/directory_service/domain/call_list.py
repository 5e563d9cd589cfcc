"""Whom do I call? Who answers for a place and a topic, in the order in which to call them.

Never empty: what is missing is said, and where nobody at all is known the desk that keeps the
directory is named. The rungs of each side are our choice where no source gives an order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from continuous_line.codes_directory import ContactKind
from directory_service.domain.areas import WHOLE_COUNTRY, Area, AreaKind
from directory_service.domain.listed import (
    Contacts,
    Listed,
    Unavailable,
    Verification,
    in_place_of,
    soonest,
)

K = ContactKind


class Asker(StrEnum):
    """From which side somebody calls; it decides whom the other side is."""

    RECEPTION_CENTRE = "reception-centre"
    MUNICIPALITY = "municipality"
    VOLUNTEERING = "volunteering"
    EMPLOYER_SERVICE_POINT = "employer-service-point"
    OTHER = "other"


class Side(StrEnum):
    MUNICIPALITY = "municipality"
    COA = "coa"
    REGION = "region"
    COUNTRY = "country"


class Reason(StrEnum):
    """Why an entry stands where it stands."""

    NAMES_TOPIC = "names-topic"
    COVERS_PLACE = "covers-place"
    COVERS_AROUND = "covers-around"
    STANDS_IN = "stands-in"
    NEXT_BEST = "next-best"
    OTHER_TOPICS = "other-topics"
    LAST_RESORT = "last-resort"


_SPECIAL: Final = (K.VOLUNTEERING, K.EMPLOYER_SERVICE_POINT, K.PROGRAMME_OWNER, K.OTHER)
_AT_THE_AZC: Final = (K.CASE_MANAGER, K.LOCATION_MANAGER, K.TEAM)
RUNGS: Final[dict[Side, tuple[ContactKind, ...]]] = {
    Side.MUNICIPALITY: (
        K.CLIENT_MANAGER,
        K.TEAM,
        K.REGIONAL_COORDINATOR,
        K.PARTICIPATION_CASE_MANAGER,
        *_SPECIAL,
    ),
    Side.COA: (*_AT_THE_AZC, K.PARTICIPATION_CASE_MANAGER, K.REGIONAL_COORDINATOR, *_SPECIAL),
    Side.REGION: (K.REGIONAL_COORDINATOR, *_SPECIAL, K.PARTICIPATION_CASE_MANAGER),
    Side.COUNTRY: (*_SPECIAL, K.TEAM, K.REGIONAL_COORDINATOR, K.PARTICIPATION_CASE_MANAGER),
}
COA_ENTRY: Final = (K.PARTICIPATION_CASE_MANAGER, K.REGIONAL_COORDINATOR)
"""Whom somebody outside who knows no azc is led to: one entry into COA, then the next best."""
FIRST_LINE: Final[dict[Side, tuple[ContactKind, ...]]] = {
    Side.MUNICIPALITY: (K.CLIENT_MANAGER, K.TEAM),
    Side.COA: _AT_THE_AZC,
    Side.REGION: (K.REGIONAL_COORDINATOR,),
    Side.COUNTRY: (),
}
"""Who should be there: where nobody of these is, that is said."""


@dataclass(frozen=True, slots=True)
class Question:
    on: date
    municipality: Area | None = None
    azc: Area | None = None
    region: Area | None = None
    topic: str | None = None
    asker: Asker = Asker.OTHER


@dataclass(frozen=True, slots=True)
class Entry:
    """`contact_id` None: the desk that keeps the directory. `instead_of`: whom it stands in for,
    and `because` that one is not there. `side`: of whom the entry is the contact."""

    contact_id: UUID | None
    kind: ContactKind
    side: Side
    reasons: tuple[Reason, ...]
    verification: Verification = Verification.NEVER
    doubted: bool = False
    instead_of: UUID | None = None
    because: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Nobody of these kinds can be called about that place; `why` None: none was ever known."""

    place: str
    kinds: tuple[ContactKind, ...] = ()
    topic: str | None = None
    why: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class CallList:
    """`entries` in the order of calling; there is always one."""

    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class _Party:
    """One side of the question: its area, and the kinds that answer for it, the first one first."""

    side: Side
    area: Area
    rungs: tuple[ContactKind, ...]
    first_line: tuple[ContactKind, ...]


Rank = tuple[int | str, ...]
_DESK: Final = Entry(None, K.OTHER, Side.COUNTRY, (Reason.LAST_RESORT,))
_NEARBY: Final = 2
"""Reaches to the region: who names the topic there comes before who answers for all of it."""
_ANYWHERE: Final = 5
_FRESHNESS: Final = tuple(Verification)


def call_list(question: Question, contacts: Contacts) -> CallList:
    """The same question and contacts give the same list, whatever the order of the contacts."""
    parties = parties_of(question)
    ranked = sorted(
        ((number, *rank), entry)
        for number, party in enumerate(parties)
        for rank, entry in _ranked(party, question, contacts)
    )
    entries: dict[UUID | None, Entry] = {}
    for _, entry in ranked:
        known = entries.setdefault(entry.contact_id, entry)
        if known.instead_of is None and entry.instead_of is not None:
            told = replace(known, instead_of=entry.instead_of, because=entry.because)
            entries[entry.contact_id] = told
    missing = tuple(gap for party in parties for gap in _missing(party, question, contacts))
    return CallList(tuple(entries.values()) or (_DESK,), missing)


def parties_of(question: Question) -> list[_Party]:
    """Whom the question is about, the other side of whoever asks first."""
    municipality, azc, region = question.municipality, question.azc, question.region
    outside = question.asker not in (Asker.RECEPTION_CENTRE, Asker.OTHER)
    if outside and azc is None:
        area = municipality or region or WHOLE_COUNTRY
        return [_Party(Side.COA, area, COA_ENTRY, COA_ENTRY[:1])]
    places = [(Side.COA, azc)] if outside else [(Side.MUNICIPALITY, municipality)]
    if question.asker is Asker.OTHER or municipality is None:
        places += [(Side.COA, azc), (Side.REGION, region)]
    found = {side: area for side, area in places if area is not None}
    if not found:
        found[Side.COUNTRY] = WHOLE_COUNTRY
    return [_Party(side, area, RUNGS[side], FIRST_LINE[side]) for side, area in found.items()]


def _ranked(party: _Party, question: Question, contacts: Contacts) -> Iterator[tuple[Rank, Entry]]:
    for contact in contacts.values():
        distance = _distance(party, question, contact)
        who = in_place_of(contact, question.on, contacts)
        if distance is None or who is None:
            continue
        named = question.topic in contact.topics
        ahead = named and (contact.kind in party.first_line or distance <= _NEARBY)
        elsewhere = question.topic is not None and bool(contact.topics) and not named
        stands_in = who is not contact
        rank = (
            elsewhere,
            not ahead,
            party.rungs.index(contact.kind),
            stands_in,
            bool(contact.topics) and not named,
            distance,
            _FRESHNESS.index(who.verification),
            who.doubted,
            str(who.contact_id),
            str(contact.contact_id),
        )
        reasons = [Reason.NAMES_TOPIC] if named else []
        if elsewhere:
            reasons.append(Reason.OTHER_TOPICS)
        reasons.append(Reason.COVERS_AROUND if distance else Reason.COVERS_PLACE)
        if not ahead and contact.kind not in party.first_line:
            reasons.append(Reason.NEXT_BEST)
        if stands_in:
            reasons.append(Reason.STANDS_IN)
        yield (
            rank,
            Entry(
                who.contact_id,
                who.kind,
                party.side,
                tuple(reasons),
                who.verification,
                who.doubted,
                contact.contact_id if stands_in else None,
                contact.unavailable(question.on),
            ),
        )


def _distance(party: _Party, question: Question, contact: Listed) -> int | None:
    """How far around the place the contact reaches; None where it does not answer for it."""
    if contact.kind not in party.rungs:
        return None
    found = party.area.distance(contact.places)
    if found is None and party.side is Side.COUNTRY and question.topic in contact.topics:
        return _ANYWHERE
    return found


def _missing(party: _Party, question: Question, contacts: Contacts) -> Iterator[Missing]:
    def known(kinds: Sequence[ContactKind]) -> list[Listed]:
        return [
            contact
            for contact in contacts.values()
            if contact.kind in kinds and _distance(party, question, contact) is not None
        ]

    def called(found: Sequence[Listed]) -> bool:
        return any(in_place_of(contact, question.on, contacts) for contact in found)

    wanted = [party.first_line] if party.first_line else []
    if party.area.kind is not AreaKind.COUNTRY:
        backing = (K.REGIONAL_COORDINATOR, K.PARTICIPATION_CASE_MANAGER)
        wanted += [(kind,) for kind in backing if kind in party.rungs]
    for kinds in dict.fromkeys(wanted):
        if not called(found := known(kinds)):
            yield Missing(party.area.code, kinds, why=soonest(found, question.on))
    if question.topic is not None:
        named = [one for one in known(party.rungs) if question.topic in one.topics]
        if not called(named):
            yield Missing(party.area.code, topic=question.topic, why=soonest(named, question.on))
