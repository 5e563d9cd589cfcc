"""A rebuild from offset 0 comes to what the live projection came to, whatever happens to it."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

from sqlalchemy import text

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.event_log.port import EventLog, Record
from report_service import generations, rebuild_records
from report_service.rebuild import Rebuild
from report_service.testing import History, Recorder

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
