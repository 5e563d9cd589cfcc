"""The whole system on this machine: PostgreSQL, the four services, a clock and an issuer."""

import asyncio
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from continuous_line.local.errors import CannotStart
from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import PostgresServer
from continuous_line.local.sign_in import PEOPLE, Client, Person, SignInPlace
from continuous_line_embedded import ports as port_choice
from continuous_line_embedded.child import Child, end_orphans
from continuous_line_embedded.folder import DataFolder
from continuous_line_embedded.guard import Guard, wait_until_ready
from continuous_line_embedded.moment import StandClock
from continuous_line_embedded.services import (
    PREPARATIONS,
    SERVICES,
    Service,
    base_environment,
    client_id,
    neighbours,
    settings_of,
)
from continuous_line_embedded.steps import Steps

LOG_DATABASE, KEYS = "event_log", "_keys"
_SERVICE_PATIENCE, _POSTGRES_PATIENCE = 4.5, 2.5


class Stand:
    """`async with Stand(folder) as stand:` starts everything and at the end stops everything.

    `ports` by service name; free ones without. `event_log_url` names a Kafka; without it the
    log is a database of the same PostgreSQL. `clock_at` sets the services' clock before any of
    them starts; without it a clock that a killed run left is released. `environment` is added
    to that of every service. `people` are those whom one may be at the issuer's `/sign-in`.
    Entering raises CannotStart with one line that says why.
    """

    def __init__(
        self,
        folder: Path,
        ports: Mapping[str, int] | None = None,
        event_log_url: str | None = None,
        *,
        services: Sequence[Service] = SERVICES,
        steps: Steps | None = None,
        clock_at: datetime | None = None,
        environment: Mapping[str, str] | None = None,
        postgres_options: tuple[str, ...] = (),
        people: Sequence[Person] = PEOPLE,
    ) -> None:
        self.folder = DataFolder(folder)
        self.services = {service.name: service for service in services}
        free = port_choice.free_ports(() if ports else self.services)
        self.ports = free | dict(ports or {})
        self.clock = StandClock(self.folder.clock)
        self.postgres = PostgresServer(self.folder.postgres, options=postgres_options)
        self._kafka_url = event_log_url
        self._steps = steps or Steps()
        self.clock_at = clock_at
        self._extra = dict(environment or {})
        self._secrets: Mapping[str, str] = {}
        self._people = tuple(people)
        self._issuer: Issuer | None = None
        self._guard = Guard(self.postgres, self._steps)
        self._closing = AsyncExitStack()

    def address(self, name: str) -> str:
        """`http://127.0.0.1:8001`, without a slash at the end."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def token(
        self,
        subject: str,
        organisation: str,
        roles: Iterable[str],
        places: Iterable[str] = (),
        *,
        permit_holder_id: UUID | None = None,
        lifetime: timedelta = timedelta(hours=6),
    ) -> str:
        """A bearer token that the services accept; roles are the values of codes.Role."""
        return self.issuer.token(
            subject, organisation, roles, places,
            permit_holder_id=permit_holder_id, lifetime=lifetime,
        )  # fmt: skip

    @property
    def issuer(self) -> Issuer:
        if self._issuer is None:
            raise RuntimeError("the stand was not entered")
        return self._issuer

    @property
    def event_log_url(self) -> str:
        return self._kafka_url or self.database_url(LOG_DATABASE)

    @property
    def topic_prefix(self) -> str:
        """What the services put before the names of topics."""
        return self._extra.get("DL_TOPIC_PREFIX", "")

    def database_url(self, name: str) -> str:
        """The URL of a database with the login of its own: a service's name, that with `_keys`,
        or `event_log`."""
        return self.postgres.url(name, name, self._secrets[f"database-{name}"])

    def environment(self, name: str) -> dict[str, str]:
        """The environment of the service's processes, to run another of its commands."""
        settings = settings_of(
            name=name,
            port=self.ports[name],
            database_url=self.database_url(name),
            event_log_url=self.event_log_url,
            issuer=self.issuer.address,
            jwks=self.issuer.jwks,
            secret=self._secrets[f"service-{name}"],
            clock_file=self.folder.clock,
        )
        vault = self._vault_settings(name) if self.services[name].vault else {}
        own = dict(settings) | vault | neighbours(name, self.ports)
        return base_environment(self.folder.path) | own | self._extra

    def _vault_settings(self, name: str) -> dict[str, str]:
        return {
            "DL_KEYS_DATABASE_URL": self.database_url(f"{name}{KEYS}"),
            "DL_MASTER_KEY_FILE": str(self.folder.master_key(name)),
        }

    def log(self, name: str) -> Path:
        return self.folder.logs / f"{name}.log"

    async def run(self, name: str, *arguments: str) -> None:
        """A command of a service to its end, such as `run("profile", "migrate")`.

        Raises CannotStart with the last line it wrote where its status is not zero.
        """
        child = self._child(name, *arguments)
        try:
            await child.start()
            status = await child.wait()
        finally:
            await child.kill()
        if status != 0:
            raise CannotStart(
                f"{name} {' '.join(arguments)} ended with {status}: {child.log_tail(1)} "
                f"(more in {child.log})"
            )

    def pid(self, name: str) -> int | None:
        """The process of the service as it was started last."""
        return self._guard.pid(name)

    async def kill(self, name: str) -> None:
        """kill -9, and no restart: `start` brings it back."""
        await self._guard.kill(name)

    async def stop(self, name: str) -> None:
        """Ends a service the gentle way, and no restart."""
        await self._guard.stop(name, _SERVICE_PATIENCE)

    async def start(self, name: str) -> None:
        """Starts a service that was killed or stopped, and waits until it is ready."""
        child = self._child(name, "serve")
        await self._guard.start(child)
        await wait_until_ready(child, self.address(name))
        self._guard.watch(child, self.address(name))

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            with self._steps.step(f"Data folder {self.folder.path}") as step:
                opening.enter_context(self.folder.held())
                orphans = await asyncio.to_thread(end_orphans, self.folder.path)
                orphans += await asyncio.to_thread(self.postgres.end_orphans)
                if orphans:
                    step.text += ": ended what a killed run had left"
            port_choice.check(self.ports)
            self._issuer = Issuer(self.folder.path, self.address(port_choice.ISSUER))
            await opening.enter_async_context(self._sign_in_place().serving())
            self._set_clock()
            opening.push_async_callback(self._guard.stop_postgres, _POSTGRES_PATIENCE)
            with self._steps.step("PostgreSQL") as step:
                await self._guard.start_postgres()
                step.text = f"PostgreSQL on port {self.postgres.port}"
            with self._steps.step("Databases, each with a login of its own"):
                await self._make_databases()
            await self._prepare()
            opening.push_async_callback(self._guard.stop_all, _SERVICE_PATIENCE)
            await self._start_services()
            self._closing = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._steps.step(f"Everything stopped; the data stay in {self.folder.path}"):
            await self._closing.aclose()

    def _sign_in_place(self) -> SignInPlace:
        clients = [Client(client_id(name), self.address(name)) for name in self.services]
        return SignInPlace(self.issuer, clients, self._people)

    def _set_clock(self) -> None:
        if self.clock_at is None:
            self.clock.release()
        else:
            self.clock.set(self.clock_at)

    async def _make_databases(self) -> None:
        logs = [] if self._kafka_url else [LOG_DATABASE]
        vaults = [f"{name}{KEYS}" for name, service in self.services.items() if service.vault]
        databases = [*self.services, *vaults, *logs]
        self._secrets = self.folder.secrets(
            [f"service-{name}" for name in self.services]
            + [f"database-{name}" for name in databases]
        )
        for name in databases:
            await self.postgres.create_login(name, name, self._secrets[f"database-{name}"])

    async def _prepare(self) -> None:
        for stage in PREPARATIONS:
            wanted = [
                (service.name, command)
                for service in self.services.values()
                for command in service.preparations
                if command in stage
            ]
            asked = {command for _, command in wanted}
            done = [text for command, text in stage.items() if command in asked]
            if wanted:
                with self._steps.step(", ".join(done).capitalize()):
                    await _all([self.run(*each) for each in wanted])

    async def _start_services(self) -> None:
        begun = time.monotonic()
        children = [self._child(name, "serve") for name in self.services]
        for child in children:
            await self._guard.start(child)
        for child in children:
            address = self.address(child.name)
            with self._steps.step(f"{child.name} on {address}", begun):
                await wait_until_ready(child, address)
            self._guard.watch(child, address)

    def _child(self, name: str, *arguments: str) -> Child:
        return Child(
            name,
            self.services[name].command(*arguments),
            self.environment(name),
            self.folder.path,
            self.log(name),
        )


async def _all(works: Iterable[Coroutine[None, None, None]]) -> None:
    """All at the same time; the first that fails ends the others and is raised itself."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except* CannotStart as failures:
        first = failures.exceptions[0]
    else:
        return
    raise first
