"""What the page shows, in words: made from a report, without markup."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from continuous_line.web.pages import language as say
from continuous_line.web.pages.language import Language
from report_service.domain.count import Cell
from report_service.domain.period import Period, parse
from report_service.queries import Report
from report_service.web.language import period as in_words
from report_service.web.texts import DEFINITIONS, REASONS, SENTENCES, TITLES, WORDS

_LATE = timedelta(minutes=5)
YEARS = 25


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the three figures. `figure` is None where its group is empty or too small."""

    id: str
    title: str
    figure: str | None
    sentence: str
    definition: str
    promise: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    title: str
    persons: str
    share: str
    reason: bool = False


@dataclass(frozen=True, slots=True)
class View:
    shown: str
    as_of: str
    tiles: tuple[Tile, ...]
    outcomes: tuple[Outcome, ...]
    total: str
    caption: str
    held_back: str | None
    late: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of the list of periods; `year` groups them."""

    year: int
    code: str
    name: str
    chosen: bool


def view(report: Report, language: Language, system_time: datetime, minimum: int) -> View:
    """`system_time` tells how late the projection is, whatever clock the data have.

    A group of fewer than `minimum` persons is not shown: the page is open to all.
    """
    words, cell, period = WORDS[language], report.figures.country, report.period
    name = in_words(period, language)
    first, last = say.day(period.first_on, language), say.day(period.last_on, language)
    held = say.number(report.held_back, language) if report.held_back else None
    return View(
        shown=words["shown"].format(period=name, first=first, last=last),
        as_of=words["as_of"].format(moment=say.moment(report.as_of, language)),
        tiles=tuple(_tiles(cell, language, minimum)),
        outcomes=tuple(_outcomes(cell, language)) if cell["moved"] >= minimum else (),
        total=say.number(cell["moved"], language),
        caption=words["outcomes_caption"].format(period=name),
        held_back=words["held_back"].format(number=held) if held else None,
        late=_late(report, language, system_time),
    )


def _late(report: Report, language: Language, system_time: datetime) -> str | None:
    until = report.caught_up_at
    if until is None or system_time - until <= _LATE:
        return None
    return WORDS[language]["late"].format(moment=say.moment(until, language))


def _tiles(cell: Cell, language: Language, minimum: int) -> Iterable[Tile]:
    words = WORDS[language]
    for metric, numerator, denominator, nobody in (
        ("profile-sent", cell["profile-sent"], cell["reception"], "nobody_received"),
        ("warm-handover", cell["warm-handover"], cell["moved"], "nobody_moved"),
        ("activity", cell["activity"], cell["moved"], "nobody_moved"),
    ):
        counts = {
            "numerator": say.number(numerator, language),
            "denominator": say.number(denominator, language),
        }
        figure, sentence = None, words["few"] if denominator else words[nobody]
        if denominator >= minimum:
            share = say.percent(numerator, denominator)
            figure = words["figure"].format(percent=share, **counts)
            sentence = SENTENCES[language][metric].format(**counts)
        promise = words["promise"] if metric == "warm-handover" else None
        title, definition = TITLES[language][metric], DEFINITIONS[language][metric]
        yield Tile(metric, title, figure, sentence, definition, promise)


def _outcomes(cell: Cell, language: Language) -> Iterable[Outcome]:
    def outcome(title: str, persons: int, *, reason: bool = False) -> Outcome:
        share = say.percent(persons, cell["moved"])
        return Outcome(title, say.number(persons, language), share, reason)

    titles, words = TITLES[language], WORDS[language]
    yield outcome(titles["warm-handover"], cell["warm-handover"])
    yield outcome(titles["phone-only"], cell["phone-only"])
    yield outcome(titles["not-held"], cell["not-held"])
    for reason, persons in cell.parts("not-held").items():
        text = REASONS[language].get(reason, reason)
        yield outcome(words["because"].format(reason=text), persons, reason=True)
    yield outcome(titles["unknown"], cell["unknown"])


def choices(first: date, last: date, chosen: Period | None, language: Language) -> list[Choice]:
    """All periods of the years between two days, the newest year first, the longest first.

    Of YEARS at most: some clients send the first day of the calendar where they know none.
    """
    found = []
    for year in range(last.year, max(first.year, last.year - YEARS + 1) - 1, -1):
        codes = [
            f"{year}",
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in range(1, 5)),
        ]
        for code in (*codes, *(f"{year}-{month:02d}" for month in range(1, 13))):
            name = in_words(parse(code), language)
            selected = chosen is not None and chosen.code == code
            found.append(Choice(year, code, name, selected))
    return found
