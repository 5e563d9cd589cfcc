"""A region as its coordinator sees it: what is missing, and whom to call. No permit holders."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from continuous_line.codes_directory import ContactKind
from report_service.directory_client import Contact, Gap, Region
from report_service.queries import Report

CONTACT: Final = "contact"
VERIFIED: Final = "verified"
OF_A_TOWN: Final = (ContactKind.CLIENT_MANAGER, ContactKind.TEAM)
_FIRST: Final = (ContactKind.REGIONAL_COORDINATOR, *OF_A_TOWN)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality without a contact person who was verified.

    `known`: there is one, not verified. `why`: as the directory says why there is nobody.
    `open_cases`: linked there, with nobody to call; 0 where there is somebody.
    """

    name: str
    known: bool
    why: str | None
    open_cases: int


@dataclass(frozen=True, slots=True)
class Reached:
    """`where`: the places it answers for, in words."""

    contact: Contact
    where: str


@dataclass(frozen=True, slots=True)
class Around:
    """`towns`: how many municipalities the region has. `others`: what else is missing, by kind, and
    where."""

    towns: int
    unverified: Sequence[Town]
    others: Mapping[str, Sequence[str]]
    contacts: Sequence[Reached]
    more: bool

    @property
    def open_cases(self) -> int:
        """Linked to a municipality where nobody can be called."""
        return sum(town.open_cases for town in self.unverified)


def towns_in(region: str, report: Report) -> dict[str, str]:
    """The names of its municipalities by code, on the map of the report, in their order."""
    places, on = report.places, report.map_on
    found = {}
    for code in places.municipalities(on):
        place = places.on(code, on)
        if place is not None and place.region == region:
            found[code] = place.name
    return dict(sorted(found.items(), key=lambda one: one[1]))


def around(region: str, told: Region, report: Report) -> Around:
    towns = towns_in(region, report)
    names = {**report.places.names("region", report.map_on), **towns}
    gaps = {
        report.places.current(gap.place.code, report.map_on): gap
        for gap in told.gaps
        if gap.kind == CONTACT
    }
    return Around(
        len(towns),
        list(_unverified(region, towns, gaps, told.contacts, report)),
        _others(told.gaps, names),
        _reached(told.contacts, names),
        told.more,
    )


def _unverified(
    region: str, towns: Mapping[str, str], gaps: Mapping[str, Gap], contacts: Sequence[Contact],
    report: Report,
) -> Iterator[Town]:  # fmt: skip
    """Somebody of a wider area may answer where there is no gap and nobody of the town is known."""
    for code, name in towns.items():
        if code in gaps:
            yield Town(name, known=False, why=gaps[code].why, open_cases=gaps[code].open_cases)
            continue
        own = [
            contact
            for contact in contacts
            if contact.kind in OF_A_TOWN
            and {region, code}.intersection(
                report.places.current(place, report.map_on) for place in contact.places
            )
        ]
        if own and all(contact.verification != VERIFIED for contact in own):
            yield Town(name, known=True, why=None, open_cases=0)


def _others(gaps: Sequence[Gap], names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for gap in gaps:
        if gap.kind != CONTACT:
            found.setdefault(gap.kind, []).append(names.get(gap.place.code, gap.place.code))
    return {kind: sorted(places) for kind, places in sorted(found.items())}


def _reached(contacts: Sequence[Contact], names: Mapping[str, str]) -> list[Reached]:
    """The coordinator first, then by place."""
    found = [
        Reached(contact, ", ".join(names.get(place, place) for place in contact.places))
        for contact in contacts
    ]
    order: dict[str, int] = {kind: at for at, kind in enumerate(_FIRST)}
    return sorted(found, key=lambda one: (order.get(one.contact.kind, len(order)) > 0, one.where))
