"""What was counted lately. What changes something makes another key, so nothing here is too old."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from report_service.domain.count import Figures
from report_service.domain.suppression import Key

T = TypeVar("T")
HiddenBy = dict[str, frozenset[Key]]
"""By denominator or lead time, as far as they were looked for."""


class Kept(Generic[T]):
    """So many at most; the one that came first goes first. `added`: how many ever came."""

    def __init__(self, most: int) -> None:
        self._most, self.added = most, 0
        self._found: dict[object, T] = {}

    def find(self, key: object) -> T | None:
        return self._found.get(key)

    def keep(self, key: object, value: T) -> T:
        if key not in self._found:
            self.added += 1
            if len(self._found) >= self._most:
                del self._found[next(iter(self._found))]
        self._found[key] = value
        return value


@dataclass(frozen=True, slots=True)
class Recent:
    """Of a year of the whole country figures take about 20 MB, the others 1 or 2 MB."""

    figures: Kept[Figures] = field(default_factory=lambda: Kept(24))
    sizes: Kept[Figures] = field(default_factory=lambda: Kept(64))
    hidden: Kept[HiddenBy] = field(default_factory=lambda: Kept(128))
