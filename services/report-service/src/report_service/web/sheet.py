"""What every page of figures is shown with, and what it says where there are none."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import Response

from continuous_line.database import Tx, passing
from continuous_line.days import day
from continuous_line.web.pages import language as say
from report_service import queries, validity
from report_service.as_known import AsKnown, known
from report_service.domain.errors import NoPeriod
from report_service.editions import EditionFailed, TooManyEditions
from report_service.generations import NothingServes
from report_service.queries import Report, Span
from report_service.web import areas, dashboard, filters
from report_service.web.areas import Area
from report_service.web.edition_page import edition_page
from report_service.web.figures import Asked, NoMoment, asked, is_open
from report_service.web.static import style_address
from report_service.web.visits import Look


@dataclass(frozen=True, slots=True)
class Sheet:
    """A transaction that reads, what is asked for, and since when there is something to see."""

    tx: Tx
    look: Look
    asked: Asked
    span: Span

    def show(
        self, template: str, report: Report, area: Area | None = None, **context: object
    ) -> Response:
        """The template with its filters and where, when and how lately it is of."""
        look, words, language = self.look, self.look.words, self.look.language
        where = words["country"] if area is None else areas.area_name(area, report, language)
        period = report.period
        first, last = (say.day(on, language) for on in (period.first_on, period.last_on))
        shown = words["shown"].format(
            where=where, period=look.named.period(period), first=first, last=last
        )
        if is_open(report):
            shown += " " + words["shown_open"]
        if self.asked.known_on is None:
            known = words["known_now"].format(moment=say.moment(report.as_of, language))
        else:
            known = words["known_then"].format(moment=say.day(self.asked.known_on, language))
        found = filters.filters(look, self.span, self.asked, report, area)
        return page(
            look, template, 200, shown=shown, known=known, held_back=_held_back(report, look),
            late=dashboard.late(report, look), filters=found, area=area,
            period_name=look.named.period(period),
            minimum=look.resources.own.minimum_cell, **context,
        )  # fmt: skip


Make = Callable[[Sheet], Awaitable[Response]]


_NONE: Mapping[type[Exception], str] = {
    NothingServes: "no_figures",
    EditionFailed: "moment_failed",
    TooManyEditions: "moments_waiting",
}
"""Why there are no figures, by what was raised."""


async def sheet(
    look: Look,
    template: str,
    period: str,
    known_on: str,
    make: Make,
    *,
    weak: bool = True,
    always: bool = False,
) -> Response:
    """What `make` shows; a page in words where the period is none, there are no figures, or those
    of an earlier moment are being made.

    Nothing is made anew for who has it. `weak`: a page, else a file; see validity.py. `always`: an
    earlier moment is kept, also where persons are few.
    """
    try:
        return await _sheet(look, template, (period, known_on), make, (weak, always))
    except Exception as error:
        notice = _NONE.get(type(error)) or ("unavailable" if passing(error) else None)
        if notice is None:
            raise
        return page(look, template, 503, notice=notice)


async def _sheet(
    look: Look, template: str, of: tuple[str, str], make: Make, how: tuple[bool, bool]
) -> Response:
    resources, (weak, always) = look.resources, how
    now = resources.clock.now()
    async with resources.database.reading() as tx:
        if not of[1] and (had := await _unchanged(tx, look, AsKnown(), now, weak)):
            return had
        span = await _span(tx, look)
    try:
        found = asked(*of, span, now)
    except (NoPeriod, NoMoment) as error:
        choices = list(filters.periods(span.first_on, span.last_move_on, None, look.named))
        notice = "no_period" if isinstance(error, NoPeriod) else "no_moment"
        return page(look, template, 400, notice=notice, filters=filters.Filters(choices, [], []))
    then = AsKnown()
    if found.as_of is not None:
        then = await known(resources, found.as_of, always=always)
        if then.edition is not None and then.being_made:
            return edition_page(look.page, then.edition, again=look.page.here())
        found = replace(found, edition=then.edition)
    async with resources.database.reading() as tx:
        if had := await _unchanged(tx, look, then, now, weak):
            return had
        answer = await make(Sheet(tx, look, found, span))
        fresh = await validity.of_page(look.page, tx, then, now, weak=weak)
        answer.headers.update(fresh.headers)
        return answer


async def _unchanged(
    tx: Tx, look: Look, then: AsKnown, now: datetime, weak: bool
) -> Response | None:
    """What is told to who has the answer already."""
    fresh = await validity.of_page(look.page, tx, then, now, weak=weak)
    if not fresh.is_known_to(look.page.request):
        return None
    return look.page.unchanged(fresh.headers) if weak else fresh.not_modified()


async def _span(tx: Tx, look: Look) -> Span:
    today = day(look.resources.clock.now())
    few = look.resources.own.minimum_cell
    return await queries.span(tx, few) or Span(today, today, today)


def page(look: Look, template: str, status: int, **context: object) -> Response:
    given: dict[str, object] = {
        "notice": None, "filters": None, "look": look, "charts_style": style_address(),
        "shown": None, "known": None, "held_back": None, "late": None, "area": None, **context,
    }  # fmt: skip
    return look.page.page(template, status, **given)


def _held_back(report: Report, look: Look) -> str | None:
    number = report.held_back
    if not number:
        return None
    key = "held_back_one" if number == 1 else "held_back"
    return look.words[key].format(number=say.number(number, look.language))
