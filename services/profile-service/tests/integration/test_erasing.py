"""A forgotten person: unreadable for good, off every list, known by an opaque id only."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import LargeBinary, text

from continuous_line.codes import Role
from continuous_line.contracts import handover
from continuous_line.errors import Erased, KeyMissing
from continuous_line.vault_opening import opened_vault
from profile_service import notes, tables
from profile_service.config import Policy
from profile_service.retention import retain

TERM = Policy().erase_after_closing
DAY = timedelta(days=1)


async def keep_words(world, person: UUID) -> UUID:
    note = uuid4()
    async with world.resources.database.transaction() as tx:
        kept = (tx, world.resources.vault, person, notes.Kind.WISH, note)
        await notes.keep(*kept, "wants to be a baker", world.now)
    return note


async def words(world, person: UUID, note: UUID) -> dict[UUID, str]:
    async with world.resources.database.reading() as tx:
        return await notes.opened(tx, world.resources.vault, notes.Kind.WISH, {note: person})


async def left(world, person: UUID) -> dict[str, int]:
    """Rows with the person's id, by table."""
    found = {}
    async with world.resources.database.reading() as tx:
        for table in tables.metadata.tables.values():
            if "permit_holder_id" in table.c:
                sql = f"SELECT count(*) FROM {table.name} WHERE permit_holder_id = :person"
                if number := await tx.scalar(text(sql), {"person": person}):
                    found[table.name] = number
    return found


def later(clock, moment: datetime) -> None:
    clock.set(moment.date().isoformat(), moment.hour, moment.minute)


async def closed(world, person: UUID) -> None:
    await world.hear(handover.HandoverClosed(
        occurred_at=world.now, outcome="accepted", overview="client-manager",
        tasks=(),
    ), person)  # fmt: skip


@pytest.mark.scenario("S-X2")
async def test_an_erased_profile_answers_gone_and_says_since_when(world) -> None:
    profile, person = await world.sent()
    note = await keep_words(world, person)
    await world.resources.vault.remember("v-number", "0000000001", person)
    assert await words(world, person, note) == {note: "wants to be a baker"}
    made = await world.tvs.post(f"{profile}/erasures", ground="request")
    assert made == profile

    gone = {"erasedOn": world.now.date().isoformat(), "code": "personal-data-erased", "status": 410}
    themselves = world.themselves(person)
    for who, path, method in (
        (world.tvs, profile, "GET"),
        (world.author, profile, "GET"),
        (world.roermond, profile, "GET"),
        (world.author, f"{profile}/events", "GET"),
        (themselves, "/my-data", "GET"),
        (themselves, "/my-data/accesses", "GET"),
    ):
        assert gone.items() <= (await who.problem(path, method)).items(), path
    again = await world.tvs.problem(f"{profile}/erasures", ground="request")
    assert gone.items() <= again.items()
    opened_again = await world.tvs.problem("/profiles", permitHolderId=str(person), azc="weert")
    assert gone.items() <= opened_again.items()
    assert (await world.zwolle.refused(profile, "GET")) == (404, "profile-unknown")

    assert await words(world, person, note) == {}
    assert await world.resources.vault.look_up("v-number", "0000000001") is None
    for who in (world.tvs, world.author, world.roermond):
        assert (await who.get("/profiles"))["items"] == []
    assert set(await left(world, person)) <= {"link_facts", "links"}


async def test_every_table_that_holds_something_sealed_is_emptied_of_the_person() -> None:
    platform = {"idempotency", "parked_events", "sessions"}
    with_bytes = {
        table.name
        for table in tables.metadata.tables.values()
        if any(isinstance(column.type, LargeBinary) for column in table.c)
    }
    assert {name for name in with_bytes if not name.startswith("intake")} - platform <= {
        table.name for table in tables.FORGOTTEN
    }


async def test_the_erasure_is_an_event_and_in_the_processing_log(world) -> None:
    profile, person = await world.opened()
    await world.tvs.post(f"{profile}/erasures", ground="mistake")
    async with world.resources.database.reading() as tx:
        kinds = list(await tx.scalars(text("SELECT kind FROM events ORDER BY position")))
        sql = "SELECT name, manner FROM processing_log WHERE data_subject_id = :person"
        logged = [tuple(row) for row in await tx.execute(text(sql), {"person": person})]
    assert kinds == ["ProfileOpened", "PersonalDataErased"]
    assert ("erasure", "erased") in logged


async def test_what_is_heard_later_brings_nothing_back(world) -> None:
    profile, person = await world.sent()
    await world.tvs.post(f"{profile}/erasures", ground="request")
    await world.acknowledged(person, "incomplete")
    await world.unlinked(person, "GM0957")
    assert (await world.tvs.get("/profiles"))["items"] == []
    assert set(await left(world, person)) <= {"link_facts", "links"}


