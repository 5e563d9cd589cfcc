"""Whose feed a municipality's events are in: its own, or that of what it merged into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from continuous_line.database import Tx, fetch

MERGED: Final = "SELECT code, successor FROM feed_mergers WHERE valid_from <= $1"
_AUDIENCE: Final = "SELECT municipality FROM feed_counters"
_SHARED: Final = "SELECT pg_advisory_xact_lock_shared($1)"
_ALONE: Final = "SELECT pg_advisory_xact_lock($1)"
_LOCK: Final = 5_471_030_021


@dataclass(frozen=True, slots=True)
class Places:
    """As they are at one moment. `audience`: those that have a feed."""

    successors: Mapping[str, str]
    audience: frozenset[str]

    def heir(self, municipality: str) -> str:
        """What it is part of."""
        return heir(self.successors, municipality)

    def feed_of(self, municipality: str) -> str | None:
        """None where nobody subscribes there."""
        here = self.heir(municipality)
        return here if here in self.audience else None


def heir(successors: Mapping[str, str], municipality: str) -> str:
    """What it is part of; a ring of mergers, which is an error, ends before it closes."""
    return _way(successors, municipality)[-1]


def under(successors: Mapping[str, str], municipality: str) -> frozenset[str]:
    """It, and all that merged into it."""
    parts = (one for one in successors if municipality in _way(successors, one))
    return frozenset({municipality, *parts})


def _way(successors: Mapping[str, str], municipality: str) -> Sequence[str]:
    """It, and one after the other what it merged into."""
    way = [municipality]
    while (then := successors.get(way[-1])) is not None and then not in way:
        way.append(then)
    return way


async def places(tx: Tx, on: date) -> Places:
    """Until the transaction ends nobody becomes a subscriber, so nothing falls in between."""
    await fetch(tx, _SHARED, _LOCK)
    merged = {row.code: row.successor for row in await fetch(tx, MERGED, on)}
    audience = frozenset(row.municipality for row in await fetch(tx, _AUDIENCE))
    return Places(merged, audience)


async def alone(tx: Tx) -> None:
    """Until the transaction ends nothing is heard."""
    await fetch(tx, _ALONE, _LOCK)
