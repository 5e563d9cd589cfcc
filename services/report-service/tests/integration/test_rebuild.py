"""A rebuild from offset 0 comes to what the live projection came to, whatever happens to it."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line import parking
from continuous_line.clock import SystemClock
from continuous_line.config import Settings
from continuous_line.database import Database, Tx
from continuous_line.errors import HistoryIncomplete, Refused
from continuous_line.event_log.port import EventLog, Record
from report_service import generations, rebuild_records
from report_service.domain import definitions
from report_service.projections import CONSUMER
from report_service.rebuild import Rebuild
from report_service.rebuild_process import rebuild_now
from report_service.testing import History, Recorder
from report_service.testing.log import publish

Live = Callable[[Sequence[Record]], Awaitable[None]]


def people(number: int) -> list[History]:
    """Late, repeated and corrected, some of them."""
    found = []
    for index in range(number):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        person.sent("2019-03-03", recorded="2019-04-01")
        if index % 3 == 0:
            talk = person.warm("2019-05-12")
            if index % 6 == 0:
                person.voided(talk)
        if index % 2 == 0:
            person.moved("2019-06-01")
        found.append(person)
    return found


async def requested(database: Database) -> UUID:
    rebuild = uuid4()
    async with database.transaction() as tx:
        await rebuild_records.request(tx, rebuild, by="operator", now=SystemClock().now())
    return rebuild


def rebuilding(database: Database, log: EventLog, url: str, patience: float = 10) -> Rebuild:
    return Rebuild(database, log, SystemClock(), database_url=url, patience=patience)


async def test_the_digest_of_live_is_that_of_a_rebuild_and_the_rebuild_serves(
    database: Database, database_url: str, log: EventLog, live: Live
) -> None:
    await live(Recorder().of(people(60)))
    rebuild = await requested(database)
    state = await rebuilding(database, log, database_url).run(rebuild)
    async with database.reading() as tx:
        record = await rebuild_records.load(tx, rebuild)
        assert await generations.serving_generation(tx) == record.generation == 2
        persons = await tx.scalar(text("SELECT count(*) FROM generation_0002.person"))
    assert (state, record.state, record.reason) == ("switched", "switched", None)
    assert record.digest is not None
    assert record.digest == record.served_digest
    assert record.done == record.total
    assert persons == 60


def environment(settings: Settings, processes: int) -> Mapping[str, str]:
    given = settings.model_dump(mode="json", exclude_none=True, exclude={"cors_origins"})
    given |= {"report_rebuild_processes": processes}
    return os.environ | {f"DL_{name.upper()}": str(value) for name, value in given.items()}


async def started(settings: Settings, processes: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "report_service", "rebuild", env=environment(settings, processes)
    )


def helper_of(process: asyncio.subprocess.Process) -> int:
    (helper,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(helper)


def alive(pid: int) -> bool:
    """A process that ended, and that nobody has asked for its status, is not."""
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


async def block(tx: Tx, number: int) -> None:
    """Until the transaction ends, that partition number of generation 2 cannot be written."""
    await tx.execute(
        text("INSERT INTO consumer_positions VALUES (:consumer, '2', :number, '{}', now())"),
        {"consumer": CONSUMER, "number": number},
    )


async def until_built(
    database: Database, process: asyncio.subprocess.Process, numbers: Iterable[int]
) -> dict[int, object]:
    wanted, before = set(numbers), dict[int, object]()
    while set(before) != wanted:
        assert process.returncode is None
        await asyncio.sleep(0.05)
        async with database.reading() as tx:
            before = await built(tx)
    return before


async def built(tx: Tx) -> dict[int, object]:
    """Partition number → when it was written, of generation 2."""
    rows = await tx.execute(
        text("SELECT partition, moved_at FROM consumer_positions WHERE generation = '2'")
    )
    return {row.partition: row.moved_at for row in rows}


async def test_a_rebuild_killed_in_the_middle_goes_on_after_its_last_finished_partition(
    database: Database, settings: Settings, live: Live
) -> None:
    await live(Recorder().of(people(120)))
    async with database.transaction() as blocking:
        # given a rebuild that cannot write partition 6
        await block(blocking, 6)
        process = await started(settings, processes=1)
        before = await until_built(database, process, range(6))
        # when it is killed
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await blocking.rollback()
    # then the next run goes on, and comes to the same as live
    assert await rebuild_now(settings) == "switched"
    async with database.reading() as tx:
        after = await built(tx)
        count = "SELECT count(*) FROM generation_000{}.person"
        assert await tx.scalar(text(count.format(2))) == 120
        assert await generations.digest(tx, 1) == await generations.digest(tx, 2)
    assert set(after) == set(range(12))
    assert {number: after[number] for number in before} == before


async def test_a_helper_builds_its_share_while_the_other_process_cannot_write(
    database: Database, settings: Settings, live: Live
) -> None:
    await live(Recorder().of(people(120)))
    async with database.transaction() as blocking:
        await block(blocking, 0)
        process = await started(settings, processes=2)
        await until_built(database, process, range(1, 12, 2))
        await blocking.rollback()
    assert await process.wait() == 0
    async with database.reading() as tx:
        (record,) = await rebuild_records.latest(tx)
    assert record.state == "switched"
    assert record.done == record.total
    assert record.digest == record.served_digest


async def test_a_helper_ends_with_the_process_that_started_it(
    database: Database, settings: Settings, live: Live
) -> None:
    await live(Recorder().of(people(120)))
    async with database.transaction() as blocking:
        await block(blocking, 1)
        process = await started(settings, processes=2)
        await until_built(database, process, range(0, 12, 2))
        helper = helper_of(process)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        while alive(helper):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await blocking.rollback()
    assert await rebuild_now(settings) == "switched"


async def test_a_helper_that_is_killed_costs_the_run_and_the_next_one_goes_on(
    database: Database, settings: Settings, live: Live
) -> None:
    await live(Recorder().of(people(120)))
    async with database.transaction() as blocking:
        await block(blocking, 1)
        process = await started(settings, processes=2)
        before = await until_built(database, process, range(0, 12, 2))
        helper = helper_of(process)
        os.kill(helper, signal.SIGKILL)
        assert await process.wait() == 1
        await blocking.rollback()
    assert await rebuild_now(settings) == "switched"
    async with database.reading() as tx:
        after = await built(tx)
    assert {number: after[number] for number in before} == before


async def test_a_log_that_does_not_keep_everything_stops_the_rebuild(
    database: Database, settings: Settings, database_url: str, log: EventLog, log_url: str
) -> None:
    async with Database(log_url) as of_log, of_log.transaction() as tx:
        await tx.execute(text("DELETE FROM log_partition WHERE topic LIKE 'profile%'"))
    rebuild = await requested(database)
    with pytest.raises(HistoryIncomplete):
        await rebuilding(database, log, database_url).run(rebuild)
    async with database.reading() as tx:
        record = await rebuild_records.load(tx, rebuild)
        assert (record.state, record.reason) == ("failed", "history-incomplete")
        assert await generations.serving_generation(tx) == 1
        assert [number for number, _, _ in await generations.kept(tx)] == [1]


async def test_what_cannot_be_read_is_parked_by_live_and_rebuild_alike(
    database: Database, database_url: str, log: EventLog, live: Live
) -> None:
    recorder, person = Recorder(), people(1)[0]
    good = recorder.of([person])
    bad = Record(good[0].topic, good[0].key, b'{"specversion":"1.0","id":"no envelope"}')
    person.told.clear()
    person.moved("2019-06-02")
    await live([*good, bad, *recorder.of([person])])
    rebuild = await requested(database)
    assert await rebuilding(database, log, database_url).run(rebuild) == "switched"
    async with database.reading() as tx:
        assert await parking.keys_held(tx, CONSUMER, "1") == 1
        assert await parking.keys_held(tx, CONSUMER, "2") == 1


async def test_it_is_not_switched_to_where_the_digests_differ(
    database: Database, database_url: str, log: EventLog, live: Live
) -> None:
    await live(Recorder().of(people(20)))
    async with database.transaction() as tx:
        lost = "SELECT min(permit_holder_id::text)::uuid FROM generation_0001.person"
        await tx.execute(
            text(f"DELETE FROM generation_0001.person WHERE permit_holder_id = ({lost})")
        )
    rebuild = await requested(database)
    assert await rebuilding(database, log, database_url).run(rebuild) == "ready"
    async with database.transaction() as tx:
        record = await rebuild_records.load(tx, rebuild)
        assert record.reason == "digests-differ"
        assert await generations.serving_generation(tx) == 1
        await generations.switch(tx, 2)
        assert await generations.serving_generation(tx) == 2
        await generations.drop(tx, 1, SystemClock().now())
        with pytest.raises(Refused):
            await generations.drop(tx, 2, SystemClock().now())


async def test_it_waits_for_the_serving_generation_and_says_so_where_that_stands_still(
    database: Database, database_url: str, log: EventLog
) -> None:
    await publish(log, Recorder().of(people(5)))
    rebuild = await requested(database)
    state = await rebuilding(database, log, database_url, patience=0.3).run(rebuild)
    async with database.reading() as tx:
        record = await rebuild_records.load(tx, rebuild)
    assert (state, record.reason) == ("ready", "serving-generation-behind")


async def test_one_rebuild_at_a_time(database: Database) -> None:
    await requested(database)
    with pytest.raises(rebuild_records.AlreadyRunning):
        await requested(database)


async def test_a_cancelled_rebuild_stops_and_what_it_built_goes(
    database: Database, database_url: str, log: EventLog, live: Live
) -> None:
    await live(Recorder().of(people(40)))
    rebuild = await requested(database)
    running = rebuilding(database, log, database_url)
    go_on = rebuild_records.go_on

    async def cancelled_meanwhile(tx: Tx, *given: object, **values: object) -> None:
        async with database.transaction() as other:
            await rebuild_records.cancel(other, rebuild, SystemClock().now())
        await go_on(tx, *given, **values)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuild_records, "go_on", cancelled_meanwhile)
        assert await running.run(rebuild) == "cancelled"
    async with database.transaction() as tx:
        assert (await rebuild_records.load(tx, rebuild)).state == "cancelled"
        assert [number for number, _, _ in await generations.kept(tx)] == [1]
        assert await generations.serving_generation(tx) == 1
        with pytest.raises(Refused) as ended:
            await rebuild_records.cancel(tx, rebuild, SystemClock().now())
        assert ended.value.code == "rebuild-ended"
    again = await requested(database)
    assert await rebuilding(database, log, database_url).run(again) == "switched"


async def test_other_definitions_rebuild_by_themselves_and_the_old_ones_serve_until_then(
    database: Database, database_url: str, log: EventLog, live: Live
) -> None:
    # given a generation made by the definitions of an earlier release, without one metric
    text_now = definitions.current().text
    start = text_now.index('[[metric]]\ncode = "how-it-went"')
    end = text_now.index("# ----", start)
    async with database.transaction() as tx:
        earlier = text_now[:start] + text_now[end:]
        await tx.execute(
            text("UPDATE generations SET definitions = :earlier"), {"earlier": earlier}
        )
    await live(Recorder().of(people(12)))
    # when this release is deployed
    async with database.transaction() as tx:
        assert "how-it-went" not in (await generations.definitions_of(tx, 1)).metrics
        assert await generations.ask_where_rules_changed(tx, SystemClock().now())
        rebuild = await rebuild_records.unfinished(tx)
    # then the old one serves, and is kept up to date, until the new one does
    assert rebuild is not None
    assert await rebuilding(database, log, database_url).run(rebuild) == "switched"
    async with database.transaction() as tx:
        serving = await generations.serving_generation(tx)
        assert "how-it-went" in (await generations.definitions_of(tx, serving)).metrics
        assert not await generations.ask_where_rules_changed(tx, SystemClock().now())
