"""The statements of a report's figures: each can be computed again from the log alone."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from report_service.domain.cuts import By, Cut
from report_service.domain.statement import digest_of
from report_service.queries import Report
from report_service.statements import statement_of
from report_service.web.areas import Area
from report_service.web.dashboard import LEAD
from report_service.web.figures import cells
from report_service.web.handovers import WARM
from report_service.web.saying import Saying
from report_service.web.visits import Reader


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    period: str
    digest: str


@dataclass(frozen=True, slots=True)
class Stated:
    """`rows`: those of the report's area; `more`: how many there are of cells beside them.
    `positions`: topic and the last number read at each partition."""

    statements: tuple[dict[str, Any], ...]
    rows: tuple[Row, ...]
    more: int
    definitions_digest: str
    positions: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The file that `python -m report_service verify` reads."""
        return json.dumps(self.statements, indent=1, ensure_ascii=False) + "\n"

    @property
    def address(self) -> str:
        """The file in an address: it is part of the page."""
        return "data:application/json;base64," + b64encode(self.text.encode()).decode()


def stated(
    reader: Reader, reports: Sequence[Report], area: Area | None, codes: Sequence[str],
    saying: Saying,
) -> Stated:  # fmt: skip
    """Of each figure, of the points of the trend, and of the cells of tables."""
    report, minimum = reports[-1], reader.resources.own.minimum_cell
    cell: Cut | None = None if area is None else (area.by, area.code)
    own = [(code, report) for code in codes] + [(WARM, one) for one in reports[:-1]]
    statements = [statement_of(of, code, cell, minimum=minimum) for code, of in own]
    beside = [] if area is not None else list(_of_cells(reader, report, minimum))
    rows = tuple(
        Row(saying.title(code), saying.named.period(of.period), statement["digest"])
        for (code, of), statement in zip(own, statements, strict=True)
    )
    positions = tuple(
        (each["topic"], " ".join(map(str, each["last"]))) for each in statements[0]["readUpTo"]
    )
    return Stated(
        (*statements, *beside), rows, len(beside), digest_of(report.definitions), positions
    )


def _of_cells(reader: Reader, report: Report, minimum: int) -> Iterator[dict[str, Any]]:
    for code, by in ((WARM, By.AZC_DISTANCE), (LEAD, By.AZC)):
        if reader.may(by):
            for at in cells(reader, report, by):
                yield statement_of(report, code, (by, at), minimum=minimum)
