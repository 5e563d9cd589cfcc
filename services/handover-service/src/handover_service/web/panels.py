"""What the page of a case is composed of, in order: one part for each area of the work.

A panel is a module `panel_<area>` with `panel(at, file, case)`, which gives what its template
`panel_<area>.html` needs (found there as `panel`), or None where there is nothing to show. Where
another service is to be asked, it gives what asks it and then gives that: called once the
transaction is over.
"""

from asyncio import gather
from collections.abc import Awaitable, Callable, Sequence
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
Asking = Callable[[], Awaitable[Shown]]


@dataclass(frozen=True, slots=True)
class Panel:
    """`template` is shown with what `made` gives as `panel`."""

    template: str
    made: Callable[[PageDesk, File, Case], Awaitable[Shown | Asking]]


PANELS: Final[tuple[Panel, ...]] = (
    Panel("panel_contacts.html", panel_contacts.panel),
    Panel("panel_terms.html", panel_terms.panel),
    Panel("panel_talks.html", panel_talks.panel),
    Panel("panel_guidance.html", panel_guidance.panel),
    Panel("panel_signals.html", panel_signals.panel),
)


async def asked(made: Sequence[Shown | Asking]) -> list[Shown]:
    """All of them as they are shown; what asks does so at the same time."""

    async def one(panel: Shown | Asking) -> Shown:
        return await panel() if callable(panel) else panel

    return await gather(*(one(panel) for panel in made))
