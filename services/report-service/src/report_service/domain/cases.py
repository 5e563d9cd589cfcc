"""Cases: their days with and without an owner at COA, and what they were like when closed.

A case begins with the first link, or the first after a closing, and ends with the closing,
whatever the person's stays are meanwhile. Who owns it on a day is the rule of all services
(continuous_line.case_owners): of a day on which somebody was named it is that one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from continuous_line.case_owners import Leaving, Naming, Said, in_force, tenures
from report_service.domain.conditions import View, marks
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact
from report_service.domain.life import Life, Same, by_time
from report_service.domain.observation import CASE_DAY, Observation

_ONE_DAY = timedelta(days=1)


class Case(NamedTuple):
    """`until_on`: the day of the closing, on which it is open no longer; None: open."""

    from_on: date
    until_on: date | None
    said: Sequence[Said]
    """Who was named and who left, in order of time."""
    changes: frozenset[date]
    """The days on which the owner may be another than the day before."""
    link: Fact
    """With which it began."""


def cases(life: Life) -> Iterator[Case]:
    """In order of time."""
    links, closings = life.of.get("linked", ()), life.of.get("closed", ())
    owners: Sequence[Fact] = life.of.get("assigned", ())
    if "owner-left" in life.of:
        owners = sorted([*owners, *life.of["owner-left"]], key=by_time)
    since: Fact | None = links[0] if links else None
    while since is not None:
        begun = since.at
        closing = next((fact for fact in closings if fact.at >= begun), None)
        own = [
            fact
            for fact in owners
            if fact.at >= begun and (closing is None or fact.at <= closing.at)
        ]
        changes = {fact.on for fact in own}
        changes.update(fact.until + _ONE_DAY for fact in own if fact.until is not None)
        yield Case(
            since.on,
            None if closing is None else closing.on,
            [_said(fact) for fact in own],
            frozenset(changes),
            since,
        )
        if closing is None:
            return
        since = next((fact for fact in links if fact.at > closing.at), None)


def _said(fact: Fact) -> Said:
    who = fact.code or ""
    if fact.kind == "owner-left":
        return Leaving(fact.at, who)
    return Naming(fact.at, who, fact.until, first=True)


def case_days(
    life: Life, found: Sequence[Case], definitions: Definitions, same: Same
) -> Iterator[Observation]:
    """Ranges of days in which owner, azc and municipality stay the same; from the permit on."""
    metrics = definitions.of(CASE_DAY)
    for case in found:
        first, end = max(case.from_on, life.permit_on), case.until_on
        if end is not None and end <= first:
            continue
        changes = set(case.changes)
        changes.update(link.from_on for link in life.links)
        changes.update(spell.from_on for spell in life.spells)
        days = sorted({first, *(d for d in changes if d > first and (end is None or d < end))})
        for number, on in enumerate(days):
            owned = in_force(case.said, on) is not None
            own = frozenset() if owned else frozenset({"ownerless"})
            until = days[number + 1] if number + 1 < len(days) else end
            seen = life.seen(on, same)
            held = marks(metrics, View(life, None, on, seen.municipality, same), own)
            yield Observation(CASE_DAY, on, until, None, *seen, held)


def closed_cases(
    life: Life, found: Sequence[Case], definitions: Definitions, same: Same
) -> Iterator[Observation]:
    """On the day of the closing."""
    metrics = definitions.of("case")
    for case in found:
        if case.until_on is None:
            continue
        on = case.until_on
        own = frozenset({"one-owner"}) if _one_owner(case, on) else frozenset()
        seen = life.seen(on, same)
        held = marks(metrics, View(life, None, on, seen.municipality, same), own)
        yield Observation("case", on, None, None, *seen, held)


def _one_owner(case: Case, closed_on: date) -> bool:
    """From the first naming to the closing; a stand-in is another owner."""
    had = tenures(case.said, closed_on)
    gaps = any(
        tenure.last is None or tenure.last + _ONE_DAY < following.first
        for tenure, following in pairwise(had)
    )
    to_the_end = bool(had) and had[-1].last is not None and had[-1].last >= closed_on
    return to_the_end and not gaps and len({tenure.owner for tenure in had}) == 1
