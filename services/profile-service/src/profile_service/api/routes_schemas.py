"""The schemas of the sections, for whoever fills or reads a profile."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field

from continuous_line.auth import RoleGuard
from continuous_line.codes import Section
from continuous_line.errors import NotFound
from continuous_line.fields import AS_INTEGER
from continuous_line.pagination import Page
from profile_service.api import answers_contents
from profile_service.sections import Catalogue

SchemaVersion = Annotated[int | None, Field(ge=1, le=10_000), AS_INTEGER, Query()]


def routes(catalogue: Catalogue) -> APIRouter:
    router = APIRouter(tags=["sections"], dependencies=[Depends(RoleGuard(), scope="function")])

    @router.get("/section-schemas")
    async def list_section_schemas() -> Page[answers_contents.SectionSchema]:
        """The present version of each: which fields there are, and why each may be shared."""
        items = [answers_contents.section_schema(catalogue, schema) for schema in catalogue]
        return Page(items=items, next=None)

    @router.get("/section-schemas/{section}")
    async def read_section_schema(
        section: Annotated[Section, Path()], version: SchemaVersion = None
    ) -> answers_contents.SectionSchema:
        """The present version, or an earlier one that contents were recorded with."""
        if version is not None and version not in catalogue.versions(section):
            raise NotFound("There is no such version of this section.", code="schema-unknown")
        chosen = catalogue.current(section) if version is None else catalogue.of(section, version)
        return answers_contents.section_schema(catalogue, chosen)

    return router
