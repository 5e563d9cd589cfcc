"""In which years figures may have changed when something else is observed of somebody than before.

What is counted of other years stays as it was, and need not be counted again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from report_service.domain.observation import CASE_DAY, RECEPTION, STATES, Observation

_BY_RANGE = frozenset({RECEPTION, CASE_DAY, *STATES})


class Years(NamedTuple):
    """One year, or with `onwards` that and all that follow."""

    first: int
    onwards: bool = False


def changed_years(before: Iterable[Observation], after: Iterable[Observation]) -> set[Years]:
    """Both are all that is observed of one person, or of what is about none.

    Of whoever named several municipalities more is counted than what is observed here: once two of
    them have merged.
    """
    was, becomes = Counter(before), Counter(after)
    every = was | becomes
    if any(seen.others for seen in every):
        return {Years(min(seen.from_on for seen in every).year, onwards=True)}
    found: set[Years] = set()
    ended: dict[Observation, list[Observation]] = {}
    for seen in (was - becomes).elements():
        ended.setdefault(_begun(seen), []).append(seen)
    for seen in (becomes - was).elements():
        others = ended.get(_begun(seen))
        if others:
            other = others.pop()
            found.update(_years(seen, _first_difference(seen, other), _ends(seen, other)))
        else:
            found.update(_years(seen, seen.from_on, seen.until_on))
    for others in ended.values():
        for seen in others:
            found.update(_years(seen, seen.from_on, seen.until_on))
    return found


def _begun(seen: Observation) -> Observation:
    """All but how it ended."""
    return seen._replace(until_on=None, present_until=None)


def _first_difference(one: Observation, other: Observation) -> date:
    """Before it, two that only end otherwise are the same."""
    pairs = ((one.until_on, other.until_on), (one.present_until, other.present_until))
    return min(min(a or date.max, b or date.max) for a, b in pairs if a != b)


def _ends(one: Observation, other: Observation) -> date | None:
    """The later end; None where one of them has none."""
    if one.until_on is None or other.until_on is None:
        return None
    return max(one.until_on, other.until_on)


def _years(seen: Observation, since: date, until: date | None) -> Iterator[Years]:
    if seen.population not in _BY_RANGE:
        yield Years(seen.from_on.year)
    elif until is None:
        yield Years(since.year, onwards=True)
    else:
        yield from (Years(year) for year in range(since.year, until.year + 1))
