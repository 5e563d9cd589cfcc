"""What the work list counts is held against a count in Python, row by row, over made-up units."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text

from continuous_line.database import fetch
from continuous_line.days import day
from handover_service.domain.checklist import Item
from handover_service.domain.unit import Part
from handover_service.queries_units import HOUSING_DAYS, SILENT_DAYS, Counts, Filters, WorkList
from handover_service.queries_units_sql import Flag, Scope, Sort, first
from handover_service.tables import cases, units

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
TODAY, NEAR = day(NOW), 21
AZCS, MUNICIPALITIES, STAFF = ("azc-weert", "azc-ede"), ("GM0957", "GM0193"), ("cm-1", "cm-2")
Unit = dict[str, Any]


def some_unit(random: Random) -> Unit:
    """Days lie on, before and after each day by which something is counted."""

    def on(*around: int) -> date | None:
        near = [TODAY + timedelta(days + by) for days in around for by in (-1, 0, 1)]
        return random.choice([None, *near])

    def moment(days: int) -> datetime:
        return NOW + timedelta(days, random.choice([-3600, -1, 0, 1, 3600]))

    owner, stand_in = random.choice([None, *STAFF]), random.random() < 0.4
    manager, its_stand_in = random.choice([None, *STAFF]), random.random() < 0.4
    ids = [UUID(int=random.getrandbits(128)) for _ in range(random.randint(1, 3))]
    return {
        "unit_id": UUID(int=random.getrandbits(128)),
        "case_id": ids[0],
        "case_ids": ids,
        "permit_holder_ids": ids,
        "azc": random.choice([None, *AZCS]),
        "municipality": random.choice([None, *MUNICIPALITIES]),
        "opened_on": TODAY,
        "linked_on": on(-HOUSING_DAYS),
        "moved_on": random.choice([None, None, TODAY]),
        "move_on": on(0, NEAR),
        "planned_for": random.choice([None, moment(0), moment(1)]),
        "missing": random.sample([item.value for item in Item if item is not Item.OWNER], 4),
        "part": random.choice([Part.RECEPTION, Part.MUNICIPALITY]).value,
        "owner": owner,
        "owner_until": on(0) if owner and stand_in else None,
        "owner_then": random.choice([None, *STAFF]) if owner and stand_in else None,
        "unowned": owner is None or random.random() < 0.2,
        "client_manager": manager,
        "client_manager_until": on(0) if manager and its_stand_in else None,
        "client_manager_then": random.choice(STAFF) if manager and its_stand_in else None,
        "due_on": on(0),
        "term_on": on(0),
        "last_at": moment(-SILENT_DAYS),
    }


HOLDING = [
    f"{side}{name}" for side in ("owner", "client_manager") for name in ("", "_until", "_then")
]


def cases_of(unit: Unit, random: Random) -> list[Unit]:
    """A case each: the lead's holders are the unit's, those of the others are their own."""
    rows = []
    for number, case_id in enumerate(unit["case_ids"]):
        other = unit if number == 0 else some_unit(random)
        rows.append(
            {
                "case_id": case_id,
                "permit_holder_id": case_id,
                "opened_on": TODAY,
                "state": "open",
                "missing": [],
                "turn": "nobody",
                "unit_id": unit["unit_id"],
                **{name: other[name] for name in HOLDING},
            }
        )
    return rows


def today_of(unit: Unit, name: str) -> str | None:
    until = unit[f"{name}_until"]
    return unit[f"{name}_then"] if until and until < TODAY else unit[name]


def part_of(unit: Unit) -> Part:
    if unit["unowned"] or today_of(unit, "owner") is None:
        return Part.NO_OWNER
    planned = unit["planned_for"]
    return Part.PLANNED if planned and planned > NOW else Part(unit["part"])


def next_on(unit: Unit) -> date | None:
    return min((on for on in (unit["due_on"], unit["term_on"]) if on), default=None)


def flags_of(unit: Unit) -> set[Flag]:
    upcoming, move, linked = next_on(unit), unit["move_on"], unit["linked_on"]
    waits = unit["moved_on"] is None and linked is not None
    found = {
        Flag.LATE: upcoming is not None and upcoming < TODAY,
        Flag.UNDATED: upcoming is None,
        Flag.MOVING: move is not None and TODAY <= move <= TODAY + timedelta(NEAR),
        Flag.SILENT: unit["last_at"] < NOW - timedelta(SILENT_DAYS),
        Flag.LONG: waits and linked < TODAY - timedelta(HOUSING_DAYS),
    }
    return {flag for flag, has in found.items() if has}


def chosen(unit: Unit, filters: Filters) -> bool:
    lacks = filters.missing.value if filters.missing else None
    without = part_of(unit) is Part.NO_OWNER
    have = {today_of(c, name) for c in unit["cases"] for name in ("owner", "client_manager")}
    return (
        filters.azc in (None, unit["azc"])
        and filters.municipality in (None, unit["municipality"])
        and (filters.owner is None or filters.owner in have)
        and (without if lacks == "owner" else lacks is None or lacks in unit["missing"])
    )


def counted(seen: list[Unit], filters: Filters) -> tuple[Counts, list[UUID]]:
    """The counts, and the units that are shown, in the order of their next date."""
    in_part = [unit for unit in seen if filters.part in (None, part_of(unit))]
    shown = [unit for unit in in_part if filters.flag is None or filters.flag in flags_of(unit)]
    shown.sort(key=lambda unit: (next_on(unit) or date.max, unit["case_id"]))
    counts = Counts(
        open=len(seen),
        persons=sum(len(unit["case_ids"]) for unit in seen),
        parts={part: sum(part_of(unit) is part for unit in seen) for part in Part},
        flags={flag: sum(flag in flags_of(unit) for unit in in_part) for flag in Flag},
        shown=len(shown),
    )
    return counts, [unit["unit_id"] for unit in shown]


def every_filter() -> Iterator[Filters]:
    choices = [
        Filters(), Filters(azc=AZCS[0]), Filters(municipality=MUNICIPALITIES[1]),
        Filters(owner=STAFF[0]), Filters(missing=Item.PLAN), Filters(missing=Item.OWNER),
        Filters(AZCS[1], MUNICIPALITIES[0], STAFF[1], Item.HANDOVER),
    ]  # fmt: skip
    for one, part, flag in product(choices, [None, *Part], [None, *Flag]):
        yield Filters(one.azc, one.municipality, one.owner, one.missing, part, flag)


@pytest.mark.parametrize("azcs", [(), AZCS[:1], AZCS], ids=["no azc", "one azc", "two azcs"])
@pytest.mark.parametrize(
    "municipalities", [(), MUNICIPALITIES[:1], MUNICIPALITIES], ids=["none", "one", "two"]
)
async def test_counts_and_rows_are_those_of_counting_row_by_row(
    world, azcs, municipalities
) -> None:
    random = Random(f"{azcs} {municipalities}")
    made = [some_unit(random) for _ in range(150)]
    rows = [cases_of(unit, random) for unit in made]
    seen_of = [unit | {"cases": own} for unit, own in zip(made, rows, strict=True)]
    own = [u for u in seen_of if u["azc"] in azcs or u["municipality"] in municipalities]
    assert len(own) > 30 or not (azcs or municipalities)
    async with world.resources.database.transaction() as tx:
        await tx.execute(insert(units), made)
        await tx.execute(insert(cases), [row for of_unit in rows for row in of_unit])
        listed = WorkList(tx, NOW, NEAR, frozenset(azcs), frozenset(municipalities))
        for filters in every_filter():
            seen = [unit for unit in own if chosen(unit, filters)]
            counts, ids = counted(seen, filters)
            found, rows = await listed.first(filters, Sort.DATE, offset=0, limit=20)
            assert (found, [row.unit_id for row in rows]) == (counts, ids[:20])
            rest = await listed.page(filters, Sort.DATE, offset=20, limit=200)
            assert [row.unit_id for row in rest] == ids[20:]
            assert [Part(row.today) for row in rest] == [
                part_of(unit) for id_ in ids[20:] for unit in own if unit["unit_id"] == id_
            ]


@pytest.mark.parametrize("scope", [Scope.AZC, Scope.MUNICIPALITY])
async def test_everything_that_is_counted_of_one_place_is_in_its_index(world, scope) -> None:
    """A count that needs another column reads every row of the place, ten times as slowly."""
    index = f"Index Only Scan using units_{scope.name.lower()}_idx"
    async with world.resources.database.transaction() as tx:
        await tx.execute(insert(units), [some_unit(Random(n)) for n in range(50)])
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        await tx.execute(text("SET LOCAL enable_bitmapscan = off"))
        listed = WorkList(tx, NOW, NEAR, frozenset(AZCS[:1]), frozenset(MUNICIPALITIES[:1]))
        for part, flag in product([None, Part.PLANNED], [None, *Flag]):
            chosen = frozenset({"part"} if part else ())
            sql, names = first(scope, chosen, flag, Sort.DATE, 25)
            values = listed.values | Filters(part=part).values
            plan = await fetch(tx, f"EXPLAIN {sql}", *(values[name] for name in names))
            assert any(index in line[0] for line in plan)
