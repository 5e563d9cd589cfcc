"""Who else may read: grants, and reading under one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from continuous_line.codes import Section
from continuous_line.fields import QueryBool
from continuous_line.pagination import Page, PagingParameters
from profile_service import granted, roles
from profile_service.api import answers_access as answers
from profile_service.api import schemas
from profile_service.api.dependencies import (
    GrantId,
    PermitHolderId,
    address,
    created,
    desk,
    reader,
)
from profile_service.application import access
from profile_service.domain import grants
from profile_service.domain.events import AccessGranted
from profile_service.streams import Desk

router = APIRouter(tags=["access"])
Granter = Annotated[Desk, desk(*roles.GRANT)]
Reader = Annotated[Desk, reader(*roles.SEE_GRANTS)]
Party = Annotated[Desk, reader(*roles.BY_GRANT)]


@router.get("/profiles/{permitHolderId}/grants")
async def list_grants(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers.Grant]:
    """All of them, those that ended too."""
    file = await at.read(roles.SEE_GRANTS, permit_holder_id, "grants")
    shown, following = paging.part(grants.grants(file.state))
    now = at.writing.now
    items = [answers.grant(one, permit_holder_id, now) for one in shown]
    return Page(items=items, next=following)


@router.post("/profiles/{permitHolderId}/grants", status_code=201, response_class=Response)
async def grant_access(
    permit_holder_id: PermitHolderId, body: schemas.NewGrant, at: Granter
) -> Response:
    """By the case manager with the permit holder's say, or by the permit holder."""
    given = await access.grant(at, permit_holder_id, body.wanted(), body.when())
    if not isinstance(given.event, AccessGranted):
        return await created(at, given)
    location = f"{address(permit_holder_id)}/grants/{given.event.grant_id}"
    return await at.writing.created(location, given.version)


@router.get("/profiles/{permitHolderId}/grants/{grantId}")
async def read_grant(
    permit_holder_id: PermitHolderId, grant_id: GrantId, at: Reader
) -> answers.Grant:
    file = await at.read(roles.SEE_GRANTS, permit_holder_id, "grants")
    return answers.grant(grants.find(file.state, grant_id), permit_holder_id, at.writing.now)


@router.post(
    "/profiles/{permitHolderId}/grants/{grantId}/revocations",
    status_code=201,
    response_class=Response,
)
async def revoke_access(
    permit_holder_id: PermitHolderId, grant_id: GrantId, at: Granter
) -> Response:
    """At once."""
    return await created(at, await access.revoke(at, permit_holder_id, grant_id))


@router.get("/grants")
async def list_own_grants(
    at: Party,
    paging: PagingParameters,
    *,
    holds: Annotated[QueryBool | None, Query(description="Now.")] = None,
) -> Page[answers.Grant]:
    """Those to the own organisation: whose profiles it may read, what of them, until when."""
    after = paging.after(datetime, UUID)
    unit = at.writing
    rows = await granted.to_party(
        unit.tx, unit.who.organisation, unit.now, holds=holds, after=after, limit=paging.limit
    )
    shown, following = paging.cut(rows, lambda row: (row.granted_at, row.grant_id))
    found = [answers.own_grant(row, unit.now) for row in shown]
    await access.account_list(at, [(one.permit_holder_id, one.purpose) for one in found])
    return Page(items=found, next=following)


@router.get("/profiles/{permitHolderId}/granted-sections")
async def read_granted_sections(
    permit_holder_id: PermitHolderId, at: Party
) -> answers.GrantedSections:
    """What the grants to the reader's organisation are for, of the last completed version."""
    found = await access.read(at, permit_holder_id)
    return answers.granted_sections(found)


@router.get("/profiles/{permitHolderId}/granted-sections/{section}")
async def read_granted_section(
    permit_holder_id: PermitHolderId, section: Annotated[Section, Path()], at: Party
) -> answers.GrantedSections:
    """One of them; 403 names those that are granted."""
    found = await access.read(at, permit_holder_id, section)
    return answers.granted_sections(found)
