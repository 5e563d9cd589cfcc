"""What the page of a case is composed of, in order: one part for each area of the work.

A panel is a module `panel_<area>` with `panel(at, file, case)`, which gives what its template
`panel_<area>.html` needs (found there as `panel`), or None where there is nothing to show.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from handover_service.domain.case import Case
from handover_service.streams import File
from handover_service.web import (
    panel_contacts,
    panel_guidance,
    panel_signals,
    panel_talks,
    panel_terms,
)
from handover_service.web.guards import PageDesk

Shown = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Panel:
    """`template` is shown with what `made` gives as `panel`."""

    template: str
    made: Callable[[PageDesk, File, Case], Awaitable[Shown]]


PANELS: Final[tuple[Panel, ...]] = (
    Panel("panel_contacts.html", panel_contacts.panel),
    Panel("panel_terms.html", panel_terms.panel),
    Panel("panel_talks.html", panel_talks.panel),
    Panel("panel_guidance.html", panel_guidance.panel),
    Panel("panel_signals.html", panel_signals.panel),
)
