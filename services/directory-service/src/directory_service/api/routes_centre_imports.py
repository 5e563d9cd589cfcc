"""Reception centres from a list: first what it would do, then as one unit."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from continuous_line.days import day
from continuous_line.fields import Answer, Body, Day
from continuous_line.writing import Reading, Writing, reading, writing
from directory_service.api.dependencies import Streams
from directory_service.application import importing_centres
from directory_service.roles import KEEPERS

router = APIRouter(tags=["reception-centres"])
View = Annotated[Reading, reading(*KEEPERS)]
Unit = Annotated[Writing, writing(*KEEPERS)]


class CentreList(Body):
    """CSV: azc, name, unit, place, and where known the other columns the README names."""

    content: Annotated[str, Field(min_length=1, max_length=500_000)]
    valid_from: Day | None = Field(
        None, description="From when what changes holds; today where none is given."
    )

    def day(self, today: date) -> date:
        return self.valid_from or today


class CentreFault(Answer):
    row: int = Field(description="The column names are row 1.")
    column: str
    detail: str


class CentreImportPreview(Answer):
    """Codes of reception centres, and every fault; with a fault nothing can be imported."""

    added: list[str]
    changed: list[str]
    closed: list[str]
    unchanged: list[str]
    not_in_file: list[str] = Field(description="Open and not in the list: left as they are.")
    located: dict[str, str] = Field(
        description="Without coordinates: the municipality whose centre point is taken."
    )
    faults: list[CentreFault]


@router.post("/reception-centre-import-previews")
async def preview_reception_centre_import(
    body: CentreList, streams: Streams, view: View
) -> CentreImportPreview:
    """Records nothing."""
    plan, sheet = await importing_centres.preview(
        streams, view.tx, body.content, body.day(day(view.now))
    )
    return CentreImportPreview(
        **asdict(plan), faults=[CentreFault(**asdict(fault)) for fault in sheet.faults]
    )


@router.post("/reception-centre-imports", status_code=201, response_class=Response)
async def import_reception_centres(body: CentreList, streams: Streams, unit: Unit) -> Response:
    """All of it, or with any fault none: 409 with `faults` by row and column."""
    plan = await importing_centres.import_centres(
        streams, unit, body.content, body.day(day(unit.now))
    )
    done = len(plan.added) + len(plan.changed) + len(plan.closed)
    return await unit.created("/v1/reception-centres", done)
