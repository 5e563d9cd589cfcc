"""Which roles may do what; what is one's own is decided by `domain/staff.py` and `contact.py`."""

from continuous_line.codes import Role

Roles = tuple[Role, ...]

ANYBODY: Roles = tuple(role for role in Role if role is not Role.ASYLUM_DECISION_MAKER)
"""Places and contacts are for every role that may come in at all."""

KEEPERS: Roles = (Role.TVS_SYSTEM, Role.OPERATOR)
"""Who registers places: the system that also names them in links and moves, and operators."""

STAFF_KEEPERS: Roles = (Role.LOCATION_MANAGER, Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM)
"""Who registers staff: each for the own organisation and its own places."""

CONTACT_KEEPERS: Roles = (
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
    *STAFF_KEEPERS,
)
"""Who records contacts, for the places in the own token (`NL`: the keepers of national lists)."""

LIST_KEEPERS: Roles = (
    Role.PARTICIPATION_CASE_MANAGER,
    Role.REGIONAL_COORDINATOR,
    Role.TVS_SYSTEM,
)
"""Who imports and exports the list of client managers, for the places in the own token."""

MUNICIPALITY: Roles = (Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM)
"""Who answers for a municipality."""

COLLEAGUES: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.TVS_SYSTEM,
    Role.OPERATOR,
)
"""Who may see which roles others hold."""

OFFER_KEEPERS: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.REGIONAL_COORDINATOR,
    Role.PROVIDER,
)
"""Who publishes offers: at one of the places in the own token, a provider its own anywhere."""

ASKERS: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
)
"""Who records what is asked for where nothing fits; the participation case manager answers."""

CONSULTING: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
)
"""Who records a LIPO: those at the azc."""

HOSTS: Roles = (*CONSULTING, Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM, Role.REGIONAL_COORDINATOR)
"""Who schedules visits: those at the azc, and those of municipalities and regions at any."""

REGION_KEEPERS: Roles = (Role.REGIONAL_COORDINATOR,)
"""Who publishes the profile of a labour-market region: its own coordinator."""

SHARERS: Roles = (
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.CLIENT_MANAGER,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
    Role.PROVIDER,
)
"""Who shares practices and explanations; what is shared is for everybody."""

PARTNERS: Roles = (*COLLEAGUES, Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER)
"""Who sees how many open links a municipality has at an azc."""
