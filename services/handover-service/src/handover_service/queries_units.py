"""The work list: a row per unit, and the counts that prove that every open case is in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY
from continuous_line.database import Row, Statement, Tx, alone, fetch
from continuous_line.days import day
from continuous_line.mergers import merged_into, municipalities_of
from handover_service import queries_units_sql
from handover_service.domain.checklist import ITEMS, PLACES, Item
from handover_service.domain.unit import Part
from handover_service.queries_units_sql import CHOSEN, COUNTS, Flag, Kind, Scope, Sort
from handover_service.tables_places import municipality_mergers

SILENT_DAYS: Final = 30
HOUSING_DAYS: Final = 70
"""Housing within ten weeks of the link (a public norm that most moves do not meet)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """`azc`, `municipality`, `owner` and `missing` choose what is counted; `part` and `flag`
    what of it is shown. A municipality stands for those that merged into it, too."""

    azc: str | None = None
    municipality: str | None = None
    owner: str | None = None
    missing: Item | None = None
    part: Part | None = None
    flag: Flag | None = None

    @property
    def values(self) -> dict[str, str | bool | None]:
        """By the names in the statements but the municipality's: it depends on the mergers, as
        who lacks an owner depends on the day."""
        lacks = self.missing.value if self.missing else None
        without = self.missing is Item.OWNER
        return {
            "azc": self.azc,
            "owner": self.owner,
            "missing": None if without else lacks,
            "without_owner": without or None,
            "part": self.part.value if self.part else None,
        }

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
        asked = await self._asked(queries_units_sql.first, filters, sort, offset, limit)
        if asked is None:
            return _counts((0,) * COUNTS), []
        rows = await alone(self.tx, asked.sql, *asked.arguments)
        return _counts(rows[0][:COUNTS]), rows if rows[0].case_id is not None else []

    async def page(self, filters: Filters, sort: Sort, *, offset: int, limit: int) -> Sequence[Row]:
        """Rows of `units` with `today`, the part they are in, `owner_today` of the lead, and
        `owners` and `receivers` of each case (None: nobody)."""
        asked = await self._asked(queries_units_sql.page, filters, sort, offset, limit)
        return await fetch(self.tx, asked.sql, *asked.arguments) if asked else []

    async def _asked(
        self, kind: Kind, filters: Filters, sort: Sort, offset: int, limit: int
    ) -> Statement | None:
        """None for who has no place."""
        scope = self._scope
        if scope is None:
            return None
        speaks_for = await merged_into(
            self.tx, municipality_mergers, filters.municipality, self.now
        )
        given = {"municipality": speaks_for, "offset": offset or None}
        values = self.values | filters.values | given
        chosen = frozenset(name for name in CHOSEN if values[name] is not None)
        sql, names = kind(scope, chosen, filters.flag, sort, limit)
        return Statement(sql, tuple(values[name] for name in names))

    @property
    def _scope(self) -> Scope | None:
        if self.azcs and self.municipalities:
            return Scope.BOTH
        if self.azcs:
            return Scope.AZC if len(self.azcs) == 1 else Scope.AZCS
        if self.municipalities:
            return Scope.MUNICIPALITY if len(self.municipalities) == 1 else Scope.MUNICIPALITIES
        return None

    @property
    def values(self) -> dict[str, Any]:
        """By the names in the statements, beside those of the filters."""
        today: date = day(self.now)
        azcs, municipalities = sorted(self.azcs), sorted(self.municipalities)
        return {
            "own_azc": next(iter(azcs), None),
            "own_azcs": azcs,
            "own_municipality": next(iter(municipalities), None),
            "own_municipalities": municipalities,
            "today": today,
            "now": self.now,
            "near": today + timedelta(self.moving_days),
            "silent": self.now - timedelta(SILENT_DAYS),
            "long": today - timedelta(HOUSING_DAYS),
        }


def _counts(counted: Sequence[int]) -> Counts:
    """From the columns of `queries_units_sql.first`, in their order."""
    number = iter(counted)
    return Counts(
        open=next(number),
        persons=next(number),
        parts={part: next(number) for part in Part},
        flags={flag: next(number) for flag in Flag},
        shown=next(number),
    )


def missing_of(row: Any) -> list[Item]:
    """What the cases of this row lack today, in order."""
    lacking = {PLACES[item] for item in row["missing"]}
    if row["lacks_owner"]:
        lacking.add(PLACES[Item.OWNER])
    if row["lacks_receiver"]:
        lacking.add(PLACES[Item.CLIENT_MANAGER])
    return [ITEMS[place] for place in sorted(lacking)]


def names_in(held: Sequence[str | None]) -> list[str]:
    """Everybody who has a case of a row, once, in the order of the cases."""
    return [one for one in dict.fromkeys(held) if one is not None]
