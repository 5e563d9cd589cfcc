"""What somebody typed survives an error, a reload, an ended sign-in and a colleague who was first;
and a talk is planned, and recorded, in at most four steps. In a real browser."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.testing.browser import page_of, sign_in
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.listening import Listening

CASE_MANAGER, CLIENT_MANAGER = "casemanager-weert-1", "clientmanager-GM0957"
TYPED = "Fictief: over werk staat er niets, en ik typte lang."


@pytest.fixture
def settings(settings: Settings, clock: ClockFile, listening: Listening) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path, **listening.settings})


@pytest.fixture
async def case(world: Any, clock: ClockFile) -> str:
    await world.places()
    found: str = await world.link(azc="weert")
    await world.roermond.post(f"{found}/client-managers", clientManager="km-1")
    clock.set("2026-05-01")
    return found


async def send(page: Page) -> None:
    async with page.expect_navigation():
        await page.click("main form button[type=submit]:not([name=change], [name=more])")


async def signal_form(page: Page, address: str, case: str) -> None:
    await sign_in(page, f"{address}{case}/signals/new", CLIENT_MANAGER)
    await page.check('input[name="signal_kind"][value="profile-thin"]')
    await page.fill("#signal_text", TYPED)


async def typed(page: Page) -> tuple[str, bool]:
    ticked = await page.is_checked('input[name="signal_kind"][value="profile-thin"]')
    return await page.input_value("#signal_text"), ticked


async def kept_in_tab(page: Page) -> str:
    return str(await page.evaluate("JSON.stringify({...sessionStorage})"))


async def test_a_reload_brings_back_what_was_typed_and_nothing_stays_after_sending(
    address: str, case: str
) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        await page.reload()
        assert await typed(page) == (TYPED, True)
        assert await page.evaluate("localStorage.length") == 0
        await send(page)
        assert "Fictief" in await page.inner_text("main")
        assert "Fictief" not in await kept_in_tab(page)
        await page.goto(f"{address}{case}/signals/new")
        assert await typed(page) == ("", False)
        await page.reload()
        assert await typed(page) == ("", False)


async def test_what_one_person_typed_is_not_there_for_the_next_at_the_same_screen(
    address: str, case: str
) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        assert "Fictief" in await kept_in_tab(page)
        async with page.expect_navigation():
            await page.click('form[action="/sign-out"] button')
        assert "Fictief" not in await kept_in_tab(page)
        await sign_in(page, f"{address}{case}/signals/new", CASE_MANAGER)
        await page.reload()
        assert await typed(page) == ("", False)


async def test_an_error_keeps_what_was_typed_also_after_a_reload_of_the_form(
    address: str, case: str
) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}{case}/signals/new", CLIENT_MANAGER)
        await page.fill("#signal_text", TYPED)
        await send(page)
        assert (await page.title()).startswith("Fout:")
        assert await typed(page) == (TYPED, False)
        await page.fill("#signal_text", f"{TYPED} En meer.")
        await page.reload()
        assert await typed(page) == (f"{TYPED} En meer.", False)


async def test_what_came_nowhere_is_sent_again_by_a_reload(address: str, case: str) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        await page.route("**/signals/new", lambda route: route.abort())
        await page.click("main form button[type=submit]")
        await page.wait_for_url("chrome-error://**")
        await page.unroute("**/signals/new")
        await page.reload()
        assert TYPED in await page.inner_text("main")
        assert "Fictief" not in await kept_in_tab(page)


async def test_a_refusal_loses_nothing_on_the_way_back_to_the_form(
    address: str, case: str, world: Any
) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        colleague = world.sign_in([Role.CASE_MANAGER], "coa", ["weert"])
        await colleague.post(
            f"{case}/closings", outcome="other", overview="case-manager", reason="no-answer"
        )
        await send(page)
        assert "case-closed" in await page.inner_text("main")
        event = await colleague.last(case, "HandoverClosed")
        await colleague.post(f"{case}/events/{event['id']}/voidings", reason="mistake")
        await page.go_back()
        assert await typed(page) == (TYPED, True)
        await send(page)
        assert TYPED in await page.inner_text("main")
        assert "Fictief" not in await kept_in_tab(page)


async def end_sessions(world: Any) -> None:
    async with world.resources.database.transaction() as tx:
        await tx.execute(text("UPDATE sessions SET seen_at = seen_at - interval '1 day'"))


@pytest.mark.parametrize(
    ("back", "found"), [(CLIENT_MANAGER, (TYPED, True)), (CASE_MANAGER, ("", False))]
)
async def test_a_reload_with_an_ended_sign_in_brings_it_back_to_the_same_person_only(
    address: str, case: str, back: str, found: tuple[str, bool]
) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        await page.context.clear_cookies()
        await page.reload()
        await page.check(f'input[value="{back}"]')
        async with page.expect_navigation():
            await page.click("main button[type=submit]")
        assert page.url == f"{address}{case}/signals/new"
        assert await typed(page) == found
        await page.reload()
        assert await typed(page) == found


async def test_another_language_keeps_what_was_typed(address: str, case: str) -> None:
    async with page_of() as page:
        await signal_form(page, address, case)
        await page.click(".language a")
        assert await page.get_attribute("html", "lang") == "en"
        assert await typed(page) == (TYPED, True)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
async def test_an_ended_sign_in_keeps_what_was_sent_until_the_same_person_is_back(
    address: str, case: str, world: Any, javascript: bool
) -> None:
    async with page_of(javascript=javascript) as page:
        await signal_form(page, address, case)
        await end_sessions(world)
        await send(page)
        assert page.url.endswith("/sign-in/kept")
        assert TYPED in await page.inner_text("main")
        await send(page)
        assert TYPED in await page.inner_text("main")
        assert urlsplit(page.url).path.startswith("/signals/")


FORMS = ("handovers/new", "plan/edit", "agreements/new", "guidance", "findings/new", "signals/new")
BOXES = "form.fields input[type=text]:visible, form.fields textarea:not([readonly]):visible"


async def test_every_form_with_free_text_has_it_back_after_a_reload(
    address: str, case: str, world: Any
) -> None:
    colleague = world.sign_in([Role.CASE_MANAGER], "coa", ["weert"])
    said = {"kind": "no-answer", "text": "Fictief: niemand neemt op."}
    signal = await colleague.post(f"{case}/signals", **said)
    seen: dict[str, int] = {}
    async with page_of() as page:
        await sign_in(page, f"{address}{case}", CLIENT_MANAGER)
        for path in (*(f"{case}/{form}" for form in FORMS), signal):
            await page.goto(address + path)
            boxes = page.locator(BOXES)
            seen[path] = await boxes.count()
            for number in range(seen[path]):
                await boxes.nth(number).fill(f"Fictief {number}")
            await page.reload()
            found = [await boxes.nth(number).input_value() for number in range(seen[path])]
            assert found == [f"Fictief {number}" for number in range(seen[path])], path
    assert all(seen.values()), seen


async def a_finding(page: Page) -> None:
    await page.check('input[name="finding_source"][value="employer"]')
    await page.fill("#finding_text", TYPED)


async def a_goal(page: Page) -> None:
    await page.fill('[name="goal.0.plan_text"]', TYPED)
    await page.select_option('[name="goal.0.plan_party"]', "permit-holder")


@pytest.mark.parametrize(
    ("form", "fill", "shown"),
    [("findings/new", a_finding, "findings"), ("plan/edit", a_goal, "plan")],
    ids=["finding", "plan"],
)
async def test_of_two_who_act_at_once_the_second_sees_what_the_first_did_and_keeps_the_text(
    address: str, case: str, form: str, fill: Callable[[Page], Awaitable[None]], shown: str
) -> None:
    async with page_of() as first, page_of() as second:
        await sign_in(first, f"{address}{case}/first-contacts/new", CASE_MANAGER)
        await sign_in(second, f"{address}{case}/{form}", CLIENT_MANAGER)
        await fill(second)
        await send(first)
        await send(second)
        assert "eerste contact" in (await second.inner_text("main")).lower()
        assert TYPED in await second.content()
        async with second.expect_navigation():
            await second.click("text=Leg vast wat ik invulde")
        await second.goto(f"{address}{case}/{shown}")
        assert TYPED in await second.inner_text("main")
        assert "Fictief" not in await kept_in_tab(second)


class Steps:
    """How many pages somebody went through since the page of the case."""

    def __init__(self, page: Page) -> None:
        self.taken = 0
        page.on("framenavigated", self._count)

    def _count(self, _frame: object) -> None:
        self.taken += 1


async def test_a_talk_is_planned_and_recorded_in_at_most_four_steps_each_with_a_check(
    address: str, case: str, clock: ClockFile, world: Any
) -> None:
    async with page_of() as page:
        await sign_in(page, f"{address}{case}", CLIENT_MANAGER)
        planning = Steps(page)
        await page.click("text=Plan een gesprek")
        await page.check('input[name="talk_mode"][value="in-person"]')
        await page.check('input[name="talk_scenario"][value="quick-start"]')
        for part, value in (("day", "12"), ("month", "mei"), ("year", "2026")):
            await page.fill(f"#talk_first_on-{part}", value)
        await page.fill("#talk_first_at", "14.30")
        await send(page)
        assert "di 12 mei 2026, 14:30" in await page.inner_text("main")
        assert "HandoverPlanned" not in await world.tvs.types(case)
        await send(page)
        assert planning.taken <= 4
        assert "Het voorstel is verstuurd." in await page.inner_text('[role="status"]')
    clock.set("2026-05-12", 16)
    async with page_of() as page:
        await sign_in(page, f"{address}{case}", CASE_MANAGER)
        recording = Steps(page)
        await page.click("text=Leg vast hoe het ging")
        await page.check('input[name="talk_outcome"][value="together"]')
        await send(page)
        for box in await page.query_selector_all('input[name="talk_attended"]'):
            await box.check()
        await send(page)
        assert "Telt als warme overdracht" in await page.inner_text("main")
        await send(page)
        assert recording.taken <= 4
    assert (await world.tvs.types(case))[-1] == "WarmHandoverHeld"
