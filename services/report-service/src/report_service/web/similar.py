"""Similar municipalities: those where about as many persons moved in, in the same period.

Our choice: five classes by the number of persons who moved there. Somebody who moves 3 persons
and somebody who moves 90 have other work; how many people live there says less. Compared is with
all others of the class together, and only where these are at least three: of fewer, the one could
be told from the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from report_service.domain.metrics import Figure, Shown
from report_service.web.figures import figure

CLASSES: Final = ((1, 9), (10, 24), (25, 49), (50, 99), (100, None))
LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class Similar:
    """`number` of other municipalities, and what they are together."""

    least: int
    most: int | None
    number: int
    figure: Figure


def similar(code: str, metric: str, table: Mapping[str, Shown], minimum: int) -> Similar | None:
    """None where the own number is not shown, or there are too few others with one."""
    own = _size(table.get(code))
    found = next((each for each in CLASSES if own and _within(own, each)), None)
    if found is None:
        return None
    others = [
        figure(shown, metric)
        for other, shown in table.items()
        if other != code and _within(_size(shown), found)
    ]
    others = [one for one in others if one.numerator is not None and one.denominator]
    whole = sum(one.denominator or 0 for one in others)
    if len(others) < LEAST or whole < minimum:
        return None
    part = sum(one.numerator or 0 for one in others)
    least, most = found
    return Similar(least, most, len(others), Figure(metric, part, whole))


def _size(shown: Shown | None) -> int:
    """Persons who moved there; 0 where that is not shown."""
    return 0 if shown is None else figure(shown, "warm-handover").denominator or 0


def _within(number: int, bounds: tuple[int, int | None]) -> bool:
    least, most = bounds
    return number >= least and (most is None or number <= most)
