"""Signing in at a real issuer that is not ours, in a real browser."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pytest
from playwright.async_api import Page, Route
from sqlalchemy import text

from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.local.postgres import free_port
from continuous_line.sealing import Sealing
from continuous_line.sessions import Sessions
from continuous_line.testing.browser import page_of
from continuous_line.testing.browsing import Browsing
from continuous_line.testing.oidc_provider import OidcProvider, oidc_provider
from continuous_line.testing.server import serving
from continuous_line.web import Service

PERSON = {"name": "Proefpersoon", "organisationName": "COA", "organisation": "coa",
          "roles": ["case-manager"], "places": ["weert"]}  # fmt: skip
FIRST, SECOND = "sample", "another"


@dataclass(frozen=True)
class Place:
    """Two services with pages, and the issuer where people sign in to both."""

    service: str
    other: str
    issuer: OidcProvider
    settings: Settings


def secret_of(settings: Settings, service: str) -> str:
    """Each its own: neither could end the other's sessions by mistake."""
    return f"{settings.secret} of {service}"


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    from sample_pages import router
    from sample_pages.app import app_of

    ports = {name: free_port() for name in (FIRST, SECOND)}
    here = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    starting = oidc_provider(here, PERSON, audience=settings.audience)
    issuer = await asyncio.to_thread(starting.__enter__)

    def app(name: str) -> Service:
        given = {"environment": "development", "issuer": issuer.address,
                 "jwks": f"{issuer.address}/jwks", "public_url": here[name], "client_id": name,
                 "client_secret": issuer.client_secret,
                 "secret": secret_of(settings, name)}  # fmt: skip
        return app_of(settings.model_copy(update=given), router, name=name)

    try:
        with serving(app(FIRST), ports[FIRST]), serving(app(SECOND), ports[SECOND]):
            yield Place(here[FIRST], here[SECOND], issuer, settings)
    finally:
        await asyncio.to_thread(starting.__exit__, None, None, None)


async def ours_only(route: Route) -> None:
    """The issuer's own pages ask for fonts elsewhere."""
    if "//127.0.0.1:" in route.request.url:
        await route.continue_()
    else:
        await route.abort()


async def sign_in(page: Page, address: str) -> list[str]:
    """Everything the browser was sent to."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    await page.route("**/*", ours_only)
    await page.goto(address)
    await page.fill('input[name="login"]', "somebody")
    await page.fill('input[name="password"]', "anything")
    await page.click('button[type="submit"]')
    await page.click('button[type="submit"]')  # consent
    return seen


async def sessions(place: Place) -> int:
    async with Database(place.settings.database_url) as database, database.reading() as tx:
        return int((await tx.execute(text("SELECT count(*) FROM sessions"))).scalar_one())


async def access_token(place: Place, page: Page, instead: str | None = None) -> str:
    """What the service holds for this browser."""
    cookies = {each["name"]: each["value"] for each in await page.context.cookies()}
    settings = place.settings
    kept = Sessions(
        Sealing(secret_of(settings, FIRST)), settings.session_idle, settings.session_longest
    )
    async with Database(settings.database_url) as database, database.transaction() as tx:
        session = await kept.find(tx, cookies[f"__Host-{FIRST}"])
        assert session is not None
        if instead is not None:
            held = msgspec.structs.replace(session.held, access_token=instead)
            await kept.renew(tx, session, held, session.seen_at)
        return session.held.access_token


async def access_token_ends(place: Place, page: Page) -> None:
    await access_token(place, page, "ended")


async def test_somebody_signs_in_with_pkce_is_renewed_and_signs_out_there_too(
    place: Place,
) -> None:
    async with page_of() as page:
        seen = await sign_in(page, f"{place.service}/visits?place=Weert")
        assert page.url == f"{place.service}/visits?place=Weert"
        header = await page.inner_text("header")
        assert "Proefpersoon, casemanager, COA" in " ".join(header.split())
        assert "Proefomgeving" not in header
        asked = next(address for address in seen if "code_challenge" in address)
        query = parse_qs(urlsplit(asked).query)
        assert query["code_challenge_method"] == ["S256"]
        assert query["state"] != query["nonce"]
        await access_token_ends(place, page)
        seen.clear()
        await page.goto(f"{place.service}/visits/new")
        assert page.url == f"{place.service}/visits/new"
        assert not any(place.issuer.address in address for address in seen)
        assert await sessions(place) == 1
        assert await access_token(place, page) != "ended"

        await page.click("text=Meld af")
        await page.click('button[value="yes"]')
        assert page.url.startswith(f"{place.service}/sign-in/signed-out")
        assert "U bent afgemeld" in await page.inner_text("h1")
        assert await sessions(place) == 0
        await page.goto(f"{place.service}/me")
        assert await page.is_visible('input[name="password"]')


async def no_session_is_left(place: Place) -> bool:
    """The issuer tells the services, one after the other, on its own."""
    for _ in range(200):
        if await sessions(place) == 0:
            return True
        await asyncio.sleep(0.1)
    return False


async def test_signing_out_of_one_service_signs_out_of_all(place: Place) -> None:
    async with page_of() as page:
        await sign_in(page, f"{place.service}/me")
        await page.goto(f"{place.other}/me")
        await page.click('button[type="submit"]')  # consent of another client; nobody signs in anew
        assert page.url == f"{place.other}/me"
        assert await sessions(place) == 2
        await page.click("text=Meld af")
        await page.click('button[value="yes"]')
        assert "U bent afgemeld" in await page.inner_text("h1")
        assert await no_session_is_left(place)
        await page.goto(f"{place.service}/me")
        assert await page.is_visible('input[name="password"]')


async def test_who_signs_out_at_the_issuer_is_signed_out_here(place: Place) -> None:
    async with page_of() as page:
        await sign_in(page, f"{place.service}/me")
        assert await sessions(place) == 1
        await page.goto(f"{place.issuer.address}/session/end")
        await page.click('button[value="yes"]')
        assert await no_session_is_left(place)


async def test_a_code_without_the_browsers_proof_is_worthless(place: Place) -> None:
    victim = Browsing(None)
    page = await victim.go(f"{place.service}/me")
    page = await victim.submit(page, "/interaction", login="somebody", password="anything")
    back = await victim.submit(page, "/interaction", until="/sign-in/callback")
    await victim.close()
    stolen = back.address
    code = parse_qs(urlsplit(stolen).query)["code"][0]
    async with httpx.AsyncClient() as thief:
        there = await thief.get(stolen, headers={"Accept": "text/html"})
        assert there.status_code == 400
        answer = await thief.post(
            f"{place.issuer.address}/token",
            data={"grant_type": "authorization_code", "code": code, "code_verifier": "x" * 50,
                  "redirect_uri": f"{place.service}/sign-in/callback"},
            auth=(FIRST, place.issuer.client_secret),
        )  # fmt: skip
    assert answer.json()["error"] == "invalid_grant"
    assert await sessions(place) == 0
