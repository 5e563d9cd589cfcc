"""The page of one lead time: how many, the median and the ninth decile, by a cut too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_service.domain.cuts import By
from report_service.domain.metrics import Days
from report_service.queries import Report
from report_service.web import addresses
from report_service.web.areas import Area, area_name, group_name, in_order
from report_service.web.dashboard import say_begun
from report_service.web.figures import cells, country, days_of, of_area
from report_service.web.saying import Saying
from report_service.web.texts_codes import BY_EACH
from report_service.web.visits import Reader
from report_service.web.waiting import Waiting, waiting


@dataclass(frozen=True, slots=True)
class LeadView:
    """`rows` of the first: the periods; of the second: the groups of the cut."""

    code: str
    title: str
    where: str
    sentence: str
    definition: str
    periods: Waiting
    groups: Waiting | None
    by: By | None
    groups_title: str | None


async def lead_view(
    code: str, look: Reader, reports: Sequence[Report], by: By | None, area: Area | None,
    kept: Mapping[str, str | None],
) -> LeadView:  # fmt: skip
    report, language = reports[-1], look.language
    saying = Saying(look.named, look.words, report.definitions)
    where = look.words["country"] if area is None else area_name(area, report, language)
    shown = [days_of(of_area(look, one, area), code) for one in reports]
    term = report.definitions.lead_times[code].term
    over = [
        (look.named.period(one.period), days, None)
        for one, days in zip(reports, shown, strict=True)
    ]
    if area is not None:
        over.append((look.words["compare_country"], days_of(country(report), code), None))
    title = saying.title(code)
    finding = look.words["lead_periods"].format(title=title, where=where)
    return LeadView(
        code=code,
        title=title,
        where=where,
        sentence=_sentence(shown[-1], saying),
        definition=saying.definition(code).text,
        periods=await waiting(over, term, finding, saying),
        groups=None if by is None else await _groups(code, look, report, by, kept, saying),
        by=by,
        groups_title=None if by is None else f"{title}, {BY_EACH[language][by]}",
    )


def _sentence(days: Days, saying: Saying) -> str:
    words = saying.words
    if days.number is None:
        return words["few"]
    if days.median is None or days.p90 is None:
        return words["lead_none"]
    return words["lead_sentence"].format(
        number=saying.number(days.number), median=saying.number(days.median),
        p90=saying.number(days.p90),
    )  # fmt: skip


async def _groups(
    code: str, look: Reader, report: Report, by: By, kept: Mapping[str, str | None], saying: Saying
) -> Waiting:
    names = report.places.names(By.AZC if by is By.AZC_DISTANCE else by, report.map_on)
    found = cells(look, report, by)
    rows = []
    for group in in_order(by, found):
        days = days_of(found[group], code)
        if days.number == 0:
            continue
        name = say_begun(group_name(by, group, names, saying.language))
        address = None if days.suppressed else addresses.metric(code, kept, by=by, at=group)
        rows.append((name, days, address))
    if by not in (By.DISTANCE, By.BASIS):
        rows.sort(key=lambda row: (row[1].median is None, -(row[1].median or 0), row[0]))
    term = report.definitions.lead_times[code].term
    finding = f"{saying.title(code)}, {BY_EACH[saying.language][by]}"
    return await waiting(rows, term, finding, saying)
