"""What every page about cases is shown with: coded values and places by their names."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import Response

from handover_service.knowledge import place_names_of
from handover_service.web import codes
from handover_service.web.guards import PageDesk


async def show(
    at: PageDesk,
    template: str,
    status: int = 200,
    *,
    places: Iterable[str | None] = (),
    **context: Any,
) -> Response:
    """As `page`, with the names of these places."""
    return page(at, template, status, named=await names(at, places), **context)


def page(
    at: PageDesk,
    template: str,
    status: int = 200,
    *,
    named: Mapping[str, str],
    **context: Any,
) -> Response:
    """The template with `code` (coded values in words), `named` (of places), `reader` (the own
    id) and the context. Nothing is read: also for when the transaction is over."""
    return at.visitor.page(
        template,
        status,
        code=codes.CODES[at.visitor.language],
        named=named,
        reader=at.writing.who.subject,
        **context,
    )


async def names(at: PageDesk, places: Iterable[str | None]) -> Mapping[str, str]:
    """Of each of these places; one that nobody told of is its own name."""
    wanted = {place for place in places if place}
    known = await place_names_of(at.writing.tx, wanted)
    prefix = at.visitor.words["azc_named"]
    return {
        place: known.get(place, place)
        if place.startswith("GM")
        else prefix.format(name=known.get(place, place).removeprefix("azc "))
        for place in wanted
    }
