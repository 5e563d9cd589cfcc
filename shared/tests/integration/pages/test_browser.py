"""The pages in a real browser: cookies, forms without JavaScript, access for everybody, print."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import free_port
from continuous_line.local.sign_in import PEOPLE, Client, SignInPlace
from continuous_line.testing.browser import faults_of, page_of, sign_in
from continuous_line.testing.server import serving

CLIENT, MANAGER = "doorlopende-lijn-sample", "casemanager-weert-1"


@pytest.fixture
async def address(settings: Settings, tmp_path: Path) -> AsyncIterator[str]:
    """The sample service and the embedded issuer, each on a port of this machine."""
    from sample_pages import faulty, router
    from sample_pages.app import app_of

    port = free_port()
    here = f"http://127.0.0.1:{port}"
    issuer = Issuer(tmp_path, f"http://127.0.0.1:{free_port()}")
    given = {"public_url": here, "client_id": CLIENT, "issuer": issuer.address,
             "jwks": str(issuer.jwks)}  # fmt: skip
    app = app_of(settings.model_copy(update=given), router, faulty)
    place = SignInPlace(issuer, [Client(CLIENT, here)], PEOPLE)
    async with place.serving():
        with serving(app, port):
            yield here


async def fill(page: Page, why: str = "omdat") -> None:
    await page.check('input[name="place"][value="Weert"]')
    for part, value in (("day", "3"), ("month", "maart"), ("year", "2026")):
        await page.fill(f"#planned_on-{part}", value)
    await page.fill("#why", why)


async def test_without_javascript_from_signing_in_to_a_recorded_visit_and_out(address: str) -> None:
    async with page_of(javascript=False) as page:
        await sign_in(page, f"{address}/visits/new", MANAGER)
        assert page.url == f"{address}/visits/new"
        cookies = {each["name"]: each for each in await page.context.cookies()}
        assert cookies["__Host-sample"]["secure"]
        assert cookies["__Host-sample"]["httpOnly"]
        await page.click("main button")
        assert (await page.title()).startswith("Fout: ")
        await fill(page)
        await page.click("main button")
        assert "di 3 maart 2026" in await page.inner_text("main")
        await page.click('button[name="change"]')
        assert await page.input_value("#why") == "omdat"
        await page.click("main button")
        await page.click('button[name="confirmed"]')
        assert "Het bezoek is vastgelegd" in await page.inner_text('[role="status"]')
        await page.click("text=Meld af")
        assert "U bent afgemeld" in await page.inner_text("h1")
        assert "__Host-sample" not in {each["name"] for each in await page.context.cookies()}
        await page.goto(f"{address}/me")
        assert "Wie bent u vandaag?" in await page.inner_text("h1")


async def test_the_summary_of_faults_has_the_focus_and_leads_to_each_field(address: str) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/visits/new", MANAGER)
        await page.fill("#planned_on-year", "26")
        await page.click("main button")
        # A browser gives the focus when it first draws the page, not when it has it.
        await page.wait_for_function("document.activeElement.className === 'faults'")
        for name in ("place", "planned_on-day"):
            await page.click(f'.faults a[href="#{name}"]')
            assert await page.evaluate(f'document.getElementById("{name}").matches(":target")')


async def test_switching_the_person_is_done_in_one_page(address: str) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/me", MANAGER)
        await page.click("text=Wissel van persoon")
        await page.check('input[value="analyst"]')
        await page.click("main button")
        await page.goto(f"{address}/me")
        assert "Proefpersoon Analist" in await page.inner_text("header")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_everybody_can_use_every_kind_of_page(address: str, language: str) -> None:
    found: dict[str, list[str]] = {}
    async with page_of() as page:

        async def look(name: str) -> None:
            assert await page.get_attribute("html", "lang") == language, name
            found[name] = await faults_of(page)

        await page.goto(f"{address}/?lang={language}")
        await look("open page")
        await page.goto(f"{address}/me")
        await page.goto(f"{page.url}&lang={language}")
        await look("sign-in page of the issuer")
        await page.click("main button")
        await look("sign-in page with a fault")
        await sign_in(page, f"{address}/visits/new", MANAGER)
        await look("form")
        await page.click("main button")
        await look("form with faults")
        await fill(page)
        await page.click("main button")
        await look("check page")
        await page.click('button[name="confirmed"]')
        await look("what was recorded")
        for path in ("/visits", "/files", "/sign-in/account", "/sign-in/kept", "/nothing",
                     "/failures", "/ended-rights"):  # fmt: skip
            await page.goto(f"{address}{path}")
            await look(path)
    assert {name: faults for name, faults in found.items() if faults} == {}


async def test_the_keyboard_alone_will_do_and_shows_where_it_is(address: str) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/visits/new", MANAGER)
        await page.keyboard.press("Tab")
        assert await page.inner_text(":focus") == "Naar de inhoud"
        assert (
            await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        )
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await page.get_attribute(":focus", "name") == "place"


async def test_print_has_date_and_reader_and_no_navigation(address: str) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/visits", MANAGER)
        await page.emulate_media(media="print")
        assert not await page.is_visible(".top")
        printed = await page.inner_text(".printed")
        assert "Afgedrukt op" in printed
        assert "door Proefpersoon Casemanager, COA" in printed
        display = await page.eval_on_selector(".printed", "e => getComputedStyle(e).display")
        assert display == "table-header-group"
