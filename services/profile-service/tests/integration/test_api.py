"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.codes import Role
from continuous_line.testing.api import PARKED_EVENTS, ApiSuite

READERS = {
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
    Role.MUNICIPAL_SYSTEM,
    Role.PERMIT_HOLDER,
    Role.TVS_SYSTEM,
}
TVS, AUTHOR = {Role.TVS_SYSTEM}, {Role.CASE_MANAGER}
MATRIX = {
    **PARKED_EVENTS,
    "listProfiles": READERS,
    "readProfile": READERS,
    "listProfileEvents": READERS,
    "readProfileEvent": READERS,
    "listActivities": READERS,
    "readActivity": READERS,
    "openProfile": TVS,
    "grantPermit": TVS,
    "relocatePermitHolder": TVS,
    "endStay": TVS,
    "joinHousehold": TVS,
    "leaveHousehold": TVS,
    "recordSection": AUTHOR,
    "completeProfile": AUTHOR,
    "sendProfile": AUTHOR,
    "recordActivity": AUTHOR,
    "endActivity": AUTHOR,
    "requestSupplement": {Role.CLIENT_MANAGER},
    "voidProfileEvent": {Role.CASE_MANAGER, Role.CLIENT_MANAGER, Role.TVS_SYSTEM},
}


class TestApi(ApiSuite):
    matrix = MATRIX
    probe = "/v1/profiles"
    roles = (Role.TVS_SYSTEM, Role.CASE_MANAGER, Role.CLIENT_MANAGER)
    places = ("weert", "GM0957")
