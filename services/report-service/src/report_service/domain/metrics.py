"""The metrics of the continuous line: each with a numerator and a denominator of its own.

They are not steps of one group: never chained, never a funnel.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from report_service.domain.count import By, Cell, Figures
from report_service.domain.suppression import Key, Sum, hidden


class Metric(StrEnum):
    PROFILE_SENT = "profile-sent"
    WARM_HANDOVER = "warm-handover"
    PHONE_ONLY = "phone-only"
    NOT_HELD = "not-held"
    UNKNOWN = "unknown"
    ACTIVITY = "activity"


DEFINITIONS: Mapping[Metric, str] = {
    Metric.PROFILE_SENT: "Permit holders in reception on any day of the period whose profile was "
    "sent, by its last day, to the municipality they were linked to then or had moved to; of all "
    "permit holders in reception on any day of the period.",
    Metric.WARM_HANDOVER: "Permit holders who moved out in the period and had a talk in person "
    "with the case manager of the azc and the client manager of the municipality they moved to, "
    "before or after the move; of all who moved out in the period.",
    Metric.PHONE_ONLY: "No warm handover, but one by phone or video with the municipality moved "
    "to; of all who moved out in the period.",
    Metric.NOT_HELD: "Neither, and it was recorded why no talk was held, by the last reason; of "
    "all who moved out in the period.",
    Metric.UNKNOWN: "Nothing was recorded about a talk with the municipality moved to; of all who "
    "moved out in the period.",
    Metric.ACTIVITY: "At least one activity overlapped the stay, from the opened profile to the "
    "move; of all who moved out in the period.",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`numerator` and `denominator` are None where the cell is not shown."""

    metric: Metric
    numerator: int | None
    denominator: int | None
    reason: str | None = None

    @property
    def suppressed(self) -> bool:
        return self.denominator is None

    @property
    def percent(self) -> Decimal | None:
        """To one decimal; None where nobody is in the denominator, or it is not shown."""
        if self.numerator is None or not self.denominator:
            return None
        share = Decimal(100 * self.numerator) / self.denominator
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures_of(
    cell: Cell, *, hide_reception: bool = False, hide_moved: bool = False
) -> tuple[Figure, ...]:
    """All metrics of a cell; `not-held` in total, then by reason, most frequent first."""
    received = None if hide_reception else cell.in_reception
    moved = None if hide_moved else cell.moved

    def of_moved(metric: Metric, number: int, reason: str | None = None) -> Figure:
        return Figure(metric, None if hide_moved else number, moved, reason)

    reasons = () if hide_moved else sorted(cell.not_held.items(), key=lambda each: (-each[1], each))
    return (
        Figure(Metric.PROFILE_SENT, None if hide_reception else cell.sent, received),
        of_moved(Metric.WARM_HANDOVER, cell.warm),
        of_moved(Metric.PHONE_ONLY, cell.phone),
        of_moved(Metric.NOT_HELD, cell.not_held.total()),
        *(of_moved(Metric.NOT_HELD, number, reason) for reason, number in reasons),
        of_moved(Metric.UNKNOWN, cell.unknown),
        of_moved(Metric.ACTIVITY, cell.active),
    )


def cut(figures: Figures, by: By, minimum: int) -> dict[str, tuple[Figure, ...]]:
    """The table that may be shown, by code: small cells, and what gives them back, left out."""
    sums = _sums(figures)
    received = hidden(_sizes(figures, lambda cell: cell.in_reception), sums, minimum)
    moved = hidden(_sizes(figures, lambda cell: cell.moved), sums, minimum)
    return {
        code: figures_of(
            cell, hide_reception=(by, code) in received, hide_moved=(by, code) in moved
        )
        for code, cell in sorted(figures.tables[by].items())
    }


def _sizes(figures: Figures, size: Callable[[Cell], int]) -> dict[Key, int]:
    return {(by, code): size(cell) for by in By for code, cell in figures.tables[by].items()}


def _sums(figures: Figures) -> list[Sum]:
    parts: dict[Key, list[Key]] = {}
    for code, (region, province) in figures.lies_in.items():
        for whole in ((By.REGION, region), (By.PROVINCE, province)):
            parts.setdefault(whole, []).append((By.MUNICIPALITY, code))
    return [Sum(whole, tuple(found)) for whole, found in parts.items()] + [
        Sum(None, tuple((by, code) for code in figures.tables[by])) for by in By
    ]
