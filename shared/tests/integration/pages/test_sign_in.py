"""Signing in at the embedded issuer, and everything that must not work."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
import msgspec
import pytest
from sqlalchemy import text

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.local.issuer import Issuer
from continuous_line.local.postgres import free_port
from continuous_line.local.sign_in import PEOPLE, Client, Person, SignInPlace
from continuous_line.sealing import Sealing, Unsealable
from continuous_line.testing.browsing import Browsing, Seen
from continuous_line.web import Service, create_service
from continuous_line.web.sign_in.state import SignIn

CLIENT = "doorlopende-lijn-sample"
MANAGER, HOLDER, ANALYST = "casemanager-weert-1", "permit-holder-1", "analyst"
JUDGE = Person(
    "judge", "Proefpersoon", (Role.ASYLUM_DECISION_MAKER, Role.CASE_MANAGER), "ind", "IND"
)
ROLELESS = Person("roleless", "Proefpersoon Zonder rol", (), "coa", "COA")
PLAN = {"place": "Weert", "planned_on-day": "3", "planned_on-month": "3",
        "planned_on-year": "2026", "why": "omdat", "confirmed": "1"}  # fmt: skip


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("issuer"), f"http://127.0.0.1:{free_port()}")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"client_id": CLIENT, "public_url": "https://service"})


@pytest.fixture
async def place(issuer: Issuer) -> AsyncIterator[SignInPlace]:
    made = SignInPlace(issuer, [Client(CLIENT, "https://service")], (*PEOPLE, JUDGE, ROLELESS))
    async with made.serving():
        yield made


@pytest.fixture
async def browser(app: Service, place: SignInPlace) -> AsyncIterator[Browsing]:
    made = Browsing(app)
    yield made
    await made.close()


async def signed_in(browser: Browsing, person: str = MANAGER, at: str = "/me", **more: Any) -> Seen:
    return await browser.submit(await browser.go(at), "/sign-in", person=person, **more)


async def rows(app: Service) -> list[Any]:
    async with app.state.resources.database.reading() as tx:
        return list((await tx.execute(text("SELECT * FROM sessions"))).all())


async def change(app: Service, statement: str) -> None:
    async with app.state.resources.database.transaction() as tx:
        await tx.execute(text(statement))


def cookie(browser: Browsing) -> str:
    return browser.cookies["service"]["__Host-sample"]


async def test_a_page_asked_for_without_a_session_is_shown_after_signing_in(
    browser: Browsing,
) -> None:
    choice = await browser.go("/visits?place=Weert")
    assert "Proefomgeving, geen echte personen" in choice.text
    assert choice.text.count('type="radio"') == len(PEOPLE) + 2
    assert 'type="password"' not in choice.text
    page = await browser.submit(choice, "/sign-in", person=MANAGER)
    assert page.path == "/visits?place=Weert"
    assert "Proefpersoon Casemanager" in page.text
    assert "casemanager, " in page.text
    assert '<span class="organisation">COA</span>' in page.text


async def test_the_cookie_is_bound_to_this_host_and_unreadable_for_scripts(
    browser: Browsing, app: Service
) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    answer = await browser._once("GET", back.address, None)
    line = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-sample="))
    for part in ("; HttpOnly", "; Path=/", "; SameSite=lax", "; Secure"):
        assert part in line
    assert "Domain" not in line


async def test_nothing_in_the_table_tells_who_it_is_or_acts_for_them(
    browser: Browsing, app: Service
) -> None:
    await signed_in(browser)
    kept = str(await rows(app)).encode()
    stored = b"".join(bytes(value) for value in (await rows(app))[0] if isinstance(value, bytes))
    for secret in (MANAGER, "Proefpersoon", "weert", "eyJ", cookie(browser)):
        assert secret.encode() not in kept
        assert secret.encode() not in stored


async def test_who_reads_the_table_with_another_secret_opens_nothing(
    browser: Browsing, app: Service
) -> None:
    await signed_in(browser)
    other = Sealing("another secret")
    row = (await rows(app))[0]
    with pytest.raises(Unsealable):
        other.open(row.sealed, row.id_hash)
    app.state.sign_in.sealing.open(row.sealed, row.id_hash)


async def test_a_session_that_somebody_brings_along_is_never_taken_over(
    browser: Browsing, app: Service
) -> None:
    await signed_in(browser)
    planted = cookie(browser)
    victim = Browsing(app)
    victim.cookies["service"] = {"__Host-sample": planted}
    page = await victim.go("/sign-in/start?next=/me")
    page = await victim.submit(page, "/sign-in", person=ANALYST)
    assert "Proefpersoon Analist" in page.text
    assert cookie(victim) != planted
    page = await browser.go("/me")
    assert "Proefpersoon Analist" not in page.text
    await victim.close()


@pytest.mark.parametrize(
    "address",
    ["//evil.example/x", "https://evil.example", "/\\evil.example", "\\/evil", "/a\\b", "evil",
     "javascript:alert(1)", "/a b", "/\t/evil.example", ""],
)  # fmt: skip
async def test_signing_in_leads_to_this_service_and_nowhere_else(
    browser: Browsing, address: str
) -> None:
    page = await browser.go("/sign-in/start?" + urlencode({"next": address}))
    page = await browser.submit(page, "/sign-in", person=MANAGER)
    assert page.address == "https://service/"


async def test_another_browser_cannot_use_the_answer_of_the_issuer(
    browser: Browsing, app: Service
) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    other = Browsing(app)
    page = await other.go(back.address)
    assert page.status == 400
    assert "niet gelukt" in page.text
    assert await rows(app) == []
    await other.close()


async def test_a_wrong_state_is_refused(browser: Browsing, app: Service) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    query = {name: values[0] for name, values in parse_qs(urlsplit(back.address).query).items()}
    for state in ("", "other"):
        page = await browser.go("/sign-in/callback?" + urlencode(query | {"state": state}))
        assert page.status == 400
    assert await rows(app) == []


async def test_an_attempt_ends_after_ten_minutes(
    browser: Browsing, app: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    real = time.time
    monkeypatch.setattr("continuous_line.web.sign_in.attempt.time.time", lambda: real() + 601)
    assert (await browser.go(back.address)).status == 400
    monkeypatch.undo()
    assert await rows(app) == []


async def test_an_answer_of_another_issuer_is_refused(browser: Browsing, app: Service) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    query = {name: values[0] for name, values in parse_qs(urlsplit(back.address).query).items()}
    without = {name: value for name, value in query.items() if name != "iss"}
    for changed in (query | {"iss": "https://evil.example"}, without):
        page = await browser.go("/sign-in/callback?" + urlencode(changed))
        assert page.status == 400
    assert await rows(app) == []


async def test_a_code_is_good_for_once(browser: Browsing, app: Service) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    before = dict(browser.cookies["service"])
    assert (await browser.go(back.address)).path == "/me"
    browser.cookies["service"] = before
    page = await browser.go(back.address)
    assert page.status == 400
    assert len(await rows(app)) == 1


async def test_the_code_is_worthless_without_what_the_browser_proves(
    browser: Browsing, place: SignInPlace
) -> None:
    back = await signed_in(browser, until="/sign-in/callback")
    code = parse_qs(urlsplit(back.address).query)["code"][0]
    callback = "https://service/sign-in/callback"
    body = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT,
            "redirect_uri": callback, "code_verifier": "guessed" * 8}  # fmt: skip
    async with httpx.AsyncClient() as thief:
        answer = await thief.post(f"{place.desk.issuer.address}/token", data=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


Tamper = Callable[[dict[str, Any]], dict[str, Any]]


def tampered(place: SignInPlace, monkeypatch: pytest.MonkeyPatch, change: Tamper) -> None:
    """The issuer gives other tokens than it should."""
    real = place.desk.tokens

    def tokens(form: Mapping[str, str]) -> dict[str, object] | None:
        found = real(form)
        return None if found is None else change(dict(found))

    monkeypatch.setattr(place.desk, "tokens", tokens)


def identity(issuer: Issuer, **changed: Any) -> str:
    claims = {"aud": CLIENT, "sub": MANAGER, "nonce": "n", "name": "x"} | changed
    return issuer.sign(claims, timedelta(minutes=5))


@pytest.mark.parametrize(
    "wrong",
    [{"nonce": "other"}, {"sub": "somebody-else"}, {"aud": "other-client"},
     {"iss": "https://evil.example"}, {"aud": [CLIENT, "b"]}, {"azp": "b"}, {"exp": 1},
     {"exp": None}],
)  # fmt: skip
async def test_an_identity_that_is_not_of_this_attempt_is_refused(
    wrong: dict[str, Any], browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def change(found: dict[str, Any]) -> dict[str, Any]:
        real = jwt.decode(found["id_token"], options={"verify_signature": False})
        return found | {"id_token": identity(issuer, **({"nonce": real["nonce"]} | wrong))}

    tampered(place, monkeypatch, change)
    assert (await signed_in(browser)).status == 400
    assert await rows(app) == []


async def test_tokens_signed_with_another_key_sign_nobody_in(
    browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = Issuer(tmp_path, issuer.address)
    tampered(
        place, monkeypatch, lambda found: found | {"access_token": other.token("x", "coa", [])}
    )
    assert (await signed_in(browser)).status == 400
    assert await rows(app) == []


async def test_an_identity_signed_with_another_key_signs_nobody_in(
    browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    other = Issuer(tmp_path, issuer.address)

    def change(found: dict[str, Any]) -> dict[str, Any]:
        real = jwt.decode(found["id_token"], options={"verify_signature": False})
        return found | {"id_token": identity(other, nonce=real["nonce"])}

    tampered(place, monkeypatch, change)
    assert (await signed_in(browser)).status == 400
    assert await rows(app) == []


async def test_who_has_no_role_is_told_which_one_a_page_needs_and_whom_to_ask(
    browser: Browsing, app: Service
) -> None:
    page = await signed_in(browser, "roleless")
    assert page.status == 403
    assert "role-missing" in page.text
    assert "casemanager" in page.text
    assert "Proefpersoon Zonder rol" in page.text
    page = await browser.submit(page, "/sign-out")
    assert "U bent afgemeld" in page.text


async def test_who_decides_on_asylum_is_never_signed_in(browser: Browsing, app: Service) -> None:
    page = await signed_in(browser, "judge")
    assert page.status == 403
    assert "over asiel beslist" in page.text
    assert await rows(app) == []


async def test_an_issuer_that_is_away_is_said_and_nothing_breaks(
    app: Service, issuer: Issuer
) -> None:
    browser = Browsing(app)
    page = await browser.go("/me")
    assert page.status == 503
    assert "aanmelddienst is nu niet bereikbaar" in page.text
    await browser.close()


async def test_an_issuer_that_went_away_meanwhile_is_said_and_trying_again_will_do(
    app: Service, issuer: Issuer
) -> None:
    browser = Browsing(app)
    place = SignInPlace(issuer, [Client(CLIENT, "https://service")], PEOPLE)
    async with place.serving():
        back = await signed_in(browser, until="/sign-in/callback")
    page = await browser.go(back.address)
    assert page.status == 503
    assert "aanmelddienst is nu niet bereikbaar" in page.text
    assert await rows(app) == []
    async with place.serving():
        assert "Proefpersoon Casemanager" in (await browser.go(back.address)).text
    await browser.close()


async def test_who_is_not_signed_in_by_the_issuer_is_told_so(
    browser: Browsing, place: SignInPlace
) -> None:
    choice = await browser.go("/me")
    state = parse_qs(urlsplit(choice.address).query)["state"][0]
    query = {"state": state, "error": "access_denied", "iss": place.desk.issuer.address}
    page = await browser.go("/sign-in/callback?" + urlencode(query))
    assert page.status == 403
    assert "heeft u niet aangemeld" in page.text


def refreshing(
    place: SignInPlace, monkeypatch: pytest.MonkeyPatch, subject: str = MANAGER
) -> list[str]:
    """The issuer gives a new token for a refresh token, once. Returns what it was asked with."""
    asked: list[str] = []

    def tokens(form: Mapping[str, str]) -> dict[str, object] | None:
        asked.append(form.get("refresh_token", ""))
        if form.get("grant_type") != "refresh_token" or len(asked) > 1:
            return None
        access = place.desk.issuer.token(subject, "coa", ["case-manager"], ["weert"])
        return {"access_token": access, "refresh_token": "refresh-2"}

    monkeypatch.setattr(place.desk, "tokens", tokens)
    return asked


async def token_ends(browser: Browsing, app: Service, issuer: Issuer, refresh: str | None) -> None:
    """The access token of the session has ended."""
    sign_in = app.state.sign_in
    async with app.state.resources.database.transaction() as tx:
        session = await sign_in.sessions.find(tx, cookie(browser))
        ended = issuer.token(MANAGER, "coa", [], lifetime=timedelta(minutes=-1))
        held = msgspec.structs.replace(session.held, access_token=ended, refresh_token=refresh)
        await sign_in.sessions.renew(tx, session, held, session.seen_at)


async def test_an_access_token_that_ends_is_renewed_once_however_many_ask(
    browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await signed_in(browser)
    asked = refreshing(place, monkeypatch)
    await token_ends(browser, app, issuer, "refresh-1")
    pages = await asyncio.gather(*(browser.go("/me") for _ in range(5)))
    assert all("Proefpersoon Casemanager" in page.text for page in pages)
    assert asked == ["refresh-1"]


async def test_without_another_token_the_way_leads_back_to_the_issuer(
    browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await signed_in(browser)
    for refresh in (None, "refresh-unknown"):
        await token_ends(browser, app, issuer, refresh)
        browser.visited.clear()
        page = await browser.go("/me")
        assert any("/authorize?" in address for address in browser.visited)
        assert "Proefpersoon Casemanager" in page.text


async def test_a_renewed_token_of_somebody_else_is_not_taken(
    browser: Browsing, app: Service, place: SignInPlace, issuer: Issuer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await signed_in(browser)
    asked = refreshing(place, monkeypatch, "somebody-else")
    await token_ends(browser, app, issuer, "refresh-1")
    stopped = await browser.go("/me", until="/sign-in/start")
    assert asked == ["refresh-1"]
    assert stopped.path == "/sign-in/start?next=%2Fme"


@pytest.mark.parametrize("column", ["seen_at = seen_at - interval '31 min'", "ends_at = now()"])
async def test_a_session_ends_when_unused_and_in_any_case(
    browser: Browsing, app: Service, column: str
) -> None:
    await signed_in(browser)
    await change(app, f"UPDATE sessions SET {column}")
    stopped = await browser.go("/me", until="/sign-in/start")
    assert stopped.path == "/sign-in/start?next=%2Fme"


async def test_what_was_sent_after_the_session_ended_is_kept_for_who_had_it(
    browser: Browsing, app: Service
) -> None:
    await signed_in(browser)
    form = await browser.go("/visits/new")
    await change(app, "UPDATE sessions SET seen_at = seen_at - interval '31 min'")
    page = await browser.submit(form, "/visits/new", **PLAN)
    assert page.path == "/sign-in/kept"
    assert "omdat" in page.text
    assert "omdat" not in str(await rows(app))
    page = await browser.submit(page, "/visits/new")
    assert "Het bezoek is vastgelegd" in page.text
    assert "Er staat geen ingevuld formulier klaar" in (await browser.go("/sign-in/kept")).text
    async with app.state.resources.database.reading() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM visits"))).scalar_one() == 1


async def test_what_was_kept_is_not_shown_to_who_signs_in_next(
    browser: Browsing, app: Service, place: SignInPlace
) -> None:
    await signed_in(browser)
    form = await browser.go("/visits/new")
    await change(app, "UPDATE sessions SET seen_at = seen_at - interval '31 min'")
    del browser.cookies["127.0.0.1"]
    choice = await browser.submit(form, "/visits/new", **PLAN)
    page = await browser.submit(choice, "/sign-in", person=ANALYST)
    assert page.path == "/visits/new"
    assert "omdat" not in page.text
    assert "omdat" not in (await browser.go("/sign-in/kept")).text


async def test_a_forged_form_is_not_kept(browser: Browsing, app: Service) -> None:
    await signed_in(browser)
    form = await browser.go("/visits/new")
    await change(app, "UPDATE sessions SET seen_at = seen_at - interval '31 min'")
    page = await browser.submit(form, "/visits/new", **PLAN | {"csrf": "forged"})
    assert page.path == "/visits/new"
    assert all(row.kept is None for row in await rows(app))


async def test_signing_out_ends_the_session_here_and_at_the_issuer(
    browser: Browsing, app: Service
) -> None:
    page = await signed_in(browser)
    old = cookie(browser)
    page = await browser.submit(page, "/sign-out")
    assert page.path == "/sign-in/signed-out"
    assert "U bent afgemeld" in page.text
    assert await rows(app) == []
    browser.cookies["service"] = {"__Host-sample": old}
    assert "Wie bent u vandaag?" in (await browser.go("/me")).text


async def test_nobody_is_signed_out_by_a_form_of_elsewhere(browser: Browsing, app: Service) -> None:
    page = await signed_in(browser)
    page = await browser.submit(page, "/sign-out", csrf="forged")
    assert page.status == 403
    assert len(await rows(app)) == 1


async def test_signing_out_everywhere_ends_every_session_of_the_person(
    browser: Browsing, app: Service
) -> None:
    other, third = Browsing(app), Browsing(app)
    await signed_in(other)
    await signed_in(third, ANALYST)
    await signed_in(browser)
    account = await browser.go("/sign-in/account")
    assert "<dd>weert</dd>" in account.text
    await browser.submit(account, "/sign-out/everywhere")
    assert len(await rows(app)) == 1
    assert "Wie bent u vandaag?" not in (await third.go("/me")).text
    assert (await other.go("/me", until="/sign-in/start")).path.startswith("/sign-in/start")
    for each in (other, third):
        await each.close()


async def logout(app: Service, token: str) -> int:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://service") as issuer:
        answer = await issuer.post("/sign-in/backchannel-logout", data={"logout_token": token})
    return answer.status_code


EVENTS = {"http://schemas.openid.net/event/backchannel-logout": {}}


async def test_the_issuer_ends_the_sessions_of_all_services(
    browser: Browsing, app: Service, place: SignInPlace
) -> None:
    await signed_in(browser)
    at = next(iter(place.desk._sessions.values()))
    minute = timedelta(minutes=1)

    def token(**claims: Any) -> str:
        whole = {"aud": CLIENT, "sub": MANAGER, "sid": at.sid, "events": EVENTS} | claims
        return place.desk.issuer.sign(whole, minute)

    for wrong in ({"aud": "other"}, {"events": {}}, {"nonce": "n"}, {"iss": "https://evil.example"},
                  {"exp": 1}, {"exp": None}, {"sub": None, "sid": None}):  # fmt: skip
        assert await logout(app, token(**wrong)) == 400
    assert await logout(app, "nonsense") == 400
    assert await logout(app, token(sid="another")) == 200
    assert len(await rows(app)) == 1
    assert await logout(app, token()) == 200
    assert await rows(app) == []


async def test_a_logout_of_the_subject_ends_all_of_theirs(
    browser: Browsing, app: Service, place: SignInPlace
) -> None:
    await signed_in(browser)
    token = place.desk.issuer.sign(
        {"aud": CLIENT, "sub": MANAGER, "events": EVENTS}, timedelta(minutes=1)
    )
    assert await logout(app, token) == 200
    assert await rows(app) == []


async def test_choosing_another_person_is_one_link(browser: Browsing, app: Service) -> None:
    page = await signed_in(browser)
    assert 'href="/sign-in/switch"' in page.text
    choice = await browser.go("/sign-in/switch")
    assert "Wie bent u vandaag?" in choice.text
    page = await browser.submit(choice, "/sign-in", person=ANALYST)
    assert "Proefpersoon Analist" in (await browser.go("/me")).text


async def test_one_sign_in_at_the_issuer_is_enough_for_all_services(browser: Browsing) -> None:
    await signed_in(browser)
    del browser.cookies["service"]
    assert "Proefpersoon Casemanager" in (await browser.go("/me")).text


async def test_elsewhere_than_in_the_embedded_default_nobody_chooses_who_they_are(
    settings: Settings, place: SignInPlace
) -> None:
    for environment in ("development", "production"):
        from sample_pages import KIT, router

        keys = "https://issuer.example/jwks"
        given = settings.model_copy(update={"environment": environment, "jwks": keys})
        app = create_service(
            name="sample", title="Sample", settings=given, routers=[], lifespan=None,  # type: ignore[arg-type]
            pages=router, kit=KIT,
        )  # fmt: skip
        browser = Browsing(app)
        for path in ("/sign-in", "/sign-in/switch"):
            page = await browser.go(path)
            assert page.status == 404
            assert "Proefomgeving" not in page.text
        await browser.close()


async def test_without_a_public_address_signing_in_says_that_it_is_off(
    settings: Settings, app: Service
) -> None:
    off = settings.model_copy(update={"public_url": ""})
    app.state.sign_in = SignIn("sample", off, app.state.verifier)
    browser = Browsing(app)
    page = await browser.go("/me")
    assert page.status == 503
    assert "niet ingesteld" in page.text
    await browser.close()


async def test_the_issuer_serves_this_machine_only(place: SignInPlace) -> None:
    address = f"{place.desk.issuer.address}/.well-known/openid-configuration"
    async with httpx.AsyncClient() as client:
        assert (await client.get(address)).status_code == 200
        assert (await client.get(address, headers={"Host": "evil.example"})).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [{"client_id": "other"}, {"redirect_uri": "https://evil.example/"}, {"code_challenge": ""},
     {"code_challenge_method": "plain"}, {"response_type": "token"}, {"scope": "profile"}],
)  # fmt: skip
async def test_the_issuer_refuses_what_a_client_may_not_ask(
    wrong: dict[str, str], browser: Browsing
) -> None:
    choice = await browser.go("/me")
    query = {name: values[0] for name, values in parse_qs(urlsplit(choice.address).query).items()}
    base = choice.address.partition("/sign-in")[0]
    page = await browser.go(f"{base}/authorize?" + urlencode(query | wrong))
    assert page.status == 400
    assert page.address.startswith(base)
    again = await browser.go(f"{base}/authorize?" + urlencode(query | {"prompt": "none"}),
                             until="/sign-in/callback")  # fmt: skip
    assert "error=login_required" in again.address
