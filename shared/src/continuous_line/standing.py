"""How the consumers of a service stand, judged from the progress that their owners left.

Times are the system's, whatever clock the data has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from continuous_line.event_log.port import PARTITIONS
from continuous_line.watchdog import STILL_LIMIT, Progress

LIMIT = timedelta(seconds=STILL_LIMIT)


class Standing(StrEnum):
    """From good to bad."""

    UP_TO_DATE = "up-to-date"
    BEHIND = "behind"
    NEVER_STARTED = "never-started"
    STANDS_STILL = "stands-still"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """Of one partition number. `behind`: events to go when it was last checked, None: not known.

    `late`: the first event that is not handled was recorded at most so long ago; None where
    nothing is to go, or nobody knows. `still`: since it last came on; None: it never did.
    """

    number: int
    standing: Standing
    behind: int | None = None
    late: timedelta | None = None
    still: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Consuming:
    """A consumer with all its partition numbers."""

    consumer: str
    partitions: Sequence[Partition]

    @property
    def standing(self) -> Standing:
        """The worst of its partitions."""
        found = {one.standing for one in self.partitions}
        return max(found, key=list(Standing).index)

    @property
    def behind(self) -> int:
        """Events to go, of all partitions of which it is known."""
        return sum(one.behind or 0 for one in self.partitions)

    @property
    def late(self) -> timedelta | None:
        return max((one.late for one in self.partitions if one.late is not None), default=None)

    @property
    def still(self) -> timedelta | None:
        return min((one.still for one in self.partitions if one.still is not None), default=None)


def standing_of(
    consumers: Iterable[str], progress: Iterable[Progress], now: datetime
) -> list[Consuming]:
    """Of each of these consumers, also of those that left nothing yet; `now` is the system's."""
    known = {(one.consumer, one.partition): one for one in progress}
    return [
        Consuming(name, [_partition(n, known.get((name, n)), now) for n in range(PARTITIONS)])
        for name in consumers
    ]


def _partition(number: int, found: Progress | None, now: datetime) -> Partition:
    if found is None:
        return Partition(number=number, standing=Standing.NEVER_STARTED)
    standing = _standing(found, now)
    late = None
    if standing is not Standing.UP_TO_DATE and found.caught_up_at is not None:
        late = _since(found.caught_up_at, now)
    return Partition(
        number=number,
        standing=standing,
        behind=found.behind,
        late=late,
        still=None if found.moved_at is None else _since(found.moved_at, now),
    )


def _standing(found: Progress, now: datetime) -> Standing:
    """Whatever nobody checks stands still: how far behind it is, is not known any more."""
    if now - found.checked_at > LIMIT:
        return Standing.STANDS_STILL
    if not found.behind:
        return Standing.UP_TO_DATE
    came_on = [at for at in (found.moved_at, found.caught_up_at) if at is not None]
    if not came_on:
        return Standing.NEVER_STARTED
    return Standing.STANDS_STILL if now - max(came_on) > LIMIT else Standing.BEHIND


def _since(moment: datetime, now: datetime) -> timedelta:
    return max(now - moment, timedelta())
