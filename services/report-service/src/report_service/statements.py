"""The statement of a figure in a report."""

from typing import Any

from continuous_line.event_log.port import PARTITIONS
from report_service.domain.cuts import Cut
from report_service.domain.statement import Stated, digest_of, document
from report_service.figures_at import shown_at
from report_service.queries import Report


def statement_of(report: Report, metric: str, cell: Cut | None, *, minimum: int) -> dict[str, Any]:
    """`metric`: the code of a metric or lead time; `minimum`: by which the report was made."""
    return document(
        Stated(
            metric=metric,
            period=report.period,
            cell=cell,
            as_of=report.as_of,
            map_on=report.map_on,
            map_of_period=report.map_of_period,
            positions={
                topic: [last.get(number, 0) for number in range(PARTITIONS)]
                for topic, last in report.sequences.items()
            },
            held_back=report.held_back,
            definitions_digest=digest_of(report.definitions),
            code_version=report.code_version,
            minimum=minimum,
        ),
        shown_at(report, cell),
    )
