"""Which roles may do what; the right to this one profile is `admission.py`'s."""

from continuous_line.codes import Role, Section

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
STAFF: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
)
"""Who works with profiles in a browser; systems use the API, permit holders their own pages."""
IDENTIFY: Roles = (Role.TVS_SYSTEM, Role.CASE_MANAGER)
REVIEW: Roles = (Role.PARTICIPATION_CASE_MANAGER, Role.CASE_MANAGER)
REGISTER: Roles = (Role.TVS_SYSTEM,)
ERASE: Roles = (Role.TVS_SYSTEM,)
WRITE: Roles = (Role.CASE_MANAGER,)
ASK: Roles = (Role.CLIENT_MANAGER,)
GRANT: Roles = (Role.CASE_MANAGER, Role.PERMIT_HOLDER)
SEE_GRANTS: Roles = (Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PERMIT_HOLDER)
SEE_ACCESSES: Roles = (Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PERMIT_HOLDER)
SHOW_ACCESS: Roles = (Role.CASE_MANAGER, Role.LOCATION_MANAGER)
"""Who shows or prints for a permit holder who sees the data."""
OWN: Roles = (Role.PERMIT_HOLDER,)
LOOK_UP: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.TVS_SYSTEM,
)
NAMES: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.PERMIT_HOLDER,
)
BY_GRANT: Roles = (Role.PROVIDER,)
DOINGS: Roles = (*STAFF, *OWN)
"""Who reads in a browser what somebody does."""
PLAN: Roles = (Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER, Role.CLIENT_MANAGER)
WISH: Roles = (Role.CASE_MANAGER, Role.PERMIT_HOLDER)
SEE_WISHES: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.PERMIT_HOLDER,
)
LIST_WISHES: Roles = (Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PARTICIPATION_CASE_MANAGER)
ANSWER: Roles = (Role.PARTICIPATION_CASE_MANAGER,)
ASSESS: Roles = (Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER)
CORRECT: Roles = (
    Role.CASE_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.TVS_SYSTEM,
)


def writers_of(section: Section) -> Roles:
    """Who somebody is, the system that registers knows too."""
    return IDENTIFY if section is Section.IDENTITY else WRITE
