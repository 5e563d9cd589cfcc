"""Who may see or act on this case: by the place the person lives at or is linked to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.errors import RightEnded
from continuous_line.mergers import municipalities_of
from handover_service.domain.access import right_of, rights
from handover_service.domain.case import Case
from handover_service.domain.errors import UnknownCase
from handover_service.knowledge import unit_of
from handover_service.tables_places import municipality_mergers


@dataclass(frozen=True, slots=True)
class About:
    """The case that somebody asks for."""

    person: UUID
    case: Case
    azc: str | None
    azc_since: datetime | None


async def admit(
    tx: Tx, who: Principal, roles: Collection[Role], about: About, now: datetime
) -> None:
    """Let pass who has a right to this case in one of the roles.

    Raises UnknownCase for who never had business with it, and RightEnded, with since when and
    whom to ask, for whose right ended.
    """
    held = who.roles.intersection(roles)
    if Role.TVS_SYSTEM in held:
        return
    if Role.PERMIT_HOLDER in held and who.permit_holder_id == about.person:
        return
    if held & AT_THE_AZC and about.azc in who.places:
        return
    if Role.UNIT_MANAGER in held and await _in_unit(tx, who, about, day(now)):
        return
    ended = None
    if held & AT_THE_MUNICIPALITY:
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
        right = right_of(rights(about.case), places)
        if right and (right.ended_on is None or right.ended_on > day(now)):
            return
        ended = right.ended_on if right else None
    if held & AT_THE_AZC and about.azc_since and _formerly(about, who.places):
        ended = day(about.azc_since)
    if ended:
        raise RightEnded(
            f"This right ended on {ended}; ask the reception centre.",
            since=ended.isoformat(),
            ask=about.azc,
        )
    raise UnknownCase("There is no such case, or none that concerns you.")


async def _in_unit(tx: Tx, who: Principal, about: About, today: date) -> bool:
    if about.azc is None:
        return False
    return about.azc in who.places or await unit_of(tx, about.azc, today) in who.places


def _formerly(about: About, places: frozenset[str]) -> bool:
    return any(link.azc in places for link in about.case.links)
