"""A quarterly report: what stands in it for this reader, in words, drawings and statements.

It is of a period (month, quarter, half year or year) as an edition knows it, and of nothing else:
no clock, no way of reading the log. Drawings and tables are those of the pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from continuous_line.database import Tx
from continuous_line.days import start_of
from continuous_line.web.pages import language as say
from continuous_line.web.pages.told import ROLES
from report_service import editions, quality
from report_service.domain.definitions import Definitions, current
from report_service.domain.metrics import Shown
from report_service.domain.wording import Described
from report_service.editions import Edition
from report_service.queries import Report, Span
from report_service.web import scorecard
from report_service.web.areas import Area, area_name, area_of
from report_service.web.dashboard import COUNTED, LEADS, TILES, Board, board
from report_service.web.figures import (
    Asked,
    Wanted,
    figure,
    is_open,
    kind,
    of_area,
    read,
    read_trend,
)
from report_service.web.handovers import REASONED, WARM
from report_service.web.paper_quality import QualityView, quality_view
from report_service.web.paper_statements import Stated, stated
from report_service.web.saying import Saying
from report_service.web.texts_paper import PAPER
from report_service.web.visits import Reader


@dataclass(frozen=True, slots=True)
class ChangedRow:
    title: str
    then: str
    now: str
    difference: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Since the edition before, where one is kept of after the period."""

    text: str
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """`facts`: name and value of what the report is of. `quality`: of the whole country."""

    title: str
    period_name: str
    open: bool
    facts: tuple[tuple[str, str], ...]
    board: Board
    scores: tuple[scorecard.Row, ...]
    bounds: Mapping[str, int]
    quality: QualityView
    changed: Changed | None
    definitions: tuple[Described, ...]
    minimum: int
    stated: Stated


def used(definitions: Definitions) -> tuple[str, ...]:
    """The metrics and lead times that it shows, in the order of the definitions."""
    metrics = [
        code
        for code, metric in definitions.metrics.items()
        if code in {*TILES, *COUNTED, WARM, REASONED} or metric.outcome or metric.scorecard
    ]
    return (*metrics, *(code for code in definitions.lead_times if code in LEADS))


async def paper_of(tx: Tx, reader: Reader, of: Asked, span: Span, area_key: str) -> Paper:
    """`of` has an edition that is kept. Raises NotFound or Forbidden for an area that is not this
    reader's."""
    if of.edition is None:
        raise ValueError("a report is of an edition")
    wanted = Wanted(now=used(current()), before=(*TILES, *COUNTED), trend=(WARM,))
    reports = await read_trend(tx, reader, of, span, wanted)
    report = reports[-1]
    area = area_of(reader, report, area_key)
    saying = Saying(reader.named, reader.words, report.definitions)
    shown = of_area(reader, report, area)
    minimum = reader.resources.own.minimum_cell
    found = await quality.quality(tx, of.period, minimum=minimum, edition=of.edition)
    name = reader.named.period(of.period)
    told = PAPER[reader.language]
    return Paper(
        title=told["title"].format(kind=told[kind(of.period)], period=name),
        period_name=name,
        open=is_open(report),
        facts=tuple(_facts(reader, report, of, area)),
        board=await board(reader, reports, area, {}, whole=True),
        scores=tuple(scorecard.rows(shown, {}, saying)),
        bounds=report.definitions.score,
        quality=quality_view(found, saying),
        changed=await _changed(tx, reader, of, area, shown, saying),
        definitions=tuple(saying.definition(code) for code in used(report.definitions)),
        minimum=minimum,
        stated=stated(reader, reports, area, used(report.definitions), saying),
    )


def _facts(
    reader: Reader, report: Report, of: Asked, area: Area | None
) -> Sequence[tuple[str, str]]:
    told, language = PAPER[reader.language], reader.language
    first, last = (say.day(on, language) for on in (report.period.first_on, report.period.last_on))
    name = reader.named.period(report.period)
    text = told["period_text"].format(period=name, first=first, last=last)
    if is_open(report):
        text += ". " + reader.words["shown_open"]
    known_on = say.day(of.known_on, language) if of.known_on else ""
    where = reader.words["country"] if area is None else area_name(area, report, language)
    made_by = told["made_by_text"].format(
        version=report.definitions.version, code=report.code_version
    )
    return [
        (told["period"], text),
        (told["known_on"], told["known_text"].format(moment=known_on)),
        (told["area"], where),
        (told["reader"], _reader(reader)),
        (told["made_by"], made_by),
    ]


def _reader(reader: Reader) -> str:
    """By their roles: whoever holds the report may pass it on to those."""
    if reader.who is None:
        return PAPER[reader.language]["everybody"]
    places = f" ({', '.join(sorted(reader.who.places))})" if reader.who.places else ""
    return ", ".join(ROLES[reader.language][role] for role in sorted(reader.who.roles)) + places


async def _changed(
    tx: Tx, reader: Reader, of: Asked, area: Area | None, now: Shown, saying: Saying
) -> Changed | None:
    edition = await _before(tx, of)
    if edition is None:
        return None
    then_of = Asked(of.period, of.known_on, edition)
    report = await read(tx, reader, then_of, wanted=(*TILES, *COUNTED))
    then = of_area(reader, report, area)
    told = PAPER[reader.language]
    moment = say.moment(edition.as_of, reader.language)
    return Changed(
        told["changed_text"].format(moment=moment),
        tuple(_row(code, then, now, saying) for code in (*TILES, *COUNTED)),
    )


async def _before(tx: Tx, of: Asked) -> Edition | None:
    """Of the period when it was over."""
    if of.edition is None:
        return None
    return await editions.before(tx, of.edition, start_of(of.period.last_on + timedelta(1)))


def _row(code: str, then: Shown, now: Shown, saying: Saying) -> ChangedRow:
    before, after = figure(then, code), figure(now, code)
    points = saying.points(after, before)
    return ChangedRow(
        saying.title(code),
        saying.share(before).text,
        saying.share(after).text,
        saying.words["no_difference"] if points is None else saying.more(points),
    )
