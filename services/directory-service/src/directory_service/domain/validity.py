"""Things that change from a given day on: versions in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """`value` holds from `valid_from` (None: from ever) until the next version."""

    valid_from: date | None
    value: T


def start(version: Version[T]) -> date:
    return version.valid_from or date.min


def with_version(
    versions: tuple[Version[T], ...], valid_from: date | None, value: T
) -> tuple[Version[T], ...]:
    """The versions by day; what is recorded later for the same day takes the earlier's place."""
    new = Version(valid_from, value)
    others = (version for version in versions if start(version) != start(new))
    return tuple(sorted((*others, new), key=start))


def on(versions: Iterable[Version[T]], day: date) -> T | None:
    """What held on that day, or None before the first version."""
    held = [v.value for v in versions if start(v) <= day]
    return held[-1] if held else None
