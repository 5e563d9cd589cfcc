"""The work list: a row per unit, and the counts that prove that every open case is in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY
from continuous_line.database import Row, Tx, fetch
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from handover_service.domain.checklist import Item
from handover_service.domain.unit import Part
from handover_service.tables import municipality_mergers

SILENT_DAYS: Final = 30
HOUSING_DAYS: Final = 70
"""Housing within ten weeks of the link (a public norm that most moves do not meet)."""


class Flag(StrEnum):
    """What to look at first."""

    LATE = "late"
    MOVING = "moving"
    UNDATED = "undated"
    SILENT = "silent"
    LONG = "long"


class Sort(StrEnum):
    DATE = "date"
    MOVE = "move"
    AZC = "azc"
    MUNICIPALITY = "municipality"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Filters:
    """`azc`, `municipality`, `owner` and `missing` choose what is counted; `part` and `flag`
    what of it is shown."""

    azc: str | None = None
    municipality: str | None = None
    owner: str | None = None
    missing: Item | None = None
    part: Part | None = None
    flag: Flag | None = None

    @property
    def all(self) -> "Filters":
        """Of the same cases, all of them."""
        return replace(self, part=None, flag=None)


@dataclass(frozen=True, slots=True)
class Counts:
    """`parts` add up to `open`; `flags` are counted within the part that is shown."""

    open: int
    persons: int
    parts: dict[Part, int]
    flags: dict[Flag, int]
    shown: int


_OWNER: Final = "CASE WHEN owner_until < $3 THEN owner_then ELSE owner END"
_RECEIVER: Final = (
    "CASE WHEN client_manager_until < $3 THEN client_manager_then ELSE client_manager END"
)
_PART: Final = (
    f"CASE WHEN unowned OR ({_OWNER}) IS NULL THEN 'no-owner' "
    "WHEN planned_for > $4 THEN 'planned' ELSE part END"
)
_FLAGS: Final = {
    Flag.LATE: "due_on < $3",
    Flag.MOVING: "move_on BETWEEN $3 AND $5",
    Flag.UNDATED: "due_on IS NULL",
    Flag.SILENT: "last_at < $6",
    Flag.LONG: "moved_on IS NULL AND linked_on < $7",
}
_SCOPES: Final = {
    (True, False): "azc = ANY($1) AND $2::text[] IS NOT NULL",
    (False, True): "municipality = ANY($2) AND $1::text[] IS NOT NULL",
    (True, True): "(azc = ANY($1) OR municipality = ANY($2))",
}
"""By whether somebody sees what is at reception centres, and what is on its way to places."""
_CHOSEN: Final = (
    "($8::text IS NULL OR azc = $8) AND ($9::text IS NULL OR municipality = $9) "
    f"AND ($10::text IS NULL OR ({_OWNER}) = $10 OR ({_RECEIVER}) = $10) "
    f"AND ($11::text IS NULL OR CASE WHEN $11 = 'owner' THEN unowned OR ({_OWNER}) IS NULL "
    "ELSE $11 = ANY(missing) END)"
)
_IN_PART: Final = "($12::text IS NULL OR today = $12)"
_FLAGGED: Final = "($13::text IS NULL OR CASE $13 {} END)".format(
    " ".join(f"WHEN '{flag}' THEN {sql}" for flag, sql in _FLAGS.items())
)
_ORDERS: Final = {
    Sort.DATE: "due_on NULLS LAST, case_id",
    Sort.MOVE: "move_on NULLS LAST, case_id",
    Sort.AZC: "azc NULLS LAST, due_on NULLS LAST, case_id",
    Sort.MUNICIPALITY: "municipality NULLS LAST, due_on NULLS LAST, case_id",
    Sort.SILENCE: "last_at NULLS FIRST, case_id",
}


def _counting(scope: str) -> str:
    parts = ", ".join(f"count(*) FILTER (WHERE today = '{part}')" for part in Part)
    flags = ", ".join(f"count(*) FILTER (WHERE {_IN_PART} AND {sql})" for sql in _FLAGS.values())
    return (
        f"SELECT count(*), coalesce(sum(cardinality(case_ids)), 0), {parts}, {flags}, "  # noqa: S608
        f"count(*) FILTER (WHERE {_IN_PART} AND {_FLAGGED}) "
        f"FROM (SELECT *, {_PART} AS today FROM units WHERE {scope} AND {_CHOSEN}) chosen"
    )


def _listing(scope: str, order: str) -> str:
    return (
        f"SELECT *, {_OWNER} AS owner_today, {_RECEIVER} AS receiver_today "  # noqa: S608
        f"FROM (SELECT *, {_PART} AS today FROM units WHERE {scope} AND {_CHOSEN}) chosen "
        f"WHERE {_IN_PART} AND {_FLAGGED} ORDER BY {order} LIMIT $14 OFFSET $15"
    )


_COUNTS: Final = {sides: _counting(scope) for sides, scope in _SCOPES.items()}
_LISTS: Final = {
    (sides, sort): _listing(scope, order)
    for sides, scope in _SCOPES.items()
    for sort, order in _ORDERS.items()
}


@dataclass(frozen=True, slots=True)
class WorkList:
    """Of one reader at one moment. Nobody sees a row but by a place of theirs."""

    tx: Tx
    now: datetime
    moving_days: int
    azcs: frozenset[str]
    municipalities: frozenset[str]

    @classmethod
    async def of(cls, tx: Tx, who: Principal, now: datetime, moving_days: int) -> "WorkList":
        municipalities: frozenset[str] = frozenset()
        if who.roles & AT_THE_MUNICIPALITY:
            found = await municipalities_of(tx, municipality_mergers, who, day(now))
            municipalities = frozenset(found)
        azcs = who.places if who.roles & AT_THE_AZC else frozenset()
        return cls(tx, now, moving_days, azcs, municipalities)

    async def counts(self, filters: Filters) -> Counts:
        if not self._sides:
            return Counts(0, 0, dict.fromkeys(Part, 0), dict.fromkeys(Flag, 0), 0)
        sql = _COUNTS[self._scope]
        open_, persons, *rest = (await fetch(self.tx, sql, *self._arguments(filters)))[0]
        parts, flags = rest[: len(Part)], rest[len(Part) : -1]
        return Counts(
            open_,
            persons,
            dict(zip(Part, parts, strict=True)),
            dict(zip(Flag, flags, strict=True)),
            rest[-1],
        )

    async def page(self, filters: Filters, sort: Sort, *, offset: int, limit: int) -> Sequence[Row]:
        """Rows of `units` with `today`, the part they are in, and `owner_today`."""
        if not self._sides:
            return []
        sql = _LISTS[self._scope, sort]
        return await fetch(self.tx, sql, *self._arguments(filters), limit, offset)

    @property
    def _scope(self) -> tuple[bool, bool]:
        return bool(self.azcs), bool(self.municipalities)

    @property
    def _sides(self) -> bool:
        return any(self._scope)

    def _arguments(self, filters: Filters) -> tuple[Any, ...]:
        today: date = day(self.now)
        return (
            sorted(self.azcs),
            sorted(self.municipalities),
            today,
            self.now,
            today + timedelta(self.moving_days),
            self.now - timedelta(SILENT_DAYS),
            today - timedelta(HOUSING_DAYS),
            filters.azc,
            filters.municipality,
            filters.owner,
            filters.missing.value if filters.missing else None,
            filters.part.value if filters.part else None,
            filters.flag.value if filters.flag else None,
        )


def missing_of(row: Any) -> list[Item]:
    """What the cases of this row lack today, in order."""
    lacking = set(map(Item, row.missing))
    if row.today == Part.NO_OWNER:
        lacking.add(Item.OWNER)
    return [item for item in Item if item in lacking]
