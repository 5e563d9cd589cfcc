"""Pages of an earlier moment of many persons: made once in the background, then shown."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

import httpx
import pytest

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.days import start_of
from continuous_line.event_log.port import Record
from continuous_line.testing.visiting import plain
from report_service import editions
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
Make = Callable[[], Awaitable[int]]


@pytest.fixture(autouse=True)
def many_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is few: every earlier moment needs an edition."""
    monkeypatch.setenv("DL_REPORT_PERSONS_AT_ONCE", "0")


@pytest.fixture
async def country(live: Live) -> None:
    """60 persons moved in June; of 20 the talk was registered in July."""
    found = []
    for index in range(60):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
        person.moved("2019-06-01")
        if index % 3 == 0:
            person.warm("2019-05-12", recorded="2019-07-10")
        found.append(person)
    await live(Recorder().by_time(found))


@pytest.mark.parametrize("path", ["/", "/scorecard", "/metrics/warm-handover"])
async def test_while_it_is_made_the_page_says_how_far_it_is_and_then_shows_it(
    country: None, client: httpx.AsyncClient, make: Make, database: Database, path: str
) -> None:
    address = f"{path}?period=2019-H1&asOf=2019-08-01"
    waiting = await client.get(address)
    assert waiting.status_code == 202
    assert "staat in de rij" in plain(waiting.text)
    assert f'href="{address.replace("&", "&amp;")}"' in waiting.text
    assert int(waiting.headers["Refresh"]) > 0
    async with database.transaction() as tx:
        now, moment = SystemClock().now(), start_of(date.fromisoformat("2019-08-01"))
        edition = await editions.find(tx, moment, now=now)
        assert edition is not None
        await editions.change(tx, edition.id, state="running", total=1000, done=400, rate=5.0)
    assert "Wordt berekend, 40%." in plain((await client.get(address)).text)
    assert await make() == 1
    shown = await client.get(address)
    assert shown.status_code == 200
    assert "Zoals bekend toen 1 augustus 2019 begon" in plain(shown.text)
    assert "Refresh" not in shown.headers


async def test_what_was_registered_later_is_not_in_it(
    country: None, client: httpx.AsyncClient, make: Make
) -> None:
    for moment, share in (("2019-07-01", "0% (0 van 60)"), ("2019-08-01", "33% (20 van 60)")):
        address = f"/?period=2019-H1&asOf={moment}"
        assert (await client.get(address)).status_code == 202
        await make()
        assert share in plain((await client.get(address)).text)


async def test_one_that_failed_says_so(
    country: None, client: httpx.AsyncClient, database: Database
) -> None:
    address = "/?period=2019-H1&asOf=2019-08-01"
    await client.get(address)
    async with database.transaction() as tx:
        now = SystemClock().now()
        edition = await editions.find(tx, start_of(date.fromisoformat("2019-08-01")), now=now)
        assert edition is not None
        await editions.change(tx, edition.id, state="failed", reason="history-incomplete")
    failed = await client.get(address)
    assert failed.status_code == 503
    assert "konden niet worden gemaakt" in plain(failed.text)


async def test_a_moment_before_all_that_is_known_is_none(
    country: None, client: httpx.AsyncClient
) -> None:
    assert (await client.get("/?period=2019-H1&asOf=1950-01-01")).status_code == 400
