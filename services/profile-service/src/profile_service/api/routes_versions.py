"""Completed versions: what was in them, what changed between two, and reviews."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from continuous_line.fields import AS_INTEGER
from continuous_line.pagination import Page, PagingParameters
from profile_service import roles
from profile_service.api import answers_contents, schemas
from profile_service.api.dependencies import PermitHolderId, created, desk, reader
from profile_service.application import reading, reviewing
from profile_service.streams import Desk

router = APIRouter(tags=["versions"])
Reader = Annotated[Desk, reader(*roles.READ)]
Number = Annotated[
    int, Field(ge=1, le=1_000_000), AS_INTEGER, Path(description="Versions count from 1.")
]
Since = Annotated[
    int, Field(ge=1, le=1_000_000), AS_INTEGER, Query(description="The version to compare with.")
]


@router.get("/profiles/{permitHolderId}/versions")
async def list_versions(
    permit_holder_id: PermitHolderId, at: Reader, paging: PagingParameters
) -> Page[answers_contents.Version]:
    """Those that the reader may read; to a municipality those that it was sent."""
    found = await reading.admitted(at, permit_holder_id)
    await at.account(found.file, ["versions"])
    shown, following = paging.part(found.versions)
    return Page(items=[answers_contents.version(found, one) for one in shown], next=following)


@router.get("/profiles/{permitHolderId}/versions/{number}")
async def read_version(
    permit_holder_id: PermitHolderId, number: Number, at: Reader
) -> answers_contents.VersionContents:
    """As it was completed, whatever was recorded later."""
    found = await reading.read_version(at, permit_holder_id, number)
    return answers_contents.version_contents(found, found.version(number), found.contents)


@router.get("/profiles/{permitHolderId}/versions/{number}/changes")
async def list_version_changes(
    permit_holder_id: PermitHolderId, number: Number, since: Since, at: Reader
) -> answers_contents.VersionChanges:
    """Field by field: what was added, changed and removed since another version."""
    found = await reading.read_version(at, permit_holder_id, number, since)
    return answers_contents.version_changes(found.contents)


@router.post(
    "/profiles/{permitHolderId}/versions/{number}/reviews",
    status_code=201,
    response_class=Response,
)
async def review_version(
    permit_holder_id: PermitHolderId,
    number: Number,
    body: schemas.NewReview,
    at: Annotated[Desk, desk(*roles.REVIEW)],
) -> Response:
    """By somebody else than its author: usable or not, and per section what is wrong with it."""
    reviewed = await reviewing.review(
        at, permit_holder_id, number, body.verdict, body.once_each(), body.when()
    )
    return await created(at, reviewed)
