"""Who sees the data, in a real browser: for everybody, in both languages, on a phone, on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Page

from continuous_line.config import Settings
from continuous_line.local.sign_in import PEOPLE
from continuous_line.testing.browser import faults_of, faults_on_phone, page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

CASE_MANAGER, PERMIT_HOLDER, PROVIDER = "casemanager-weert-1", "permit-holder-1", "provider-1"
PARTICIPATION = "participation-weert"
SCHOOL = next(one.organisation for one in PEOPLE if one.subject == PROVIDER)


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@dataclass(frozen=True)
class Filled:
    """The ready-made permit holder, with a profile that was sent, read and shared."""

    person: UUID
    grant: str
    wish: str


@pytest.fixture
async def filled(world: Any) -> Filled:
    person = next(one.permit_holder_id for one in PEOPLE if one.subject == PERMIT_HOLDER)
    assert person is not None
    profile = await world.tvs.post("/profiles", permitHolderId=str(person), azc="weert")
    await world.fill(profile, "identity", "education", "work", "language", "wishes")
    await world.author.put(f"{profile}/sections/network", declined=True)
    await world.author.post(f"{profile}/completions")
    await world.linked(person, "GM0957")
    await world.author.post(f"{profile}/sendings")
    await world.roermond.get(profile)
    await world.zwolle.problem(profile, "GET")
    await world.author.post(
        f"{profile}/activities",
        activityType="training",
        setting="external",
        startedOn="2026-02-02",
        trainingCode="work-safety",
        provider="vluchtelingenwerk",
    )
    await world.bridge.post(
        f"{profile}/planned-activities",
        activityType="training",
        provider="roc",
        trainingCode="work-safety",
    )
    wish = await world.author.post(
        f"{profile}/activity-requests", activityType="internship", wish="lassen op een werf"
    )
    grant = await world.author.post(
        f"{profile}/grants",
        party=SCHOOL,
        purpose="language-lessons",
        sections=["language", "education", "network"],
        expiresOn="2026-06-30",
        permitHolderAgreed=True,
    )
    return Filled(person, grant.removeprefix("/v1"), wish.removeprefix("/v1"))


def pages_of(filled: Filled) -> dict[str, list[str]]:
    """Every page, by who looks at it."""
    profile = f"/profiles/{filled.person}"
    nobody = "/profiles/00000000-0000-0000-0000-000000000000"
    return {
        PERMIT_HOLDER: ["/my-data", "/my-data/accesses", f"{profile}/grants/new",
                        f"{filled.grant}/revocation"],
        CASE_MANAGER: [f"{profile}/access", f"{profile}/accesses", f"{profile}/grants/new",
                       f"{nobody}/access", f"{profile}/activities",
                       f"{profile}/activities/new", f"{profile}/planned-activities/new"],
        PARTICIPATION: ["/activity-requests", f"{filled.wish}/answer",
                        f"{profile}/assessments/new"],
        PROVIDER: ["/grants", "/grants?all=1", f"{profile}/granted-sections",
                   f"{nobody}/granted-sections"],
    }  # fmt: skip


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "faults"), [("nl", faults_of), ("en", faults_on_phone)], ids=["nl", "en"]
)
async def test_everybody_can_use_every_page_on_any_screen(
    address: str, filled: Filled, language: str, faults: Callable[[Page], Any]
) -> None:
    found: dict[str, list[str]] = {}
    for person, paths in pages_of(filled).items():
        async with page_of() as page:
            await sign_in(page, f"{address}/?lang={language}", person)
            for path in paths:
                await page.goto(address + path)
                assert await page.get_attribute("html", "lang") == language, path
                found[f"{person} {path}"] = await faults(page)
                if path.endswith("/new"):
                    await page.click("main form button[type=submit]")
                    found[f"{person} {path} with faults"] = await faults(page)
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.scenario("S-P7")
async def test_without_javascript_access_is_given_and_withdrawn(
    address: str, filled: Filled
) -> None:
    async with page_of(width=320, javascript=False) as page:
        await sign_in(page, f"{address}/my-data", PERMIT_HOLDER)
        await page.click("text=Geef toegang")
        await page.click("main form button[type=submit]")
        assert (await page.title()).startswith("Fout: ")
        await page.fill("#grant_to", "fietsclub")
        await page.check('input[name="grant_purpose"][value="volunteering"]')
        await page.check('input[name="grant_sections"][value="activities"]')
        for part, value in (("day", "30"), ("month", "juni"), ("year", "2026")):
            await page.fill(f"#grant_until-{part}", value)
        await page.click("main form button[type=submit]")
        assert "di 30 juni 2026" in await page.inner_text("main")
        await page.click('button[name="confirmed"]')
        assert "De toegang is gegeven" in await page.inner_text('[role="status"]')
        await page.click("text=Trek de toegang in")
        assert "Ziet vanaf nu niets meer" in await page.inner_text("main")
        await page.click("main form button[type=submit]")
        assert "ingetrokken" in await page.inner_text('[role="status"]')


@pytest.mark.scenario("S-P9")
async def test_on_paper_each_sheet_has_its_heading_date_and_reader(
    address: str, filled: Filled
) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/my-data", PERMIT_HOLDER)
        await page.emulate_media(media="print")
        assert not await page.is_visible(".top")
        assert not await page.is_visible("text=Geef toegang")
        printed = await page.inner_text(".printed")
        assert "Uw gegevens. Afgedrukt op" in printed
        assert "door Proefpersoon Vergunninghouder" in printed
        for selector in (".printed", "thead"):
            shown = await page.eval_on_selector(selector, "e => getComputedStyle(e).display")
            assert shown == "table-header-group"


async def test_with_the_keyboard_alone_somebody_comes_to_giving_access(
    address: str, filled: Filled
) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}/my-data", PERMIT_HOLDER)
        await page.keyboard.press("Tab")
        assert await page.inner_text(":focus") == "Naar de inhoud"
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await page.inner_text(":focus") == "Geef toegang"
        assert (
            await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        )


async def test_a_page_that_is_written_from_right_to_left_still_fits(
    address: str, filled: Filled
) -> None:
    async with page_of(width=320) as page:
        await sign_in(page, f"{address}/my-data", PERMIT_HOLDER)
        await page.evaluate("document.documentElement.dir = 'rtl'")
        root = "document.documentElement"
        assert await page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
        aligned = "getComputedStyle(document.querySelector('td')).textAlign"
        assert await page.evaluate(aligned) in ("start", "right")
