"""Figures as files: CSV with its description, XLSX, JSON and Parquet."""

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from continuous_line.conditional import IF_NONE_MATCH, described
from continuous_line.days import day
from continuous_line.fields import Code
from continuous_line.web.pages import Language
from continuous_line.writing import Reading, reading
from report_service import admission, queries, validity
from report_service.api import schemas_files as schemas
from report_service.api.as_known import BEING_MADE, as_known, being_made
from report_service.api.asking import CellIncomplete, CodeAsked, PeriodAsked
from report_service.api.dependencies import Given
from report_service.api.routes_figures import MapOn
from report_service.as_known import AsKnown
from report_service.domain.cuts import By
from report_service.domain.period import parse
from report_service.files.forms import MEDIA_TYPES, FileFormat, headers, query_of, written
from report_service.files.making import about_of
from report_service.resources import Resources

router = APIRouter(tags=["files"])


class Asked:
    """What is in a file, from the query, and by whom it is asked for."""

    def __init__(
        self,
        *,
        request: Request,
        resources: Given,
        known: Annotated[AsKnown, as_known(*admission.READERS)],
        view: Annotated[Reading, reading(*admission.READERS)],
        period: PeriodAsked,
        by: Annotated[
            By | None, Query(description="The country's figures, and this table.")
        ] = None,
        code: CodeAsked = None,
        map_on: Annotated[
            MapOn, Query(alias="map", description="Whose municipalities.")
        ] = MapOn.PERIOD,
        lang: Annotated[Language, Query(description="Of titles and definitions.")] = Language.EN,
    ) -> None:
        self.request, self.resources, self.known, self.view = request, resources, known, view
        self.period, self.by, self.code = parse(period), by, code
        self.today, self.language = map_on is MapOn.TODAY, lang
        if by is None and code is not None:
            raise CellIncomplete("A cell has both a table (`by`) and a code (`code`).")
        if by is not None:
            admission.require_cut(view.who, by)


FileAsked = Annotated[Asked, Depends(Asked, scope="function")]
FormatAsked = Annotated[
    FileFormat,
    Path(alias="format", description="`csv-metadata.json` describes the CSV (W3C CSVW)."),
]
_BINARY: Final = {"type": "string", "format": "binary"}
_CONTENT: Final = {
    FileFormat.CSV: _BINARY, FileFormat.XLSX: _BINARY, FileFormat.PARQUET: _BINARY,
    FileFormat.CSVW: {"type": "object", "description": "W3C Metadata Vocabulary for Tabular Data."},
}  # fmt: skip


def _responses() -> dict[int | str, dict[str, Any]]:
    found = {**BEING_MADE, **described(), 404: {}}
    found[200] |= {
        "model": schemas.FiguresFile,
        "description": "The file.",
        "content": {
            MEDIA_TYPES[form].partition(";")[0]: {"schema": schema}
            for form, schema in _CONTENT.items()
        },
    }
    found[200]["headers"] |= {
        "Content-Disposition": {
            "description": "Its name: metric, period, cell and moment.",
            "required": True,
            "schema": {"type": "string"},
        },
        "Link": {
            "description": 'Of a CSV: its description (`rel="describedby"`).',
            "schema": {"type": "string"},
        },
    }
    return found


@router.get(
    "/metrics/{metric}/files/{format}",
    response_class=Response,
    responses=_responses(),
    openapi_extra={**IF_NONE_MATCH},
)
async def read_metric_file(
    asked: FileAsked,
    metric: Annotated[Code, Path(description="The code of a metric or lead time.")],
    form: FormatAsked,
) -> Response:
    """One metric or lead time as a file, with its definition, what is not shown, the licence, the
    moment and the log's position. The same figures make the same bytes."""
    return await _file(asked, metric, form)


@router.get(
    "/figures/files/{format}",
    response_class=Response,
    responses=_responses(),
    openapi_extra={**IF_NONE_MATCH},
)
async def read_figures_file(asked: FileAsked, form: FormatAsked) -> Response:
    """All figures of a period, of the country and by one table, as one file: a row for each
    figure."""
    return await _file(asked, None, form)


async def _file(asked: Asked, metric: str | None, form: FileFormat) -> Response:
    request, known, view = asked.request, asked.known, asked.view
    if known.edition is not None and known.being_made:
        return being_made(known.edition)
    fresh = await validity.of_api(request, view, known)
    if fresh.is_known_to(request):
        return fresh.not_modified()
    resources: Resources = asked.resources
    report = await queries.report(
        view.tx, asked.period, now=view.now, as_of=known.as_of, edition=known.edition,
        map_on=day(view.now) if asked.today else None, minimum=resources.own.minimum_cell,
        recent=resources.recent,
    )  # fmt: skip
    about = about_of(
        report, view.who, metric=metric, by=asked.by, code=asked.code, as_of=known.as_of,
        own=resources.own, language=asked.language.value,
    )  # fmt: skip
    query = query_of(request.query_params.multi_items())
    body = await asyncio.to_thread(written, form, about, query)
    told = {**headers(form, about, query), **fresh.headers}
    return Response(body, media_type=MEDIA_TYPES[form], headers=told)
