"""One figure of a report, as it is shown and as it was counted."""

from continuous_line.auth import Principal
from report_service import admission
from report_service.domain.count import Cell, Figures
from report_service.domain.cuts import By, Cut
from report_service.domain.definitions import Definitions, Metric
from report_service.domain.metrics import Figure, Hidden, Shown, cut, denominator, figures_of, whole
from report_service.domain.shares import Share
from report_service.queries import Report


def shown_in(
    figures: Figures, definitions: Definitions, not_shown: Hidden, cell: Cut | None
) -> Shown:
    """All that may be shown of a cell, of the country where that is None."""
    if cell is None:
        return whole(figures, definitions, not_shown)
    by, code = cell
    found = cut(figures, by, definitions, not_shown)
    return found.get(code) or figures_of(Cell(), definitions)


def shown_at(report: Report, cell: Cut | None) -> Shown:
    return shown_in(report.figures, report.definitions, report.not_shown, cell)


def cells_for(who: Principal | None, report: Report, by: By) -> dict[str, Shown]:
    """Of a table, what may be shown of the cells that are this reader's; nobody's of a stranger."""
    if who is None:
        return {}
    found = cut(report.figures, by, report.definitions, report.not_shown)
    return {
        code: shown
        for code, shown in found.items()
        if admission.may_see(who, by, code, report.places, report.map_on)
    }


def figure_at(report: Report, cell: Cut | None, metric: Metric, part: str | None) -> Figure:
    """As shown; a part that nobody is in counts nobody."""
    of_metric = [each for each in shown_at(report, cell).figures if each.metric == metric.code]
    found = next((each for each in of_metric if each.part == part), None)
    if found is not None:
        return found
    below = of_metric[0].denominator
    return Figure(metric.code, None if below is None else 0, below, part)


def counted_at(report: Report, cell: Cut | None, metric: Metric, part: str | None) -> Share:
    """Shown or not."""
    found = report.figures.country
    if cell is not None:
        by, code = cell
        found = report.figures.tables[by].get(code, Cell())
    wanted = metric.code if part is None else f"{metric.code}:{part}"
    return Share(found[wanted], found[denominator(metric)])
