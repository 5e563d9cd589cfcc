"""Signing in to the services as they run, at the issuer of the one-machine default."""

import pytest
from playwright.async_api import Page

from continuous_line.testing.browser import page_of, sign_in
from continuous_line_embedded.stand import Stand

MANAGER, ANALYST = "casemanager-weert-1", "analyst"
ACCOUNT = "/sign-in/account"


async def who(stand: Stand, page: Page, service: str) -> str:
    await page.goto(f"{stand.address(service)}{ACCOUNT}")
    return await page.inner_text("header")


@pytest.mark.parametrize("stand", ["embedded"], indirect=True)
async def test_one_sign_in_is_enough_and_another_person_is_one_everywhere(stand: Stand) -> None:
    async with page_of(javascript=False) as page:
        await sign_in(page, f"{stand.address('handover')}{ACCOUNT}", MANAGER)
        assert "Proefpersoon Casemanager" in await page.inner_text("header")
        assert "Proefpersoon Casemanager" in await who(stand, page, "report")
        answer = await page.request.get(f"{stand.address('handover')}/v1/cases")
        assert answer.status == 401

        await page.goto(f"{stand.address('report')}{ACCOUNT}")
        await page.click("text=Wissel van persoon")
        await page.check(f'input[value="{ANALYST}"]')
        await page.click("main button")
        assert "Proefpersoon Analist" in await who(stand, page, "report")
        assert "Proefpersoon Analist" in await who(stand, page, "handover")

        await page.click("header >> text=Meld af")
        for service in ("handover", "report"):
            await page.goto(f"{stand.address(service)}{ACCOUNT}")
            assert page.url.startswith(stand.issuer.address)


@pytest.mark.parametrize("stand", ["embedded"], indirect=True)
async def test_a_service_that_was_started_anew_still_knows_who_is_signed_in(stand: Stand) -> None:
    async with page_of() as page:
        await sign_in(page, f"{stand.address('handover')}{ACCOUNT}", MANAGER)
        await stand.kill("handover")
        await stand.start("handover")
        assert "Proefpersoon Casemanager" in await who(stand, page, "handover")
