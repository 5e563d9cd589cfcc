"""Whether and when to ask again. Pure: chance and time are passed in.

Nothing is done twice by asking again: a POST carries an Idempotency-Key and is answered alike, a
PATCH or DELETE that was done the first time may be answered 412 or 404 the second.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """`tries`: how often at most. Pauses in seconds, doubling from `first` up to `longest`; a
    service that asks by Retry-After for more than `longest_asked` is not waited for."""

    tries: int = 5
    first: float = 0.5
    longest: float = 30.0
    longest_asked: float = 120.0

    def pause(
        self, failed: int, chance: float, status: int | None, retry_after: float | None = None
    ) -> float | None:
        """Seconds to wait after so many failed tries; None: do not ask again.

        `status`: None where there was no answer. `chance`: 0 up to 1.
        """
        if failed >= self.tries or (status is not None and status not in _PASSING):
            return None
        if retry_after is not None and retry_after > self.longest_asked:
            return None
        usual = min(self.first * 2.0 ** min(failed - 1, 60), self.longest)
        return max(usual * (0.5 + chance / 2), retry_after or 0.0)


def seconds(retry_after: str | None, now: datetime) -> float | None:
    """The header as seconds from now, never negative; None where it is absent or says nothing."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:18])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)
