"""The statements of the work list: only what is asked for is in them.

Where a value decides how much is read (`$1 IS NULL OR ...`, `LIMIT $2`), PostgreSQL plans the
statement anew each time it runs.
"""

import re
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from handover_service.domain.unit import Part


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


class Scope(StrEnum):
    """By what somebody sees rows; one place apart, because its index has the rows in order."""

    AZC = "azc = :own_azc"
    AZCS = "azc = ANY(:own_azcs)"
    MUNICIPALITY = "municipality = :own_municipality"
    MUNICIPALITIES = "municipality = ANY(:own_municipalities)"
    BOTH = "(azc = ANY(:own_azcs) OR municipality = ANY(:own_municipalities))"


class Asked(NamedTuple):
    """SQL with `$1`, `$2`..., and the names of the values in that order."""

    sql: str
    names: tuple[str, ...]


_OWNER: Final = "CASE WHEN owner_until < :today THEN owner_then ELSE owner END"
_RECEIVER: Final = (
    "CASE WHEN client_manager_until < :today THEN client_manager_then ELSE client_manager END"
)
_HELD: Final = f"({_OWNER} = :owner OR {_RECEIVER} = :owner)"
_HELD_BY_ANY: Final = (
    f"({_HELD} OR (members > 1 AND EXISTS (SELECT FROM cases c "
    f"WHERE c.case_id = ANY(case_ids) AND {_HELD})))"
)
"""A unit's own columns are those of its lead; of the other members the case says who has it. Asked
by their ids: a lookup each, of the few whose lead is another's."""
_OWNERS, _RECEIVERS = (
    f"CASE WHEN members > 1 THEN ARRAY(SELECT {who} FROM cases c "  # noqa: S608
    f"WHERE c.case_id = ANY(case_ids) ORDER BY c.opened_on, c.case_id) ELSE ARRAY[{who}] END"
    for who in (_OWNER, _RECEIVER)
)
"""Who has each of its cases, the lead's first. Looked up for the rows that are shown only."""
_UNOWNED: Final = "unowned_from <= :today"
_NO_OWNER: Final = (
    "(unowned OR owner IS NULL OR (owner_then IS NULL AND coalesce(owner_until < :today, false)))"
)
_NO_RECEIVER: Final = (
    "(unreceived OR (accepted AND client_manager_then IS NULL "
    "AND coalesce(client_manager_until < :today, false)))"
)
"""What the first is made of: at COA, and at the municipality after the acceptance."""
_PART: Final = (
    f"CASE WHEN {_UNOWNED} THEN '{Part.NO_OWNER}' "
    f"WHEN planned_for > :now THEN '{Part.PLANNED}' ELSE part END"
)
_IN_PART: Final = f"{_PART} = :part"
_PARTS: Final = {part: f"{_PART} = '{part}'" for part in Part}
_FLAGS: Final = {
    Flag.LATE: "next_on < :today",
    Flag.MOVING: "move_on BETWEEN :today AND :near",
    Flag.UNDATED: "next_on IS NULL",
    Flag.SILENT: "last_at < :silent",
    Flag.LONG: "unhoused_since < :long",
}
_FILTERS: Final = {
    "azc": "azc = :azc",
    "municipality": "municipality = ANY(:municipality)",
    "owner": _HELD_BY_ANY,
    "missing": ":missing = ANY(missing)",
    "without_owner": f"{_UNOWNED} AND {_NO_OWNER}",
}
"""What chooses what is counted."""
_ORDERS: Final = {
    Sort.DATE: "next_on NULLS LAST, case_id",
    Sort.MOVE: "move_on NULLS LAST, case_id",
    Sort.AZC: "azc NULLS LAST, next_on NULLS LAST, case_id",
    Sort.MUNICIPALITY: "municipality NULLS LAST, next_on NULLS LAST, case_id",
    Sort.SILENCE: "last_at NULLS FIRST, case_id",
}
_COLUMNS: Final = (
    "unit_id, case_id, case_ids, permit_holder_ids, azc, municipality, distance_km, missing, "
    "next_on, next_what, linked_on, move_on, planned_for, last_at, owner_gone, client_manager_gone"
)
"""What a row of the list shows, and is sorted by."""


CHOSEN: Final = ("azc", "municipality", "owner", "missing", "without_owner", "part", "offset")
"""What may be left out: only of what is chosen there is a value."""
Kind = Callable[[Scope, frozenset[str], Flag | None, Sort, int], Asked]


@lru_cache(maxsize=256)
def page(scope: Scope, chosen: frozenset[str], flag: Flag | None, sort: Sort, limit: int) -> Asked:
    """A page of rows."""
    return _numbered(_listing(scope, chosen, flag, sort, limit))


@lru_cache(maxsize=256)
def first(scope: Scope, chosen: frozenset[str], flag: Flag | None, sort: Sort, limit: int) -> Asked:
    """As `page`, and before each row the counts: of one moment, in one round trip.

    They are how many units, of how many persons, in each part, with each flag, and shown. Where
    there are no rows the counts stand alone.
    """
    return _numbered(
        f"SELECT c.*, l.* FROM ({_counting(scope, chosen, flag)}) c LEFT JOIN "  # noqa: S608
        f"({_listing(scope, chosen, flag, sort, limit)}) l ON true ORDER BY {_ORDERS[sort]}"
    )


COUNTS: Final = 2 + len(Part) + len(Flag) + 1
"""How many columns they are."""


def _counting(scope: Scope, chosen: Collection[str], flag: Flag | None) -> str:
    """Each of its columns is in the indexes of places: without a filter no row is looked up."""
    in_part = [_IN_PART] if "part" in chosen else []
    counts = [
        "count(*) AS units",
        "coalesce(sum(members), 0) AS persons",
        *(f'{_count([each_in])} AS "part {each}"' for each, each_in in _PARTS.items()),
        *(f'{_count([*in_part, sql])} AS "flag {each}"' for each, sql in _FLAGS.items()),
        f"{_count(_shown(chosen, flag))} AS shown",
    ]
    return f"SELECT {', '.join(counts)} FROM units WHERE {_where(scope, chosen)}"  # noqa: S608


def _listing(
    scope: Scope, chosen: Collection[str], flag: Flag | None, sort: Sort, limit: int
) -> str:
    where = " AND ".join([_where(scope, chosen), *_shown(chosen, flag)])
    offset = " OFFSET :offset" if "offset" in chosen else ""
    return (
        f"SELECT {_COLUMNS}, {_PART} AS today, {_OWNER} AS owner_today, "  # noqa: S608
        f"{_RECEIVER} AS receiver_today, {_OWNERS} AS owners, {_RECEIVERS} AS receivers, "
        f"{_NO_OWNER} AS lacks_owner, "
        f"{_NO_RECEIVER} AS lacks_receiver FROM units WHERE {where} "
        f"ORDER BY {_ORDERS[sort]} LIMIT {limit:d}{offset}"
    )


def _where(scope: Scope, chosen: Collection[str]) -> str:
    return " AND ".join([scope.value, *(sql for name, sql in _FILTERS.items() if name in chosen)])


def _shown(chosen: Collection[str], flag: Flag | None) -> list[str]:
    return [*([_IN_PART] if "part" in chosen else []), *([_FLAGS[flag]] if flag else [])]


def _count(conditions: list[str]) -> str:
    return f"count(*) FILTER (WHERE {' AND '.join(conditions)})" if conditions else "count(*)"


def _numbered(sql: str) -> Asked:
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    return Asked(re.sub(r":(\w+)", number, sql), tuple(names))
