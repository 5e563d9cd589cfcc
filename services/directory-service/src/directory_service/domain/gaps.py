"""Who has nobody to call: places without a contact, areas without a participation case manager,
units in which nobody answers for a topic."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from continuous_line.codes_directory import ContactKind
from directory_service.domain.areas import Area, AreaKind
from directory_service.domain.call_list import FIRST_LINE, Side
from directory_service.domain.listed import (
    Contacts,
    Listed,
    Unavailable,
    Verification,
    in_place_of,
    soonest,
)

K = ContactKind


class GapKind(StrEnum):
    CONTACT = "contact"
    REGIONAL_COORDINATOR = "regional-coordinator"
    PARTICIPATION_CASE_MANAGER = "participation-case-manager"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Gap:
    """`why` None: nobody was ever known. `ask`: the contact to ask meanwhile."""

    kind: GapKind
    area: Area
    topic: str | None = None
    why: Unavailable | None = None
    ask: UUID | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a day, by code."""

    municipalities: Mapping[str, Area]
    centres: Mapping[str, Area]
    regions: Mapping[str, Area]

    @property
    def units(self) -> dict[str, Area]:
        codes = sorted({area.unit for area in self.centres.values() if area.unit})
        return {code: Area(AreaKind.UNIT, code, code, unit=code) for code in codes}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many municipalities there are, have somebody to call, and somebody verified in term."""

    municipalities: int
    with_contact: int
    verified: int


_MUNICIPAL: Final = FIRST_LINE[Side.MUNICIPALITY]
_AT_THE_AZC: Final = FIRST_LINE[Side.COA]


@dataclass(frozen=True, slots=True)
class Overview:
    """All contacts on a day, found by the places that they name."""

    contacts: Contacts
    on: date
    _by_place: dict[str, list[Listed]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for contact in sorted(self.contacts.values(), key=lambda one: str(one.contact_id)):
            for place in contact.places:
                self._by_place.setdefault(place, []).append(contact)

    def covering(self, area: Area, kinds: Sequence[ContactKind]) -> list[Listed]:
        """Contacts of these kinds that take the area in, the nearest first."""
        near = sorted(area.reach, key=lambda code: (area.reach[code], code))
        found = [one for code in near for one in self._by_place.get(code, ())]
        return [one for one in dict.fromkeys(found) if one.kind in kinds]

    def called(self, known: Iterable[Listed]) -> list[Listed]:
        """Who can be called of them, or in their place."""
        found = (in_place_of(contact, self.on, self.contacts) for contact in known)
        return list(dict.fromkeys(one for one in found if one is not None))

    def ask(self, area: Area) -> UUID | None:
        """The regional coordinator, else the participation case manager."""
        for kind in (K.REGIONAL_COORDINATOR, K.PARTICIPATION_CASE_MANAGER):
            if found := self.called(self.covering(area, (kind,))):
                return found[0].contact_id
        return None

    def gap(self, kind: GapKind, area: Area, known: Sequence[Listed]) -> Iterator[Gap]:
        if not self.called(known):
            yield Gap(kind, area, why=soonest(known, self.on), ask=self.ask(area))


def gaps(places: Places, contacts: Contacts, required_topics: Sequence[str], on: date) -> list[Gap]:
    """Every gap of the day, in the order of kinds and codes."""
    overview = Overview(contacts, on)
    return [
        *(
            gap
            for area, kind, kinds in _expected(places)
            for gap in overview.gap(kind, area, overview.covering(area, kinds))
        ),
        *_topics(overview, places, required_topics),
    ]


def coverage(places: Places, contacts: Contacts, on: date) -> Coverage:
    overview = Overview(contacts, on)
    called = [
        overview.called(overview.covering(area, _MUNICIPAL))
        for area in places.municipalities.values()
    ]
    verified = [any(one.verification is Verification.VERIFIED for one in found) for found in called]
    return Coverage(len(called), sum(map(bool, called)), sum(verified))


def left_behind(
    places: Places, contacts: Contacts, contact: Listed, on: date
) -> list[tuple[Area, GapKind]]:
    """What nobody answers for from that day on, if this contact is gone and nobody stands in."""
    others = {
        one.contact_id: one for one in contacts.values() if one.contact_id != contact.contact_id
    }
    before, after = Overview(contacts, on), Overview(others, on)
    found = []
    for area, gap_kind, kinds in _expected(places):
        known = before.covering(area, kinds)
        if (
            contact in known
            and before.called(known)
            and not after.called(one for one in known if one is not contact)
        ):
            found.append((area, gap_kind))
    return found


def _expected(places: Places) -> Iterator[tuple[Area, GapKind, tuple[ContactKind, ...]]]:
    for area in places.municipalities.values():
        yield area, GapKind.CONTACT, _MUNICIPAL
    for area in places.centres.values():
        yield area, GapKind.CONTACT, _AT_THE_AZC
    for area in places.regions.values():
        yield area, GapKind.REGIONAL_COORDINATOR, (K.REGIONAL_COORDINATOR,)
    for area in (*places.municipalities.values(), *places.centres.values()):
        yield area, GapKind.PARTICIPATION_CASE_MANAGER, (K.PARTICIPATION_CASE_MANAGER,)


def _topics(overview: Overview, places: Places, required: Sequence[str]) -> Iterator[Gap]:
    """Of each unit: a contact that answers for everything names no topic, and fills no gap."""
    for unit in places.units.values():
        inside = [unit, *(one for one in places.centres.values() if one.unit == unit.code)]
        known = [one for area in inside for one in overview.covering(area, tuple(K))]
        for topic in required:
            named = [one for one in known if topic in one.topics]
            for gap in overview.gap(GapKind.TOPIC, unit, named):
                yield Gap(gap.kind, unit, topic, gap.why, gap.ask)


def stand_ins(places: Places, contacts: Contacts, contact: Listed, on: date) -> list[UUID]:
    """Who might answer in its place, its own deputies first: of its kind and near what it covers,
    else the regional coordinators."""
    overview = Overview(contacts, on)
    areas = [
        area
        for area in (
            *places.municipalities.values(),
            *places.centres.values(),
            *places.regions.values(),
        )
        if area.distance(contact.places) == 0
    ]
    near = {area.region for area in areas}
    alike = [
        other
        for area in places.municipalities.values()
        if area.region in near
        for other in overview.covering(area, (contact.kind,))
    ]
    around = [one for area in areas for one in overview.covering(area, (K.REGIONAL_COORDINATOR,))]
    deputies = [contacts[who] for who in contact.deputies if who in contacts]
    found = overview.called([*deputies, *alike, *around])
    return [one.contact_id for one in found if one.contact_id != contact.contact_id]
