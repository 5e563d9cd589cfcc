"""Importing 10,000 client managers from a spreadsheet against COPY of the same rows.

Ours: the file is sent to the API, previewed and committed, as its keeper does. The other: the same
rows go into one table without a key. Where our time goes is measured within the same requests; a
part has the time in which no smaller part ran.
"""

import asyncio
import functools
import io
import statistics
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, Final

import asyncpg
from measure import workspace
from openpyxl import Workbook
from pydantic import SecretStr
from sqlalchemy import select

from continuous_line import telemetry
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.event_store import EventStore
from continuous_line.intake import reading, store
from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import PostgresServer, free_port
from continuous_line.master_keys import new_entry
from continuous_line.migrations.command import scripts, upgrade, vault_scripts
from continuous_line.testing.postgres import PostgresForTests
from continuous_line.testing.somebody import Somebody
from continuous_line.writing import Writing
from directory_service.__main__ import PROGRAM
from directory_service.national_list import applying, importing
from directory_service.national_list.loading import names_on
from directory_service.reference_data import load_reference
from directory_service.tables import municipalities

ROWS, ROUNDS = 10_000, 3
HEADER = ("Gemeente(n)", "Contactpersoon", "Functie", "Telefoon", "E-mail")
Row = tuple[str, ...]

PARTS: Final = (
    ("reading the spreadsheet", ((reading, "read_xlsx"),)),
    ("understanding places, numbers and who is whom", ((importing, "read"),)),
    (
        "comparing with the directory, twice",
        ((importing, "names_on"), (importing, "held_by"), (importing, "plan"),
         (importing, "digest")),
    ),
    (
        "keeping the preview sealed, and opening it",
        ((importing, "_keep_plan"), (importing, "_opened"), (store, "keep_faults")),
    ),
    ("deciding what happened, by the rules", ((applying, "_put"),)),
    ("events", ((EventStore, "append_new"),)),
    ("a key for each contact, and sealing under it", ((applying, "_seal"),)),
    ("the processing log", ((Writing, "processed"),)),
    ("the table that lists are read from", ((applying, "_write"),)),
)  # fmt: skip


@dataclass
class Clock:
    """How long each part ran, without those within it."""

    took: dict[str, float] = field(default_factory=dict)
    _running: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self._pass()
        self._running.append(name)
        try:
            yield
        finally:
            self._pass()
            self._running.pop()

    def _pass(self) -> None:
        now = time.perf_counter()
        if self._running:
            running = self._running[-1]
            self.took[running] = self.took.get(running, 0.0) + now - self._since
        self._since = now

    def watch(self, owner: Any, function: str, name: str) -> None:
        inner: Callable[..., Any] = getattr(owner, function)

        @functools.wraps(inner)
        def plain(*arguments: Any, **named: Any) -> Any:
            with self.part(name):
                return inner(*arguments, **named)

        @functools.wraps(inner)
        async def waiting(*arguments: Any, **named: Any) -> Any:
            with self.part(name):
                return await inner(*arguments, **named)

        setattr(owner, function, waiting if iscoroutinefunction(inner) else plain)


def made_up(places: Sequence[str]) -> list[Row]:
    """Everybody is fictitious; one place in fifty is misspelt, one row in ten has two."""
    rows = list[Row]()
    for number in range(ROWS):
        place = places[number % len(places)]
        if number % 10 == 0:
            place = f"{place}, {places[(number + 1) % len(places)]}"
        if number % 50 == 1:
            place = "Roermnd"
        rows.append(
            (place, f"Fictief Nummer {number}", "Klantmanager", f"06-1{number:07}",
             f"fictief.{number}@voorbeeld.example")
        )  # fmt: skip
    return rows


def saved(rows: Sequence[Row]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADER, *rows):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@asynccontextmanager
async def keeper(server: PostgresForTests, folder: Path) -> AsyncIterator[tuple[Somebody, Any]]:
    """A directory of its own with the places of the country, and who keeps its national list."""
    database, keys = server.create_database(), server.create_database()
    await asyncio.to_thread(upgrade, scripts(PROGRAM.package), database)
    await asyncio.to_thread(upgrade, vault_scripts(), keys)
    issuer = Issuer(folder, f"http://127.0.0.1:{free_port()}")
    settings = Settings(
        environment="embedded", database_url=database, keys_database_url=keys,
        master_key=SecretStr(new_entry("bench")), event_log_url=server.url(),
        issuer=issuer.address, jwks=str(issuer.jwks), secret="bench",
    )  # fmt: skip
    app = PROGRAM.create_app(settings)
    async with app.router.lifespan_context(app):
        resources = app.state.resources
        resources.vault.gate.open()
        await load_reference(resources.database, resources.directory, resources.clock.now())
        token = issuer.token("keeper", "coa", [Role.PARTICIPATION_CASE_MANAGER], ["NL"])
        by = Somebody(app, token)
        by.client.timeout = 600
        yield by, resources
        await by.client.aclose()


async def ours(by: Somebody, content: bytes) -> float:
    started = time.perf_counter()
    answer = await by.client.post("/contact-imports", content=content)
    if answer.status_code != 201:
        raise RuntimeError(answer.text)
    address = answer.headers["location"].removeprefix("/v1")
    await by.post(f"{address}/commits")
    took = time.perf_counter() - started
    found = await by.get(address)
    if (found["state"], found["added"]) != ("done", ROWS):
        raise RuntimeError(found)
    return took


async def other(url: str, rows: Sequence[Row]) -> float:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "CREATE TABLE listed (places text, name text, function text, phone text, mail text)"
    )
    started = time.perf_counter()
    await connection.copy_records_to_table("listed", records=rows)
    took = time.perf_counter() - started
    await connection.close()
    return took


def told(clock: Clock, our: Sequence[float], others: Sequence[float]) -> None:
    """Of times the ratio is other to ours, so that more is better here too."""
    mine, least = statistics.median(our), statistics.median(others)
    times = f"ours {mine:.1f} s, other {1000 * least:.0f} ms"
    print(f"intake, {ROWS:,} rows: {times}, ratio {least / mine:.4f}")
    print("intake: COPY writes what it is given; of the import's time goes to")
    whole = sum(our)
    for name, took in sorted(clock.took.items(), key=lambda part: -part[1]):
        print(f"  {took / whole:4.0%} {name}")
    rest = whole - sum(clock.took.values())
    print(f"  {rest / whole:4.0%} the rest: two requests with token, admission and transaction")


async def main(server: PostgresForTests, folder: Path) -> None:
    clock, our, others = Clock(), list[float](), list[float]()
    for name, functions in PARTS:
        for owner, function in functions:
            clock.watch(owner, function, name)
    telemetry.configure("bench", "warning")
    for number in range(ROUNDS + 1):
        async with keeper(server, folder) as (by, resources):
            async with resources.database.reading() as tx:
                chosen = select(municipalities.c.code).where(municipalities.c.valid_to.is_(None))
                codes = sorted(await tx.scalars(chosen.where(municipalities.c.merged_on.is_(None))))
                names = await names_on(tx, resources.clock.now().date())
            rows = made_up([names.name(code) for code in codes])
            content = saved(rows)
            if number == 1:
                clock.took.clear()
            took = await ours(by, content), await other(server.create_database(), rows)
        if number:
            our.append(took[0])
            others.append(took[1])
    told(clock, our, others)


if __name__ == "__main__":
    with workspace("intake") as folder:
        server = PostgresServer(folder / "postgres")
        try:
            server.start()
            asyncio.run(main(PostgresForTests(server.url()), folder))
        finally:
            server.stop()
