"""The box of answers to how it went: numbers only, about nobody.

Every answer writes all rows of the table anew, in one statement, so that not even the version of
a row, which PostgreSQL keeps with its transaction, tells which number an answer went to.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from continuous_line.database import Tx, fetch
from handover_service.domain.experience import Pile, Slip

_ALONE: Final = "SELECT pg_advisory_xact_lock(7215015)"
_MAKE_ROOM: Final = """
    INSERT INTO experience_box (municipality, azc, month, well, mixed, badly)
    VALUES ($1, $2, $3, 0, 0, 0) ON CONFLICT (municipality, azc) DO NOTHING
    """
_PUT: Final = """
    UPDATE experience_box AS b SET
      well = b.well + CASE WHEN mine AND $4 = 'well' THEN 1 ELSE 0 END,
      mixed = b.mixed + CASE WHEN mine AND $4 = 'mixed' THEN 1 ELSE 0 END,
      badly = b.badly + CASE WHEN mine AND $4 = 'badly' THEN 1 ELSE 0 END,
      month = CASE WHEN mine THEN greatest(b.month, $3) ELSE b.month END
    FROM (SELECT municipality, azc, municipality = $1 AND azc = $2 AS mine FROM experience_box) w
    WHERE w.municipality = b.municipality AND w.azc = b.azc
    """
_PILES: Final = "SELECT municipality, azc, month, well, mixed, badly FROM experience_box"
_MERGED: Final = "SELECT code, successor FROM municipality_mergers WHERE valid_from <= $1"
_TAKE: Final = """
    DELETE FROM experience_box b
    USING unnest(CAST($1 AS text[]), CAST($2 AS text[])) AS taken (municipality, azc)
    WHERE b.municipality = taken.municipality AND b.azc = taken.azc
    """
_FIRST: Final = """
    INSERT INTO experience_emptied (emptied_on) VALUES ($1)
    ON CONFLICT (emptied_on) DO NOTHING RETURNING true
    """
_EARLIER: Final = "DELETE FROM experience_emptied WHERE emptied_on < $1"


async def put(tx: Tx, slip: Slip) -> None:
    await fetch(tx, _ALONE)
    await fetch(tx, _MAKE_ROOM, slip.municipality, slip.azc, slip.month)
    await fetch(tx, _PUT, slip.municipality, slip.azc, slip.month, slip.answer.value)


async def turn(tx: Tx, on: date) -> bool:
    """Whether nobody else empties, or emptied, the box on that day."""
    first = bool(await fetch(tx, _FIRST, on))
    await fetch(tx, _EARLIER, on)
    return first


async def piles(tx: Tx) -> Sequence[Pile]:
    """All of them; nothing is put in until the transaction ends."""
    await fetch(tx, _ALONE)
    rows = await fetch(tx, _PILES)
    return [Pile(r.municipality, r.azc, r.month, r.well, r.mixed, r.badly) for r in rows]


async def successors(tx: Tx, on: date) -> dict[str, str]:
    """Into what municipalities had merged by that day."""
    return {row.code: row.successor for row in await fetch(tx, _MERGED, on)}


async def take(tx: Tx, taken: Collection[Pile]) -> None:
    await fetch(tx, _TAKE, [one.municipality for one in taken], [one.azc for one in taken])
