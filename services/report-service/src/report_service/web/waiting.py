"""How long things take: chart and table of lead times, of the country or by azc."""

from collections.abc import Sequence
from dataclasses import dataclass

from report_service.domain.metrics import Days
from report_service.web.charts.ink import Said
from report_service.web.charts.lead_times import Span, Words, lead_times
from report_service.web.drawing import Drawing, drawn
from report_service.web.saying import Saying

CHARTED = 80
"""Rows: of more there is only the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number`, `median` and `p90` in words; `address` leads to more of it."""

    label: str
    number: str
    median: str
    p90: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """`drawing` is None where nothing has both ends, or may be shown, or rows are too many."""

    drawing: Drawing | None
    rows: tuple[Row, ...]


async def waiting(
    found: Sequence[tuple[str, Days, str | None]], term: int | None, finding: str, saying: Saying
) -> Waiting:
    """`found`: name, days and address of each row, in the order they are shown in."""
    words = saying.words
    spans = tuple(
        Span(label, days.median, days.p90)
        for label, days, _ in found
        if days.median is not None and days.p90 is not None
    )
    rows = tuple(_row(label, days, address, saying) for label, days, address in found)
    if not spans or len(spans) > CHARTED:
        return Waiting(None, rows)
    said = Said(finding, words["lead_text"])
    told = Words(
        said, words["days"], words["lead_key"],
        words["term_line"].format(days=term) if term is not None else None,
    )  # fmt: skip
    return Waiting(await drawn(said, lambda width: lead_times(spans, term, told, width)), rows)


def _row(label: str, days: Days, address: str | None, saying: Saying) -> Row:
    words = saying.words
    if days.number is None:
        return Row(label, words["not_shown"], "", "", address)
    if days.median is None or days.p90 is None:
        return Row(label, words["nobody"], "", "", address)
    return Row(label, saying.number(days.number), saying.number(days.median),
               saying.number(days.p90), address)  # fmt: skip
