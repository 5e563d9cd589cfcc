"""One subject's share in a figure, and what each event changed of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from report_service.domain.count import Window, held, weight
from report_service.domain.cuts import By, Cut, Cuts
from report_service.domain.definitions import Metric
from report_service.domain.fact import Fact
from report_service.domain.metrics import denominator
from report_service.domain.observation import Observation


class Share(NamedTuple):
    """How often somebody counts in the numerator and the denominator: once, or by the day."""

    numerator: int = 0
    denominator: int = 0


class Asked(NamedTuple):
    """A figure; `part`: one coded value of the metric; `cell` None: of the whole country."""

    metric: Metric
    part: str | None = None
    cell: Cut | None = None


def share_of(
    asked: Asked, observations: Iterable[Observation], days: Window, cuts: Cuts
) -> tuple[Share, frozenset[Cut]]:
    """Of all that is observed of one subject; with the cells in which it counts."""
    numerator, below, cells = 0, 0, set[Cut]()
    for seen in observations:
        found = one_share(asked, seen, weight(seen, days), cuts)
        if found.denominator:
            cells.update(cuts.of(seen))
            numerator, below = numerator + found.numerator, below + found.denominator
    return Share(numerator, below), frozenset(cells)


def one_share(asked: Asked, seen: Observation, number: int, cuts: Cuts) -> Share:
    """Of one observation that counts so often in the period."""
    metric = asked.metric
    if not number or seen.population != metric.of:
        return Share()
    in_cells = cuts.of(seen)
    if asked.cell is not None and asked.cell not in in_cells:
        return Share()
    codes = held(seen, dict(in_cells)[By.REGION])
    if denominator(metric) not in codes:
        return Share()
    wanted = metric.code if asked.part is None else f"{metric.code}:{asked.part}"
    return Share(number if wanted in codes else 0, number)


class Effect(NamedTuple):
    """What an event changed when it was recorded: `numerator` and `denominator` by +1, -1, ...

    `cells`: where the subject counts since then; where it did, if it no longer does.
    """

    fact: Fact
    numerator: int
    denominator: int
    cells: frozenset[Cut]


def effects(
    before: Sequence[Fact],
    since: Iterable[Fact],
    share: Callable[[Sequence[Fact]], tuple[Share, frozenset[Cut]]],
) -> Iterator[Effect]:
    """Of the facts recorded `since`, one after the other, those that changed something.

    All changes together are the share of all facts less that of those before.
    """
    known = list(before)
    had, where = share(known)
    for fact in sorted(since, key=recorded):
        known.append(fact)
        has, cells = share(known)
        if has != had:
            change = (has.numerator - had.numerator, has.denominator - had.denominator)
            yield Effect(fact, *change, cells or where)
        had, where = has, cells or where


def recorded(fact: Fact) -> tuple[object, ...]:
    """In the order of recording; the topics have no other order between them."""
    return fact.recorded_at, fact.id