async def test_where_the_keys_database_is_away_the_event_stands_and_the_profile_is_gone(
    world, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile, _ = await world.opened()

    async def away(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr("continuous_line.vault.forget", away)
    await world.tvs.post(f"{profile}/erasures", ground="request")
    assert (await world.tvs.refused(profile, "GET"))[0] == 410


async def test_a_backup_of_the_tables_stays_unreadable_without_the_key(
    world, settings, own_database, app, migrated_keys_url
) -> None:
    _, person = await world.opened()
    note = await keep_words(world, person)
    async with world.resources.database.reading() as tx:
        sealed = await tx.scalar(text("SELECT sealed FROM sealed_notes"))
    await world.resources.vault.forget(person, world.now)
    with pytest.raises(Erased):
        await world.resources.vault.reading_key(person)
    assert await words(world, person, note) == {}

    other = settings.model_copy(
        update={"keys_database_url": own_database(template=migrated_keys_url)}
    )
    async with opened_vault(other, service="profile") as vault:
        vault.gate.open()
        with pytest.raises(KeyMissing):
            await vault.reading_key(person)
    assert b"baker" not in sealed


async def test_whose_term_has_passed_is_erased_one_by_one_and_the_run_is_told(world, clock) -> None:
    _, finished = await world.sent()
    await closed(world, finished)
    left_alone, ended = (await world.opened())[1], (await world.opened())[1]
    await world.tvs.post(f"/profiles/{ended}/stay-endings", reason="left")
    start = world.now

    later(clock, start + TERM - DAY)
    await world.caught_up()
    counts = await retain(world.resources)
    assert (counts.due, counts.erased) == (0, 0)

    later(clock, start + TERM + DAY)
    dry = await retain(world.resources, dry=True)
    assert (dry.due, dry.erased) == (2, 0)
    assert (await world.tvs.client.get(f"/profiles/{ended}")).status_code == 200
    counts = await retain(world.resources)
    assert (counts.due, counts.erased, counts.held_back) == (2, 2, 0)
    for person, status in ((finished, 410), (ended, 410), (left_alone, 200)):
        assert (await world.tvs.client.get(f"/profiles/{person}")).status_code == status
    assert (await retain(world.resources)).due == 0

    operator = world.sign_in([Role.OPERATOR], "platform")
    runs = (await operator.get("/retention-runs"))["items"]
    assert [(run["due"], run["erased"], run["dry"]) for run in runs] == [
        (0, 0, False), (2, 2, False), (2, 0, True), (0, 0, False),
    ]  # fmt: skip
    assert all(run["endedAt"] for run in runs)
    first = await operator.get("/retention-runs", pageSize="3")
    rest = await operator.get("/retention-runs", pageSize="3", cursor=first["next"])
    assert first["items"] + rest["items"] == runs
    assert (await world.author.refused("/retention-runs", "GET"))[0] == 403


async def test_nobody_is_erased_on_knowledge_that_may_be_late(world, clock) -> None:
    _, person = await world.sent()
    await closed(world, person)
    later(clock, world.now + TERM + DAY)
    await world.park(person)
    counts = await retain(world.resources)
    assert (counts.due, counts.erased, counts.held_back) == (1, 0, 1)
    assert (await world.tvs.client.get(f"/profiles/{person}")).status_code == 200


async def test_old_records_of_processing_go_with_the_same_job(world, clock) -> None:
    profile, _ = await world.opened()
    await world.author.get(profile)
    later(clock, world.now + timedelta(days=1827))
    counts = await retain(world.resources)
    assert counts.processing_records > 0
    async with world.resources.database.reading() as tx:
        assert await tx.scalar(text("SELECT count(*) FROM processing_log")) == 0


async def test_one_of_many_workers_has_the_turn_and_a_killed_run_is_begun_anew(
    world, clock
) -> None:
    done = await asyncio.gather(*(retain(world.resources, every=DAY) for _ in range(4)))
    assert sum(counts is not None for counts in done) == 1
    assert await retain(world.resources, every=DAY) is None
    async with world.resources.database.transaction() as tx:
        await tx.execute(text("UPDATE retention_runs SET ended_at = NULL"))
    assert await retain(world.resources, every=DAY) is None
    later(clock, world.now + timedelta(hours=2))
    assert await retain(world.resources, every=DAY) is not None


async def test_the_command_tells_what_it_did(world, settings) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DL_")}
    environment |= {
        "DL_ENVIRONMENT": "embedded",
        "DL_DATABASE_URL": settings.database_url,
        "DL_KEYS_DATABASE_URL": settings.keys_database_url,
        "DL_MASTER_KEY": settings.master_key.get_secret_value(),
        "DL_EVENT_LOG_URL": settings.event_log_url,
        "DL_ISSUER": settings.issuer,
        "DL_JWKS": settings.jwks,
        "DL_SECRET": settings.secret,
        "DL_CLOCK_FILE": str(settings.clock_file),
    }
    command = [sys.executable, "-m", "profile_service", "retention", "--dry-run"]
    run = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)
    said, complained = await run.communicate()
    assert run.returncode == 0, complained
    assert "0  due" in said.decode()
    assert "0  erased" in said.decode()
