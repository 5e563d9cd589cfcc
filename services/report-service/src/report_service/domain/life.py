"""The life in reception of one person, from all valid facts: stays, spells, links and moves.

Rules K1 and K5 of docs/scenarios.md. Nothing here mentions a period.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from report_service.domain.fact import Fact, valid
from report_service.domain.observation import UNKNOWN, band
from report_service.domain.stays import Stay, of_stay, stays

ByKind = Mapping[str, Sequence[Fact]]
Same = Callable[[str, str, date], bool]
"""Whether two codes are one municipality on a day."""
by_time = attrgetter("on", "at", "id")
_ONE_DAY = timedelta(days=1)


class Spell(NamedTuple):
    """Days in reception at one azc as a permit holder, both included; `to_on` None: until now.

    `moved`: the last day is the day of a move to a municipality.
    """

    from_on: date
    to_on: date | None
    azc: str
    moved: bool


class Where(NamedTuple):
    """Linked or moved to this municipality from this day on; `municipality` None: to none."""

    from_on: date
    municipality: str | None
    band: str
    basis: str | None


class Seen(NamedTuple):
    """Under which places something counts."""

    azc: str
    municipality: str
    band: str
    basis: str | None


class Life:
    """`of`: the valid facts by kind, in order of time; only of somebody with a permit."""

    def __init__(self, of: ByKind, permit_on: date, same: Same) -> None:
        self.of, self.permit_on = of, permit_on
        self.stays = stays(of)
        self.spells = _spells(self.stays, permit_on, of)
        self.links = _links(self.stays, of, same)
        self._first_azc = (of["opened"][0].place or "") if "opened" in of else ""

    def facts(self, kind: str, stay: int | None) -> Sequence[Fact]:
        """Those of a kind within the stay with this index; None: whatever the stay."""
        found = self.of.get(kind, ())
        if not found or stay is None or len(self.stays) == 1:
            return found
        return self.stays[stay].moves if kind == "moved" else of_stay(found, self.stays, stay)

    def azc_on(self, on: date) -> str:
        """The last azc where the person was by then; else the first that is known."""
        found = ""
        for spell in self.spells:
            if found and spell.from_on > on:
                break
            found = spell.azc
        return found or self._first_azc

    def seen(
        self, on: date, same: Same, municipality: str | None = None, azc: str | None = None
    ) -> Seen:
        """Where the person was on that day, and at the municipality linked to then, or at this one.

        Distance and basis are those of the link, where it is to that municipality.
        """
        link = self.link_on(on)
        linked = (link.municipality if link is not None else None) or ""
        place = linked if municipality is None else municipality
        if link is None or (place != linked and not same(place, linked, on)):
            return Seen(azc or self.azc_on(on), place, UNKNOWN, None)
        return Seen(azc or self.azc_on(on), place, link.band, link.basis)

    def link_on(self, on: date) -> Where | None:
        """The last link that began by then, which may be to none."""
        found = None
        for link in self.links:
            if link.from_on > on:
                break
            found = link
        return found


def literally(one: str, other: str, _on: date) -> bool:
    """Codes as recorded; what a merger changes is looked at when figures are asked for."""
    return one == other


def live(facts: Iterable[Fact], same: Same = literally) -> Life | None:
    """None while no permit is known: such a person is in no figure."""
    of: dict[str, list[Fact]] = {}
    for fact in sorted(valid(facts), key=by_time):
        of.setdefault(fact.kind, []).append(fact)
    permits = of.get("permit")
    return Life(of, permits[0].on, same) if permits else None


def _spells(found: Sequence[Stay], permit_on: date, of: ByKind) -> tuple[Spell, ...]:
    places: Sequence[Fact] = of.get("opened", ())
    if "relocated" in of or "returned" in of:
        places = sorted([*places, *of.get("relocated", ()), *of.get("returned", ())], key=by_time)
    spells: list[Spell] = []
    for stay in found:
        if stay.start is None:
            continue
        first = max(stay.start.on, permit_on)
        last = None if stay.end is None else stay.end.on
        if last is not None and first > last:
            continue
        azc = stay.start.place or ""
        since = first
        for place in places:
            if place.on > first and (last is None or place.on <= last):
                if place.place != azc and place.on > since:
                    spells.append(Spell(since, place.on - _ONE_DAY, azc, moved=False))
                    since = place.on
                azc = place.place or ""
            elif place.on <= first:
                azc = place.place or ""
        moved = stay.end is not None and stay.end.kind == "moved"
        spells.append(Spell(since, last, azc, moved))
    return tuple(spells)


def _links(found: Sequence[Stay], of: ByKind, same: Same) -> tuple[Where, ...]:
    facts: Sequence[Fact] = of.get("linked", ())
    if "unlinked" in of:
        facts = sorted([*facts, *of["unlinked"]], key=by_time)
    links: list[Where] = []
    for index in range(max(1, len(found))):
        current: str | None = None
        start = found[index].start if index else None
        if start is not None:
            _from_then_on(links, Where(start.on, None, UNKNOWN, None))
        for fact in of_stay(facts, found, index) if index or len(found) > 1 else facts:
            if fact.kind == "linked":
                current = fact.place
                _from_then_on(links, Where(fact.on, current, band(fact.distance_km), fact.code))
            elif current is not None and same(fact.place or "", current, fact.on):
                current = None
                _from_then_on(links, Where(fact.on, None, UNKNOWN, None))
    return tuple(links)


def _from_then_on(links: list[Where], link: Where) -> None:
    if links and links[-1].from_on == link.from_on:
        links.pop()
    links.append(link)
