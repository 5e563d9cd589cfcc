"""The quality of the data, as a report tells it."""

from dataclasses import dataclass

from continuous_line.web.pages import language as say
from report_service.domain.quality import Lateness
from report_service.quality import Quality
from report_service.web.saying import Saying
from report_service.web.texts_paper import PAPER
from report_service.web.texts_quality import CONTRADICTIONS, STEPS


@dataclass(frozen=True, slots=True)
class LateRow:
    title: str
    number: str
    late: str
    median: str
    p90: str


@dataclass(frozen=True, slots=True)
class QualityView:
    """`contradictions`: what does not fit, and how often."""

    lateness: tuple[LateRow, ...]
    contradictions: tuple[tuple[str, str], ...]
    parked: str
    sampled: str | None


def quality_view(found: Quality, saying: Saying) -> QualityView:
    """The steps of the line, in their order; others are in the API."""
    language, told = saying.language, PAPER[saying.language]
    by_kind = {one.kind: one for one in found.lateness}
    parked, percent = told["parked_none"], round(100 * found.sampled)
    if found.parked:
        parked = told["parked"].format(number=saying.number(found.parked))
    return QualityView(
        lateness=tuple(
            _late(title, by_kind[code], saying)
            for code, title in STEPS[language].items()
            if code in by_kind and by_kind[code].number != 0
        ),
        contradictions=tuple(
            (CONTRADICTIONS[language][one.kind], _number(one.number, saying))
            for one in found.contradictions
        ),
        parked=parked,
        sampled=told["sampled"].format(percent=f"{percent}%") if found.sampled < 1 else None,
    )


def _late(title: str, one: Lateness, saying: Saying) -> LateRow:
    late = ""
    if one.late is not None and one.number:
        late = say.percent(one.late, one.number)
    return LateRow(
        title,
        _number(one.number, saying),
        late,
        "" if one.median is None else saying.number(one.median),
        "" if one.p90 is None else saying.number(one.p90),
    )


def _number(value: int | None, saying: Saying) -> str:
    return saying.words["not_shown"] if value is None else saying.number(value)
