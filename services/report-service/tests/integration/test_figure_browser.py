"""The pages of figures in a real browser: any screen, both languages, on paper."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.event_log.port import Record
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening
from report_service.testing import Recorder
from report_service.testing.crowd import TOWNS, Crowd

Live = Callable[[Sequence[Record]], Awaitable[None]]
PERIOD = "period=2025-H2"
OPEN = ("/", f"/?{PERIOD}", f"/scorecard?{PERIOD}", "/metrics/not-held", "/?period=never",
        "/metrics/warm-handover?period=2023")  # fmt: skip
SIGNED_IN = (
    f"/?{PERIOD}&asOf=2026-01-01",
    f"/?{PERIOD}&area=region:AM01",
    f"/metrics/warm-handover?{PERIOD}&by=municipality&at=GM0014",
    f"/metrics/warm-handover?{PERIOD}&by=azc-distance",
    f"/metrics/link-to-move?{PERIOD}&by=azc",
    f"/map?{PERIOD}",
)


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def country(live: Live, clock: ClockFile) -> None:
    clock.set("2026-03-20")
    crowd, recorder = Crowd(TOWNS[:4]), Recorder()
    await live(recorder.places(crowd.places()) + recorder.of(crowd.people(600)))


async def sign_in(page: Page, address: str, person: str = "analyst") -> None:
    """Who looks at a page that is open to all is not asked."""
    await page.goto(f"{address}/sign-in/start?next=/")
    await page.check(f'input[value="{person}"]')
    async with page.expect_navigation():
        await page.click("main button[type=submit]")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, country: None, language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    async with page_of() as page:
        for number, path in enumerate((*OPEN, *SIGNED_IN)):
            if number == len(OPEN):
                await sign_in(page, address)
            await page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
            assert await page.get_attribute("html", "lang") == language, path
            found[path] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_a_report_can_be_read_on_any_screen(
    address: str,
    country: None,
    make: Callable[[], Awaitable[int]],
    language: str,
    faults: Callable[[Page], Any],
) -> None:
    path = f"{address}/reports/2025-H2?asOf=2026-02-01&lang={language}"
    async with page_of() as page:
        await sign_in(page, address)
        await page.goto(path)
        assert await faults(page) == []
        assert await make() == 1
        await page.goto(path)
        assert await page.locator("svg.drawing").count() >= 4
        assert await faults(page) == []


async def test_without_javascript_one_chooses_a_period_and_goes_on_to_the_figure(
    address: str, country: None
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await page.goto(address)
        await page.select_option("#period", "2025-H1")
        await page.click("text=Toon")
        assert "period=2025-H1" in page.url
        await page.click("h3 >> text=Warme overdracht")
        assert "/metrics/warm-handover?period=2025-H1" in page.url
        assert await page.locator(".chart .narrow svg").first.is_visible()
        assert not await page.locator(".chart .wide svg").first.is_visible()


@pytest.mark.timeout(300)
async def test_on_paper_there_are_charts_tables_reader_and_day_and_no_navigation(
    address: str, country: None
) -> None:
    async with page_of() as page:
        await sign_in(page, address)
        await page.goto(f"{address}/?{PERIOD}")
        await page.emulate_media(media="print")
        assert not await page.locator("nav.pages").is_visible()
        assert not await page.locator("form.filters-of-figures").is_visible()
        printed = await page.inner_text(".printed")
        assert "Afgedrukt op vr 20 maart 2026" in printed
        assert "Proefpersoon Analist" in printed
        assert await page.locator(".chart .wide svg").first.is_visible()
        assert await page.locator("table caption", has_text="Iedereen die verhuisde").is_visible()


async def test_with_the_keyboard_one_comes_from_the_top_to_the_filters(
    address: str, country: None
) -> None:
    async with page_of() as page:
        await page.goto(address)
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.id") == "period"


@pytest.mark.timeout(300)
async def test_charts_are_one_image_each_to_a_screen_reader(address: str, country: None) -> None:
    async with page_of() as page:
        await page.goto(f"{address}/?{PERIOD}")
        images = page.get_by_role("img")
        number = await images.count()
        assert number >= 4
        names = [await images.nth(at).aria_snapshot() for at in range(number)]
        assert any("Warme overdracht, heel Nederland" in name for name in names)
        assert all("img" in name.splitlines()[0] for name in names)
