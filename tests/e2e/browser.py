"""Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@asynccontextmanager
async def page_of(width: int = 1000, *, javascript: bool = True) -> AsyncIterator[Page]:
    """A page in a new browser. Raises RuntimeError where there is no Chromium."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium; `python tools/parts.py` installs it on Debian")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        try:
            yield await context.new_page()
        finally:
            await browser.close()
