"""A metric over the periods: the points of the chart, its finding in words, and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from continuous_line.web.pages import Language
from report_service.domain.metrics import Figure
from report_service.domain.period import Period
from report_service.web.charts.ink import Said
from report_service.web.charts.trend import Point, Words, trend
from report_service.web.drawing import Drawing, drawn
from report_service.web.saying import Saying, Share
from report_service.web.texts_codes import UNITS_OF


@dataclass(frozen=True, slots=True)
class Row:
    """Of the table; `code` is the period's."""

    code: str
    name: str
    share: Share
    open: bool


@dataclass(frozen=True, slots=True)
class Trend:
    drawing: Drawing
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What the metric was in one period."""

    period: Period
    figure: Figure
    open: bool


async def trend_of(metric: str, steps: Sequence[Step], where: str, saying: Saying) -> Trend | None:
    """None where no period has a share: there is nothing to draw."""
    definition = saying.definitions.metrics[metric]
    rows = tuple(
        Row(step.period.code, saying.named.period(step.period), saying.share(step.figure),
            step.open)
        for step in steps
    )  # fmt: skip
    if not any(row.share.percent for row in rows):
        return None
    promise = saying.definitions.target["promise"] if definition.target == "promise" else None
    said = Said(_finding(metric, steps, where, promise, saying), _text(promise, saying))
    words = Words(
        said=said,
        share=f"{saying.title(metric)}, %",
        persons=saying.words["trend_number"].format(
            units=UNITS_OF[saying.language].get(definition.of, "")
        ),
        promise=saying.words["promise_line"].format(promise=promise),
        comma="." if saying.language is Language.NL else ",",
    )
    points = tuple(
        Point(saying.named.short(step.period), step.figure.numerator, step.figure.denominator,
              step.open)
        for step in steps
    )  # fmt: skip
    return Trend(await drawn(said, lambda width: trend(points, promise, words, width)), rows)


def _finding(
    metric: str, steps: Sequence[Step], where: str, promise: int | None, saying: Saying
) -> str:
    """`1e helft van 2026: 24%, 2 punten hoger dan ervoor, 56 punten onder de belofte van 80%`."""
    words, last = saying.words, steps[-1]
    share = saying.share(last.figure)
    name = saying.named.period(last.period)
    found = words["finding"].format(
        title=saying.title(metric), where=where, period=name, share=share.percent or share.instead
    )
    points = saying.points(last.figure, steps[-2].figure) if len(steps) > 1 else None
    if points is not None:
        key = "finding_before" if points else "finding_as_before"
        found += words[key].format(more=saying.more(points))
    if promise is not None and share.percent:
        below = promise - int(share.percent.rstrip("%"))
        key = "finding_below" if below > 0 else "finding_reached"
        found += words[key].format(points=below, promise=promise)
    return found + "."


def _text(promise: int | None, saying: Saying) -> str:
    words = saying.words
    return words["trend_text_promise" if promise is not None else "trend_text"]
