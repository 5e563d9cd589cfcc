"""How far an earlier moment is: for whoever waits for its figures, without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.errors import NotFound
from continuous_line.fields import Id
from continuous_line.web.pages import PageRequest, open_page
from report_service import editions
from report_service.api.dependencies import Given
from report_service.web.edition_page import edition_page, no_edition

router = APIRouter()


@router.get("/editions/{editionId}")
async def read_edition_page(
    resources: Given,
    page: Annotated[PageRequest, open_page()],
    edition_id: Annotated[Id, Path(alias="editionId")],
) -> Response:
    """Says nothing about anybody: a moment, and how far it is."""
    try:
        async with resources.database.reading() as tx:
            found = await editions.load(tx, edition_id)
    except NotFound:
        return no_edition(page)
    return edition_page(page, found, again=f"/editions/{found.id}")
