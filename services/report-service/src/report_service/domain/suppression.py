"""Small cells are not shown, nor any other from which the published figures would give them back.

Published are all tables of all periods. Within a period a region is the sum of its municipalities
and the country that of each table; a year is the sum of its halves, and so on down to the months.
So:

- a cell of 1 to `minimum` - 1 is hidden;
- where a sum is shown, none of its parts is hidden, or at least two that together are not few;
- and where several sums together give a cell back, another one beside it is hidden;
- what is hidden in a period is hidden in all periods that it is a part of the same whole with, and
  in all its own parts: quarters of one half year are hidden together. A period without anybody in
  the whole country hides nothing, and nothing is hidden in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, str]
"""Table and code."""
Sizes = Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is the sum of `parts`."""

    whole: Key
    parts: tuple[Key, ...]


def hidden_in(
    levels: Sequence[Sequence[Sizes]], path: Sequence[int], sums: Sequence[Sum], minimum: int
) -> frozenset[Key]:
    """The cells that are not shown in one period.

    `levels`: the persons in each cell, of the year, then of its two halves, and so on: at each
    level the periods that one period of the level above is the sum of. `path`: which of them it
    is, at each level; at the last level the period itself.
    """
    found: frozenset[Key] = frozenset()
    for siblings, place in zip(levels, path, strict=True):
        if not any(siblings[place].values()):
            return frozenset()
        found = _together([one for one in siblings if any(one.values())], sums, minimum, found)
    return found


def _together(
    siblings: Sequence[Sizes], sums: Sequence[Sum], minimum: int, above: frozenset[Key]
) -> frozenset[Key]:
    """What is hidden in one of them is hidden in all."""
    found, before = above, None
    while found != before:
        before = found
        for sizes in siblings:
            found = hidden(sizes, sums, minimum, found)
    return found


def hidden(
    sizes: Sizes, sums: Iterable[Sum], minimum: int, already: Iterable[Key] = ()
) -> frozenset[Key]:
    """The cells of one period that are not shown. Nobody is no secret: a cell of 0 is shown, if it
    is not hidden already."""
    found = {key for key, size in sizes.items() if 0 < size < minimum} | set(already)
    of: dict[Key, list[Sum]] = {}
    for each in sums:
        for key in (each.whole, *each.parts):
            of.setdefault(key, []).append(each)
    changed: Iterable[Key] = found
    while changed:
        _complete(changed, of, found, sizes, minimum)
        changed = []
        for key in _told(of, found):
            second = _beside(key, of, found, sizes)
            if second is not None:
                found.add(second)
                changed.append(second)
    return frozenset(found)


def _complete(
    changed: Iterable[Key],
    of: Mapping[Key, Sequence[Sum]],
    found: set[Key],
    sizes: Sizes,
    minimum: int,
) -> None:
    """Hide seconds until no single sum gives anything back."""
    left = {id(each): each for key in changed for each in of.get(key, ())}
    while left:
        _, each = left.popitem()
        second = _second(each, found, sizes, minimum)
        if second is not None:
            found.add(second)
            left |= {id(one): one for one in of.get(second, ())}


def _told(of: Mapping[Key, Sequence[Sum]], found: set[Key]) -> list[Key]:
    """The hidden cells that several sums together give back.

    Each sum, less what is shown in it, is an equation over hidden cells. In their reduced row
    echelon form a cell is determined just where a row has no other.
    """
    known = {id(each): each for key in found for each in of.get(key, ())}
    rows: dict[Key, dict[Key, int]] = {}
    for each in known.values():
        row = {part: _PRIME - 1 for part in each.parts if part in found}
        if each.whole in found:
            row[each.whole] = 1
        _reduce(rows, row)
    return sorted(lead for lead, row in rows.items() if len(row) == 1)


_PRIME = 2_147_483_647
"""Modulo it equations are solved: whole numbers, and none too large."""


def _reduce(rows: dict[Key, dict[Key, int]], row: dict[Key, int]) -> None:
    """Add an equation; `rows` are by the cell that each of them alone begins with."""
    for lead in [key for key in row if key in rows]:
        _subtract(row, rows[lead], row[lead])
    if not row:
        return
    lead = min(row)
    inverse = pow(row[lead], -1, _PRIME)
    row = {key: value * inverse % _PRIME for key, value in row.items()}
    for other in rows.values():
        if lead in other:
            _subtract(other, row, other[lead])
    rows[lead] = row


def _subtract(row: dict[Key, int], other: Mapping[Key, int], factor: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - factor * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _beside(key: Key, of: Mapping[Key, Sequence[Sum]], found: set[Key], sizes: Sizes) -> Key | None:
    """The smallest shown cell that is in a sum with this one."""
    shown = {
        other
        for each in of.get(key, ())
        for other in (each.whole, *each.parts)
        if other not in found and sizes.get(other, 0)
    }
    return min(shown, key=lambda other: (sizes[other], other), default=None)


def _second(each: Sum, found: set[Key], sizes: Sizes, minimum: int) -> Key | None:
    """One more cell to hide, where this sum gives a hidden one back and one is left to hide.

    Cells of nobody that are hidden count too: they would be given back as nobody.
    """
    parts = [part for part in each.parts if part in found]
    if each.whole in found:
        given_back, few = not parts, False
    else:
        few = sum(sizes.get(part, 0) for part in parts) < minimum
        given_back = bool(parts) and (len(parts) == 1 or few)
    if not given_back:
        return None
    shown = [part for part in each.parts if part not in found]
    somebody = [part for part in shown if sizes.get(part, 0)]
    if somebody:
        return min(somebody, key=lambda part: (sizes[part], part))
    if shown and not few:
        return min(shown)
    return None if each.whole in found else each.whole
