"""The terms, flags and notices of a case as rows; and how many cases a worker has."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Tx, among
from handover_service.domain.flags import Flag
from handover_service.domain.notices import Notice
from handover_service.domain.programme import CountedIn, Programmes
from handover_service.domain.terms import Term
from handover_service.projections_units import show_term
from handover_service.tables import cases, residents
from handover_service.tables_tracking import case_flags, case_periods, case_terms, notices

_GUIDING = text("SELECT pg_advisory_xact_lock(7408, hashtext(:who))")


async def show(tx: Tx, case_id: UUID, terms: Iterable[Term], flags: Iterable[Flag]) -> None:
    """Replaces the rows of the case where they differ."""
    await _replace(tx, case_terms, case_id, [_of_term(case_id, term) for term in terms])
    await _replace(tx, case_flags, case_id, [_of_flag(case_id, flag) for flag in flags])
    await show_term(tx, case_id)


async def tell(tx: Tx, case_id: UUID, wanted: Sequence[Notice], now: datetime) -> None:
    """What is new is told, what has no cause any more is done, what came back is open again."""
    ids = [notice.id for notice in wanted]
    t = notices.c
    open_ones = t.case_id == case_id, t.done_at.is_(None)
    await tx.execute(update(notices).where(*open_ones, ~among(t.id, ids)).values(done_at=now))
    if not wanted:
        return
    statement = insert(notices)
    again = {"done_at": None, "read_at": None, "since": statement.excluded.since}
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_=again, where=t.done_at.is_not(None)
        ),
        [_of_notice(case_id, notice, now) for notice in wanted],
    )


async def caseloads(
    tx: Tx, case_id: UUID, programmes: Programmes, today: date
) -> dict[tuple[str, date], int]:
    """For each running period of the case: how many its worker had when it began, and has still.

    Families count once where the programme counts them.
    """
    own = select(case_periods).where(
        case_periods.c.case_id == case_id, case_periods.c.worker.is_not(None)
    )
    found: dict[tuple[str, date], int] = {}
    for row in await tx.execute(own):
        version, other = programmes.on(row.programme, row.first_on), case_periods.c
        if version is None or version.caseload is None:
            continue
        earlier = tuple_(other.assigned_at, other.case_id) < (row.assigned_at, case_id)
        found[row.programme, row.first_on] = await _count(
            tx, row.programme, row.worker, today, version.caseload.counted_in, earlier, case_id
        )
    return found


async def guided(
    tx: Tx, programme: str, worker: str, on: date, counted_in: CountedIn, *, but: UUID
) -> int:
    """How many the worker has in the programme on that day, beside the household of that case.

    Until the transaction ends nobody else assigns to this worker.
    """
    await tx.execute(_GUIDING, {"who": f"{programme}|{worker}"})
    return await _count(tx, programme, worker, on, counted_in, case_periods.c.case_id != but, but)


async def _count(
    tx: Tx, programme: str, worker: str, on: date, counted_in: CountedIn, which: Any,
    but: UUID | None = None,
) -> int:  # fmt: skip
    p = case_periods.c
    one: Any = p.case_id
    joined: Any = case_periods
    if counted_in is CountedIn.HOUSEHOLDS:
        joined = case_periods.join(cases, cases.c.case_id == p.case_id).outerjoin(
            residents, residents.c.permit_holder_id == cases.c.permit_holder_id
        )
        one = func.coalesce(residents.c.household_id, p.case_id)
    chosen = (
        select(func.count(one.distinct()))
        .select_from(joined)
        .where(
            p.programme == programme,
            p.worker == worker,
            p.first_on <= on,
            or_(p.last_on.is_(None), p.last_on > on),
            which,
        )
    )
    if counted_in is CountedIn.HOUSEHOLDS and but is not None:
        chosen = chosen.where(one.is_distinct_from(await _household(tx, but)))
    return int(await tx.scalar(chosen) or 0)


async def _household(tx: Tx, case_id: UUID) -> UUID | None:
    chosen = (
        select(residents.c.household_id)
        .select_from(
            cases.join(residents, residents.c.permit_holder_id == cases.c.permit_holder_id)
        )
        .where(cases.c.case_id == case_id)
    )
    found: UUID | None = await tx.scalar(chosen)
    return found


async def _replace(tx: Tx, table: Table, case_id: UUID, new: list[dict[str, Any]]) -> None:
    rows = await tx.execute(select(table).where(table.c.case_id == case_id))
    keys = [column.name for column in table.primary_key]
    wanted = {tuple(row[key] for key in keys): row for row in new}
    known = {tuple(row[key] for key in keys): dict(row) for row in rows.mappings()}
    if wanted == known:
        return
    await tx.execute(delete(table).where(table.c.case_id == case_id))
    if wanted:
        await tx.execute(insert(table), list(wanted.values()))


def _of_term(case_id: UUID, term: Term) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "programme": term.programme,
        "period_from": term.period_from,
        "milestone": term.milestone,
        "version": term.version,
        "counted_on": term.counted_on,
        "due_on": term.due_on,
        "near_on": term.near_on,
        "met_on": term.met.on if term.met else None,
        "state": term.state.value,
        "came_before": list(term.came_before),
        "owed_by": term.owed_by,
    }


def _of_flag(case_id: UUID, flag: Flag) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "programme": flag.programme,
        "period_from": flag.period_from,
        "kind": flag.kind.value,
        "version": flag.version,
        "since": flag.since,
        "worker": flag.worker,
    }


def _of_notice(case_id: UUID, notice: Notice, now: datetime) -> dict[str, Any]:
    matter, reader = notice.matter, notice.reader
    return {
        "id": notice.id,
        "case_id": case_id,
        "programme": matter.programme,
        "version": matter.version,
        "milestone": matter.what,
        "about": matter.about.value,
        "due_on": matter.due_on,
        "level": notice.level,
        "staff_id": reader.staff_id,
        "role": reader.role,
        "place": reader.place,
        "since": now,
        "read_at": None,
        "done_at": None,
    }
