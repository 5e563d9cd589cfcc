"""From a report to what a file is about: the figures that this reader may see, and no others."""

from datetime import datetime

from continuous_line.auth import Principal
from continuous_line.days import day
from continuous_line.errors import NotFound
from continuous_line.event_log.port import PARTITIONS
from report_service import admission
from report_service.config import ReportSettings
from report_service.domain.cuts import By
from report_service.domain.defined import Language
from report_service.domain.metrics import Shown
from report_service.domain.statement import digest_of
from report_service.figures_at import cells_for, shown_at
from report_service.files.about import About, Basis, Licence
from report_service.files.rows import Chosen
from report_service.queries import Report


def about_of(
    report: Report,
    who: Principal | None,
    *,
    metric: str | None,
    by: By | None,
    code: str | None,
    as_of: datetime | None,
    own: ReportSettings,
    language: Language,
) -> About:
    """`metric` None: all of them; `code`: one cell of the table `by`.

    That this reader has such a table was asked before. Raises NotFound where there is no such
    metric, or the cell is another's.
    """
    defined = report.definitions
    if metric is not None and metric not in {*defined.metrics, *defined.lead_times}:
        raise NotFound(f"There is no metric '{metric}'.", code="metric-unknown")
    chosen = Chosen(
        period=report.period,
        metric=metric,
        country=shown_at(report, None),
        by=by,
        cells={} if by is None else _cells(report, who, by, code),
        names={} if by is None else report.places.names(by, report.map_on),
        definitions=defined,
    )
    return About(chosen, code, _basis(report, as_of, own), language)


def _cells(report: Report, who: Principal | None, by: By, code: str | None) -> dict[str, Shown]:
    if code is None:
        return cells_for(who, report, by)
    if who is None or not admission.may_see(who, by, code, report.places, report.map_on):
        raise NotFound("There are no figures of this cell for you.")
    return {code: shown_at(report, (by, code))}


def _basis(report: Report, as_of: datetime | None, own: ReportSettings) -> Basis:
    return Basis(
        as_of=as_of,
        known_on=day(report.as_of),
        map_on=report.map_on,
        generation=report.generation,
        edition=None if report.edition is None else str(report.edition),
        rules_version=report.rules_version,
        definitions_digest=digest_of(report.definitions),
        positions={
            topic: [last.get(number, 0) for number in range(PARTITIONS)]
            for topic, last in report.sequences.items()
        },
        held_back=report.held_back,
        minimum=own.minimum_cell,
        licence=Licence(own.licence, own.licence_url),
    )
