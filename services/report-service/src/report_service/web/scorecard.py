"""Eight criteria of good case management, each with its score, share and how it is measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from report_service.domain.metrics import Figure, Shown
from report_service.domain.scorecard import Score, score
from report_service.web import addresses
from report_service.web.figures import figure
from report_service.web.saying import Saying

_WORDS: Mapping[Score, str] = {
    Score.PLUS: "plus", Score.UNCLEAR: "unclear", Score.MINUS: "minus",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """`sign` is None where nothing of it is recorded."""

    title: str
    sign: str | None
    said: str
    share: str
    definition: str
    adapted: str
    address: str


def rows(shown: Shown, kept: Mapping[str, str | None], saying: Saying) -> list[Row]:
    """In the order of the definitions."""
    return [
        _row(figure(shown, metric.code), kept, saying)
        for metric in saying.definitions.metrics.values()
        if metric.scorecard
    ]


def _row(one: Figure, kept: Mapping[str, str | None], saying: Saying) -> Row:
    words, metric = saying.words, saying.definitions.metrics[one.metric]
    sign = None if one.denominator == 0 else score(one, saying.definitions.score)
    said = words["not_measurable"] if sign is None else words[_WORDS[sign]]
    few = one.denominator is not None and 0 < one.denominator < saying.definitions.score["minimum"]
    return Row(
        title=saying.title(metric.code),
        sign=None if sign is None else sign.replace("-", "−"),
        said=words["few_cases"] if few else said,
        share="" if sign is None else saying.share(one).text,
        definition=saying.definition(metric.code).text,
        adapted=words["measured_indirectly"].format(how=metric.adapted[saying.language.value]),
        address=addresses.metric(metric.code, kept),
    )
