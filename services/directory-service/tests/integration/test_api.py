"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.testing.api import PARKED_EVENTS, ApiSuite

EVERYBODY = set(Role) - {Role.ASYLUM_DECISION_MAKER}
KEEPERS = {Role.TVS_SYSTEM, Role.OPERATOR}
EMPLOYERS = {Role.LOCATION_MANAGER, Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM}
FINDERS = EMPLOYERS | {
    Role.PARTICIPATION_CASE_MANAGER,
    Role.UNIT_MANAGER,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
}
COLLEAGUES = (
    EMPLOYERS | KEEPERS | {Role.CASE_MANAGER, Role.UNIT_MANAGER, Role.PARTICIPATION_CASE_MANAGER}
)
ASKERS = {
    Role.CASE_MANAGER,
    Role.LOCATION_MANAGER,
    Role.PARTICIPATION_CASE_MANAGER,
    Role.CLIENT_MANAGER,
}
OFFERERS = ASKERS | {Role.MUNICIPAL_SYSTEM, Role.REGIONAL_COORDINATOR, Role.PROVIDER}
HOSTS = AT_THE_AZC | AT_THE_MUNICIPALITY | {Role.REGIONAL_COORDINATOR}
PARTNERS = COLLEAGUES | {Role.REGIONAL_COORDINATOR, Role.POLICY_OFFICER}
SHARERS = ASKERS | {
    Role.UNIT_MANAGER,
    Role.REGIONAL_COORDINATOR,
    Role.POLICY_OFFICER,
    Role.PROVIDER,
}
LISTERS = {Role.PARTICIPATION_CASE_MANAGER, Role.REGIONAL_COORDINATOR, Role.TVS_SYSTEM}
MATRIX = {
    "listMunicipalities": EVERYBODY,
    "readMunicipality": EVERYBODY,
    "listMunicipalityEvents": EVERYBODY,
    "listLabourMarketRegions": EVERYBODY,
    "registerMunicipality": KEEPERS,
    "changeMunicipality": KEEPERS,
    "mergeMunicipality": KEEPERS,
    "listReceptionCentres": EVERYBODY,
    "readReceptionCentre": EVERYBODY,
    "listReceptionCentreEvents": EVERYBODY,
    "registerReceptionCentre": KEEPERS,
    "changeReceptionCentre": KEEPERS,
    "closeReceptionCentre": KEEPERS,
    "listStaff": COLLEAGUES,
    "readStaff": COLLEAGUES,
    "listStaffEvents": COLLEAGUES,
    "registerStaff": EMPLOYERS,
    "changeStaff": EMPLOYERS,
    "recordDeparture": EMPLOYERS,
    "listContacts": EVERYBODY,
    "readContact": EVERYBODY,
    "listContactEvents": EVERYBODY,
    "registerContact": FINDERS,
    "changeContact": FINDERS,
    "recordContactDetails": FINDERS,
    "readConsequences": FINDERS,
    "readCallList": EVERYBODY,
    "listContactGaps": EVERYBODY,
    "readContactCoverage": EVERYBODY,
    "listContactTopics": EVERYBODY,
    "findPlaces": EVERYBODY,
    "recordCoaContact": {Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM},
    "verifyContact": FINDERS,
    "reportContact": EVERYBODY,
    "recordAbsence": FINDERS,
    "replaceContact": FINDERS,
    "retireContact": FINDERS,
    "listDistances": EVERYBODY,
    "describeHsds": EVERYBODY,
    "listHsdsServices": EVERYBODY,
    "readHsdsService": EVERYBODY,
    "previewReceptionCentreImport": KEEPERS,
    "importReceptionCentres": KEEPERS,
    "previewContactImport": LISTERS,
    "readContactImport": LISTERS,
    "listContactImportFaults": LISTERS,
    "listContactImportChanges": LISTERS,
    "commitContactImport": LISTERS,
    "undoContactImport": LISTERS,
    "abandonContactImport": LISTERS,
    "exportContacts": LISTERS,
    "searchOffers": EVERYBODY,
    "readOffer": EVERYBODY,
    "listOfferEvents": EVERYBODY,
    "publishOffer": OFFERERS,
    "changeOffer": OFFERERS,
    "withdrawOffer": OFFERERS,
    "voidOfferEvent": OFFERERS,
    "listProgrammes": EVERYBODY,
    "describeProgramme": KEEPERS,
    "listDemands": COLLEAGUES,
    "readDemand": COLLEAGUES,
    "recordDemand": ASKERS,
    "answerDemand": {Role.PARTICIPATION_CASE_MANAGER},
    "listLipos": EVERYBODY,
    "listLipoGaps": EVERYBODY,
    "readLipo": EVERYBODY,
    "listLipoEvents": EVERYBODY,
    "recordLipo": AT_THE_AZC,
    "voidLipoEvent": AT_THE_AZC,
    "listVisits": EVERYBODY,
    "readVisit": EVERYBODY,
    "listVisitEvents": EVERYBODY,
    "listInvitations": PARTNERS,
    "scheduleVisit": HOSTS,
    "cancelVisit": HOSTS,
    "voidVisitEvent": HOSTS,
    "listRegionProfiles": EVERYBODY,
    "listRegionProfileEvents": EVERYBODY,
    "publishRegionProfile": {Role.REGIONAL_COORDINATOR},
    "voidRegionProfileEvent": {Role.REGIONAL_COORDINATOR},
    "searchPractices": EVERYBODY,
    "readPractice": EVERYBODY,
    "listPracticeEvents": EVERYBODY,
    "sharePractice": SHARERS,
    "withdrawPractice": SHARERS,
    "voidPracticeEvent": SHARERS,
    "voidMunicipalityEvent": KEEPERS,
    "voidReceptionCentreEvent": KEEPERS,
    "voidStaffEvent": EMPLOYERS,
    "voidContactEvent": FINDERS,
} | PARKED_EVENTS


class TestApi(ApiSuite):
    matrix = MATRIX
    probe = "/v1/municipalities"
    roles = (Role.TVS_SYSTEM, Role.LOCATION_MANAGER, Role.CLIENT_MANAGER)
    places = ("weert", "GM0957")
