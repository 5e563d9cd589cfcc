"""Reception centres from a list: what it would do, and doing it as one unit."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select

from continuous_line.database import Tx
from continuous_line.writing import Writing
from directory_service.application.recording import act_on
from directory_service.areas import held_on
from directory_service.domain import reception_centre, reception_centre_import
from directory_service.domain.errors import ImportFaulty
from directory_service.domain.events import ReceptionCentreEvent
from directory_service.domain.reception_centre import ReceptionCentre
from directory_service.domain.reception_centre_import import Line, Plan, Sheet, Town
from directory_service.streams import Directory, Found
from directory_service.tables import municipalities, reception_centres

Known = dict[str, Found[ReceptionCentre, ReceptionCentreEvent]]


async def preview(directory: Directory, tx: Tx, text: str, day: date) -> tuple[Plan, Sheet]:
    """What the list would do, and every fault of it."""
    plan, sheet, _ = await _read(directory, tx, text, day)
    return plan, sheet


async def import_centres(directory: Directory, writing: Writing, text: str, day: date) -> Plan:
    """All of it or nothing; what changes holds from `day`. Raises ImportFaulty."""
    plan, sheet, known = await _read(directory, writing.tx, text, day)
    if sheet.faults:
        raise ImportFaulty(
            f"the list has {len(sheet.faults)} faults and nothing was recorded",
            faults=[asdict(fault) for fault in sheet.faults],
        )
    for line in sorted(sheet.lines, key=lambda line: line.azc):
        found = known[line.azc]
        events = _events(found.state, line, plan, writing, day)
        if events:
            await directory.reception_centres.save(writing, line.azc, found, events)
    return plan


def _events(
    state: ReceptionCentre, line: Line, plan: Plan, writing: Writing, day: date
) -> Sequence[ReceptionCentreEvent]:
    events: list[ReceptionCentreEvent] = []

    def done(more: list[ReceptionCentreEvent]) -> None:
        nonlocal state
        events.extend(more)
        for event in more:
            state = reception_centre.evolve(state, event)

    if line.azc in plan.added:
        opened_on, act = line.opened_on, act_on(writing, None)
        done(reception_centre.register(state, line.azc, line.described, opened_on, act))
    if line.azc in plan.changed:
        described = reception_centre_import.completed(line, state, day)
        done(reception_centre.change(state, described, day, act_on(writing, None)))
    if line.azc in plan.closed and line.closed_on is not None:
        done(reception_centre.close(state, line.closed_on, act_on(writing, None)))
    return events


async def _read(directory: Directory, tx: Tx, text: str, day: date) -> tuple[Plan, Sheet, Known]:
    sheet = reception_centre_import.read(text, await _towns(tx, day))
    c = reception_centres
    there: Any = (await tx.execute(select(c.c.azc).where(held_on(c, day)))).scalars()
    codes = sorted({line.azc for line in sheet.lines} | set(there))
    known = {code: await directory.reception_centres.load(tx, code) for code in codes}
    states = {code: found.state for code, found in known.items()}
    return reception_centre_import.plan(sheet, states, day), sheet, known


async def _towns(tx: Tx, day: date) -> list[Town]:
    m = municipalities
    chosen = select(m.c.code, m.c.name, m.c.latitude, m.c.longitude).where(held_on(m, day))
    return [Town(*row) for row in (await tx.execute(chosen)).all()]
