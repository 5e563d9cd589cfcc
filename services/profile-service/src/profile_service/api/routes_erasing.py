"""Erasing the personal data of somebody, and what the retention job did."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from continuous_line.codes import ErasureGround, Role
from continuous_line.fields import Answer, Body, Moment
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, reading
from profile_service import retention_runs, roles
from profile_service.api.dependencies import PermitHolderId, address, desk
from profile_service.application import erasing
from profile_service.streams import Desk

router = APIRouter()


class Erasure(Body):
    ground: ErasureGround


class RetentionRun(Answer):
    """Counts only. `heldBack`: due, but an event about them may be late."""

    run_id: UUID
    started_at: Moment
    ended_at: Moment | None
    dry: bool
    due: int
    erased: int
    held_back: int
    processing_records: int
    sessions: int


@router.post(
    "/profiles/{permitHolderId}/erasures",
    status_code=201,
    response_class=Response,
    tags=["profiles"],
)
async def erase_personal_data(
    permit_holder_id: PermitHolderId, body: Erasure, at: Annotated[Desk, desk(*roles.ERASE)]
) -> Response:
    """For good: the key is destroyed in every vault. The profile then answers 410."""
    recorded = await erasing.erase(at, permit_holder_id, body.ground)
    return await at.writing.created(address(permit_holder_id), recorded.version)


@router.get("/retention-runs", tags=["operations"])
async def list_retention_runs(
    view: Annotated[Reading, reading(Role.OPERATOR)], paging: PagingParameters
) -> Page[RetentionRun]:
    """What the retention job did, the newest first."""
    after = paging.after(datetime, UUID)
    rows = await retention_runs.listed(view.tx, after=after, limit=paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.started_at, row.run_id))
    return Page(items=[RetentionRun(**row._mapping) for row in shown], next=following)
