"""Who of a household an act may be for, to be ticked: by case number, and by name where known."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from fastapi import Response

from handover_service.invitations import number
from handover_service.web.guards import PageDesk
from handover_service.web.look import page
from handover_service.web.names import names_of

Shown = Callable[[], Awaitable[Response]]
"""A page that is whole but for the names: called once the transaction is over."""


def to_tick(
    at: PageDesk, template: str, status: int, members: Mapping[UUID, UUID], **context: Any
) -> Shown:
    """The template with `household`: pairs of case id and what stands beside its box. `members`:
    of each case the person."""

    async def shown() -> Response:
        household = await _options(at, members)
        return page(at, template, status, named={}, household=household, **context)

    return shown


async def finished(made: Response | Shown) -> Response:
    """What a route answers. After its transaction, so that nobody waits for names with one open."""
    return made if isinstance(made, Response) else await made()


async def _options(at: PageDesk, members: Mapping[UUID, UUID]) -> list[tuple[str, str]]:
    names = await names_of(at, list(members.values())) or {}
    numbered = at.visitor.words["talk_case"]
    return [
        (str(one), ", ".join(filter(None, (numbered.format(number=number(one)), names.get(who)))))
        for one, who in members.items()
    ]
