"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from continuous_line.codes import Role
from continuous_line.migrations.command import check, scripts
from continuous_line.testing.adr import faults_at_run_time, faults_of
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.roles import walk_roles
from continuous_line.testing.server import serving
from handover_service.main import create_app

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
MATRIX = {
    "listCases": READERS,
    "readCase": READERS,
    "listCaseEvents": READERS,
    "readCaseEvent": READERS,
    "listParkedEvents": {Role.OPERATOR},
    "readParkedEvent": {Role.OPERATOR},
    "redriveParkedEvent": {Role.OPERATOR},
    "discardParkedEvent": {Role.OPERATOR},
    "redriveParkedEvents": {Role.OPERATOR},
    "listConsumers": {Role.OPERATOR},
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
    "recordHandover": TALKERS,
    "acknowledgeHandover": {Role.CLIENT_MANAGER, Role.MUNICIPAL_SYSTEM},
    "acceptCase": {Role.CLIENT_MANAGER},
    "closeCase": {Role.CASE_MANAGER},
    "voidEvent": {
        Role.CASE_MANAGER,
        Role.LOCATION_MANAGER,
        Role.UNIT_MANAGER,
        Role.CLIENT_MANAGER,
        Role.MUNICIPAL_SYSTEM,
        Role.TVS_SYSTEM,
    },
}


async def test_every_operation_lets_in_exactly_the_roles_it_is_for(app, issuer) -> None:
    await walk_roles(app, MATRIX, lambda roles: issuer.token("somebody", "coa", roles))


async def test_the_api_follows_the_design_rules(app, issuer) -> None:
    assert faults_of(app.api.openapi()) == []
    token = issuer.token("somebody", "coa", [Role.TVS_SYSTEM])
    assert await faults_at_run_time(app, token) == []


def test_the_tables_are_those_that_the_migrations_make(migrated) -> None:
    assert check(scripts("handover_service"), migrated) is None


def test_made_up_input_finds_no_fault(settings, issuer) -> None:
    roles = [Role.TVS_SYSTEM, Role.CASE_MANAGER, Role.LOCATION_MANAGER, Role.CLIENT_MANAGER]
    token = issuer.token("fuzz", "coa", roles, ["azc-weert", "GM0957"])
    with serving(create_app(settings)) as address:
        fuzz(address, token, probe="/v1/cases", examples=8)
