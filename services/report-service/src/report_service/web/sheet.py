"""What every page of figures is shown with, and what it says where there are none."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Response

from continuous_line.database import Tx, passing
from continuous_line.days import day
from continuous_line.web.pages import language as say
from report_service import queries, validity
from report_service.domain.errors import NoPeriod
from report_service.generations import NothingServes
from report_service.queries import Report, Span
from report_service.web import areas, dashboard, filters
from report_service.web.areas import Area
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


async def sheet(
    look: Look, template: str, period: str, known_on: str, make: Make, *, weak: bool = True
) -> Response:
    """What `make` shows; a page in words where the period is none, or there are no figures.

    Nothing is made anew for who has it. `weak`: a page, else a file; see validity.py.
    """
    resources = look.resources
    now = resources.clock.now()
    try:
        async with resources.database.reading() as tx:
            fresh = await validity.of_page(look.page, tx, now, weak=weak)
            if fresh.is_known_to(look.page.request):
                return look.page.unchanged(fresh.headers) if weak else fresh.not_modified()
            few = resources.own.minimum_cell
            span = await queries.span(tx, few) or Span(day(now), day(now), day(now))
            try:
                of = asked(period, known_on, span, now)
            except (NoPeriod, NoMoment) as error:
                choices = list(filters.periods(span.first_on, span.last_move_on, None, look.named))
                notice = "no_period" if isinstance(error, NoPeriod) else "no_moment"
                found = filters.Filters(choices, [], [])
                return page(look, template, 400, notice=notice, filters=found)
            answer = await make(Sheet(tx, look, of, span))
            answer.headers.update(fresh.headers)
            return answer
    except NothingServes:
        return page(look, template, 503, notice="no_figures")
    except Exception as error:
        if not passing(error):
            raise
        return page(look, template, 503, notice="unavailable")


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
