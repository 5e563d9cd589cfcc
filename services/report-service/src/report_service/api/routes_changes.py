"""What was recorded between two moments that changed a figure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from continuous_line.database import one_moment
from continuous_line.pagination import PagingParameters
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.writing import Writing, writing
from report_service import admission, cases_behind, queries
from report_service.api import schemas_proof as schemas
from report_service.api.as_known import BEING_MADE, being_made, between
from report_service.api.asking import (
    ByAsked,
    CodeAsked,
    MetricAsked,
    PartAsked,
    PeriodAsked,
    asked,
    cell_of,
    require_figures,
)
from report_service.api.dependencies import Given
from report_service.api.routes_cases import case_page
from report_service.api.schemas import Figure
from report_service.as_known import AsKnown
from report_service.changes import Changed, by_kind, changes
from report_service.domain.behind import case_of
from report_service.domain.metrics import together
from report_service.domain.period import parse
from report_service.resources import Resources
from report_service.tables import GenerationTables, edition_tables, generation_tables

router = APIRouter(tags=["figures"])


@router.get("/figures/changes", response_model=schemas.Changes, responses=BEING_MADE)
async def read_figure_changes(
    *,
    resources: Given,
    moments: Annotated[tuple[AsKnown, AsKnown], between(*admission.READERS)],
    unit: Annotated[Writing, writing(*admission.READERS)],
    paging: PagingParameters,
    period: PeriodAsked,
    metric: MetricAsked,
    part: PartAsked = None,
    by: ByAsked = None,
    code: CodeAsked = None,
) -> schemas.Changes | JSONResponse:
    """A figure as known at two moments, and what was recorded in between that changed it: the
    events for those who see the persons, for all others how many of each kind."""
    for moment in moments:
        if moment.edition is not None and moment.being_made:
            return being_made(moment.edition)
    await one_moment(unit.tx)
    cell, minimum = cell_of(by, code), resources.own.minimum_cell
    then, until = [
        await queries.report(
            unit.tx, parse(period), now=unit.now, minimum=minimum, as_of=moment.as_of,
            edition=moment.edition, recent=resources.recent,
        )
        for moment in moments
    ]  # fmt: skip
    hidden = together([then.not_shown, until.not_shown])
    then, until = (replace(each, not_shown=hidden) for each in (then, until))
    require_figures(unit.who, cell, until.places, until.period)
    figure = asked(until.definitions, metric, part, cell)
    found = await changes(unit.tx, figure, then, until, tables=_tables(moments, until.generation))
    told = not (found.then.suppressed or found.until.suppressed)
    mine = [
        each
        for each in found.changed
        if each.person is not None and admission.sees(unit.who, each.effect.cells)
    ]
    rows, following = paging.part(mine)
    items = await _changes(resources, unit, rows)
    return schemas.Changes(
        metric=metric,
        part=part,
        by=by,
        code=code,
        as_of_at=then.as_of,
        until_at=until.as_of,
        then=Figure.of(found.then),
        until=Figure.of(found.until),
        by_kind=[
            schemas.ChangeOfKind(**each._asdict(), suppressed=each.events is None)
            for each in by_kind(found.changed, minimum, tell=told)
        ],
        rest_numerator=found.rest.numerator if told else None,
        rest_denominator=found.rest.denominator if told else None,
        items=items,
        next=following,
    )


def _tables(
    moments: tuple[AsKnown, AsKnown], generation: int | None
) -> tuple[GenerationTables, GenerationTables] | None:
    """Those in which both were counted; None where one was derived from facts."""
    then, until = (moment.edition for moment in moments)
    if then is None or (until is None and moments[1].as_of is not None):
        return None
    later = generation_tables(generation or 0) if until is None else edition_tables(until.number)
    return edition_tables(then.number), later


async def _changes(
    resources: Resources, unit: Writing, rows: Sequence[Changed]
) -> list[schemas.Change]:
    persons = list(dict.fromkeys(each.person for each in rows if each.person is not None))
    facts = await cases_behind.facts_of(unit.tx, persons)
    await unit.processed(
        *(Processed(person, Activity.FIGURE_READING, Manner.LISTED) for person in persons)
    )
    found = []
    for person, effect in rows:
        if person is not None:
            case = case_of(person, facts.get(person, ()), effect.fact.on)
            found.append(
                schemas.Change(
                    event=UUID(effect.fact.id),
                    kind=effect.fact.kind,
                    occurred_on=effect.fact.on,
                    recorded_at=effect.fact.recorded_at,
                    numerator=effect.numerator,
                    denominator=effect.denominator,
                    permit_holder_id=person,
                    case_id=case,
                    case_page=case_page(resources, case),
                )
            )
    return found
