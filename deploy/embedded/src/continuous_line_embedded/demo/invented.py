"""The invented year: the twelve months after the published half year, in which the share rises.

Nothing was ever published about it; it is there so that trends and comparisons have something to
show. Whoever was still in reception after the half year moves out in it, and some who arrive.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from continuous_line_embedded.demo import outcomes
from continuous_line_embedded.demo.acts import person_id
from continuous_line_embedded.demo.fiction import resident
from continuous_line_embedded.demo.lives import Life, days
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.truth import Truth

FIRST, LAST = date(2019, 7, 1), date(2020, 6, 30)
WARM: Final = (0.26, 0.80)
"""The share of warm handovers in the first month and in the last; in between it rises evenly."""
ARRIVALS: Final = 0.1
"""How many arrive in the year, for each person of the half year."""
SENT, ACTIVE = 0.93, 0.72
FIRST_NUMBER: Final = 20_000
"""From here on the numbers of a seed are persons who arrive in the year."""
_STAY_ON: Final = (9, 9, 9, 9, 8, 7, 5, 4, 3, 3, 2, 2)
"""In which month those of the half year move out, as weights."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of the report, and its first and last day."""

    code: str
    first_on: date
    last_on: date

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def _months() -> Iterator[Span]:
    for number in range(12):
        year, month = 2019 + (6 + number) // 12, (6 + number) % 12 + 1
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        yield Span(f"{year}-{month:02d}", first, after - timedelta(1))


HALVES: Final = (
    Span("2019-H2", FIRST, date(2019, 12, 31)),
    Span("2020-H1", date(2020, 1, 1), LAST),
)
MONTHS: Final = tuple(_months())


def goes_on(waiting: Sequence[Life], chance: random.Random) -> None:
    """Those who were still in reception after the half year move out, month by month."""
    for life in waiting:
        # A profile that was sent in July has to be sent before the move.
        first = 0 if life.sent else 1
        month = chance.choices(MONTHS[first:], _STAY_ON[first:])[0]
        life.leaves_on = month.first_on + timedelta(
            chance.randint(0, (month.last_on - month.first_on).days)
        )
        life.when = days(life, chance)


def arrivals(seed: int, holders: int, places: Places, chance: random.Random) -> list[Life]:
    """Who arrives in the year and moves out in it, some months later."""
    numbers = range(FIRST_NUMBER, FIRST_NUMBER + round(holders * ARRIVALS))
    return [_arrival(seed, number, places, chance) for number in numbers]


def _arrival(seed: int, number: int, places: Places, chance: random.Random) -> Life:
    opened = FIRST + timedelta(chance.randint(40, 250))
    granted = opened + timedelta(chance.randint(3, 25))
    life = Life(
        person=person_id(seed, number),
        resident=resident(seed, number, FIRST),
        azc=chance.choice(places.centres),
        municipality=chance.choice(places.municipalities),
        former_municipality="",
        opened_on=opened,
        granted_on=granted,
        leaves_on=granted + timedelta(chance.randint(45, 85)),
        # A few without a link at the end of a period would be hidden, and much else with them.
        linked_at_once=True,
    )
    life.when = days(life, chance)
    life.sent = chance.random() < SENT
    life.stuck = "" if life.sent else chance.choice(("thin", "not-sent"))
    return life


def what_became(lives: Sequence[Life], chance: random.Random) -> None:
    """Outcomes and activities, month by month, so that the share of warm handovers rises."""
    low, high = WARM
    for number, month in enumerate(MONTHS):
        out = [life for life in lives if life.leaves_on and month.holds(life.leaves_on)]
        warm = low + (high - low) * number / (len(MONTHS) - 1)
        rest = 1 - warm
        outcomes.give(out, chance, warm, rest * 0.45, rest * 0.4)
        for life in chance.sample(out, round(len(out) * ACTIVE)):
            life.active = True


def truths(life: Life) -> dict[str, Truth]:
    """How somebody who moves out in the year counts in its periods.

    In a month only who moves out in it is told.
    """
    if life.leaves_on is None:
        return {}
    found = {}
    for span in (*HALVES, *MONTHS):
        moved = span.holds(life.leaves_on)
        received = life.granted_on <= span.last_on and life.leaves_on >= span.first_on
        if moved or (received and span in HALVES):
            found[span.code] = _truth(life, span, moved=moved)
    return found


def _truth(life: Life, span: Span, *, moved: bool) -> Truth:
    return Truth(
        in_reception=True,
        sent=_sent_by(life, span.last_on),
        moved=moved,
        outcome=life.outcome if moved else "",
        reason=life.reason if moved else "",
        active=moved and life.active,
    )


def _sent_by(life: Life, on: date) -> bool:
    """Before the year, or in its first weeks; of an arrival on a day of the year."""
    if life.stuck == "after-period":
        return True
    return life.sent and life.when is not None and life.when.sent_on <= on
