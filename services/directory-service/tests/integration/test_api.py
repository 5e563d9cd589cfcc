"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.codes import Role
from continuous_line.migrations.command import check, scripts
from continuous_line.testing.adr import faults_at_run_time, faults_of
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.roles import walk_roles
from continuous_line.testing.server import serving
from directory_service.main import create_app

EVERYBODY = set(Role) - {Role.ASYLUM_DECISION_MAKER}
KEEPERS = {Role.TVS_SYSTEM, Role.OPERATOR}
EMPLOYERS = {Role.LOCATION_MANAGER, Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM}
FINDERS = EMPLOYERS | {Role.PARTICIPATION_CASE_MANAGER}
COLLEAGUES = FINDERS | KEEPERS | {Role.CASE_MANAGER, Role.UNIT_MANAGER}
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
    "verifyContact": FINDERS,
    "replaceContact": FINDERS,
    "retireContact": FINDERS,
    "voidMunicipalityEvent": KEEPERS,
    "voidReceptionCentreEvent": KEEPERS,
    "voidStaffEvent": EMPLOYERS,
    "voidContactEvent": FINDERS,
}


async def test_every_operation_lets_in_exactly_the_roles_it_is_for(app, issuer) -> None:
    await walk_roles(app, MATRIX, lambda roles: issuer.token("somebody", "coa", roles))


async def test_the_api_follows_the_design_rules(app, issuer) -> None:
    assert faults_of(app.api.openapi()) == []
    token = issuer.token("somebody", "coa", [Role.TVS_SYSTEM])
    assert await faults_at_run_time(app, token) == []


def test_the_tables_are_those_that_the_migrations_make(migrated) -> None:
    assert check(scripts("directory_service"), migrated) is None


def test_made_up_input_finds_no_fault(settings, issuer) -> None:
    roles = [Role.TVS_SYSTEM, Role.LOCATION_MANAGER, Role.CLIENT_MANAGER]
    token = issuer.token("fuzz", "coa", roles, ["weert", "GM0957"])
    with serving(create_app(settings)) as address:
        fuzz(address, token, probe="/v1/municipalities", examples=8)
