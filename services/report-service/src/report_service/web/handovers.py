"""What became of the handovers: four groups that add up to all who moved, and the reasons."""

from dataclasses import dataclass

from report_service.domain.metrics import Figure, Shown
from report_service.web.charts.bars import Bar, bars
from report_service.web.charts.ink import Said
from report_service.web.charts.outcomes import Part, outcomes
from report_service.web.drawing import Drawing, drawn
from report_service.web.figures import figure, parts
from report_service.web.saying import Saying
from report_service.web.texts_codes import part_name

WARM, REASONED = "warm-handover", "not-held"


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    persons: str
    share: str
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Handovers:
    drawing: Drawing
    reasons: Drawing | None
    rows: tuple[Row, ...]
    total: str


async def handovers(shown: Shown, period: str, saying: Saying) -> Handovers | None:
    """None where nobody moved, or too few to be shown."""
    codes = [WARM, *(m.code for m in saying.definitions.metrics.values() if m.outcome)]
    found = [figure(shown, code) for code in codes]
    moved = found[0].denominator
    if not moved:
        return None
    rows = []
    for one in found:
        rows.append(_row(saying.title(one.metric), one, saying))
        if one.metric == REASONED:
            rows += [_reason(each, saying) for each in parts(shown, REASONED)]
    words = saying.words
    share = saying.share(found[0])
    said = Said(
        words["outcomes_finding"].format(period=period, share=share.text), words["outcomes_text"]
    )
    drawn_parts = tuple(
        Part(saying.title(one.metric), one.numerator or 0, saying.share(one).percent or "")
        for one in found
    )
    drawing = await drawn(said, lambda width: outcomes(drawn_parts, said, width))
    reasons = await _reasons(parts(shown, REASONED), found, saying)
    return Handovers(drawing, reasons, tuple(rows), saying.number(moved))


def _row(title: str, one: Figure, saying: Saying) -> Row:
    return Row(title, saying.number(one.numerator or 0), saying.share(one).percent or "")


def _reason(one: Figure, saying: Saying) -> Row:
    name = part_name(REASONED, one.part or "", saying.language)
    row = _row(saying.words["because"].format(reason=name), one, saying)
    return Row(row.title, row.persons, row.share, reason=True)


async def _reasons(found: list[Figure], every: list[Figure], saying: Saying) -> Drawing | None:
    """Sorted, most frequent first; of those without a handover for whom a reason is known."""
    whole = next(one.numerator or 0 for one in every if one.metric == REASONED)
    if not found or not whole:
        return None
    rows = tuple(
        Bar(
            part_name(REASONED, one.part or "", saying.language),
            one.numerator or 0,
            saying.share(Figure(REASONED, one.numerator, whole)).text,
        )
        for one in found
    )
    words = saying.words
    said = Said(words["reasons_finding"].format(reason=rows[0].label, share=rows[0].text),
                words["reasons_text"])  # fmt: skip
    return await drawn(said, lambda width: bars(rows, rows[0].value, None, said, width))
