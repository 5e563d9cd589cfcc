"""Who has a case on a day: one rule for every service that hears of its owners.

From the first naming to the closing exactly one has it (003:2013). A stand-in has it up to a last
day, and then it is back with whom it was; days are those of Amsterdam.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from uuid import UUID, uuid5

from continuous_line.days import day


def case_number(permit_holder_id: UUID, first_link: UUID) -> UUID:
    """UUIDv5(person, public id of the first link of the stay): any reader of the log can tell."""
    return uuid5(permit_holder_id, str(first_link))


@dataclass(frozen=True, slots=True)
class Naming:
    """From the day of `at` on, `owner` has it; `until`: the last day of a stand-in.

    `first` begins a case: what was named before the earliest such one does not count.
    """

    at: datetime
    owner: str
    until: date | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """From the day of `at` on, `owner` has nothing any more, until named again."""

    at: datetime
    owner: str


Said = Naming | Leaving


@dataclass(frozen=True, slots=True)
class Tenure:
    """`owner` has the case from `first` to `last` (None: from then on), days included."""

    owner: str
    first: date
    last: date | None
    stand_in: bool


def in_force(said: Sequence[Said], on: date) -> Naming | None:
    """By which of these, in the order in which they happened, the case has its owner on that day.

    None before the first one, and where whoever had it for good left without another being named.
    """
    namings = [one for one in said if isinstance(one, Naming)]
    began = next((naming.at for naming in namings if naming.first), None)
    if began is None:
        return None
    for naming in reversed(namings):
        if naming.at < began or day(naming.at) > on:
            continue
        left = _left(said, naming, on)
        if naming.until is None:
            return None if left else naming
        if on <= naming.until and not left:
            return naming
    return None


def tenures(said: Sequence[Said], closed_on: date | None) -> list[Tenure]:
    """Who has the case when, without an overlap; they end with the day of the closing."""
    edges = sorted(set(_edges(said)))
    found: list[Tenure] = []
    for first, following in zip_longest(edges, edges[1:]):
        naming = in_force(said, first)
        if naming is not None:
            last = following - timedelta(1) if following else None
            found.append(Tenure(naming.owner, first, last, naming.until is not None))
    if closed_on is None:
        return found
    return [_cut(tenure, closed_on) for tenure in found if tenure.first <= closed_on]


def _left(said: Sequence[Said], naming: Naming, on: date) -> bool:
    """Whether who was named then has left since."""
    return any(
        one.owner == naming.owner and one.at >= naming.at and day(one.at) <= on
        for one in said
        if isinstance(one, Leaving)
    )


def _edges(said: Sequence[Said]) -> Sequence[date]:
    untils = (one.until for one in said if isinstance(one, Naming))
    ends = (until for until in untils if until is not None and until < date.max)
    return [*(day(one.at) for one in said), *(end + timedelta(1) for end in ends)]


def _cut(tenure: Tenure, end: date) -> Tenure:
    return Tenure(tenure.owner, tenure.first, min(tenure.last or end, end), tenure.stand_in)
