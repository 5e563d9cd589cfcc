"""Which roles may do what; the right to this one profile is `admission.py`'s."""

from continuous_line.codes import Role

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
REGISTER: Roles = (Role.TVS_SYSTEM,)
WRITE: Roles = (Role.CASE_MANAGER,)
ASK: Roles = (Role.CLIENT_MANAGER,)
CORRECT: Roles = (Role.CASE_MANAGER, Role.CLIENT_MANAGER, Role.TVS_SYSTEM)
