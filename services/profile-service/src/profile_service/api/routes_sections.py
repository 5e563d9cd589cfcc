"""The sections of a profile: an address each, whose body is the section's own schema."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from continuous_line.writing import etag
from profile_service import roles
from profile_service.api import answers_contents, section_bodies
from profile_service.api.dependencies import PermitHolderId, desk, reader
from profile_service.application import reading, sections
from profile_service.sections import Catalogue, SectionSchema
from profile_service.streams import Desk


def routes(catalogue: Catalogue) -> APIRouter:
    router = APIRouter(tags=["sections"])
    for schema in catalogue:
        _add(router, schema)
    return router


def _add(router: APIRouter, schema: SectionSchema) -> None:
    section = schema.section
    author, looking = desk(*roles.writers_of(section)), reader(*roles.READ)
    address = "/profiles/{permitHolderId}/sections/" + section.value

    @router.put(
        address,
        status_code=204,
        response_class=Response,
        operation_id=f"record{section.value.title()}Section",
        openapi_extra=section_bodies.documented(schema),
    )
    async def record_section(
        permit_holder_id: PermitHolderId,
        body: Annotated[dict[str, Any], Body()],
        at: Annotated[Desk, author],
    ) -> Response:
        """As a whole: what is not named any more is no longer part of it."""
        entry, when = section_bodies.entered(body, schema)
        recorded = await sections.record(at, permit_holder_id, entry, when)
        return await at.writing.done(recorded.version)

    @router.get(address, operation_id=f"read{section.value.title()}Section")
    async def read_section(
        permit_holder_id: PermitHolderId, response: Response, at: Annotated[Desk, looking]
    ) -> answers_contents.OneSection:
        """What the reader's role and purpose allow of it, and what is withheld and why."""
        found, told = await reading.read_section(at, permit_holder_id, section)
        response.headers["ETag"] = etag(found.file.version)
        return answers_contents.one_section(found, told)
