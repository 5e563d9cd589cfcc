"""The page with the figures, as a person sees it in a browser."""

import asyncio
import re
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

from browser import page_of

from continuous_line_embedded.demo import figures
from continuous_line_embedded.demo.acts import TVS, Act, at
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

PERIOD = "2026-H1"
PERSONS = 6


async def in_reception(requests: Requests) -> None:
    """So many that the page shows a share of them; counted once this returns."""
    counted = await _received(requests) + PERSONS
    for _ in range(PERSONS):
        person = str(uuid4())
        body = {"permitHolderId": person, "azc": "weert", "occurredAt": "2026-01-02T09:00:00Z"}
        paths = (("/profiles", body), ("/profiles/{person}/permits", {"grantedOn": "2026-01-05"}))
        for number, (path, data) in enumerate(paths):
            await requests.send(Act(date(2026, 7, 1), number, person, TVS, "profile", path, data))
    before = time.monotonic()
    while time.monotonic() < before + 60:
        if await _received(requests) >= counted:
            return
        await asyncio.sleep(0.2)
    raise AssertionError("the report never counted them")


async def _received(requests: Requests) -> int:
    found = await figures.reported(requests, PERIOD)
    return found["profile-sent"].denominator if "profile-sent" in found else 0


async def test_the_page_says_the_figures_that_the_api_says(
    stand: Stand, requests: Requests, tmp_path: Path
) -> None:
    stand.clock.set(at(date(2026, 7, 1)))
    await in_reception(requests)
    found = await figures.reported(requests, PERIOD)
    async with page_of(javascript=False) as page:
        await page.goto(f"{stand.address('report')}/?period={PERIOD}")
        text = await page.inner_text("main")
        await page.screenshot(path=tmp_path / "page.png", full_page=True)
    for name in ("profile-sent", "warm-handover", "activity"):
        share = found[name]
        if share.denominator >= 5:
            assert re.search(rf"\b{share.numerator} van {share.denominator}\b", text), name
    assert f"{found['profile-sent'].numerator} van {found['profile-sent'].denominator}" in text
    assert "80%" in text


async def test_the_page_can_be_read_in_english_and_says_so(stand: Stand) -> None:
    async with page_of() as page:
        await page.goto(f"{stand.address('report')}/?period={PERIOD}&lang=en")
        assert await page.get_attribute("html", "lang") == "en"
        assert "warm handover" in (await page.inner_text("main")).lower()
        assert "overdracht" not in (await page.inner_text("main")).lower()


async def test_the_page_fits_a_narrow_screen(stand: Stand) -> None:
    async with page_of(width=320) as page:
        await page.goto(f"{stand.address('report')}/?period={PERIOD}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_the_page_loads_nothing_from_elsewhere(stand: Stand) -> None:
    asked: list[str] = []
    async with page_of() as page:
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(f"{stand.address('report')}/")
    assert asked
    assert all(url.startswith(stand.address("report")) for url in asked)
