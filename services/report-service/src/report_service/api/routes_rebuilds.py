"""Rebuilds and generations of the projection, for operators."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.codes import Role
from continuous_line.writing import Reading, Writing, reading, writing
from report_service import generations, rebuild_operations, rebuild_records
from report_service.api import schemas
from report_service.rebuild_records import RebuildRecord

router = APIRouter(tags=["rebuilds"])
View = Annotated[Reading, reading(Role.OPERATOR)]
Unit = Annotated[Writing, writing(Role.OPERATOR)]


@router.post("/rebuilds", status_code=201, response_class=Response)
async def request_rebuild(unit: Unit) -> Response:
    """Build a new generation from the log's beginning, in a process that the worker starts, and
    switch to it where its digest is that of the one that serves. One at a time."""
    rebuild = await rebuild_operations.start(unit.tx, by=unit.who.subject, now=unit.now)
    return await unit.created(f"/v1/rebuilds/{rebuild}", 1)


@router.get("/rebuilds/{rebuildId}")
async def read_rebuild(rebuild_id: schemas.RebuildId, view: View) -> schemas.Rebuild:
    """How far it is, when it will end, and how it ended."""
    return _shown(await rebuild_records.load(view.tx, rebuild_id), view)


def _shown(record: RebuildRecord, view: Reading) -> schemas.Rebuild:
    return schemas.Rebuild(
        id=record.id,
        state=record.state,
        reason=record.reason,
        generation=record.generation,
        requested_at=record.requested_at,
        requested_by=record.requested_by,
        started_at=record.started_at,
        ended_at=record.ended_at,
        events_total=record.total,
        events_done=record.done,
        events_per_second=round(record.rate, 1),
        expected_end_at=record.expected_end(view.now),
        digest=record.digest,
        served_digest=record.served_digest,
    )


@router.post("/rebuilds/{rebuildId}/cancellations", status_code=201, response_class=Response)
async def cancel_rebuild(rebuild_id: schemas.RebuildId, unit: Unit) -> Response:
    """It stops at the next partition number, and what it built goes; what serves serves on."""
    await rebuild_operations.cancel(unit.tx, rebuild_id, unit.now)
    return await unit.created(f"/v1/rebuilds/{rebuild_id}", 1)


@router.get("/rebuilds")
async def list_rebuilds(view: View) -> list[schemas.Rebuild]:
    """The latest fifty, the newest first."""
    return [_shown(record, view) for record in await rebuild_records.latest(view.tx)]


@router.get("/generations")
async def list_generations(view: View) -> list[schemas.Generation]:
    """The generations that are kept: the one that serves, and those to switch to or to drop."""
    serving = await generations.serving_generation(view.tx)
    return [
        schemas.Generation(
            generation=number, rules_version=rules, made_at=made_at, serves=number == serving
        )
        for number, rules, made_at in await generations.kept(view.tx)
    ]


@router.post("/generations/{generation}/switchings", status_code=201, response_class=Response)
async def switch_generation(generation: schemas.GenerationNumber, unit: Unit) -> Response:
    """Have the figures read from this generation: one that is ready, or an earlier one again.
    It is brought up to date from where it was left."""
    await rebuild_operations.switch(unit.tx, generation)
    return await unit.created(f"/v1/generations/{generation}", 1)


@router.delete("/generations/{generation}", status_code=204, response_class=Response)
async def drop_generation(generation: schemas.GenerationNumber, unit: Unit) -> Response:
    """Remove a generation that does not serve and is not being built."""
    await rebuild_operations.drop(unit.tx, generation, unit.now)
    return await unit.done(1)
