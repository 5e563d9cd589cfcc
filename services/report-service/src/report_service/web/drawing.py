"""Drawings for a page: one for a window and one for a phone, made beside the loop."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from report_service.web.charts.ink import NARROW, WIDE, Said


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG of our own making, and what it says."""

    said: Said
    wide: Markup
    narrow: Markup


async def drawn(said: Said, chart: Callable[[int], str]) -> Drawing:
    """`chart` draws in a width; what was drawn before comes from its cache."""
    wide, narrow = await asyncio.to_thread(lambda: (chart(WIDE), chart(NARROW)))
    # Text in a drawing is escaped by what draws it, the name and description by ink.svg.
    return Drawing(said, Markup(wide), Markup(narrow))  # noqa: S704
