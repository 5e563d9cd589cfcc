"""Small cells are not shown, nor a second one from which the totals would give them back.

All tables that are published are looked at together: a region is the sum of its municipalities,
and the country, which is always shown, the sum of each table. A hidden cell is safe where every
such sum has a second hidden cell, and the hidden ones together are not few either. Looked at is
one period at a time: a half year is not compared with its quarters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Key = tuple[str, str]
"""Table and code."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts`; None: a total that is always shown."""

    whole: Key | None
    parts: tuple[Key, ...]


def hidden(sizes: Mapping[Key, int], sums: Iterable[Sum], minimum: int) -> frozenset[Key]:
    """The cells that are not shown, by the number of persons in each. Nobody is no secret: a
    cell of 0 is shown."""
    found = {key for key, size in sizes.items() if 0 < size < minimum}
    known, settled = list(sums), False
    while not settled:
        settled = True
        for each in known:
            second = _second(each, found, sizes, minimum)
            if second is not None:
                found.add(second)
                settled = False
    return frozenset(found)


def _second(each: Sum, found: set[Key], sizes: Mapping[Key, int], minimum: int) -> Key | None:
    """One more cell to hide, where this sum gives a hidden one back and one is left to hide."""
    parts = [part for part in each.parts if part in found]
    if each.whole in found:
        given_back = not parts
    else:
        few = sum(sizes[part] for part in parts) < minimum
        given_back = bool(parts) and (len(parts) == 1 or few)
    if not given_back:
        return None
    shown = [part for part in each.parts if part not in found and sizes[part] > 0]
    if shown:
        return min(shown, key=lambda part: (sizes[part], part))
    return each.whole if each.whole is not None and each.whole not in found else None
