"""The vault on a real keys database."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from continuous_line.database import Database
from continuous_line.errors import Erased, KeyMissing, LookUpTaken, Unreadable, VaultClosed
from continuous_line.master_keys import new_entry
from continuous_line.vault import Vault

Opened = Callable[..., AbstractAsyncContextManager[Vault]]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_a_person_has_one_key_whoever_asks_first(vault: Vault, opened: Opened) -> None:
    person = uuid4()
    async with opened() as other:
        found = await asyncio.gather(*(each.key(person) for each in (vault, other) * 8))
    assert len({key.key for key in found}) == 1


async def test_every_person_has_a_key_of_their_own(vault: Vault) -> None:
    persons = [uuid4() for _ in range(3)]
    made = {person: await vault.key(person) for person in persons}
    stranger = uuid4()
    assert await vault.keys([*persons, stranger]) == made
    assert len({key.key for key in made.values()}) == 3
    assert await vault.keys([]) == {}
    with pytest.raises(KeyMissing):
        await vault.reading_key(stranger)


async def test_no_key_lies_in_the_database_as_it_is(vault: Vault, keys_url: str) -> None:
    key = await vault.key(uuid4())
    async with Database(keys_url) as database, database.reading() as tx:
        (wrapped,) = await tx.scalars(text("SELECT wrapped FROM vault_keys"))
    assert key.key not in wrapped


async def test_what_belongs_to_no_person_opens_in_every_process_and_as_itself_only(
    vault: Vault, opened: Opened
) -> None:
    sealed = vault.seal("connection|1", b"not to be shown")
    assert b"not to be shown" not in sealed
    assert sealed != vault.seal("connection|1", b"not to be shown")
    async with opened() as elsewhere:
        assert elsewhere.unseal("connection|1", sealed) == b"not to be shown"
        with pytest.raises(Unreadable):
            elsewhere.unseal("connection|2", sealed)


async def test_a_forgotten_person_is_unreadable_everywhere_at_once(
    vault: Vault, opened: Opened
) -> None:
    person, other = uuid4(), uuid4()
    async with opened() as elsewhere:
        await elsewhere.key(person)
        await vault.key(other)
        await vault.remember("v-number", "0000000001", person)
        await vault.forget(person, NOW)
        for each in (vault, elsewhere):
            for asked in (each.key, each.reading_key):
                with pytest.raises(Erased) as erased:
                    await asked(person)
                assert erased.value.extra == {"erasedOn": "2026-03-01"}
            assert set(await each.keys([person, other])) == {other}
            assert await each.erased([person, other]) == {person: NOW}
            assert await each.look_up("v-number", "0000000001") is None


async def test_forgetting_may_be_repeated_and_the_first_time_counts(vault: Vault) -> None:
    known, unknown = uuid4(), uuid4()
    await vault.key(known)
    for _ in range(2):
        for person in (known, unknown):
            await vault.forget(person, NOW)
    await vault.forget(known, datetime(2027, 1, 1, tzinfo=UTC))
    assert await vault.erased([known, unknown]) == {known: NOW, unknown: NOW}
    with pytest.raises(Erased):
        await vault.key(unknown)


async def test_nothing_brings_a_key_back_after_forgetting(vault: Vault, keys_url: str) -> None:
    person = uuid4()
    await vault.key(person)
    await vault.forget(person, NOW)
    with pytest.raises(KeyMissing):
        await vault.remember("v-number", "0000000001", person)
    async with Database(keys_url) as database:
        with pytest.raises(IntegrityError):
            async with database.transaction() as tx:
                await tx.execute(text("UPDATE vault_keys SET wrapped = 'x', master_key = 'first'"))


async def test_a_person_is_looked_up_by_a_keyed_hash(vault: Vault, keys_url: str) -> None:
    person, other = uuid4(), uuid4()
    for each in (person, other):
        await vault.key(each)
    for _ in range(2):
        await vault.remember("v-number", "0000000001", person)
    with pytest.raises(LookUpTaken) as taken:
        await vault.remember("v-number", "0000000001", other)
    assert taken.value.subject == person
    assert str(person) not in str(taken.value) + str(taken.value.extra)
    assert await vault.look_up("v-number", "0000000001") == person
    assert await vault.look_up("email", "0000000001") is None
    await vault.release("v-number", "0000000001", other)
    assert await vault.look_up("v-number", "0000000001") == person
    await vault.release("v-number", "0000000001", person)
    await vault.remember("v-number", "0000000001", other)
    assert await vault.look_up("v-number", "0000000001") == other
    async with Database(keys_url) as database, database.reading() as tx:
        (hashed,) = await tx.scalars(text("SELECT hash FROM vault_look_ups"))
    assert b"0000000001" not in hashed


async def test_the_hash_is_another_in_another_vault(
    vault: Vault, opened: Opened, migrated_keys_url: str, own_database: Callable[..., str]
) -> None:
    person = UUID(int=1)
    async with opened(keys_database_url=own_database(template=migrated_keys_url)) as other:
        hashes = []
        for each in (vault, other):
            await each.key(person)
            await each.remember("v-number", "0000000001", person)
            async with each.database.reading() as tx:
                hashes += list(await tx.scalars(text("SELECT hash FROM vault_look_ups")))
    assert len(set(hashes)) == 2


async def test_reading_one_person_is_one_statement_and_no_transaction(vault: Vault) -> None:
    person = uuid4()
    await vault.key(person)
    sent: list[str] = []
    engine = vault.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    event.listen(engine, "commit", lambda _: sent.append("COMMIT"))
    asked = []
    async with vault.database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        assert driver is not None
        driver.add_query_logger(lambda record: asked.append(record.query))
    await vault.reading_key(person)
    assert len(asked) == 1
    assert sent == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"master_key": new_entry("first")}, "`first` is not the one that the keys database knows"),
        ({"master_key": new_entry("second")}, "`first` is not in the ring"),
        ({"keys_database_url": None}, "DL_KEYS_DATABASE_URL is not set"),
        ({"keys_database_url": "postgresql://nobody:pw@127.0.0.1:1/none"}, "it does not answer"),
    ],
)
async def test_a_wrong_key_or_database_closes_the_vault(
    vault: Vault, opened: Opened, changed: dict[str, str], said: str
) -> None:
    await vault.key(uuid4())
    with pytest.raises(VaultClosed, match=said) as closed:
        async with opened(**changed):
            pass
    assert "\n" not in str(closed.value)
    assert "pw" not in str(closed.value)


async def test_a_wrong_key_is_noticed_before_anybody_has_a_key(
    vault: Vault, opened: Opened
) -> None:
    for wrong in (new_entry("first"), new_entry("second")):
        with pytest.raises(VaultClosed):
            async with opened(master_key=wrong):
                pass


async def test_a_keys_database_that_is_empty_or_not_there_is_told(
    opened: Opened, fresh_database: str
) -> None:
    for url, said in (
        (fresh_database, "run `migrate` first"),
        (f"{fresh_database}_not", "not exist"),
    ):
        with pytest.raises(VaultClosed, match=said):
            async with opened(keys_database_url=url):
                pass


async def test_many_processes_that_start_at_once_on_a_own_database_agree(opened: Opened) -> None:
    async def hash_of() -> bytes:
        async with opened() as each:
            return each._hash("kind", "value")

    assert len(set(await asyncio.gather(*(hash_of() for _ in range(6))))) == 1


async def test_many_keys_are_made_at_once_and_stay_the_same(vault: Vault) -> None:
    one, two, gone = uuid4(), uuid4(), uuid4()
    before = (await vault.key(one)).key
    await vault.key(gone)
    await vault.forget(gone, datetime.now(UTC))

    made = await vault.new_keys([one, two, gone])

    assert made.keys() == {one, two}
    assert made[one].key == before
    assert (await vault.key(two)).key == made[two].key


async def test_many_values_are_remembered_at_once_and_the_first_owner_stays(vault: Vault) -> None:
    one, two = uuid4(), uuid4()
    await vault.new_keys([one, two])
    await vault.remember("number", "1", one)

    whose = await vault.remember_many("number", {"1": two, "2": two})

    assert whose == {"1": one, "2": two}
    assert await vault.look_up_many("number", ["1", "2", "3"]) == {"1": one, "2": two}
