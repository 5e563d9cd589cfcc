"""Figures as a person reads them: `24% (612 van 2.550)`, `niet getoond`, `niemand verhuisd`."""

from dataclasses import dataclass

from continuous_line.web.pages import Language
from continuous_line.web.pages import language as say
from continuous_line.web.pages.words import Words
from report_service.domain.definitions import Definitions
from report_service.domain.metrics import Figure
from report_service.domain.wording import Described, described
from report_service.web.charts.ink import share_class
from report_service.web.invented import Named
from report_service.web.texts_codes import NOBODY


@dataclass(frozen=True, slots=True)
class Share:
    """`percent` and `counts` are None where there is no share: then `instead` says why."""

    percent: str | None
    counts: str | None
    instead: str | None
    suppressed: bool = False
    tone: int | None = None
    """Class of the share, 0 to 4."""

    @property
    def text(self) -> str:
        return f"{self.percent} ({self.counts})" if self.percent else self.instead or ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Of one language and the definitions of one report."""

    named: Named
    words: Words
    definitions: Definitions

    @property
    def language(self) -> Language:
        return self.named.language

    def share(self, figure: Figure) -> Share:
        if figure.numerator is None or figure.denominator is None:
            return Share(None, None, self.words["not_shown"], suppressed=True)
        if not figure.denominator:
            of = self.definitions.metrics[figure.metric].of
            return Share(None, None, NOBODY[self.language].get(of, self.words["nobody"]))
        counts = self.words["counts"].format(
            numerator=self.number(figure.numerator), denominator=self.number(figure.denominator)
        )
        percent = say.percent(figure.numerator, figure.denominator)
        tone = share_class(figure.numerator, figure.denominator)
        return Share(percent, counts, None, tone=tone)

    def number(self, value: int) -> str:
        return say.number(value, self.language)

    def title(self, metric: str) -> str:
        found = self.definitions.metrics.get(metric) or self.definitions.lead_times[metric]
        return found.title[self.language.value]

    def definition(self, metric: str) -> Described:
        """From the definitions alone."""
        every = described(self.definitions, self.language.value)
        return next(one for one in every if one.code == metric)

    def points(self, now: Figure, before: Figure) -> int | None:
        """By how many points the share is more than before, as both are written."""
        if now.numerator is None or before.numerator is None:
            return None
        if not now.denominator or not before.denominator:
            return None
        return _whole(now) - _whole(before)

    def than(self, points: int, period: str) -> str:
        """`3 punten hoger dan in de 1e helft van 2025`, `even hoog als in ...`."""
        key = "than_before" if points else "as_before"
        return self.words[key].format(more=self.more(points), period=period)

    def more(self, points: int) -> str:
        """`3 punten hoger`."""
        if not points:
            return self.words["as_high"]
        key = "higher" if points > 0 else "lower"
        return self.words[key if abs(points) != 1 else f"{key}_one"].format(points=abs(points))


def _whole(figure: Figure) -> int:
    assert figure.numerator is not None  # noqa: S101 - the caller looked
    return int(say.percent(figure.numerator, figure.denominator or 1).rstrip("%"))
