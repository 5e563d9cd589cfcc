"""Fixtures for a service's integration tests: its own database, tokens, and its running app.

A conftest names the service by a fixture `program`; any other may be overridden.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from continuous_line.codes import Role
    from continuous_line.config import Settings
    from continuous_line.event_log import EventLog
    from continuous_line.local.issuer import Issuer
    from continuous_line.process import Program
    from continuous_line.testing.clock import ClockFile
    from continuous_line.testing.listening import Listening
    from continuous_line.testing.somebody import Somebody
    from continuous_line.testing.visiting import Visiting
    from continuous_line.web import Service

NO_LOG = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture(scope="session")
def migrated(new_database: Callable[..., str]) -> Callable[[str], str]:
    """`migrated(package)`: see `migrated_url`; one per package."""
    from continuous_line.migrations.command import scripts, upgrade

    @cache
    def url_of(package: str) -> str:
        url = new_database()
        upgrade(scripts(package), url)
        return url

    return url_of


@pytest.fixture
def migrated_url(migrated: Callable[[str], str], program: "Program") -> str:
    """URL of a migrated database of the service: a template that stays empty."""
    return migrated(program.package)


@pytest.fixture
def database_url(migrated_url: str, own_database: Callable[..., str]) -> str:
    return own_database(template=migrated_url)


@pytest.fixture(scope="session")
def migrated_keys_url(new_database: Callable[..., str]) -> str:
    """URL of a migrated keys database: a template that stays empty."""
    from continuous_line.migrations.command import upgrade, vault_scripts

    url = new_database()
    upgrade(vault_scripts(), url)
    return url


@pytest.fixture
def keys_database_url(
    program: "Program", request: pytest.FixtureRequest, own_database: Callable[..., str]
) -> str | None:
    """Of a service that has a vault."""
    if not program.vault:
        return None
    return own_database(template=request.getfixturevalue("migrated_keys_url"))


@pytest.fixture(scope="session")
def master_key() -> str:
    """A ring of one key."""
    from continuous_line.master_keys import new_entry

    return new_entry("first")


@pytest.fixture
def log_url() -> str:
    """Nothing is there; override it where the test needs a log."""
    return NO_LOG


@pytest.fixture(scope="session")
def issuer() -> "Iterator[Issuer]":
    """Nobody listens at its address, unless a test opens a sign-in page there."""
    from continuous_line.local.issuer import Issuer
    from continuous_line.local.postgres import free_port

    with TemporaryDirectory() as folder:
        yield Issuer(Path(folder), f"http://127.0.0.1:{free_port()}")


@pytest.fixture
def listening(issuer: "Issuer") -> "Listening":
    """For a browser: `app` with `listening.settings` is at `async with listening.to(app)`."""
    from continuous_line.testing.listening import Listening

    return Listening(issuer)


@pytest.fixture
async def address(app: "Service", listening: "Listening") -> "AsyncIterator[str]":
    """Where a browser finds the service."""
    async with listening.to(app) as found:
        yield found


@pytest.fixture(scope="session")
def token(issuer: "Issuer") -> Callable[..., str]:
    """`token([roles], organisation="coa", places=[...], person=None)`."""

    def make(
        roles: "Collection[Role]",
        organisation: str = "coa",
        places: Collection[str] = (),
        person: UUID | None = None,
    ) -> str:
        subject = f"{organisation}-{'-'.join(roles)}"
        return issuer.token(subject, organisation, roles, places, permit_holder_id=person)

    return make


@pytest.fixture
def clock(tmp_path: Path) -> "ClockFile":
    """The clock of a service whose settings name its file: noon of the first of March 2026."""
    from continuous_line.testing.clock import ClockFile

    found = ClockFile(tmp_path / "clock")
    found.set("2026-03-01")
    return found


@pytest.fixture
def settings(
    database_url: str,
    keys_database_url: str | None,
    master_key: str,
    log_url: str,
    issuer: "Issuer",
) -> "Settings":
    from pydantic import SecretStr

    from continuous_line.config import Settings

    return Settings(
        environment="embedded",
        database_url=database_url,
        keys_database_url=keys_database_url,
        master_key=SecretStr(master_key),
        event_log_url=log_url,
        issuer=issuer.address,
        jwks=str(issuer.jwks),
        secret="for tests",
    )


@pytest.fixture
def vault_is_open() -> bool:
    """Without waiting for the log's erasures: most tests have no log."""
    return True


@pytest.fixture
async def app(
    program: "Program", settings: "Settings", vault_is_open: bool
) -> "AsyncIterator[Service]":
    """The service, its lifespan running."""
    app = program.create_app(settings)
    async with app.router.lifespan_context(app):
        if program.vault and vault_is_open:
            app.state.resources.vault.gate.open()
        yield app


@pytest.fixture
def beside(
    settings: "Settings",
    migrated: Callable[[str], str],
    migrated_keys_url: str,
    own_database: Callable[..., str],
) -> "Iterator[Callable[[Program], str]]":
    """`beside(PROGRAM)`: the address of another service, which runs until the test ends."""
    from continuous_line.testing.server import serving

    with ExitStack() as running:

        def run(program: "Program") -> str:
            own = settings.model_copy(
                update={
                    "database_url": own_database(template=migrated(program.package)),
                    "keys_database_url": own_database(template=migrated_keys_url),
                }
            )
            app = program.create_app(own)
            address = running.enter_context(serving(app))
            app.state.resources.vault.gate.open()
            return address

        yield run


@pytest.fixture
async def log(log_url: str) -> "AsyncIterator[EventLog]":
    """The log, with all topics."""
    from continuous_line.contracts import CONTRACTS
    from continuous_line.event_log import open_event_log

    opened = open_event_log(log_url)
    await opened.create_topics([contract.topic for contract in CONTRACTS.values()])
    yield opened
    await opened.close()


@pytest.fixture
async def worker(app: "Service", program: "Program", log: "EventLog") -> AsyncIterator[None]:  # noqa: ARG001 - the topics are there
    """The service's worker runs."""
    from continuous_line.worker import working

    async with working(program.make_worker(app.state.resources)):
        yield


@pytest.fixture
async def sign_in(
    app: "Service", token: Callable[..., str]
) -> "AsyncIterator[Callable[..., Somebody]]":
    """`sign_in([roles], organisation, places, person)`: somebody with such a token."""
    from continuous_line.testing.somebody import Somebody

    made: list[Somebody] = []

    def sign_in(
        roles: "Collection[Role]",
        organisation: str = "coa",
        places: Collection[str] = (),
        person: UUID | None = None,
    ) -> Somebody:
        made.append(Somebody(app, token(roles, organisation, places, person)))
        return made[-1]

    yield sign_in
    for somebody in made:
        await somebody.client.aclose()


@pytest.fixture
async def visit(
    app: "Service", token: Callable[..., str]
) -> "AsyncIterator[Callable[..., Awaitable[Visiting]]]":
    """`await visit([roles], organisation, places, person)`: somebody signed in, at the pages.

    No roles: nobody is signed in.
    """
    from continuous_line.testing.visiting import Visiting, signed_in

    made: list[Visiting] = []

    async def visit(
        roles: "Collection[Role]" = (),
        organisation: str = "coa",
        places: Collection[str] = (),
        person: UUID | None = None,
    ) -> Visiting:
        if roles:
            made.append(await signed_in(app, token(roles, organisation, places, person)))
        else:
            made.append(Visiting(app, None))
        return made[-1]

    yield visit
    for visiting in made:
        await visiting.client.aclose()
