"""The eight criteria of good case management (003:683-696), each scored +, ± or -.

± means that it is unclear (003:1304), and no middle: because there are too few to say, or because
the share lies between the two bounds. From which share on it is a + is in the definitions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from report_service.domain.definitions import Definitions, Language
from report_service.domain.metrics import Figure, Shown


class Score(StrEnum):
    PLUS = "+"
    UNCLEAR = "±"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Scored:
    """`figure` has the n, as denominator; `adapted`: how the source's criterion is measured here.

    `too_few`: fewer than the scorecard's minimum, or so few that they are not shown.
    """

    metric: str
    score: Score
    figure: Figure
    too_few: bool
    adapted: Mapping[Language, str]


def scorecard(shown: Shown, definitions: Definitions) -> list[Scored]:
    """All eight, in the order of the definitions, of the country or of one cell."""
    found: list[Scored] = []
    for figure in shown.figures:
        metric = definitions.metrics[figure.metric]
        if not metric.scorecard or figure.part is not None:
            continue
        bounds = definitions.score
        few = too_few(figure, bounds)
        found.append(Scored(metric.code, score(figure, bounds), figure, few, metric.adapted))
    return found


def too_few(figure: Figure, bounds: Mapping[str, int]) -> bool:
    return figure.denominator is None or figure.denominator < bounds["minimum"]


def score(figure: Figure, bounds: Mapping[str, int]) -> Score:
    """By the bounds of the definitions."""
    if too_few(figure, bounds):
        return Score.UNCLEAR
    hundredfold, of = 100 * (figure.numerator or 0), figure.denominator or 0
    if hundredfold >= bounds["plus"] * of:
        return Score.PLUS
    return Score.MINUS if hundredfold < bounds["minus"] * of else Score.UNCLEAR
