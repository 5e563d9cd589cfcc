"""Which roles may do what; the right to this one case is `admission.py`'s."""

from continuous_line.auth import Principal
from continuous_line.codes import Party, Role

Roles = tuple[Role, ...]

READ: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.PERMIT_HOLDER,
    Role.TVS_SYSTEM,
)
LINK: Roles = (Role.TVS_SYSTEM,)
OWN: Roles = (Role.LOCATION_MANAGER, Role.UNIT_MANAGER)
NAME_CLIENT_MANAGER: Roles = (Role.CLIENT_MANAGER,)
TALK: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER)
ACKNOWLEDGE: Roles = (Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM)
PLAN_MOVE: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER, Role.TVS_SYSTEM)
MOVE: Roles = (Role.TVS_SYSTEM,)
ACCEPT: Roles = (Role.CLIENT_MANAGER,)
CLOSE: Roles = (Role.CASE_MANAGER,)
SIGNALS: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
)
"""See the signals of their side."""
SIGNAL_RAISE: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER)
SIGNAL_ANSWER: Roles = (Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.CLIENT_MANAGER)
SIGNAL_CLOSE: Roles = SIGNAL_RAISE
CORRECT: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.TVS_SYSTEM,
)
STAFF: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
)
"""Who works with cases on pages."""
LIST_WORK: Roles = (*STAFF, Role.MUNICIPAL_SYSTEM)
HAND_OVER: Roles = (Role.LOCATION_MANAGER, Role.UNIT_MANAGER, Role.CLIENT_MANAGER)
"""Give all cases of somebody to others: each for the own side."""
CORRECT_ON_PAGES: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
)
AGREE: Roles = (*TALK, Role.PERMIT_HOLDER)
WELCOME: Roles = (Role.CLIENT_MANAGER,)
OWN_CASE: Roles = (Role.PERMIT_HOLDER,)
GUIDE: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER)
NOTICES: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
)
SCOUT: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER)
PROGRAMMES: Roles = (
    *NOTICES,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
    Role.ANALYST,
    Role.OPERATOR,
)
"""A programme is about nobody."""


def side_of(who: Principal) -> Party:
    """For whose side somebody speaks about a talk."""
    return Party.CASE_MANAGER if who.has(Role.CASE_MANAGER) else Party.CLIENT_MANAGER
