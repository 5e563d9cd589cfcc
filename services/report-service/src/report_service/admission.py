"""Who may see which figures. Every role below sees the country, as everybody does on the page."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NoReturn

from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.codes_places import COUNTRY
from continuous_line.errors import Forbidden, NotFound
from report_service.domain.cuts import By, Cut
from report_service.domain.places import PlaceFact, Places

EVERYTHING: Final = (Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER, Role.ANALYST)
"""Figures of every place: their work is in the comparison, and they see no persons."""

REGIONAL: Final = (Role.REGIONAL_COORDINATOR,)
"""Who has a page of the own region, with its gaps and contacts."""

OWN: Final = {
    Role.CASE_MANAGER: (By.AZC, By.AZC_DISTANCE),
    Role.LOCATION_MANAGER: (By.AZC, By.AZC_DISTANCE),
    Role.PARTICIPATION_CASE_MANAGER: (By.AZC, By.AZC_DISTANCE, By.MUNICIPALITY),
    Role.UNIT_MANAGER: (By.UNIT, By.AZC, By.AZC_DISTANCE),
    Role.CLIENT_MANAGER: (By.MUNICIPALITY,),
}
"""Figures of the places in the own token only, in these tables; a unit stands for its azc's."""

SEEN_AT: Final = {
    Role.CASE_MANAGER: (By.AZC,),
    Role.LOCATION_MANAGER: (By.AZC,),
    Role.PARTICIPATION_CASE_MANAGER: (By.AZC, By.MUNICIPALITY),
    Role.CLIENT_MANAGER: (By.MUNICIPALITY,),
}
"""Who sees persons, and where: those at the places in the own token."""

SEERS: Final = tuple(SEEN_AT)
READERS: Final = (*EVERYTHING, *OWN)


def roles_for(by: By) -> tuple[Role, ...]:
    """For whom there is such a table: of every place, or of their own."""
    return (*EVERYTHING, *(role for role, cuts in OWN.items() if by in cuts))


def has_cut(who: Principal, by: By) -> bool:
    return who.has(*roles_for(by))


def require_cut(who: Principal, by: By) -> None:
    """Raises Forbidden, naming the roles for whom there is such a table."""
    if not has_cut(who, by):
        refuse_cut(by)


def refuse_cut(by: By) -> NoReturn:
    """Raises Forbidden, naming the roles for whom there is such a table."""
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


def require_region(who: Principal, code: str) -> None:
    """Raises NotFound for a region that is not the reader's own."""
    if code not in who.places and COUNTRY not in who.places:
        raise NotFound("There is no such region, or it is not yours.")


def require_persons(who: Principal, cell: Cut | None) -> None:
    """Raises Forbidden, naming who may see the persons in such a cell.

    Of the whole country, or a cut that is no place, nobody sees the persons.
    """
    if cell is None:
        raise Forbidden(
            "Nobody sees the persons of the whole country: name an azc or a municipality.",
            code="persons-not-shown",
        )
    by = By.AZC if cell[0] is By.AZC_DISTANCE else cell[0]
    needed = sorted(role for role, cuts in SEEN_AT.items() if by in cuts)
    own = cell[1].rpartition(":")[0] if cell[0] is By.AZC_DISTANCE else cell[1]
    if who.has(*needed) and own in who.places:
        return
    whose = f"{', '.join(needed)}, each of the own place" if needed else "nobody"
    raise Forbidden(
        f"The persons in figures by {cell[0]} are for: {whose}.",
        code="persons-not-shown",
        rolesNeeded=needed,
    )


def sees(who: Principal, cells: Iterable[Cut]) -> bool:
    """Whether somebody who counts in these cells is a person that this reader may see."""
    cuts = {by for role, found in SEEN_AT.items() if who.has(role) for by in found}
    return any(by in cuts and code in who.places for by, code in cells)


def _unit(place: PlaceFact | None) -> str | None:
    return None if place is None else place.unit
