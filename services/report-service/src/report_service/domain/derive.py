"""From all facts of one person to the row that is counted: pure, whatever their order.

Rules K1, K3 and K4 of docs/scenarios.md. A fact is valid where no known event replaces or voids
it, whatever became of that event itself: what was taken back comes back only by a new event.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from report_service.domain.fact import Fact
from report_service.domain.rows import Link, Move, PersonRow, Sending, Spell, Talks
from report_service.domain.stays import Stay, of_stay, stays

RULES_VERSION = 1
"""Goes up when a rule here changes: a rebuild then has nothing to compare its digest with."""

_order = attrgetter("on", "at", "id")
_NOBODY = PersonRow()
_ONE_DAY = timedelta(days=1)
ByKind = Mapping[str, Sequence[Fact]]


def derive(facts: Iterable[Fact]) -> PersonRow:
    """The row of the person with these facts; an empty one while no permit is known."""
    facts = list(facts)
    taken_back = {fact.target for fact in facts if fact.target is not None}
    if taken_back:
        facts = [fact for fact in facts if fact.id not in taken_back]
    facts.sort(key=_order)
    of: dict[str, list[Fact]] = {}
    for fact in facts:
        of.setdefault(fact.kind, []).append(fact)
    permits = of.get("permit")
    if not permits:
        return _NOBODY
    permit_on = permits[0].on
    found = stays(of)
    return PersonRow(
        _spells(found, permit_on, of),
        _links(found, of),
        _sendings(of),
        _moves(found, permit_on, of),
    )


def _spells(found: Sequence[Stay], permit_on: date, of: ByKind) -> tuple[Spell, ...]:
    places: Sequence[Fact] = of.get("opened", ())
    if "relocated" in of or "returned" in of:
        places = sorted([*places, *of.get("relocated", ()), *of.get("returned", ())], key=_order)
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


def _links(found: Sequence[Stay], of: ByKind) -> tuple[Link, ...]:
    facts: Sequence[Fact] = of.get("linked", ())
    if "unlinked" in of:
        facts = sorted([*facts, *of["unlinked"]], key=_order)
    links: list[Link] = []
    for index, stay in enumerate(found):
        current: str | None = None
        if index and stay.start is not None:
            _from_then_on(links, Link(stay.start.on, None, None, None))
        for fact in of_stay(facts, found, index):
            if fact.kind == "linked":
                current = fact.place
                _from_then_on(links, Link(fact.on, current, fact.distance_km, fact.code))
            elif fact.place == current:
                current = None
                _from_then_on(links, Link(fact.on, None, None, None))
    return tuple(links)


def _from_then_on(links: list[Link], link: Link) -> None:
    if links and links[-1].from_on == link.from_on:
        links.pop()
    links.append(link)


def _sendings(of: ByKind) -> tuple[Sending, ...]:
    first: dict[str, date] = {}
    for fact in of.get("sent", ()):
        first.setdefault(fact.place or "", fact.on)
    return tuple([Sending(place, on) for place, on in first.items()])


def _moves(found: Sequence[Stay], permit_on: date, of: ByKind) -> tuple[Move, ...]:
    if "moved" not in of:
        return ()
    moves: list[Move] = []
    for index, stay in enumerate(found):
        talks = _talks(found, index, of) if stay.moves else ()
        moves += [
            Move(
                fact.on,
                fact.azc or "",
                fact.place or "",
                fact.distance_km,
                fact.code,
                _active(stay, fact.on, of),
                talks,
            )
            for fact in stay.moves
            if permit_on <= fact.on
        ]
    return tuple(moves)


def _talks(found: Sequence[Stay], index: int, of: ByKind) -> tuple[Talks, ...]:
    by: dict[str, Talks] = {}
    for fact in of_stay(of.get("warm", ()), found, index):
        by[fact.place or ""] = Talks(fact.place or "", warm=True, phone=False, reason=None)
    for fact in of_stay(of.get("phone", ()), found, index):
        place = fact.place or ""
        by[place] = Talks(place, place in by and by[place].warm, phone=True, reason=None)
    for fact in of_stay(of.get("not-held", ()), found, index):
        place = fact.place or ""
        before = by.pop(place, None)
        by[place] = Talks(
            place,
            before is not None and before.warm,
            before is not None and before.phone,
            fact.code,
        )
    return tuple(by.values())


def _active(stay: Stay, moved_on: date, of: ByKind) -> bool:
    if stay.start is None or "activity" not in of:
        return False
    ended = {fact.activity: fact.on for fact in of.get("activity-ended", ())}
    since = stay.start.on
    for fact in of["activity"]:
        until = ended.get(fact.activity, fact.until)
        if fact.on <= moved_on and (until is None or until >= since):
            return True
    return False
