"""What is kept of a person so that the figures of any period come from it: one row for each thing
that may be counted.

Codes of places are as recorded; mergers are for the counting.
"""

from datetime import date
from typing import NamedTuple

RECEPTION, MOVED, CASE_DAY = "reception", "moved", "case-day"
CONTRADICTION = "contradiction"
"""Is in no figure: the quality of the data is told apart (domain/quality.py)."""
CONTACT, KNOWS, LIPO = "contact", "knows-coa", "lipo-held"
"""From these the figures about places are made; they are no population of a metric."""
STATES = frozenset({CONTACT, KNOWS})
ABOUT_PLACES = frozenset({CONTACT, KNOWS, LIPO})


UNKNOWN = "unknown"
BANDS = ("0-25", "25-50", "50-100", "100+")
"""Kilometres: [0,25) [25,50) [50,100) and 100 or more."""
_BOUNDS = (25.0, 50.0, 100.0)


def band(distance_km: float | None) -> str:
    """The distance band, by its code."""
    if distance_km is None:
        return UNKNOWN
    for code, bound in zip(BANDS, _BOUNDS, strict=False):
        if distance_km < bound:
            return code
    return BANDS[-1]


class Observation(NamedTuple):
    """Which days the row holds for depends on the population.

    `reception`: the state from `from_on` until the day before `until_on` (None: still), of
    somebody who was last in reception on `present_until` (None: still is). `case-day`: every day
    of that range. `contact` and `knows-coa`: the same, as on the last day of the period; the first
    may name a region, a province or the country as `municipality`. `moved`:
    the move on `from_on`, and `until_on` the day of the next one. All others: on `from_on`.
    """

    population: str
    from_on: date
    until_on: date | None
    present_until: date | None
    azc: str
    municipality: str
    """Empty: linked to none."""
    band: str
    """How far the azc is from that municipality."""
    basis: str | None
    marks: tuple[str, ...]
    """Codes of the metrics that hold, and of their parts as `metric:part`; `metric?AM33` holds
    where the municipality lies in that region."""
    days: int | None = None
    """Of a lead time."""
    others: tuple[str, ...] = ()
    """Other municipalities that the person's facts name: where one of them has merged with this
    one, the marks are to be derived anew."""
