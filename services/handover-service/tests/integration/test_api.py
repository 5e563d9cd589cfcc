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
TALKERS = {Role.CASE_MANAGER, Role.CLIENT_MANAGER}
STAFF = {*TALKERS, Role.LOCATION_MANAGER, Role.PARTICIPATION_CASE_MANAGER}
SIGNALLED = READERS - {Role.PERMIT_HOLDER, Role.TVS_SYSTEM}
ANSWERING = {*TALKERS, Role.LOCATION_MANAGER}
TOLD = {
    *TALKERS,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
}
PROGRAMME_READERS = {
    *TOLD,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
    Role.ANALYST,
    Role.OPERATOR,
}
SUBSCRIBING = {Role.MUNICIPAL_SYSTEM, Role.INTEGRATION_MANAGER}
SYSTEMS = {Role.TVS_SYSTEM, Role.MUNICIPAL_SYSTEM}
MATRIX = {
    **PARKED_EVENTS,
    "listSubscriptions": SUBSCRIBING,
    "createSubscription": SUBSCRIBING,
    "readSubscription": SUBSCRIBING,
    "changeSubscription": SUBSCRIBING,
    "endSubscription": SUBSCRIBING,
    "pauseSubscription": SUBSCRIBING,
    "resumeSubscription": SUBSCRIBING,
    "pingSubscription": SUBSCRIBING,
    "confirmSubscription": SUBSCRIBING,
    "listSubscriptionChanges": SUBSCRIBING,
    "makeSecret": SUBSCRIBING,
    "revokeSecret": SUBSCRIBING,
    "readProgress": SUBSCRIBING,
    "listTries": SUBSCRIBING,
    "listDeadLetters": SUBSCRIBING,
    "redriveDeadLetter": SUBSCRIBING,
    "redriveDeadLetters": SUBSCRIBING,
    "discardDeadLetter": SUBSCRIBING,
    "receiveNotificatie": SYSTEMS,
    "listDuoMessages": {*SYSTEMS, Role.OPERATOR},
    "readDuoMessage": {*SYSTEMS, Role.OPERATOR},
    "readDuoMessageNumbers": SYSTEMS,
    "redriveDuoMessage": SYSTEMS,
    "discardDuoMessage": {*SYSTEMS, Role.OPERATOR},
    "listCases": READERS,
    "readWorkList": READERS - {Role.PERMIT_HOLDER, Role.TVS_SYSTEM},
    "previewOwnerChange": {Role.LOCATION_MANAGER, Role.UNIT_MANAGER, Role.CLIENT_MANAGER},
    "changeOwners": {Role.LOCATION_MANAGER, Role.UNIT_MANAGER, Role.CLIENT_MANAGER},
    "readOwnerChange": {Role.LOCATION_MANAGER, Role.UNIT_MANAGER, Role.CLIENT_MANAGER},
    "readCase": READERS,
    "listCaseEvents": READERS,
    "readCaseEvent": READERS,
    "linkPerson": {Role.TVS_SYSTEM},
    "unlinkPerson": {Role.TVS_SYSTEM},
    "recordMove": {Role.TVS_SYSTEM},
    "recordReturn": {Role.TVS_SYSTEM},
    "planMove": {*TALKERS, Role.TVS_SYSTEM},
    "nameOwner": {Role.LOCATION_MANAGER, Role.UNIT_MANAGER},
    "nameClientManager": {Role.CLIENT_MANAGER},
    "recordFirstContact": TALKERS,
    "planHandover": TALKERS,
    "confirmHandover": TALKERS,
    "listHandovers": STAFF,
    "readHandover": STAFF,
    "readInvitation": STAFF,
    "readMeetingOptions": STAFF,
    "readAgenda": TALKERS,
    "confirmAgenda": TALKERS,
    "recordHandover": TALKERS,
    "acknowledgeHandover": {Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM},
    "draftPlan": TALKERS,
    "recordAgreement": TALKERS,
    "voidAgreement": TALKERS,
    "takeActionOver": TALKERS,
    "showRoleCard": TALKERS,
    "refer": TALKERS,
    "confirmReferral": TALKERS,
    "readPlan": {*TALKERS, Role.PERMIT_HOLDER},
    "endorsePlan": {*TALKERS, Role.PERMIT_HOLDER},
    "withdrawEndorsement": {*TALKERS, Role.PERMIT_HOLDER},
    "completeAction": {*TALKERS, Role.PERMIT_HOLDER},
    "sendWelcome": {Role.CLIENT_MANAGER},
    "readMyCase": {Role.PERMIT_HOLDER},
    "answerExperience": {Role.PERMIT_HOLDER},
    "listProgrammes": PROGRAMME_READERS,
    "readProgramme": PROGRAMME_READERS,
    "assignProgramme": TALKERS,
    "endProgramme": TALKERS,
    "recordContact": TALKERS,
    "recordProgressTalk": TALKERS,
    "recordStep": TALKERS,
    "recordFinding": TALKERS,
    "listFindings": {*TALKERS, Role.PERMIT_HOLDER},
    "listCaseProgrammes": READERS,
    "listTerms": READERS,
    "listNotices": TOLD,
    "markNoticeRead": TOLD,
    "readScoutDay": TALKERS,
    "acceptCase": {Role.CLIENT_MANAGER},
    "closeCase": {Role.CASE_MANAGER},
    "raiseSignal": TALKERS,
    "raiseSignalAboutNobody": TALKERS,
    "correctSignal": TALKERS,
    "closeSignal": TALKERS,
    "answerSignal": ANSWERING,
    "passSignalOn": ANSWERING,
    "voidSignalEvent": ANSWERING,
    "listSignals": SIGNALLED,
    "countCauses": SIGNALLED,
    "readSignal": SIGNALLED,
    "listSignalEvents": SIGNALLED,
    "pullEvents": {Role.MUNICIPAL_SYSTEM},
    "readSubscribedEvent": {Role.MUNICIPAL_SYSTEM},
    "voidEvent": {
        Role.CASE_MANAGER,
        Role.LOCATION_MANAGER,
        Role.UNIT_MANAGER,
        Role.CLIENT_MANAGER,
        Role.MUNICIPAL_SYSTEM,
        Role.TVS_SYSTEM,
    },
}


class TestApi(ApiSuite):
    matrix = MATRIX
    probe = "/v1/cases"
    roles = (
        Role.TVS_SYSTEM,
        Role.CASE_MANAGER,
        Role.LOCATION_MANAGER,
        Role.CLIENT_MANAGER,
        Role.MUNICIPAL_SYSTEM,
    )
    places = ("azc-weert", "GM0957")
    fuzzing = tuple(
        word
        for operation in ("createSubscription", "changeSubscription")
        for word in ("--exclude-operation-id", operation)
    )
    """Which sinks are allowed no schema can say: made-up ones are refused with 400."""
