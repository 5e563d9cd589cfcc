"""Who may see which figures. Every role below sees the country, as everybody does on the page."""

from typing import Final

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.errors import Forbidden
from report_service.domain.count import By
from report_service.domain.places import PlaceFact

EVERYTHING: Final = (Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER, Role.ANALYST)
"""Figures of every place: their work is in the comparison, and they see no persons."""

OWN: Final = {
    Role.CASE_MANAGER: (By.AZC,),
    Role.LOCATION_MANAGER: (By.AZC,),
    Role.PARTICIPATION_CASE_MANAGER: (By.AZC, By.MUNICIPALITY),
    Role.UNIT_MANAGER: (By.AZC,),
    Role.CLIENT_MANAGER: (By.MUNICIPALITY,),
}
"""Figures of the places in the own token only, in these tables; a unit stands for its azc's."""

READERS: Final = (*EVERYTHING, *OWN)


def require_cut(who: Principal, by: By) -> None:
    """Raises Forbidden, naming the roles for whom there is such a table."""
    if who.has(*_roles_for(by)):
        return
    needed = sorted(_roles_for(by))
    raise Forbidden(
        f"Figures by {by} are for: {', '.join(needed)}.", code="role-missing", rolesNeeded=needed
    )


def may_see(who: Principal, by: By, code: str, place: PlaceFact | None) -> bool:
    """Whether the figures of this place are for this reader, in a table that is."""
    if who.has(*EVERYTHING):
        return True
    units = who.places if who.has(Role.UNIT_MANAGER) else frozenset[str]()
    return code in who.places or (by is By.AZC and place is not None and place.unit in units)


def _roles_for(by: By) -> tuple[Role, ...]:
    return (*EVERYTHING, *(role for role, cuts in OWN.items() if by in cuts))
