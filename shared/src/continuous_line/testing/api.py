"""What holds for the API of every service as a whole: roles, rules, tables, made-up input."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.migrations.command import check, scripts
from continuous_line.process import Program
from continuous_line.testing.adr import faults_at_run_time, faults_of
from continuous_line.testing.fuzz import fuzz
from continuous_line.testing.roles import walk_roles
from continuous_line.testing.server import serving
from continuous_line.web import Service

Matrix = Mapping[str, Collection[Role]]

PARKED_EVENTS: Final[Matrix] = MappingProxyType(
    dict.fromkeys(
        (
            "listParkedEvents",
            "readParkedEvent",
            "redriveParkedEvent",
            "discardParkedEvent",
            "redriveParkedEvents",
            "listConsumers",
        ),
        (Role.OPERATOR,),
    )
)
"""Who may use the operations on parked events, in every service that has them."""


PARTS: Final = 3
"""In so many runs is made-up input sent: the largest API takes longer than one test may."""


class ApiSuite:
    """`matrix`: who may use each operation. `probe`: an address for who has the `roles`.

    `fuzzing`: further options for the fuzzer.
    """

    matrix: ClassVar[Matrix]
    probe: ClassVar[str]
    roles: ClassVar[Collection[Role]]
    places: ClassVar[Collection[str]] = ()
    fuzzing: ClassVar[Sequence[str]] = ()

    async def test_every_operation_lets_in_exactly_the_roles_it_is_for(
        self, app: Service, token: Callable[..., str]
    ) -> None:
        await walk_roles(app, self.matrix, token)

    async def test_the_api_follows_the_design_rules(
        self, app: Service, token: Callable[..., str]
    ) -> None:
        assert faults_of(app.api.openapi()) == []
        assert await faults_at_run_time(app, token(self.roles)) == []

    def test_the_tables_are_those_that_the_migrations_make(
        self, program: Program, migrated_url: str
    ) -> None:
        assert check(scripts(program.package), migrated_url) is None

    @pytest.mark.timeout(600)
    @pytest.mark.parametrize("part", range(PARTS))
    def test_made_up_input_finds_no_fault(
        self, program: Program, settings: Settings, token: Callable[..., str], part: int
    ) -> None:
        app = program.create_app(settings)
        paths = sorted(app.api.openapi()["paths"])[part::PARTS]
        only = [word for path in paths for word in ("--include-path", path)]
        with serving(app) as address:
            if program.vault:
                app.state.resources.vault.gate.open()
            known = token(self.roles, "coa", self.places)
            fuzz(address, known, probe=self.probe, examples=8, more=(*only, *self.fuzzing))
