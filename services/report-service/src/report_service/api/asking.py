"""Which figure is asked for: metric, part and cell, from the query."""

from enum import StrEnum
from typing import Annotated

from fastapi import Query

from continuous_line.auth import Principal
from continuous_line.errors import NotFound, Refused
from continuous_line.fields import Code
from report_service import admission
from report_service.api import schemas
from report_service.domain.cuts import By, Cut
from report_service.domain.definitions import Definitions, Metric
from report_service.domain.period import Period
from report_service.domain.places import Places
from report_service.domain.shares import Asked

PeriodAsked = Annotated[schemas.PeriodCode, Query()]
MetricAsked = Annotated[Code, Query(description="The metric's code, as in the figures.")]
PartAsked = Annotated[Code | None, Query(description="One coded value of the metric.")]
ByAsked = Annotated[By | None, Query(description="With `code`: one cell of this table.")]
CodeAsked = Annotated[
    str | None,
    Query(
        min_length=1, max_length=130, pattern=r"^[^\x00-\x1f\x7f]+$",
        description="The cell's code, as in the figures.",
    ),
]  # fmt: skip


class CellIncomplete(Refused):
    code = "cell-incomplete"


class In(StrEnum):
    """Everybody in the denominator, only the numerator, or only who is not in that."""

    DENOMINATOR = "denominator"
    NUMERATOR = "numerator"
    REST = "rest"

    def has(self, numerator: object) -> bool:
        """Whether somebody of the denominator is meant, by whether they are in the numerator."""
        return self is In.DENOMINATOR or bool(numerator) == (self is In.NUMERATOR)


def cell_of(by: By | None, code: str | None) -> Cut | None:
    """None: the country. Raises CellIncomplete."""
    if by is None and code is None:
        return None
    if by is None or code is None:
        raise CellIncomplete("A cell has both a table (`by`) and a code (`code`).")
    return by, code


def metric_of(definitions: Definitions, code: str) -> Metric:
    """Raises NotFound."""
    found = definitions.metrics.get(code)
    if found is None:
        raise NotFound(f"There is no metric '{code}'.", code="metric-unknown")
    return found


def asked(definitions: Definitions, metric: str, part: str | None, cell: Cut | None) -> Asked:
    return Asked(metric_of(definitions, metric), part, cell)


def require_figures(who: Principal, cell: Cut | None, places: Places, period: Period) -> None:
    """Raises Forbidden, or NotFound where the cell is another's place."""
    if cell is None:
        return
    by, code = cell
    admission.require_cut(who, by)
    if not admission.may_see(who, by, code, places, period.last_on):
        raise NotFound("There are no figures of this cell for you.")
