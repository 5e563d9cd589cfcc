"""Personal data are in the vault and nowhere else: everything is searched after a marked run."""

import asyncio
from collections.abc import Collection, Iterable

import httpx
import pytest
from marked_directory import directory
from marked_intake import intake
from marked_pages import pages
from marked_profile import profiles
from marked_run import Run, marks
from sqlalchemy import text

from continuous_line.contracts import CONTRACTS
from continuous_line.database import Database
from continuous_line.event_log import EventLog, Record, open_event_log
from continuous_line.testing.event_log import beginning, publish, read_all
from continuous_line.testing.leaks import Leak, Marks, assert_none, mark
from continuous_line_embedded.stand import LOG_DATABASE, Stand

TOPICS = [contract.topic for contract in CONTRACTS.values()]
NEVER_READ = {
    "V-number of somebody erased",
    "wrong V-number",
    "diagnosis",
    "typed",
    "phone as written",
}
"""Refused, or shown in another form."""


def log_of(stand: Stand) -> EventLog:
    return open_event_log(stand.event_log_url, topic_prefix=stand.topic_prefix)


def databases(stand: Stand) -> list[str]:
    """Events, read models, outboxes, processing logs, sessions; keys; the embedded log."""
    names = list(stand.services)
    names += [f"{name}_keys" for name, service in stand.services.items() if service.vault]
    embedded = stand.event_log_url.startswith("postgresql")
    return [stand.database_url(name) for name in (*names, *([LOG_DATABASE] if embedded else []))]


async def metrics(stand: Stand) -> dict[str, str]:
    async with httpx.AsyncClient(timeout=30) as client:
        return {f"metrics of {name}": (await client.get(f"{stand.address(name)}/metrics")).text
                for name in stand.services}  # fmt: skip


async def everywhere(stand: Stand, marks: Marks, topics: Collection[str] = TOPICS) -> list[Leak]:
    """Traces have no place of their own: their ids are in logs and events."""
    leaks = list(marks.in_texts(await metrics(stand)))
    for url in databases(stand):
        leaks += await marks.in_database(url)
    log = log_of(stand)
    try:
        leaks += await marks.in_log(log, topics)
    finally:
        await log.close()
    async with Database(stand.postgres.url()) as database, database.transaction() as tx:
        await tx.execute(text("CHECKPOINT"))
    return leaks + await asyncio.to_thread(files, stand, marks)


def files(stand: Stand, marks: Marks) -> list[Leak]:
    """Logs, the server's too; tables and indexes as they lie on the disk; the write-ahead log."""
    return list(marks.in_files([stand.folder.path, stand.postgres.home]))


async def until_told(stand: Stand, run: Run) -> None:
    """Until the log has the last that was done in each service."""
    wanted = {(str(run.person), b"MunicipalityLinked"), (str(run.erased), b"PersonalDataErased"),
              (str(run.contact), b"ContactDetailsRecorded")}  # fmt: skip
    log = log_of(stand)
    try:
        async with asyncio.timeout(60):
            while wanted:
                for record in await read_all(log, beginning(*TOPICS)):
                    wanted -= {(k, kind) for k, kind in wanted
                               if k == record.key and kind in record.value}  # fmt: skip
                await asyncio.sleep(0.2)
    finally:
        await log.close()


def all_of(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode()


@pytest.mark.timeout(600)
async def test_after_a_marked_run_nothing_personal_is_anywhere_but_in_the_vault(
    stand: Stand,
) -> None:
    stand.clock.release()
    async with Run(stand, marks()) as run:
        await profiles(run)
        await directory(run)
        await intake(run)
        await pages(run)
        await until_told(stand, run)
        assert run.marks.found_in(all_of(run.read)) == run.marks.values.keys() - NEVER_READ
        assert run.marks.found_in(all_of(run.pages)) >= {"family", "colleague"}
        assert_none([*run.marks.in_texts(run.texts), *await everywhere(stand, run.marks)])


@pytest.mark.timeout(600)
async def test_what_is_put_there_on_purpose_is_found_in_every_place(stand: Stand) -> None:
    planted = Marks({"planted": mark("planted")})
    log = log_of(stand)
    try:
        await log.create_topics(["planted"])
        await publish(log, [Record("planted", "key", planted["planted"].encode())], name="planter")
    finally:
        await log.close()
    async with Database(stand.database_url("profile")) as database, database.transaction() as tx:
        await tx.execute(text("CREATE TABLE planted AS SELECT CAST(:it AS text) AS it"),
                         {"it": planted["planted"]})  # fmt: skip
    with stand.log("handover").open("a", encoding="utf-8") as lines:
        lines.write(f'{{"event": "{planted["planted"]}"}}\n')
    found = [leak.where for leak in await everywhere(stand, planted, ["planted"])]
    async with Database(stand.database_url("profile")) as database, database.transaction() as tx:
        await tx.execute(text("DROP TABLE planted"))
    for place in (
        "profile: public.planted",
        "planted ",
        "handover.log",
        "cluster/base/",
        "pg_wal",
    ):
        assert any(place in each for each in found), (place, found)
