"""Who has to do with a case today, as far as they still work there."""

from datetime import date, datetime
from uuid import UUID

from continuous_line.database import Tx
from continuous_line.days import day
from handover_service.domain.notices import People
from handover_service.domain.ownership import owner
from handover_service.domain.periods import assigned_periods
from handover_service.domain.receiving import client_manager_on
from handover_service.knowledge import staff_on, unit_of
from handover_service.streams import File


async def people_of(tx: Tx, file: File, case_id: UUID, now: datetime) -> People:
    """Somebody who has left is told no more: whoever looks after the place is."""
    case, today = file.case(case_id), day(now)
    municipality, azc = case.municipality(now), file.about(case_id, now).azc
    receiving = client_manager_on(case, municipality, today)
    workers = [
        (period.programme, period.first, period.worker)
        for period in assigned_periods(case)
        if period.worker and period.runs(today)
    ]
    here = {one: await _here(tx, one, today) for _, _, one in workers}
    return People(
        owner=await _still(tx, owner(case, today), today),
        client_manager=await _still(tx, receiving.client_manager if receiving else None, today),
        azc=azc,
        unit=await unit_of(tx, azc, today) if azc else None,
        municipality=municipality,
        workers=tuple(one for one in workers if here[one[2]]),
    )


async def _still(tx: Tx, staff_id: str | None, today: date) -> str | None:
    return staff_id if staff_id and await _here(tx, staff_id, today) else None


async def _here(tx: Tx, staff_id: str, today: date) -> bool:
    """Of whom nothing was heard counts as here: they were named."""
    found = await staff_on(tx, staff_id, today)
    return found is None or found.here
