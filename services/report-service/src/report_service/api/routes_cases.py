"""Behind a figure: who counts in it, and by which events."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from continuous_line.database import one_moment
from continuous_line.errors import NotFound
from continuous_line.fields import Id
from continuous_line.pagination import Page, PagingParameters
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.writing import Writing, writing
from report_service import admission, cases_behind
from report_service.api import schemas_proof as schemas
from report_service.api.asking import (
    ByAsked,
    CodeAsked,
    In,
    MetricAsked,
    PartAsked,
    PeriodAsked,
    asked,
    cell_of,
)
from report_service.api.dependencies import Given
from report_service.cases_behind import Counted
from report_service.domain.behind import case_of
from report_service.domain.fact import Fact
from report_service.domain.period import parse
from report_service.resources import Resources

router = APIRouter(tags=["figures"])
Seeing = Annotated[Writing, writing(*admission.SEERS)]


@router.get("/figures/cases")
async def list_figure_cases(
    *,
    resources: Given,
    unit: Seeing,
    paging: PagingParameters,
    period: PeriodAsked,
    metric: MetricAsked,
    part: PartAsked = None,
    by: ByAsked = None,
    code: CodeAsked = None,
    within: Annotated[In, Query(alias="in")] = In.DENOMINATOR,
) -> Page[schemas.FigureCase]:
    """Who counts in the figure of one azc or municipality, for those who see its persons. Being
    shown here is recorded in the processing log."""
    cell = cell_of(by, code)
    admission.require_persons(unit.who, cell)
    await one_moment(unit.tx)
    figure = asked(await cases_behind.definitions_that_serve(unit.tx), metric, part, cell)
    found = await cases_behind.counted_in(unit.tx, figure, parse(period), unit.now)
    after = paging.after(UUID)
    left = [
        each
        for each in found
        if within.has(each.numerator) and (after is None or each.person > after[0])
    ]
    rows, following = paging.cut(left[: paging.limit], lambda each: (each.person,))
    facts = await cases_behind.facts_of(unit.tx, [each.person for each in rows])
    await unit.processed(
        *(Processed(each.person, Activity.FIGURE_READING, Manner.LISTED) for each in rows)
    )
    return Page(
        items=[_case(resources, each, facts.get(each.person, ())) for each in rows],
        next=following,
    )


@router.get("/figures/cases/{permitHolderId}")
async def read_figure_case(
    *,
    resources: Given,
    unit: Seeing,
    permit_holder_id: Annotated[Id, Path(alias="permitHolderId")],
    period: PeriodAsked,
    metric: MetricAsked,
    part: PartAsked = None,
    by: ByAsked = None,
    code: CodeAsked = None,
) -> schemas.CaseBehind:
    """The events that the metric looks at for this person, and what each of them changed. That it
    was read is recorded in the processing log."""
    cell = cell_of(by, code)
    admission.require_persons(unit.who, cell)
    unit.about.append(Processed(permit_holder_id, Activity.FIGURE_READING, Manner.OPENED))
    await one_moment(unit.tx)
    figure = asked(await cases_behind.definitions_that_serve(unit.tx), metric, part, cell)
    found = await cases_behind.behind(unit.tx, permit_holder_id, figure, parse(period), unit.now)
    if found is None:
        raise NotFound("Nobody with this id counts in this figure.")
    await unit.processed(*unit.about)
    counted = Counted(permit_holder_id, found.on, found.has.numerator > 0)
    return schemas.CaseBehind(
        **_case(resources, counted, found.facts).model_dump(by_alias=False),
        events=[
            schemas.CaseEvent(
                event=UUID(each.fact.id),
                kind=each.fact.kind,
                occurred_on=each.fact.on,
                recorded_at=each.fact.recorded_at,
                valid=each.valid,
                numerator=found.changed(each.fact)[0],
                denominator=found.changed(each.fact)[1],
            )
            for each in found.said
        ],
    )


def _case(resources: Resources, counted: Counted, facts: Sequence[Fact]) -> schemas.FigureCase:
    case = case_of(counted.person, facts, counted.on)
    return schemas.FigureCase(
        permit_holder_id=counted.person,
        counted_on=counted.on,
        numerator=counted.numerator,
        case_id=case,
        case_page=case_page(resources, case),
    )


def case_page(resources: Resources, case: UUID | None) -> str | None:
    """Where people open it; None without a case, or where the address is not configured."""
    pages = resources.own.handover_pages.rstrip("/")
    return f"{pages}/cases/{case}" if pages and case is not None else None
