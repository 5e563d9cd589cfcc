"""Small cells are not shown, nor any other from which the published figures would give them back.

Published are all tables of all periods. Within a period a region is the sum of its municipalities
and the country that of each table; a year is the sum of its halves, and so on down to the months.
So:

- a cell of 1 to `minimum` - 1 is hidden;
- where a sum is shown, none of its parts is hidden, or at least two that together are not few;
- and where several sums together give a cell back, one of the cells that it follows from is hidden
  too: the smallest, and the country only where nothing else is left;
- what is hidden in a period is hidden in all periods that it is a part of the same whole with, and
  in all its own parts: quarters of one half year are hidden together. A period without anybody in
  the whole country hides nothing, and nothing is hidden in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    every = {key for each in sums for key in (each.whole, *each.parts)}
    every.update(key for siblings in levels for sizes in siblings for key in sizes)
    keys = sorted(every)
    number = {key: n for n, key in enumerate(keys)}
    of: _Of = {}
    for each in sums:
        numbered = _Sum(number[each.whole], tuple(number[part] for part in each.parts))
        for n in (numbered.whole, *numbered.parts):
            of.setdefault(n, []).append(numbered)
    found: frozenset[int] = frozenset()
    for siblings, place in zip(levels, path, strict=True):
        if not any(siblings[place].values()):
            return frozenset()
        by_number = [
            {number[key]: size for key, size in sizes.items()}
            for sizes in siblings
            if any(sizes.values())
        ]
        found = _together(by_number, of, minimum, found)
    return frozenset(keys[n] for n in found)


def hidden(sizes: Sizes, sums: Sequence[Sum], minimum: int) -> frozenset[Key]:
    """The same of a period that is no part of another."""
    return hidden_in([[sizes]], [0], sums, minimum)


class _Sum(NamedTuple):
    """By the numbers of its cells, in the order of their keys: they are told apart sooner."""

    whole: int
    parts: tuple[int, ...]


_Sizes = Mapping[int, int]
_Of = dict[int, list[_Sum]]
"""By cell: the sums that it is in."""


def _together(
    siblings: Sequence[_Sizes], of: _Of, minimum: int, above: frozenset[int]
) -> frozenset[int]:
    """What is hidden in one of them is hidden in all."""
    found, left = above, list(siblings)
    while left:
        sizes = left.pop(0)
        more = _hidden(sizes, of, minimum, found)
        if more != found:
            found, left = more, [one for one in siblings if one is not sizes]
    return found


def _hidden(sizes: _Sizes, of: _Of, minimum: int, already: Iterable[int]) -> frozenset[int]:
    """The cells of one period that are not shown. Nobody is no secret: a cell of 0 is shown, if it
    is not hidden already."""
    found = {key for key, size in sizes.items() if 0 < size < minimum} | set(already)
    changed: Iterable[int] = found
    while changed:
        _complete(changed, of, found, sizes, minimum)
        changed = []
        for shown in _told(of, found, sizes).values():
            second = _beside(shown, of, found, sizes)
            if second is not None:
                found.add(second)
                changed.append(second)
    return frozenset(found)


def _complete(
    changed: Iterable[int],
    of: _Of,
    found: set[int],
    sizes: _Sizes,
    minimum: int,
) -> None:
    """Hide seconds until no single sum gives anything back."""
    left = {id(each): each for key in changed for each in of.get(key, ())}
    while left:
        _, each = left.popitem()
        second = _second(each, of, found, sizes, minimum)
        if second is not None:
            found.add(second)
            left |= {id(one): one for one in of.get(second, ())}


def _told(of: _Of, found: set[int], sizes: _Sizes) -> dict[int, list[int]]:
    """The hidden cells that several sums together give back, each with the shown cells that it
    follows from.

    Each sum, less what is shown in it, is an equation over hidden cells. In their reduced row
    echelon form a cell is determined just where a row has no other. What is shown is looked at only
    where something is told: it makes the equations long.
    """
    known = {id(each): each for key in found for each in of.get(key, ())}.values()
    if not any(len(row) == 1 for row in _reduced(known, found, found).values()):
        return {}
    somebody = {key for key, size in sizes.items() if size}
    rows = _reduced(known, found, found | somebody)
    return {
        lead: [key for key in row if key != lead]
        for lead, row in sorted(rows.items())
        if len(found & row.keys()) == 1
    }


def _reduced(sums: Iterable[_Sum], hidden: set[int], told: set[int]) -> dict[int, dict[int, int]]:
    """The equations, by the hidden cell that each of them alone begins with; of other cells those
    are `told`."""
    equations = []
    for each in sums:
        equation = {part: _PRIME - 1 for part in each.parts if part in told}
        if each.whole in told:
            equation[each.whole] = 1
        equations.append(equation)
    rows: dict[int, dict[int, int]] = {}
    for equation in sorted(equations, key=len):  # short ones first: less to subtract from
        _reduce(rows, equation, hidden)
    return rows


_PRIME = 2_147_483_647
"""Modulo it equations are solved: whole numbers, and none too large."""


def _reduce(rows: dict[int, dict[int, int]], row: dict[int, int], hidden: set[int]) -> None:
    """Add an equation; one between shown cells says nothing."""
    for lead in [key for key in row if key in rows]:
        _subtract(row, rows[lead], row[lead])
    unknown = row.keys() & hidden
    if not unknown:
        return
    lead = min(unknown)
    inverse = pow(row[lead], -1, _PRIME)
    row = {key: value * inverse % _PRIME for key, value in row.items()}
    for other in rows.values():
        if lead in other:
            _subtract(other, row, other[lead])
    rows[lead] = row


def _subtract(row: dict[int, int], other: Mapping[int, int], factor: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - factor * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _beside(shown: Sequence[int], of: _Of, found: set[int], sizes: _Sizes) -> int | None:
    """The smallest of those from which something follows that is still shown; a whole that is part
    of nothing (the country) only where nothing else is left: it tells most."""
    left = [key for key in shown if key not in found]

    def rank(key: int) -> tuple[bool, int, int]:
        return all(each.whole == key for each in of[key]), sizes[key], key

    return min(left, key=rank, default=None)


def _closest(shown: Iterable[int], hidden: Iterable[int], of: _Of, sizes: _Sizes) -> int:
    """Of those shown, the one that is in most sums with one that is hidden: what of the one is said
    to be more can be less of the other in all of these. Of several the smallest."""
    sums = {id(each) for key in hidden for each in of.get(key, ())}

    def rank(other: int) -> tuple[int, int, int]:
        return -sum(id(each) in sums for each in of[other]), sizes.get(other, 0), other

    return min(shown, key=rank)


def _second(each: _Sum, of: _Of, found: set[int], sizes: _Sizes, minimum: int) -> int | None:
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
        return _closest(somebody, parts or [each.whole], of, sizes)
    if shown and not few:
        return _closest(shown, parts or [each.whole], of, sizes)
    return None if each.whole in found else each.whole
