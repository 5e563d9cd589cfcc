"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import AT_THE_AZC, Role, Section
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
ASSESSORS = {Role.CASE_MANAGER, Role.PARTICIPATION_CASE_MANAGER}
PLANNERS = {*ASSESSORS, Role.CLIENT_MANAGER}
TVS, AUTHOR = {Role.TVS_SYSTEM}, {Role.CASE_MANAGER}
MATRIX = {
    **PARKED_EVENTS,
    "listProfiles": READERS,
    "listNames": {*AT_THE_AZC, Role.CLIENT_MANAGER},
    "readProfile": READERS,
    "listProfileEvents": READERS,
    "readProfileEvent": READERS,
    "listActivities": READERS,
    "readActivity": READERS,
    "openProfile": TVS,
    "startProfileIntake": TVS,
    "listProfileIntakes": TVS,
    "readProfileIntake": TVS,
    "listProfileIntakeFaults": TVS,
    "commitProfileIntake": TVS,
    "abandonProfileIntake": TVS,
    "readProfileIntakeResult": TVS,
    "grantPermit": TVS,
    "relocatePermitHolder": TVS,
    "endStay": TVS,
    "joinHousehold": TVS,
    "leaveHousehold": TVS,
    **{f"record{section.title()}Section": AUTHOR for section in Section},
    "recordIdentitySection": AUTHOR | TVS,
    **{f"read{section.title()}Section": READERS for section in Section},
    "listSectionSchemas": EVERY_ROLE,
    "readSectionSchema": EVERY_ROLE,
    "listVersions": READERS,
    "readVersion": READERS,
    "listVersionChanges": READERS,
    "reviewVersion": AUTHOR | {Role.PARTICIPATION_CASE_MANAGER},
    "previewSending": AUTHOR,
    "completeProfile": AUTHOR,
    "sendProfile": AUTHOR,
    "recordActivity": AUTHOR,
    "endActivity": AUTHOR,
    "erasePersonalData": TVS,
    "listRetentionRuns": {Role.OPERATOR},
    "listPlannedActivities": READERS,
    "readPlannedActivity": READERS,
    "planActivity": PLANNERS,
    "previewPlannedActivity": PLANNERS,
    "listAssessments": READERS,
    "readAssessment": READERS,
    "recordAssessment": ASSESSORS,
    "finishAssessment": ASSESSORS,
    "holdParticipationTalk": ASSESSORS,
    "requestSupplement": {Role.CLIENT_MANAGER},
    "listActivityRequests": AT_THE_AZC,
    "listRequestsOfPerson": {*AT_THE_AZC, Role.PERMIT_HOLDER},
    "readActivityRequest": {*AT_THE_AZC, Role.PERMIT_HOLDER},
    "requestActivity": {Role.CASE_MANAGER, Role.PERMIT_HOLDER},
    "answerActivityRequest": {Role.PARTICIPATION_CASE_MANAGER},
    "listGrants": {Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PERMIT_HOLDER},
    "readGrant": {Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PERMIT_HOLDER},
    "grantAccess": {Role.CASE_MANAGER, Role.PERMIT_HOLDER},
    "revokeAccess": {Role.CASE_MANAGER, Role.PERMIT_HOLDER},
    "listAccesses": {Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.PERMIT_HOLDER},
    "readMyData": {Role.PERMIT_HOLDER},
    "listMyEvents": {Role.PERMIT_HOLDER},
    "listMyAccesses": {Role.PERMIT_HOLDER},
    "searchProfile": READERS - {Role.PERMIT_HOLDER},
    "listOwnGrants": {Role.PROVIDER},
    "readGrantedSections": {Role.PROVIDER},
    "readGrantedSection": {Role.PROVIDER},
    "voidProfileEvent": {
        Role.CASE_MANAGER,
        Role.PARTICIPATION_CASE_MANAGER,
        Role.CLIENT_MANAGER,
        Role.TVS_SYSTEM,
    },
}


class TestApi(ApiSuite):
    matrix = MATRIX
    probe = "/v1/profiles"
    roles = (Role.TVS_SYSTEM, Role.CASE_MANAGER, Role.CLIENT_MANAGER)
    places = ("weert", "GM0957")
    # Who registers a person somewhere does not become a case manager there: a 404 is right.
    fuzzing = ("--exclude-checks", "ensure_resource_availability")
