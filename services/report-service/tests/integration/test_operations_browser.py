"""The operations page in a real browser: any screen, both languages, without JavaScript."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line import parking_decisions, watchdog
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log.port import Record
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.listening import Listening
from continuous_line.watchdog import Progress
from report_service import generations, rebuild_operations, rebuild_records
from report_service.projections import CONSUMER
from report_service.testing import History, Recorder

Live = Callable[[Sequence[Record]], Awaitable[None]]
BAD = b'{"specversion":"1.0","id":"no envelope"}'


@pytest.fixture
def settings(settings: Settings, listening: Listening) -> Settings:
    return settings.model_copy(update=listening.settings)


@pytest.fixture
async def busy(database: Database, live: Live) -> None:
    """Readers in every state, twelve parked events, and a rebuild beside what serves."""
    person = History()
    person.opened("2018-11-01")
    good = Recorder().of([person])
    await live([*good, *(Record(good[0].topic, f"person-{at}", BAD) for at in range(12))])
    now = datetime.now(UTC)
    minute = timedelta(minutes=1)
    async with database.transaction() as tx:
        await watchdog.store(tx, [
            Progress(
                consumer=CONSUMER, partition=number, generation="1", behind=behind,
                caught_up_at=now - late * minute, moved_at=now - late * minute, checked_at=now,
            )
            for number, behind, late in [*((n, 0, 0) for n in range(9)), (9, 310, 0), (10, 4, 5)]
        ])  # fmt: skip
        earlier = await rebuild_operations.start(tx, by="operator", now=now)
        await rebuild_operations.cancel(tx, earlier, now)
        kept = await generations.make(tx, now)
        rebuild = await rebuild_operations.start(tx, by="operator", now=now)
        await rebuild_records.change(
            tx, rebuild, state="running", generation=await generations.make(tx, now),
            total=20_000, done=7_600, rate=62.0,
        )  # fmt: skip
    assert kept == 2


async def addresses(database: Database) -> list[str]:
    async with database.reading() as tx:
        event = (await parking_decisions.listed(tx))[0]
    group = f"?consumer={event.consumer}&error={event.error}"
    return [
        "/operations",
        f"/operations/parked-events{group}",
        f"/operations/parked-events/{event.id}/redrives",
        f"/operations/parked-events/{event.id}/discards",
        f"/operations/redrives{group}",
        "/operations/generations/2/switchings",
        "/operations/generations/2/drops",
    ]


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str,
    database: Database,
    busy: None,
    language: str,
    faults: Callable[[Page], Any],
) -> None:
    found: dict[str, list[str]] = {}
    async with page_of() as page:
        await sign_in(page, f"{address}/operations", "operator")
        for path in await addresses(database):
            await page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
            await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert await page.get_attribute("html", "lang") == language, path
            found[path] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.timeout(200)
async def test_without_javascript_on_a_phone_an_operator_discards_and_retries(
    address: str, database: Database, busy: None
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/operations?still=1", "operator")
        await page.click("nav.pages >> text=Beheer")
        await page.click("a[href$='/discards'] >> nth=0")
        await page.check("input[value='not-readable']")
        await page.click("main button")
        await page.click("button[name=confirmed]")
        assert "Het wordt weggegooid" in await page.inner_text(".done")
        await page.click("text=Probeer deze groep opnieuw")
        await page.click("text=Probeer opnieuw: 11")
        assert "De groep wordt opnieuw geprobeerd" in await page.inner_text(".done")
        await page.click("text=Stop met opbouwen")
        assert "Het opbouwen stopt" in await page.inner_text(".done")
    async with database.reading() as tx:
        states = [one.state for one in await parking_decisions.listed(tx)]
    assert (states.count("discard"), states.count("redrive")) == (1, 11)
