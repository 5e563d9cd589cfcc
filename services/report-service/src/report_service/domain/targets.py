"""Activity against the target that an azc has set itself (002:212-218).

The target is a share of those who moved out, as the figure is: our choice. Who was active inside
the azc only stands apart (002:1208-1218), because the target does not tell them from the others.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from report_service.domain.metrics import Figure, Shown
from report_service.domain.places import Places

_INTERNAL_ONLY = "activity-internal-only"


class Against(StrEnum):
    """`at`: the same, to a whole percent."""

    BELOW = "below"
    AT = "at"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """`target` in percent; `against` is None without a target, where nobody moved out, or where
    the figure is not shown. `internal_only`: of those who were active."""

    azc: str
    target: int | None
    active: Figure
    internal_only: Figure
    against: Against | None


def own_target(azc: str, shown: Shown, places: Places, on: date) -> OwnTarget:
    """Of one azc, from its cell in the table by azc, on the map of a day."""
    by_code = {figure.metric: figure for figure in shown.figures if figure.part is None}
    active, inside = (
        by_code.get(code, Figure(code, None, None)) for code in ("activity", _INTERNAL_ONLY)
    )
    place = places.on(azc, on)
    target = None if place is None else place.activity_target
    return OwnTarget(azc, target, active, inside, compare(active, target))


def compare(figure: Figure, target: int | None) -> Against | None:
    """A share with a target in percent."""
    if target is None or figure.numerator is None or not figure.denominator:
        return None
    share = Decimal(100 * figure.numerator) / figure.denominator
    percent = share.quantize(Decimal(1), ROUND_HALF_UP)
    if percent == target:
        return Against.AT
    return Against.BELOW if percent < target else Against.ABOVE
