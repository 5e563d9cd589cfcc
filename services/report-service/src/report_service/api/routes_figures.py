"""The figures."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from continuous_line.conditional import IF_NONE_MATCH
from continuous_line.conditional import described as conditionally
from continuous_line.days import day
from continuous_line.writing import Reading, reading
from report_service import admission, queries, validity
from report_service.api import schemas
from report_service.api.as_known import BEING_MADE, as_known, being_made
from report_service.api.dependencies import Given
from report_service.as_known import AsKnown
from report_service.domain.cuts import By
from report_service.domain.metrics import Shown, whole
from report_service.domain.period import parse
from report_service.domain.targets import own_target
from report_service.domain.wording import described
from report_service.figures_at import cells_for
from report_service.queries import Report

router = APIRouter(tags=["figures"])


class MapOn(StrEnum):
    """Places and mergers of the period's last day, or of today."""

    PERIOD = "period"
    TODAY = "today"


@router.get(
    "/figures",
    response_model=schemas.Figures,
    responses={**BEING_MADE, **conditionally(weak=True)},
    openapi_extra={**IF_NONE_MATCH},
)
async def read_figures(
    *,
    request: Request,
    response: Response,
    resources: Given,
    known: Annotated[AsKnown, as_known(*admission.READERS)],
    view: Annotated[Reading, reading(*admission.READERS)],
    period: Annotated[schemas.PeriodCode, Query()],
    by: Annotated[By | None, Query(description="A table beside the country's figures.")] = None,
    map_on: Annotated[
        MapOn, Query(alias="map", description="Whose municipalities: mergers count from their day.")
    ] = MapOn.PERIOD,
) -> schemas.Figures | Response:
    """The figures of the continuous line in a period, as known now or at an earlier moment."""
    if known.edition is not None and known.being_made:
        return being_made(known.edition)
    if by is not None:
        admission.require_cut(view.who, by)
    fresh = await validity.of_api(request, view, known, weak=True)
    if fresh.is_known_to(request):
        return fresh.not_modified()
    response.headers.update(fresh.headers)
    minimum = resources.own.minimum_cell
    report = await queries.report(
        view.tx,
        parse(period),
        now=view.now,
        as_of=known.as_of,
        edition=known.edition,
        map_on=day(view.now) if map_on is MapOn.TODAY else None,
        minimum=minimum,
        recent=resources.recent,
    )
    definitions = report.definitions
    country = whole(report.figures, definitions, report.not_shown)
    return schemas.Figures(
        period=schemas.Period(
            code=report.period.code,
            first_on=report.period.first_on,
            last_on=report.period.last_on,
        ),
        as_of_at=report.as_of,
        map_on=report.map_on,
        generation=report.generation,
        edition=report.edition,
        rules_version=report.rules_version,
        read_up_to=schemas.Sequences.of(report.sequences),
        held_back=report.held_back,
        caught_up_at=report.caught_up_at,
        minimum=minimum,
        figures=[schemas.Figure.of(figure) for figure in country.figures],
        lead_times=[schemas.LeadTime.of(days) for days in country.lead_times],
        by=by,
        cells=[] if by is None else _cells(report, by, view),
        definitions=[schemas.Definition.of(each) for each in described(definitions)],
    )


def _cells(report: Report, by: By, view: Reading) -> list[schemas.Cell]:
    names = report.places.names(by, report.map_on)
    return [
        schemas.Cell(
            code=code,
            name=names.get(code),
            own_target=_own_target(code, shown, report) if by is By.AZC else None,
            figures=[schemas.Figure.of(figure) for figure in shown.figures],
            lead_times=[schemas.LeadTime.of(days) for days in shown.lead_times],
        )
        for code, shown in cells_for(view.who, report, by).items()
    ]


def _own_target(azc: str, shown: Shown, report: Report) -> schemas.OwnTarget | None:
    found = own_target(azc, shown, report.places, report.map_on)
    if found.target is None:
        return None
    return schemas.OwnTarget(percent=found.target, against=found.against)
