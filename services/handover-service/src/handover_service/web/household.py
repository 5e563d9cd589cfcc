"""Who of a household an act may be for, to be ticked: by case number, and by name where known."""

from collections.abc import Mapping
from uuid import UUID

from handover_service.invitations import number
from handover_service.web.guards import PageDesk
from handover_service.web.names import names_of


async def options_of(at: PageDesk, members: Mapping[UUID, UUID]) -> list[tuple[str, str]]:
    """Pairs of case id and what stands beside its box. `members`: of each case the person."""
    names = await names_of(at, list(members.values())) or {}
    numbered = at.visitor.words["talk_case"]
    return [
        (str(one), ", ".join(filter(None, (numbered.format(number=number(one)), names.get(who)))))
        for one, who in members.items()
    ]
