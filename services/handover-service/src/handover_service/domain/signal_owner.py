"""Who may be asked by name to answer a signal."""

from continuous_line.codes import Role
from continuous_line.codes_guidance import Side
from handover_service.domain.errors import RolesExclude, StaffUnknown
from handover_service.domain.errors_signals import NotOfThatSide
from handover_service.domain.ownership import Staff

ANSWERING = {
    Side.RECEPTION: frozenset({Role.CASE_MANAGER, Role.LOCATION_MANAGER}),
    Side.MUNICIPALITY: frozenset({Role.CLIENT_MANAGER}),
}


def check_owner(staff: Staff | None, side: Side, places: frozenset[str]) -> None:
    """`places`: of that side. A municipality answers for whom it names, COA's are registered."""
    if staff is None:
        if side is Side.RECEPTION:
            raise StaffUnknown("Nothing is known of this member of staff (yet).")
        return
    if Role.ASYLUM_DECISION_MAKER in staff.roles:
        raise RolesExclude("Nobody who decides on asylum answers signals.")
    if not (staff.here and staff.roles & ANSWERING[side] and staff.places & places):
        raise NotOfThatSide("A signal is passed on to somebody of the side that answers it.")
