"""A metric or lead time, with its definition, charts, tables, comparisons, files and cases."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.errors import NotFound
from continuous_line.web.pages import language as say
from report_service import admission
from report_service.domain.cuts import By
from report_service.queries import Report
from report_service.web import addresses
from report_service.web.areas import area_at
from report_service.web.figures import Wanted, read_trend
from report_service.web.filters import Choice, filters
from report_service.web.lead import lead_view
from report_service.web.metric import metric_view
from report_service.web.pages_dashboard import metric_links
from report_service.web.sheet import Sheet, sheet
from report_service.web.texts_codes import BY_EACH
from report_service.web.visits import Look, Looking

router = APIRouter()


@router.get("/metrics/{metric}")
async def metric_page(
    look: Looking,
    metric: str,
    period: Annotated[str, Query(max_length=20)] = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
    by: Annotated[str, Query(max_length=20)] = "",
    at: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Of the country for everybody; by a cut, or of one place of it (`at`), for who may see it."""
    if by and by not in tuple(By):
        raise NotFound("There is no such table.")
    cut = By(by) if by else None
    if cut is not None:
        look.require(cut)
    return await sheet(
        look, "metric.html", period, known_on, lambda found: _metric(found, metric, cut, at)
    )


async def _metric(given: Sheet, metric: str, by: By | None, at: str) -> Response:
    look = given.look
    wanted = (metric, "warm-handover") if by is By.MUNICIPALITY and at else (metric,)
    reports = await read_trend(
        given.tx, look, given.asked, given.span, Wanted(wanted, wanted, (metric,))
    )
    report = reports[-1]
    definitions = report.definitions
    area = area_at(look, report, by, at)
    found = filters(look, given.span, given.asked, report, area)
    context = {
        "by_choices": list(_cuts(look, by)),
        "at": at,
        "files": [
            (form.upper(), addresses.file(metric, form, found.kept, by, at or None))
            for form in addresses.FORMATS
        ],
        "cases": None,
        "figure_time": _time(look, report),
        "links": metric_links(definitions, look, found.kept),
    }
    if metric in definitions.metrics:
        context["cases"] = _cases(look, metric, found.kept, by, at)
        view = await metric_view(metric, look, reports, by, area, found.kept)
        return given.show("metric.html", report, area, view=view, **context)
    if metric in definitions.lead_times:
        lead = await lead_view(metric, look, reports, by, area, found.kept)
        return given.show("lead.html", report, area, view=lead, **context)
    raise NotFound("There is no such figure.")


def _cuts(look: Look, chosen: By | None) -> list[Choice]:
    names = BY_EACH[look.language]
    return [Choice("", by, names[by], by is chosen) for by in By if look.may(by)]


def _cases(
    look: Look, metric: str, kept: dict[str, str | None], by: By | None, at: str
) -> str | None:
    """For who may see the persons of this table."""
    who, place = look.who, By.AZC if by is By.AZC_DISTANCE else by
    if who is None or not any(
        place in cuts for role, cuts in admission.SEEN_AT.items() if who.has(role)
    ):
        return None
    return addresses.cases(metric, kept, by, at or None)


def _time(look: Look, report: Report) -> str:
    """By when what was published is in the figure: what the other time is compared with."""
    return say.moment(report.caught_up_at or report.as_of, look.language)
