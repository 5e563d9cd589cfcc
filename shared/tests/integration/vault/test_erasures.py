"""A keys database restored from a backup applies every erasure again before the vault opens."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line import parking
from continuous_line.codes import ErasureGround
from continuous_line.config import Settings
from continuous_line.consumer import Pace
from continuous_line.contracts import decode, profile
from continuous_line.errors import Erased, VaultOpening
from continuous_line.event_log import EventLog, LogRecord, open_event_log
from continuous_line.parking import Refusal
from continuous_line.testing.told import envelope_of, tell
from continuous_line.vault import Vault
from continuous_line.vault_erasures import TOPIC, consumer_name, erasures
from continuous_line.vault_gate import open_when_caught_up
from continuous_line.vault_opening import opened_vault

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUICK = Pace(poll=0.1, look_for_wishes=0.05, check=0.1, note=0.1, leave_within=5)
SERVICE = "sample"
Process = Callable[..., AbstractAsyncContextManager[Vault]]


@pytest.fixture(params=["postgresql", "kafka"])
def log_url(request: pytest.FixtureRequest) -> str:
    if request.param == "kafka":
        return str(request.getfixturevalue("kafka_server").url)
    return str(request.getfixturevalue("own_database")())


@pytest.fixture
async def log(log_url: str) -> AsyncIterator[EventLog]:
    log = open_event_log(log_url, topic_prefix=f"t{uuid4().hex[:8]}-", session_timeout=6)
    await log.create_topics([TOPIC])
    yield log
    await log.close()


@pytest.fixture
def process(vault_settings: Callable[..., Settings], log: EventLog) -> Process:
    """`async with process(url, work=True) as vault`: a process as it starts, with its worker."""

    @asynccontextmanager
    async def started(url: str, *, work: bool = True) -> AsyncIterator[Vault]:
        async with opened_vault(vault_settings(keys_database_url=url), service=SERVICE) as vault:
            gate = asyncio.create_task(
                open_when_caught_up(
                    vault.gate, vault.database, log, consumer=consumer_name(SERVICE), topic=TOPIC
                )
            )
            stop = asyncio.Event()
            consumer = erasures(vault, log, service=SERVICE, pace=QUICK)
            running = asyncio.create_task(consumer.run(stop)) if work else None
            try:
                yield vault
            finally:
                stop.set()
                gate.cancel()
                await asyncio.gather(gate, *([running] if running else []), return_exceptions=True)

    return started


async def _told(log: EventLog, person: object, number: int, *, erased: bool = True) -> None:
    event = (
        profile.PersonalDataErased(occurred_at=NOW, ground=ErasureGround.REQUEST)
        if erased
        else profile.PermitGranted(occurred_at=NOW, granted_on=date(2026, 3, 1))
    )
    envelope = envelope_of(event, person, domain="profile", time=NOW, number=number)
    await tell(log, "profile", envelope)


async def _opens(vault: Vault) -> None:
    async with asyncio.timeout(60):
        while not await vault.ready():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def _erased(vault: Vault, person: UUID) -> None:
    async with asyncio.timeout(60):
        while person not in await vault.erased([person]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_a_restored_keys_database_does_not_bring_a_forgotten_person_back(
    process: Process, log: EventLog, keys_url: str, own_database: Callable[..., str]
) -> None:
    forgotten, kept = uuid4(), uuid4()
    await _told(log, kept, 1, erased=False)
    async with process(keys_url) as vault:
        await _opens(vault)
        for person in (forgotten, kept):
            await vault.key(person)
        await vault.remember("v-number", "0000000001", forgotten)
    backup = own_database(template=keys_url)

    async with process(keys_url) as vault:
        await _opens(vault)
        await _told(log, forgotten, 2)
        await _erased(vault, forgotten)
        with pytest.raises(Erased):
            await vault.reading_key(forgotten)

    async with process(backup, work=False) as restored:
        await asyncio.sleep(0.5)
        assert not await restored.ready()
        for asked in (
            restored.key(forgotten),
            restored.reading_key(forgotten),
            restored.keys([forgotten, kept]),
            restored.look_up("v-number", "0000000001"),
        ):
            with pytest.raises(VaultOpening):
                await asked
        async with process(backup) as working:
            for each in (working, restored):
                await _opens(each)
                with pytest.raises(Erased):
                    await each.reading_key(forgotten)
                assert set(await each.keys([forgotten, kept])) == {kept}
                assert await each.look_up("v-number", "0000000001") is None
                assert await each.erased([forgotten]) == {forgotten: NOW}


async def test_a_vault_opens_at_once_where_nothing_was_ever_erased(
    process: Process, keys_url: str
) -> None:
    async with process(keys_url, work=False) as vault:
        await _opens(vault)


async def test_an_erasure_that_was_parked_keeps_the_vault_closed_and_is_tried_again(
    process: Process, log: EventLog, keys_url: str, opened: Process
) -> None:
    person = uuid4()
    await _told(log, person, 1)
    (record,) = await log.last_records(TOPIC)
    async with process(keys_url) as vault:
        await _opens(vault)
        await _erased(vault, person)
    async with opened() as vault, vault.database.transaction() as tx:
        await tx.execute(text("DELETE FROM vault_keys"))
        await _park(tx, record)
    async with process(keys_url, work=False) as vault:
        await asyncio.sleep(0.5)
        assert not await vault.ready()
        async with process(keys_url) as working:
            await _opens(vault)
            await _opens(working)
            await _erased(working, person)


async def test_an_erasure_of_nobody_is_passed_by(
    process: Process, log: EventLog, keys_url: str
) -> None:
    person = uuid4()
    await _told(log, "not-a-uuid", 1)
    await _told(log, person, 2)
    async with process(keys_url) as vault:
        await _opens(vault)
        assert await vault.erased([person]) == {person: NOW}


async def _park(tx: object, record: LogRecord) -> None:
    refusal = Refusal("ValueError", 3)
    await parking.keep(
        tx, consumer_name(SERVICE), "live", record, type=decode(record.value).type, event_id=None,  # type: ignore[arg-type]
        parked_at=NOW, refusal=refusal,
    )  # fmt: skip
