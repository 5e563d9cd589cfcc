"""On the page of a case: the signals about it that the reader may see, and sending another."""

from typing import Any

from handover_service import queries_signals, roles
from handover_service.domain.case import Case
from handover_service.queries_signals import SignalFilters
from handover_service.streams import File
from handover_service.web.codes_signals import SIGNALS
from handover_service.web.guards import PageDesk
from handover_service.web.signal_look import shown

MOST = 20
"""Others are in the list of signals."""


async def panel(at: PageDesk, file: File, case: Case) -> dict[str, Any] | None:  # noqa: ARG001
    w = at.writing
    filters = SignalFilters(case_id=case.id)
    rows = await queries_signals.signals_for(w.tx, w.who, w.now, filters, limit=MOST)
    return {
        "signals": await shown(at, rows),
        "code": SIGNALS[at.visitor.language],
        "new": f"/cases/{case.id}/signals/new"
        if case.closing is None and w.who.has(*roles.SIGNAL_RAISE)
        else None,
    }
