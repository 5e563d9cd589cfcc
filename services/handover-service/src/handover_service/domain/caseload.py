"""How many one worker has in a programme, and what comes of one more than its norm."""

from collections.abc import Mapping
from datetime import date

from continuous_line.codes import OwnerReason
from handover_service.domain.case import Case
from handover_service.domain.flags import Flag, FlagKind
from handover_service.domain.periods import assigned_periods
from handover_service.domain.programme import Caseload, Over, Programmes


def over_norm(
    caseload: Caseload | None, others: int, reason: OwnerReason | None, until: date | None
) -> Over | None:
    """What comes of one more where the worker has `others` already; None: nothing.

    Above a norm that refuses, one more is flagged for a reason that is named there, with an end.
    """
    if caseload is None or others < caseload.norm:
        return None
    if caseload.over is Over.FLAG or (reason in caseload.except_for and until is not None):
        return Over.FLAG
    return Over.REFUSE


def caseload_flags(
    case: Case, programmes: Programmes, before: Mapping[tuple[str, date], int], today: date
) -> list[Flag]:
    """The cases above the norm: not the first ones, but those that came when it was reached.

    `before`: how many the worker of a period had when it began, and has still.
    """
    found = []
    for period in assigned_periods(case):
        version = programmes.on(period.programme, period.first)
        others = before.get((period.programme, period.first), 0)
        reason = period.assigned.reason if period.assigned else None
        until = period.assigned.until if period.assigned else None
        if version is None or not period.runs(today):
            continue
        if over_norm(version.caseload, others, reason, until):
            found.append(
                Flag(
                    version.code, version.version, FlagKind.CASELOAD_OVER, period.first,
                    period.first, period.worker,
                )
            )  # fmt: skip
    return found
