"""Operations of report-service: on top of the readers and what is parked, rebuilds and
generations."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Response

from continuous_line.codes import Role
from continuous_line.errors import NotFound
from continuous_line.web.pages import PageReading, PageWriting, page_reading, page_writing
from continuous_line.web.pages.language import percent
from continuous_line.web.pages.operations.routes import OPERATIONS, operations_pages
from report_service import rebuild_operations, rebuild_records
from report_service.api.schemas import GenerationNumber, RebuildId
from report_service.generations import CONSUMER
from report_service.web.generations import Generation, kept

View = Annotated[PageReading, page_reading(Role.OPERATOR)]
Unit = Annotated[PageWriting, page_writing(Role.OPERATOR)]
_SHOWN = 5


async def _more(view: PageReading) -> Mapping[str, Any]:
    records = await rebuild_records.latest(view.tx, _SHOWN)
    building = rebuild_operations.building(records)
    return {
        "building": building,
        "percent": percent,
        "ended": [one for one in records if not one.unfinished],
        "generations": await kept(view.tx, building),
        "runs": building is not None,
    }


router = operations_pages(CONSUMER, template="report_operations.html", more=_more)


@router.post("/operations/rebuilds")
async def start_rebuild(unit: Unit) -> Response:
    await rebuild_operations.start(unit.tx, by=unit.who.subject, now=unit.now)
    return await unit.see(OPERATIONS, "rebuild_started")


@router.post("/operations/rebuilds/{rebuildId}/cancellations")
async def cancel_rebuild(rebuild_id: RebuildId, unit: Unit) -> Response:
    await rebuild_operations.cancel(unit.tx, rebuild_id, unit.now)
    return await unit.see(OPERATIONS, "rebuild_cancelled")


@router.get("/operations/generations/{generation}/switchings")
async def check_switch(generation: GenerationNumber, view: View) -> Response:
    found = await _generation(view, generation)
    return view.visitor.page("generation_switch.html", generation=found)


@router.post("/operations/generations/{generation}/switchings")
async def switch(generation: GenerationNumber, unit: Unit) -> Response:
    await rebuild_operations.switch(unit.tx, generation)
    return await unit.see(OPERATIONS, "generation_switched")


@router.get("/operations/generations/{generation}/drops")
async def check_drop(generation: GenerationNumber, view: View) -> Response:
    found = await _generation(view, generation)
    return view.visitor.page("generation_drop.html", generation=found)


@router.post("/operations/generations/{generation}/drops")
async def drop(generation: GenerationNumber, unit: Unit) -> Response:
    await rebuild_operations.drop(unit.tx, generation, unit.now)
    return await unit.see(OPERATIONS, "generation_dropped")


async def _generation(view: PageReading, number: int) -> Generation:
    """Raises NotFound, or Refused where it is being built."""
    await rebuild_records.require_finished(view.tx, number)
    for one in await kept(view.tx, None):
        if one.number == number:
            return one
    raise NotFound("There is no such generation.")
