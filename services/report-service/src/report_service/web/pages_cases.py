"""Who counts in a figure and by which events, for who sees these persons: no names, only the opaque
ids that lead to the case page. That it was looked at is recorded."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from starlette.responses import RedirectResponse

from continuous_line.auth import Principal
from continuous_line.database import one_moment
from continuous_line.errors import NotFound
from continuous_line.fields import Id
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.web.pages import PageWriting, language, page_writing
from continuous_line.web.pages.paging import PageNumber, Pager
from report_service import admission, cases_behind, sources
from report_service.api.asking import In, metric_of
from report_service.api.dependencies import Given
from report_service.api.routes_cases import case_page
from report_service.cases_behind import Behind, Counted
from report_service.domain.behind import Said, case_of
from report_service.domain.cuts import By
from report_service.domain.period import Period, parse
from report_service.domain.shares import Asked
from report_service.domain.wording import described
from report_service.web import addresses
from report_service.web.invented import Named
from report_service.web.texts_cases import CASES, FACTS

router = APIRouter()
Seeing = Annotated[PageWriting, page_writing(*admission.SEERS)]
PeriodAsked = Annotated[str, Query(max_length=20)]
ByAsked = Annotated[By, Query()]
AtAsked = Annotated[str, Query(max_length=130)]


@router.get("/metrics/{metric}/cases")
async def cases_page(
    *,
    resources: Given,
    unit: Seeing,
    metric: str,
    period: PeriodAsked,
    by: ByAsked,
    at: AtAsked = "",
    within: Annotated[In, Query(alias="in")] = In.DENOMINATOR,
    number: PageNumber = 1,
) -> Response:
    """Of one place of the reader's; where there are several and none is named, which one."""
    by = By.AZC if by is By.AZC_DISTANCE and not at else by
    within_period = parse(period)
    await one_moment(unit.tx)
    own = await _own(unit, by, within_period)
    if not at and len(own) == 1:
        return RedirectResponse(_address(metric, period, by, own[0][0]), 303)
    if not at:
        choices = [(name, _address(metric, period, by, code)) for code, name in own]
        told = CASES[unit.visitor.language]
        return unit.visitor.page("cases_places.html", choices=choices, told=told)
    admission.require_persons(unit.who, (by, at))
    definitions = await cases_behind.definitions_that_serve(unit.tx)
    asked = Asked(metric_of(definitions, metric), None, (by, at))
    found = await cases_behind.counted_in(unit.tx, asked, within_period, unit.now)
    left = [each for each in found if within.has(each.numerator)]
    pager = Pager(number, len(left))
    shown = left[pager.offset : pager.offset + pager.limit]
    facts = await cases_behind.facts_of(unit.tx, [each.person for each in shown])
    await unit.processed(
        *(Processed(each.person, Activity.FIGURE_READING, Manner.LISTED) for each in shown)
    )

    def row(each: Counted) -> dict[str, object]:
        case = case_of(each.person, facts.get(each.person, ()), each.on)
        return {
            "person": each.person,
            "on": each.on,
            "numerator": each.numerator,
            "behind": addresses.address(
                f"/metrics/{metric}/cases/{each.person}", period=period, by=by, at=at
            ),
            "case": case_page(resources, case),
        }

    return unit.visitor.page(
        "cases.html",
        told=CASES[unit.visitor.language],
        title=definitions.metrics[metric].title[unit.visitor.language.value],
        where=dict(own).get(at, at),
        period=Named(unit.visitor.language, unit.visitor.invented).period(within_period),
        within=within,
        parts=[(each, _address(metric, period, by, at, each)) for each in In],
        rows=[row(each) for each in shown],
        pager=pager,
        figure=addresses.metric(metric, {"period": period}, by=by, at=at),
    )


def _address(metric: str, period: str, by: By, at: str, within: In = In.DENOMINATOR) -> str:
    part = None if within is In.DENOMINATOR else within.value
    path = f"/metrics/{metric}/cases"
    return addresses.address(path, period=period, by=by, at=at, **{"in": part})


@router.get("/metrics/{metric}/cases/{permitHolderId}")
async def case_behind_page(
    *,
    resources: Given,
    unit: Seeing,
    metric: str,
    permit_holder_id: Annotated[Id, Path(alias="permitHolderId")],
    period: PeriodAsked,
    by: ByAsked,
    at: AtAsked,
) -> Response:
    """The events that the metric looks at for this person, and what each of them changed."""
    admission.require_persons(unit.who, (by, at))
    unit.about.append(Processed(permit_holder_id, Activity.FIGURE_READING, Manner.OPENED))
    await one_moment(unit.tx)
    definitions = await cases_behind.definitions_that_serve(unit.tx)
    asked = Asked(metric_of(definitions, metric), None, (by, at))
    found = await cases_behind.behind(unit.tx, permit_holder_id, asked, parse(period), unit.now)
    spoken = unit.visitor.language
    if found is None:
        raise NotFound(CASES[spoken]["nobody"])
    await unit.processed(*unit.about)
    text = next(each.text for each in described(definitions, spoken.value) if each.code == metric)
    return unit.visitor.page(
        "case_behind.html",
        told=CASES[spoken],
        title=definitions.metrics[metric].title[spoken.value],
        person=permit_holder_id,
        counts=CASES[spoken]["in_both" if found.has.numerator else "in_denominator"],
        definition=text,
        rows=list(_events(found, spoken)),
        case=case_page(resources, case_of(permit_holder_id, found.facts, found.on)),
        back=_address(metric, period, by, at),
    )


def _events(found: Behind, spoken: language.Language) -> Iterator[dict[str, object]]:
    for said in found.said:
        yield {
            "what": FACTS[spoken].get(said.fact.kind, said.fact.kind),
            "on": said.fact.on,
            "recorded": said.fact.recorded_at,
            "valid": said.valid,
            "changed": list(_changed(found, said, spoken)),
        }


def _changed(found: Behind, said: Said, spoken: language.Language) -> Iterator[str]:
    share, told = found.changed(said.fact), CASES[spoken]
    if share.denominator:
        yield told["adds" if share.denominator > 0 else "takes"]
    if share.numerator:
        yield told["adds_has" if share.numerator > 0 else "takes_has"]


async def _own(unit: PageWriting, by: By, period: Period) -> list[tuple[str, str]]:
    """Code and name of the reader's own places of this kind, by name. Raises Forbidden."""
    who: Principal = unit.who
    source = await sources.of_serving(unit.tx)
    places = await sources.places_in(unit.tx, source.tables, None)
    admission.require_cut(who, by)
    names = places.names(by, period.last_on)
    return sorted(
        ((code, names[code]) for code in who.places if code in names), key=lambda each: each[1]
    )
