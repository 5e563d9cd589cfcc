"""The operations page: what operators see of readers, parked events, rebuilds and generations, and
what they do about them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from continuous_line import parking_decisions, watchdog
from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.database import Database
from continuous_line.event_log.port import EventLog, Record
from continuous_line.parking_groups import STEP
from continuous_line.testing.visiting import Visiting, plain
from continuous_line.watchdog import Progress
from report_service import generations, rebuild_records
from report_service.projections import CONSUMER
from report_service.rebuild import Rebuild
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Visit = Callable[..., Awaitable[Visiting]]


@pytest.fixture
async def operator(visit: Visit) -> Visiting:
    return await visit([Role.OPERATOR])


def unreadable(topic: str, number: int = 1) -> list[Record]:
    return [
        Record(topic, f"person-{at}", b'{"specversion":"1.0","id":"no envelope"}')
        for at in range(number)
    ]


def told() -> list[Record]:
    person = History()
    person.opened("2018-11-01")
    person.moved("2019-06-01")
    return Recorder().of([person])


async def seen(database: Database, *progress: tuple[int, int, int, int]) -> None:
    """Partition, events to go, minutes since all was handled, seconds since it was checked."""
    now = datetime.now(UTC)
    async with database.transaction() as tx:
        await watchdog.store(tx, [
            Progress(
                consumer=CONSUMER, partition=number, generation="1", behind=behind,
                caught_up_at=now - timedelta(minutes=late),
                moved_at=now - timedelta(minutes=late),
                checked_at=now - timedelta(seconds=checked),
            )
            for number, behind, late, checked in progress
        ])  # fmt: skip


async def test_readers_are_shown_by_partition_with_events_and_time_to_go(
    database: Database, operator: Visiting
) -> None:
    await seen(database, (0, 0, 0, 1), (1, 1200, 0, 1), (2, 7, 5, 1), (3, 0, 3, 180))
    page = plain(await operator.get("/operations"))
    assert "report: staat stil Te gaan: 1.207." in page
    assert "Het eerste dat nog te gaan is, staat hoogstens 5 minuten in het logboek." in page
    assert "0 bij 0 " in page
    assert "1 loopt achter 1.200 " in page
    assert "2 staat stil 7 hoogstens 5 minuten oud 5 minuten geleden" in page
    assert "3 staat stil 0 hoogstens 3 minuten oud" in page
    assert "4 nooit gestart - -" in page


async def test_where_something_runs_the_page_refreshes_itself_until_it_is_asked_not_to(
    database: Database, operator: Visiting
) -> None:
    await seen(database, *((number, 0, 0, 1) for number in range(12)))
    quiet = await operator.client.get("/operations")
    assert "Refresh" not in quiet.headers
    await seen(database, (1, 1200, 0, 1))
    busy = await operator.client.get("/operations")
    assert busy.headers["Refresh"] == "20; url=/operations"
    assert "Stop met verversen" in plain(busy.text)
    still = await operator.client.get("/operations?still=1")
    assert "Refresh" not in still.headers


async def test_one_parked_event_is_tried_again_past_a_page_with_the_number(
    database: Database, live: Live, operator: Visiting
) -> None:
    good = told()
    await live([*good, *unreadable(good[0].topic)])
    page = await operator.get("/operations")
    assert "Opzij: 1. Besloten, nog uit te voeren: 0. Wachten erachter: 0." in plain(page)
    assert "person-0, generatie 1" in plain(page)
    async with database.reading() as tx:
        (event,) = await parking_decisions.listed(tx)
    path = f"/operations/parked-events/{event.id}/redrives"
    assert f'href="{path}"' in page
    check = plain(await operator.get(path))
    assert "Aantal dat u opnieuw laat proberen: 1. Wachten erachter: 0." in check
    leads_to = await operator.sends(path)
    after = plain(await operator.get(leads_to))
    assert "wordt opnieuw geprobeerd" in after
    assert "Besloten, nog uit te voeren: 1." in after
    async with database.reading() as tx:
        decided = await parking_decisions.found(tx, event.id)
    assert (decided.state, decided.decided_by) == ("redrive", "coa-operator")
    assert "Hierover is al besloten" in plain(await operator.get(path, 409))


async def test_it_is_discarded_with_a_reason_that_is_checked_first(
    database: Database, live: Live, operator: Visiting
) -> None:
    good = told()
    await live([*good, *unreadable(good[0].topic)])
    async with database.reading() as tx:
        (event,) = await parking_decisions.listed(tx)
    path = f"/operations/parked-events/{event.id}/discards"
    assert "Waarom gooit u dit weg?" in plain(await operator.get(path))
    assert (await operator.post(path)).status_code == 400
    reason = {"discard_reason": "not-readable"}
    check = plain((await operator.post(path, reason)).text)
    assert "Aantal dat u weggooit: 1." in check
    assert "het is niet te lezen" in check
    again = await operator.post(path, reason | {"change": "1"})
    assert 'value="not-readable" checked' in again.text
    async with database.reading() as tx:
        assert (await parking_decisions.found(tx, event.id)).state == "parked"
    await operator.sends(path, reason | {"confirmed": "1"})
    async with database.reading() as tx:
        decided = await parking_decisions.found(tx, event.id)
    assert (decided.state, decided.reason) == ("discard", "not-readable")


async def test_a_group_is_tried_again_in_steps_the_oldest_first(
    database: Database, live: Live, operator: Visiting
) -> None:
    good = told()
    await live([*good, *unreadable(good[0].topic, STEP + 20)])
    async with database.reading() as tx:
        error = (await parking_decisions.listed(tx, limit=1))[0].error
    group = {"consumer": CONSUMER, "error": str(error)}
    query = f"?consumer={CONSUMER}&error={error}"
    check = plain(await operator.get(f"/operations/redrives{query}"))
    assert "opnieuw laat proberen: 100, de oudste van 120." in check
    assert "Daarna zijn er nog 20" in check
    await operator.sends("/operations/redrives", group)
    check = plain(await operator.get(f"/operations/redrives{query}"))
    assert "opnieuw laat proberen: 20, de oudste van 20." in check
    await operator.sends("/operations/redrives", group)
    assert "niets meer opnieuw" in plain(await operator.get(f"/operations/redrives{query}"))
    listing = await operator.get(f"/operations/parked-events{query}")
    assert plain(listing).count("wordt opnieuw geprobeerd") == 50
    assert 'rel="next"' in listing


async def test_a_rebuild_is_started_once_followed_and_cancelled(
    database: Database, operator: Visiting
) -> None:
    await operator.sends("/operations/rebuilds")
    refused = await operator.post("/operations/rebuilds")
    assert refused.status_code == 409
    assert "Er loopt er al een" in plain(refused.text)
    rebuild = await running(database, total=20_000, done=7_600, rate=62.0)
    page = plain(await operator.get("/operations"))
    assert "Gedaan: 7.600 van 20.000 gebeurtenissen (38%)." in page
    assert "Per seconde: 62. Schatting: nog 3 minuten." in page
    assert "Wisselen kan nog niet: 12.400 te gaan." in page
    assert "Bouw opnieuw op" not in page
    english = plain(await operator.get("/operations?lang=en"))
    assert "Cannot switch yet: 12,400 to go." in english
    switching = await operator.get("/operations/generations/2/switchings", 409)
    assert "is still being built" in plain(switching)
    await operator.sends(f"/operations/rebuilds/{rebuild}/cancellations")
    page = plain(await operator.get("/operations?lang=nl"))
    assert "Generatie 2: gestopt" in page
    assert "Bouw opnieuw op" in page


async def running(database: Database, **values: Any) -> UUID:
    """As the process that the worker starts would have it."""
    now = SystemClock().now()
    async with database.transaction() as tx:
        found = await rebuild_records.unfinished(tx)
        assert found is not None
        green = await generations.make(tx, now)
        await rebuild_records.change(
            tx, found, state="running", generation=green, started_at=now, **values
        )
    return found


async def test_one_switches_back_and_drops_past_a_page_that_says_what_it_takes(
    database: Database, database_url: str, log: EventLog, live: Live, operator: Visiting
) -> None:
    await live(told())
    await operator.sends("/operations/rebuilds")
    async with database.reading() as tx:
        rebuild = await rebuild_records.unfinished(tx)
    assert rebuild is not None
    rebuilding = Rebuild(database, log, SystemClock(), database_url=database_url, patience=10)
    assert await rebuilding.run(rebuild) == "switched"
    later = History()
    later.opened("2018-12-01")
    await live(Recorder().of([later]))
    page = plain(await operator.get("/operations"))
    assert "Generatie 2: dient nu" in page
    assert "Gebeurtenissen minder gelezen dan wat nu dient: 1." in page
    async with database.reading() as tx:
        record = await rebuild_records.load(tx, rebuild)
    assert f"Digest {record.digest}" in page
    check = plain(await operator.get("/operations/generations/1/switchings"))
    assert "na het wisselen nog moet lezen: 1." in check
    await operator.sends("/operations/generations/1/switchings")
    async with database.reading() as tx:
        assert await generations.serving_generation(tx) == 1
    assert "Aantal generaties dat u weggooit: 1." in plain(
        await operator.get("/operations/generations/2/drops")
    )
    serves = await operator.post("/operations/generations/1/drops")
    assert serves.status_code == 409
    await operator.sends("/operations/generations/2/drops")
    async with database.reading() as tx:
        assert [number for number, _, _ in await generations.kept(tx)] == [1]
