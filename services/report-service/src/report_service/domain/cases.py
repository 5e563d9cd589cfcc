"""Cases: their days with and without an owner at COA, and what they were like when closed.

A case begins with the first link of a stay, or the first after a closing, and ends with the
closing; a day without an owner is one at the end of which nobody was named.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from report_service.domain.conditions import View, marks
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact
from report_service.domain.life import Life, Same, by_time
from report_service.domain.observation import CASE_DAY, Observation


class Case(NamedTuple):
    """`until_on`: the day of the closing, on which it is open no longer; None: open."""

    from_on: date
    until_on: date | None
    owners: Sequence[Fact]
    """Who owned it, in order of time; `code` None: nobody."""
    link: Fact
    """With which it began."""


def cases(life: Life) -> Iterator[Case]:
    """In order of time."""
    for index in range(len(life.stays)):
        links = life.facts("linked", index)
        if not links:
            continue
        closings = life.facts("closed", index)
        owners = sorted(
            [
                *life.facts("assigned", index),
                *life.facts("owner-left", index),
            ],
            key=by_time,
        )
        since: Fact | None = links[0]
        while since is not None:
            begun = since.at
            closing = next((fact for fact in closings if fact.at >= begun), None)
            yield Case(
                since.on,
                None if closing is None else closing.on,
                [
                    fact
                    for fact in owners
                    if fact.at >= begun and (closing is None or fact.at <= closing.at)
                ],
                since,
            )
            since = None
            if closing is not None:
                since = next((fact for fact in links if fact.at > closing.at), None)


def case_days(
    life: Life, found: Sequence[Case], definitions: Definitions, same: Same
) -> Iterator[Observation]:
    """Ranges of days in which owner, azc and municipality stay the same."""
    metrics = definitions.of(CASE_DAY)
    for case in found:
        first, end = case.from_on, case.until_on
        changes = {fact.on for fact in case.owners}
        changes.update(link.from_on for link in life.links)
        changes.update(spell.from_on for spell in life.spells)
        days = sorted({first, *(d for d in changes if d > first and (end is None or d < end))})
        if end is not None and end <= first:
            continue
        for number, on in enumerate(days):
            owner = None
            for fact in case.owners:
                if fact.on <= on:
                    owner = fact.code
            own = frozenset() if owner is not None else frozenset({"ownerless"})
            until = days[number + 1] if number + 1 < len(days) else end
            seen = life.seen(on)
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
        known = {fact.code for fact in case.owners}
        own = frozenset({"one-owner"}) if len(known) == 1 and None not in known else frozenset()
        on = case.until_on
        seen = life.seen(on)
        held = marks(metrics, View(life, None, on, seen.municipality, same), own)
        yield Observation("case", on, None, None, *seen, held)
