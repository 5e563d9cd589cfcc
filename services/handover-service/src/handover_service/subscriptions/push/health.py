"""How much is tried at one sink at a time, by what came of the tries before. Pure.

A sink of which several deliveries in a row fail is left alone for a while that grows; then one try
asks how it is. A single delivery that fails, as one that the sink cannot read, keeps to its own
schedule and does not stop the others.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from continuous_line.webhooks.answers import Outcome

OPENS: Final = 3
"""So many persons' deliveries fail in a row, with none in between that does not."""
FIRST_REST: Final = timedelta(seconds=5)
LONGEST_REST: Final = timedelta(minutes=10)
LONGEST_OF_EVENTS: Final = timedelta(seconds=15)
"""Where the sink answers, and does not want what it was given: of others it may."""
LONGEST_ASKED: Final = timedelta(hours=24)
BEGINS: Final = 2
"""Tries under way at a sink of which nothing is known yet."""


@dataclass(slots=True)
class Health:
    """`failures`: of different persons in a row; above OPENS each rest counts one more."""

    failures: int = 0
    rest_until: datetime | None = None
    _asked: bool = False
    _width: int = BEGINS
    _persons: set[UUID] = field(default_factory=set)

    def may_try(self, now: datetime) -> bool:
        return self.rest_until is None or self.rest_until <= now

    @property
    def asks(self) -> bool:
        """Whether the next try is to find out how the sink is."""
        return self.failures >= OPENS or self.rest_until is not None

    def width(self, most: int) -> int:
        """How many tries may be under way."""
        return 1 if self.asks else min(self._width, most)

    def delivered(self, most: int, now: datetime) -> bool:
        """A sink that takes things is given more. True: it was left alone and is back.

        What was under way when it asked to be left alone does not undo that.
        """
        if self._asked and not self.may_try(now):
            return False
        back = self.asks
        self._width = min(self._width * 2, most)
        self.failures, self.rest_until = 0, None
        self._persons.clear()
        return back

    def failed(self, person: UUID, now: datetime, outcome: Outcome, chance: float) -> None:
        """`chance`: 0 up to 1, by which pauses differ."""
        if not self.may_try(now):
            return  # it was under way already when the rest began
        self._width = max(self._width // 2, 1)
        if self.failures >= OPENS:
            self.failures += 1
        else:
            self._persons.add(person)
            self.failures = max(len(self._persons), self.failures)
        rest = _rest(self.failures, chance) if self.failures >= OPENS else timedelta()
        if outcome.of_the_event:
            rest = min(rest, LONGEST_OF_EVENTS)
        asked = min(outcome.retry_after or timedelta(), LONGEST_ASKED)
        self._asked = bool(asked)
        rest = max(rest, asked)
        self.rest_until = now + rest if rest else None


def _rest(failures: int, chance: float) -> timedelta:
    doublings = min(failures - OPENS, 10)
    usual: timedelta = min(FIRST_REST * 2**doublings, LONGEST_REST)
    return usual * (1 + 0.2 * chance)
