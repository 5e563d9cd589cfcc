"""Who may see which figures. Every role below sees the country, as everybody does on the page."""

from datetime import date
from typing import Final

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.errors import Forbidden
from report_service.domain.cuts import By
from report_service.domain.places import PlaceFact, Places

EVERYTHING: Final = (Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER, Role.ANALYST)
"""Figures of every place: their work is in the comparison, and they see no persons."""

OWN: Final = {
    Role.CASE_MANAGER: (By.AZC, By.AZC_DISTANCE),
    Role.LOCATION_MANAGER: (By.AZC, By.AZC_DISTANCE),
    Role.PARTICIPATION_CASE_MANAGER: (By.AZC, By.AZC_DISTANCE, By.MUNICIPALITY),
    Role.UNIT_MANAGER: (By.UNIT, By.AZC, By.AZC_DISTANCE),
    Role.CLIENT_MANAGER: (By.MUNICIPALITY,),
}
"""Figures of the places in the own token only, in these tables; a unit stands for its azc's."""

READERS: Final = (*EVERYTHING, *OWN)


def roles_for(by: By) -> tuple[Role, ...]:
    """For whom there is such a table: of every place, or of their own."""
    return (*EVERYTHING, *(role for role, cuts in OWN.items() if by in cuts))


def has_cut(who: Principal, by: By) -> bool:
    return who.has(*roles_for(by))


def require_cut(who: Principal, by: By) -> None:
    """Raises Forbidden, naming the roles for whom there is such a table."""
    if has_cut(who, by):
        return
    needed = sorted(roles_for(by))
    raise Forbidden(
        f"Figures by {by} are for: {', '.join(needed)}.", code="role-missing", rolesNeeded=needed
    )


def may_see(who: Principal, by: By, code: str, places: Places, on: date) -> bool:
    """Whether the figures of this cell are for this reader, in a table that is."""
    if who.has(*EVERYTHING):
        return True
    own = code.rpartition(":")[0] if by is By.AZC_DISTANCE else code
    units = who.places if who.has(Role.UNIT_MANAGER) else frozenset[str]()
    if by is By.UNIT:
        return own in units
    place = places.on(own, on)
    return own in who.places or (by is not By.MUNICIPALITY and _unit(place) in units)


def _unit(place: PlaceFact | None) -> str | None:
    return None if place is None else place.unit
