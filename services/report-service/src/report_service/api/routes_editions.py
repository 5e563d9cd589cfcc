"""Editions: what was known at an earlier moment, derived once and kept."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.codes import Role
from continuous_line.writing import Reading, Writing, reading, writing
from report_service import editions
from report_service.admission import READERS
from report_service.api import schemas_proof as schemas

router = APIRouter(tags=["editions"])
View = Annotated[Reading, reading(*READERS, Role.OPERATOR)]


@router.get("/editions")
async def list_editions(view: View) -> list[schemas.Edition]:
    """Those that are kept or being made, the latest moment first."""
    return [schemas.Edition.of(each) for each in await editions.all_of(view.tx)]


@router.post("/editions", status_code=201, response_class=Response)
async def request_edition(
    body: schemas.EditionRequest, unit: Annotated[Writing, writing(*READERS, Role.OPERATOR)]
) -> Response:
    """Have it derived what was known at a moment; where that is so already, this leads to it."""
    edition = await editions.ask(unit.tx, body.as_of_at, now=unit.now)
    return await unit.created(f"/v1/editions/{edition.id}", 1)


@router.get("/editions/{editionId}")
async def read_edition(edition_id: schemas.EditionId, view: View) -> schemas.Edition:
    """How far it is, and when it will be there."""
    return schemas.Edition.of(await editions.load(view.tx, edition_id))


@router.delete("/editions/{editionId}", status_code=204, response_class=Response)
async def drop_edition(
    edition_id: schemas.EditionId, unit: Annotated[Writing, writing(Role.OPERATOR)]
) -> Response:
    """Remove one that is not being made. Its moment can be asked for again: that derives it anew,
    by the definitions of now."""
    await editions.drop(unit.tx, edition_id)
    return await unit.done(1)
