"""Statements: one figure with all that is needed to compute it again from the log alone."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from continuous_line.conditional import IF_NONE_MATCH, described
from continuous_line.errors import NotFound
from continuous_line.writing import Reading, reading
from report_service import admission, queries, validity
from report_service.api import schemas_statement as schemas
from report_service.api.as_known import BEING_MADE, as_known, being_made
from report_service.api.asking import (
    ByAsked,
    CodeAsked,
    MetricAsked,
    PeriodAsked,
    cell_of,
    require_figures,
)
from report_service.api.dependencies import Given
from report_service.as_known import AsKnown
from report_service.domain.period import parse
from report_service.statements import statement_of

router = APIRouter(tags=["statements"])


@router.get(
    "/statements",
    response_model=schemas.Statement,
    responses={**BEING_MADE, **described(weak=True), 404: {}},
    openapi_extra={**IF_NONE_MATCH},
)
async def read_statement(
    *,
    request: Request,
    resources: Given,
    known: Annotated[AsKnown, as_known(*admission.READERS, always=True)],
    view: Annotated[Reading, reading(*admission.READERS)],
    period: PeriodAsked,
    metric: MetricAsked,
    by: ByAsked = None,
    code: CodeAsked = None,
) -> Response:
    """A figure, or a lead time, with the moment, the log's positions, the definitions' digest and a
    digest over all of it. `python -m report_service verify` computes it again from the log alone.

    With `asOf` it rests on an edition that is kept, also where there are few persons.
    """
    if known.edition is not None and known.being_made:
        return being_made(known.edition)
    now_named = known.as_of is None
    fresh = await validity.of_api(request, view, known, weak=now_named)
    if fresh.is_known_to(request):
        return fresh.not_modified()
    cell, minimum = cell_of(by, code), resources.own.minimum_cell
    report = await queries.report(
        view.tx, parse(period), now=view.now, minimum=minimum, as_of=known.as_of,
        edition=known.edition, recent=resources.recent,
    )  # fmt: skip
    if metric not in {*report.definitions.metrics, *report.definitions.lead_times}:
        raise NotFound(f"There is no metric '{metric}'.", code="metric-unknown")
    require_figures(view.who, cell, report.places, report.period)
    stated = statement_of(report, metric, cell, minimum=minimum)
    return JSONResponse(stated, headers=fresh.headers)
