"""The page of one metric: what it is, what it is now, and what it may be compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_service.domain.cuts import By
from report_service.domain.metrics import Figure
from report_service.queries import Report
from report_service.web import addresses
from report_service.web.areas import Area, area_name
from report_service.web.charts.bars import Bar, bars
from report_service.web.charts.ink import Said
from report_service.web.drawing import Drawing, drawn
from report_service.web.figures import cells, country, figure, is_open, of_area, parts, table
from report_service.web.groups import GroupRow, bars_of, merged, rows_of
from report_service.web.heat import Heat, heat
from report_service.web.municipalities import map_of
from report_service.web.saying import Saying, Share
from report_service.web.similar import similar
from report_service.web.texts_codes import BY_EACH, part_name
from report_service.web.trends import Step, Trend, trend_of
from report_service.web.visits import Reader


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: with what, its share, and how the own one differs."""

    name: str
    share: str
    difference: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """By a cut. `drawing` is the chart that fits it; a heat table is its own."""

    by: By
    title: str
    rows: tuple[GroupRow, ...]
    drawing: Drawing | None
    heat: Heat | None
    merged: tuple[tuple[str, str], ...]
    suppressed: bool


@dataclass(frozen=True, slots=True)
class MetricView:
    code: str
    title: str
    where: str
    share: Share
    definition: str
    adapted: str | None
    compared: tuple[Compared, ...]
    trend: Trend | None
    parts: Drawing | None
    part_rows: tuple[tuple[str, str], ...]
    grouped: Grouped | None


async def metric_view(
    code: str, look: Reader, reports: Sequence[Report], by: By | None, area: Area | None,
    kept: Mapping[str, str | None],
) -> MetricView:  # fmt: skip
    """`reports`: of the periods of the trend, the last the one looked at."""
    report, language = reports[-1], look.language
    saying = Saying(look.named, look.words, report.definitions)
    where = look.words["country"] if area is None else area_name(area, report, language)
    shown = [of_area(look, one, area) for one in reports]
    steps = [
        Step(one.period, figure(each, code), is_open(one))
        for one, each in zip(reports, shown, strict=True)
    ]
    adapted = report.definitions.metrics[code].adapted.get(language.value)
    found = parts(shown[-1], code)
    return MetricView(
        code=code,
        title=saying.title(code),
        where=where,
        share=saying.share(steps[-1].figure),
        definition=saying.definition(code).text,
        adapted=adapted,
        compared=tuple(_compared(code, look, report, steps, area, saying)),
        trend=await trend_of(code, steps, where, saying),
        parts=await _parts(code, found, saying),
        part_rows=tuple((part_name(code, one.part or "", language), saying.share(one).text)
                        for one in found),
        grouped=None if by is None else await _grouped(code, look, reports, by, kept, saying),
    )  # fmt: skip


def _compared(
    code: str,
    look: Reader,
    report: Report,
    steps: Sequence[Step],
    area: Area | None,
    saying: Saying,
) -> list[Compared]:
    words, own = saying.words, steps[-1].figure
    found = []
    if len(steps) > 1:
        name = words["compare_before"].format(period=saying.named.period(steps[-2].period))
        found.append(_row(name, own, steps[-2].figure, saying))
    if area is not None:
        found.append(_row(words["compare_country"], own, figure(country(report), code), saying))
    if area is not None and area.by is By.MUNICIPALITY:
        minimum = look.resources.own.minimum_cell
        others = similar(area.code, code, table(report, area.by), minimum)
        if others is not None:
            key = "compare_similar" if others.most is not None else "compare_similar_most"
            name = words[key].format(number=others.number, least=others.least, most=others.most)
            found.append(_row(name, own, others.figure, saying))
    if saying.definitions.metrics[code].target == "promise":
        promise = saying.definitions.target["promise"]
        found.append(_row(words["compare_promise"], own, Figure(code, promise, 100), saying,
                          f"{promise}%"))  # fmt: skip
    return found


def _row(
    name: str, own: Figure, other: Figure, saying: Saying, said: str | None = None
) -> Compared:
    points = saying.points(own, other)
    more = saying.words["no_difference"] if points is None else saying.more(points)
    return Compared(name, said or saying.share(other).text, more)


async def _parts(code: str, found: Sequence[Figure], saying: Saying) -> Drawing | None:
    if not found or not any(one.denominator for one in found):
        return None
    rows = tuple(
        Bar(part_name(code, one.part or "", saying.language), one.numerator or 0,
            saying.share(one).text)
        for one in found
    )  # fmt: skip
    words = saying.words
    said = Said(words["parts_finding"].format(part=rows[0].label, share=rows[0].text),
                words["parts_text"])  # fmt: skip
    return await drawn(said, lambda width: bars(rows, rows[0].value, None, said, width))


async def _grouped(
    code: str, look: Reader, reports: Sequence[Report], by: By, kept: Mapping[str, str | None],
    saying: Saying,
) -> Grouped:  # fmt: skip
    report = reports[-1]
    names = report.places.names(by, report.map_on)
    now = cells(look, report, by)
    before = cells(look, reports[-2], by) if len(reports) > 1 else {}
    azcs = report.places.names(By.AZC, report.map_on)
    rows = [
        _with_address(row, code, by, kept)
        for row in rows_of(code, by, now, before, azcs if by is By.AZC_DISTANCE else names, saying)
    ]
    title = f"{saying.title(code)}, {BY_EACH[saying.language][by]}"
    name = saying.named.period(report.period)
    drawing, table_of = None, None
    if by is By.AZC_DISTANCE:
        table_of = heat(code, now, azcs, saying)
    elif by is By.MUNICIPALITY:
        drawing = await map_of(code, now, report, name, saying)
    else:
        said = Said(_finding(title, name, rows, saying), saying.words["groups_text"])
        drawing = await bars_of(code, rows, now, said, saying)
    return Grouped(
        by, title, tuple(rows), drawing, table_of,
        tuple(merged(report, now)) if by is By.MUNICIPALITY else (),
        any(row.share.suppressed for row in rows),
    )  # fmt: skip


def _with_address(row: GroupRow, code: str, by: By, kept: Mapping[str, str | None]) -> GroupRow:
    if row.share.suppressed:
        return row
    address = addresses.metric(code, kept, by=by, at=row.code)
    return GroupRow(row.code, row.name, row.share, row.before, address)


def _finding(title: str, period: str, rows: Sequence[GroupRow], saying: Saying) -> str:
    shares = [row for row in rows if row.share.percent]
    if not shares:
        return f"{title}, {period}"
    highest = max(shares, key=lambda row: int((row.share.percent or "0").rstrip("%")))
    lowest = min(shares, key=lambda row: int((row.share.percent or "0").rstrip("%")))
    return saying.words["groups_finding"].format(
        title=title, period=period, high=highest.name, high_share=highest.share.percent,
        low=lowest.name, low_share=lowest.share.percent,
    )  # fmt: skip
