"""What holds for the API as a whole: roles, rules, tables, and made-up input."""

from collections.abc import Callable, Collection

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.migrations.command import check, scripts
from continuous_line.testing.adr import faults_at_run_time, faults_of
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.roles import walk_roles
from continuous_line.testing.server import serving
from continuous_line.web import Service
from report_service.access import READERS
from report_service.main import create_app

OPERATOR = (Role.OPERATOR,)
EXPECTED: dict[str, Collection[Role]] = {
    "readFigures": READERS,
    "requestRebuild": OPERATOR,
    "readRebuild": OPERATOR,
    "listGenerations": OPERATOR,
    "switchGeneration": OPERATOR,
    "dropGeneration": OPERATOR,
    "listParkedEvents": OPERATOR,
    "readParkedEvent": OPERATOR,
    "redriveParkedEvent": OPERATOR,
    "discardParkedEvent": OPERATOR,
    "redriveParkedEvents": OPERATOR,
    "listConsumers": OPERATOR,
}


async def test_each_operation_lets_in_its_roles_only(
    app: Service, token: Callable[..., str]
) -> None:
    await walk_roles(app, EXPECTED, token)


async def test_the_api_follows_the_design_rules(app: Service, token: Callable[..., str]) -> None:
    assert faults_of(app.api.openapi()) == []
    assert await faults_at_run_time(app, token([Role.ANALYST])) == []


def test_the_tables_are_those_that_the_migrations_make(migrated_url: str) -> None:
    assert check(scripts("report_service"), migrated_url) is None


def test_made_up_input_finds_no_fault(
    settings: Settings, database: Database, token: Callable[..., str]
) -> None:
    """`database`: a generation serves."""
    both = token([Role.ANALYST, Role.OPERATOR])
    with serving(create_app(settings)) as address:
        fuzz(address, both, probe="/v1/figures?period=2019", examples=8)
