"""The work list: a row per unit, and the counts that prove that every open case is in it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY
from continuous_line.database import Row, Tx, alone, fetch
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
    Flag.LATE: "next_on < $3",
    Flag.MOVING: "move_on BETWEEN $3 AND $5",
    Flag.UNDATED: "next_on IS NULL",
    Flag.SILENT: "last_at < $6",
    Flag.LONG: "moved_on IS NULL AND linked_on < $7",
}
_TAKEN: Final = "$1::text[] IS NOT NULL AND $2::text[] IS NOT NULL"
_SCOPES: Final = {
    "azc": f"azc = ($1::text[])[1] AND {_TAKEN}",
    "azcs": f"azc = ANY($1) AND {_TAKEN}",
    "municipality": f"municipality = ($2::text[])[1] AND {_TAKEN}",
    "municipalities": f"municipality = ANY($2) AND {_TAKEN}",
    "both": f"(azc = ANY($1) OR municipality = ANY($2)) AND {_TAKEN}",
}
"""By what somebody sees rows; one place apart, because its index has the rows in order."""
_CHOSEN: Final = (
    "($8::text IS NULL OR azc = $8) AND ($9::text IS NULL OR municipality = $9) "
    f"AND ($10::text IS NULL OR ({_OWNER}) = $10 OR ({_RECEIVER}) = $10) "
    f"AND ($11::text IS NULL OR CASE WHEN $11 = 'owner' THEN unowned OR ({_OWNER}) IS NULL "
    "ELSE $11 = ANY(missing) END)"
)
_COLUMNS: Final = (
    "unit_id, case_id, case_ids, permit_holder_ids, azc, municipality, distance_km, missing, "
    "next_on, next_what, linked_on, move_on, planned_for, last_at"
)
"""What a row of the list shows, and is sorted by."""
_IN_PART: Final = "($12::text IS NULL OR today = $12)"
_FLAGGED: Final = "($13::text IS NULL OR CASE $13 {} END)".format(
    " ".join(f"WHEN '{flag}' THEN {sql}" for flag, sql in _FLAGS.items())
)
_MASK: Final = " + ".join(
    f"CASE WHEN {sql} THEN {1 << bit} ELSE 0 END" for bit, sql in enumerate(_FLAGS.values())
)
"""Which flags a row has, one bit for each: counted once per row instead of once per count."""
_ORDERS: Final = {
    Sort.DATE: "next_on NULLS LAST, case_id",
    Sort.MOVE: "move_on NULLS LAST, case_id",
    Sort.AZC: "azc NULLS LAST, next_on NULLS LAST, case_id",
    Sort.MUNICIPALITY: "municipality NULLS LAST, next_on NULLS LAST, case_id",
    Sort.SILENCE: "last_at NULLS FIRST, case_id",
}


def _counting(scope: str) -> str:
    return (
        f"SELECT today, mask, count(*) AS units, sum(members) AS persons FROM "  # noqa: S608
        f"(SELECT {_PART} AS today, {_MASK} AS mask, cardinality(case_ids) AS members "
        f"FROM units WHERE {scope} AND {_CHOSEN}) chosen GROUP BY today, mask"
    )


def _listing(scope: str, order: str) -> str:
    return (
        f"SELECT {_COLUMNS}, today, {_OWNER} AS owner_today, {_RECEIVER} AS receiver_today "  # noqa: S608
        f"FROM (SELECT *, {_PART} AS today FROM units WHERE {scope} AND {_CHOSEN}) chosen "
        f"WHERE {_IN_PART} AND {_FLAGGED} ORDER BY {order} LIMIT $14 OFFSET $15"
    )


def _both(scope: str, order: str) -> str:
    """Counts and page in one statement: what they see is one moment, in one round trip."""
    counts = "json_agg(json_build_array(today, mask, units, persons))"
    return (
        f"SELECT c.counts, l.* FROM (SELECT CAST({counts} AS text) AS counts "  # noqa: S608
        f"FROM ({_counting(scope)}) g) c LEFT JOIN ({_listing(scope, order)}) l ON true "
        f"ORDER BY {order}"
    )


BOTH: Final = {
    (name, sort): _both(scope, order)
    for name, scope in _SCOPES.items()
    for sort, order in _ORDERS.items()
}
LISTS: Final = {
    (name, sort): _listing(scope, order)
    for name, scope in _SCOPES.items()
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

    async def first(
        self, filters: Filters, sort: Sort, *, offset: int, limit: int
    ) -> tuple[Counts, Sequence[Row]]:
        """The counts, and a page of rows as `page` gives it."""
        if not self._scope:
            return _counts(filters, ()), []
        sql = BOTH[self._scope, sort]
        rows = await alone(self.tx, sql, *self._arguments(filters), limit, offset)
        counts = _counts(filters, json.loads(rows[0].counts or "[]"))
        return counts, [row for row in rows if row.case_id is not None]

    async def page(self, filters: Filters, sort: Sort, *, offset: int, limit: int) -> Sequence[Row]:
        """Rows of `units` with `today`, the part they are in, and `owner_today`."""
        if not self._scope:
            return []
        sql = LISTS[self._scope, sort]
        return await fetch(self.tx, sql, *self._arguments(filters), limit, offset)

    @property
    def _scope(self) -> str | None:
        if self.azcs and self.municipalities:
            return "both"
        if self.azcs:
            return "azc" if len(self.azcs) == 1 else "azcs"
        if self.municipalities:
            return "municipality" if len(self.municipalities) == 1 else "municipalities"
        return None

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


def _counts(filters: Filters, groups: Iterable[tuple[str, int, int, int]]) -> Counts:
    """From groups of units: the part, which flags, how many, and of how many persons."""
    parts, flags = dict.fromkeys(Part, 0), dict.fromkeys(Flag, 0)
    shown = persons = 0
    for today, mask, units, members in groups:
        part = Part(today)
        parts[part] += units
        persons += members
        if filters.part in (None, part):
            has = [flag for bit, flag in enumerate(_FLAGS) if mask >> bit & 1]
            for flag in has:
                flags[flag] += units
            shown += units if filters.flag in (None, *has) else 0
    return Counts(sum(parts.values()), persons, parts, flags, shown)


_PLACES: Final = {item.value: place for place, item in enumerate(Item)}
_ITEMS: Final = tuple(Item)


def missing_of(row: Any) -> list[Item]:
    """What the cases of this row lack today, in order."""
    lacking = {_PLACES[item] for item in row.missing}
    if row.today == Part.NO_OWNER:
        lacking.add(_PLACES[Item.OWNER])
    return [_ITEMS[place] for place in sorted(lacking)]
