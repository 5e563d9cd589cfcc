"""How many requests of an organisation look, wait or stream at one time, in this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from continuous_line.errors import Refused


class TooManyWait(Refused):
    """As many as may do so look, wait or stream already."""

    status = 429
    code = "too-many-waiting"


class Seats:
    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()

    def take(self, organisation: str) -> None:
        """Give it back by `leave`. Raises TooManyWait."""
        if self._taken[organisation] >= self._most:
            raise TooManyWait(
                f"{self._most} requests of your organisation look, wait or stream already; end one "
                "of them, or ask again when one is answered.",
                most=self._most,
            )
        self._taken[organisation] += 1

    def leave(self, organisation: str) -> None:
        self._taken[organisation] -= 1
        if not self._taken[organisation]:
            del self._taken[organisation]

    @contextmanager
    def taken(self, organisation: str) -> Iterator[None]:
        self.take(organisation)
        try:
            yield
        finally:
            self.leave(organisation)
