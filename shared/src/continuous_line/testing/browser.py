"""Debian's Chromium, driven by Playwright, and what every page has to stand in it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Playwright, async_playwright

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
PHONE: Final = 320
TARGET: Final = 44
_WCAG: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_TARGETS: Final = "a, button, select, textarea, input:not([type=hidden])"
_SMALL: Final = """
    ([selector, size]) => [...document.querySelectorAll(selector)]
      .map((found) => found.type === "radio" || found.type === "checkbox"
        ? found.closest(".choice") || found : found)
      .filter((found) => found.checkVisibility({visibilityProperty: true}))
      .filter((found) => !found.matches(".skip:not(:focus)"))
      .map((found) => [found.outerHTML.slice(0, 90), found.getBoundingClientRect()])
      .filter(([_, box]) => box.height < size - 0.5)
      .map(([html, box]) => `${html}: ${Math.round(box.height)} px high`)
    """
_VIOLATIONS: Final = """
    async (options) => (await axe.run(document, options)).violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 120)}`))
    """
_SIDEWAYS: Final = "() => document.documentElement.scrollWidth"
_OUT_OF_CELL: Final = """
    () => [...document.querySelectorAll("th, td")]
      .filter((cell) => cell.checkVisibility({visibilityProperty: true}))
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .map((cell) => `${cell.outerHTML.slice(0, 90)}: ${cell.scrollWidth} px in ` +
        `${cell.clientWidth} px`)
    """
"""What runs over the next column, where the table itself fits: seen by nobody who measures the
page."""


@dataclass
class _Running:
    """The one Chromium of this process, once there is one."""

    playwright: Playwright | None = None
    browser: Browser | None = None


_running: Final = _Running()


@asynccontextmanager
async def page_of(width: int = 1000, *, javascript: bool = True) -> AsyncIterator[Page]:
    """A page in a context of its own: no cookies, nothing cached, closed with the block.

    Raises RuntimeError where there is no Chromium.
    """
    browser = await _browser()
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=javascript
    )
    try:
        yield await context.new_page()
    finally:
        await context.close()


async def close_browser() -> None:
    """What `page_of` started; the next one starts anew."""
    browser, _running.browser = _running.browser, None
    playwright, _running.playwright = _running.playwright, None
    if browser is not None:
        await browser.close()
    if playwright is not None:
        await playwright.stop()


async def _browser() -> Browser:
    """Started by whoever asks first; anew where it ended by itself."""
    if _running.browser is not None and _running.browser.is_connected():
        return _running.browser
    await close_browser()
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium; `python tools/parts.py` installs it on Debian")
    _running.playwright = await async_playwright().start()
    _running.browser = await _running.playwright.chromium.launch(executable_path=path, args=FLAGS)
    return _running.browser


async def sign_in(page: Page, address: str, person: str) -> None:
    """Open an address of the embedded default and be this ready-made person (their subject)."""
    await page.goto(address)
    await page.check(f'input[value="{person}"]')
    async with page.expect_navigation():
        await page.click("main button[type=submit]")


async def faults_of(page: Page) -> list[str]:
    """What stands in the way of somebody: axe (WCAG 2.2 AA), targets, scrolling sideways.

    The page is looked at in its own width and on a phone; its viewport is put back afterwards.
    """
    return await _axe(page) + await faults_on_phone(page)


async def faults_on_phone(page: Page) -> list[str]:
    """As `faults_of`, on a phone only: for the other language, whose words differ in length."""
    before: Any = page.viewport_size
    try:
        await page.set_viewport_size({"width": PHONE, "height": 900})
        wide = await page.evaluate(_SIDEWAYS)
        faults = [f"scrolls sideways on a phone: {wide} px wide"] if wide > PHONE else []
        faults += await page.evaluate(_OUT_OF_CELL)
        faults += await page.evaluate(_SMALL, [_TARGETS, TARGET])
        return faults + [f"on a phone: {fault}" for fault in await _axe(page)]
    finally:
        await page.set_viewport_size(before)


async def _axe(page: Page) -> list[str]:
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(Axe().axe_script)
    options = {"runOnly": _WCAG, "resultTypes": ["violations"]}
    found: list[str] = await page.evaluate(_VIOLATIONS, options)
    return found
