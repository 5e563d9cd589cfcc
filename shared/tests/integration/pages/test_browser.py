"""The pages in a real browser: cookies, forms without JavaScript, access for everybody, print."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import free_port
from continuous_line.local.sign_in import PEOPLE, Client, SignInPlace
from continuous_line.testing.browser import PHONE, faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.server import serving
from continuous_line.web import pages

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


STYLE = Path(pages.__file__).parent / "static" / "pages.css"
LONG = "Wolfeschlegelsteinhausen-Bergerdorff (fictief)"
CELLS = (
    f'<span class="row-head"><label class="choice"><input type="checkbox"></label>'
    f'<a href="/1">68fa82a5, {LONG}</a></span>',
    "participatieverklaringstraject, klantmanager",
    "kennismakingsgesprek<br>donderdag 24 september 2026",
    "<button>arbeidsmarktregiocoördinator</button>samenwerkingsverband@gemeente.example",
)


@pytest.mark.parametrize("columns", [3, 4])
async def test_the_longest_words_in_a_table_stay_in_their_column_on_a_phone(columns: int) -> None:
    # given a table whose words are wider than a column on a phone
    heads = "".join(f'<th scope="col">Verantwoordelijke {n}</th>' for n in range(columns))
    first, *others = CELLS[:columns]
    row = f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
    async with page_of() as page:
        await page.set_content(
            f'<!doctype html><html lang="nl"><head><title>x</title><style>{STYLE.read_text()}'
            f'</style></head><body><main><h1>x</h1><table class="even"><thead><tr>{heads}</tr>'
            f"</thead><tbody>{row}</tbody></table></main></body></html>"
        )
        # when it is looked at on a phone, then nothing runs over what stands beside it
        faults = await faults_on_phone(page)
        assert [fault for fault in faults if "px" in fault and "high" not in fault] == []
        # and of four the first has a line of its own, in what is still a table
        await page.set_viewport_size({"width": PHONE, "height": 900})
        assert await page.get_by_role("columnheader").count() == columns
        assert await page.get_by_role("row").count() == 2
        tops = [
            (await cell.bounding_box() or {})["y"]
            for cell in await page.locator("tbody tr > *").all()
        ]
        assert (tops[0] < tops[1]) is (columns == 4)
        assert len(set(tops[1:])) == 1


async def test_what_runs_over_the_next_column_is_a_fault() -> None:
    async with page_of() as page:
        await page.set_content(
            '<!doctype html><table style="table-layout: fixed; width: 100px">'
            f"<tr><td>{LONG}</td><td>b</td></tr></table>"
        )
        faults = await faults_on_phone(page)
        assert [fault for fault in faults if LONG in fault and " px in " in fault]
