"""The console, as somebody without JavaScript sees it. All names are made up."""

import html
import re
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.sinks import reply, sink
from continuous_line.testing.visiting import Visiting, plain

ROERMOND, ZWOLLE = "GM0957", "GM0193"
SINK = "https://hooks.example.nl/roermond"
LINKED = "nl.doorlopendelijn.handover.MunicipalityLinked.v1"
PUSH = {
    "sub_name": "Fictief zaaksysteem",
    "sub_delivery": "push",
    "sub_sink": SINK,
    "sub_content": "full",
    "sub_mode": "structured",
}


@pytest.fixture
async def manager(visit: Any) -> Visiting:
    found: Visiting = await visit([Role.INTEGRATION_MANAGER], ROERMOND, [ROERMOND])
    return found


async def made(manager: Visiting, **more: str) -> str:
    """The address of a new subscription's page."""
    return (await manager.sends("/subscriptions/new", PUSH | more)).partition("?")[0]


async def test_a_municipality_without_one_is_told_so_and_begins_there(manager: Visiting) -> None:
    assert (await manager.client.get("/")).headers["location"] == "/subscriptions"
    page = plain(await manager.get("/subscriptions"))
    assert "Uw gemeente heeft nog geen abonnement." in page
    assert "Maak een abonnement" in page


async def test_one_is_made_and_seen_with_its_state_and_settings(manager: Visiting) -> None:
    leads_to = await manager.sends(
        "/subscriptions/new",
        PUSH | {"sub_types": f"{LINKED}\n", "sub_filters": '[{"prefix": {"subject": "0"}}]'},
    )
    page = plain(await manager.get(leads_to))
    assert "Het abonnement is gemaakt. Maak nu een geheim" in page
    assert "Wacht op toestemming van het adres" in page
    for shown in (SINK, LINKED, "Fictief zaaksysteem", "gemaakt", "Nog te sturen"):
        assert shown in page
    listed = plain(await manager.get("/subscriptions"))
    assert "Abonnementen van uw gemeente: 1" in listed
    assert "Wacht op toestemming van het adres" in listed


async def test_every_fault_of_the_form_is_told_and_the_input_stays(manager: Visiting) -> None:
    answer = await manager.post(
        "/subscriptions/new",
        {
            "sub_delivery": "push",
            "sub_sink": "https://elsewhere.example/in",
            "sub_types": "nl.example.Unknown.v1",
            "sub_filters": "[{",
            "sub_content": "full",
            "sub_mode": "structured",
            "sub_most": "65",
        },
    )
    assert answer.status_code == 400
    page = html.unescape(answer.text)
    assert "<title>Fout: " in page
    faults = set(re.findall(r'href="#(sub_\w+)"', page))
    assert faults == {"sub_name", "sub_sink", "sub_types", "sub_filters", "sub_most"}
    assert "Naar dit adres mogen wij niets sturen." in page
    assert "Dit is geen JSON." in page
    for typed in ("https://elsewhere.example/in", "nl.example.Unknown.v1", "[{"):
        assert typed in page


async def test_a_filter_that_is_wrong_is_told_by_its_place(manager: Visiting) -> None:
    answer = await manager.post(
        "/subscriptions/new", PUSH | {"sub_filters": '[{"not": {"exact": {"tpye": "x"}}}]'}
    )
    assert answer.status_code == 400
    assert "Dit deel van het filter klopt niet: 0.not.exact.tpye." in plain(answer.text)


async def test_settings_are_changed_and_who_was_too_late_keeps_the_input(
    manager: Visiting, visit: Any
) -> None:
    one = await made(manager)
    form = html.unescape(await manager.get(f"{one}/settings"))
    assert f'value="{SINK}"' in form
    assert 'name="version" value="1"' in form
    changed = {name: value for name, value in PUSH.items() if name != "sub_delivery"}
    await manager.sends(f"{one}/settings", changed | {"sub_name": "Fictief eerst"}, version=1)
    assert "Fictief eerst" in plain(await manager.get(one))
    late = await manager.post(f"{one}/settings", changed | {"sub_name": "Fictief laat"}, version=1)
    assert late.status_code == 412
    told = plain(late.text)
    assert "Fictief laat" in told
    assert "instellingen gewijzigd" in told


async def test_it_is_paused_resumed_pinged_and_ended(manager: Visiting) -> None:
    one = await made(manager, sub_delivery="pull")
    assert "Uw systeem haalt de berichten zelf op" in plain(await manager.get(one))
    await manager.sends(f"{one}/pauses", version=1)
    assert "Gepauzeerd: door uw gemeente" in plain(await manager.get(one))
    await manager.sends(f"{one}/resumptions", version=2)
    leads_to = await manager.sends(f"{one}/pings")
    assert "Het proefbericht staat klaar." in plain(await manager.get(leads_to))
    assert "Beëindigen is voorgoed." in plain(await manager.get(f"{one}/ending"))
    await manager.sends(f"{one}/ending", version=3)
    page = await manager.get(one)
    assert "Beëindigd: door uw gemeente" in plain(page)
    assert "<button" not in page[page.index("<main") :]
    history = plain(page).partition("Wat er gebeurde")[2]
    assert [what in history for what in ("Beëindigd", "Proefbericht", "Hervat", "Gemaakt")] == [
        True
    ] * 4


async def test_a_sink_is_asked_on_the_page_and_why_not_is_told(manager: Visiting) -> None:
    async with sink(reply(200)) as server:
        one = await made(manager, sub_sink=f"http://127.0.0.1:{server.port}/in")
        leads_to = await manager.sends(f"{one}/confirmations")
        page = plain(await manager.get(leads_to))
    assert "Het adres gaf geen toestemming." in page
    assert "Wacht op toestemming van het adres: het adres zei geen ja" in page
    agrees = reply(200, "webhook-allowed-origin: *", "webhook-allowed-rate: 60")
    async with sink(agrees) as server:
        one = await made(manager, sub_sink=f"http://127.0.0.1:{server.port}/in")
        await manager.sends(f"{one}/confirmations")
        page = plain(await manager.get(one))
    assert "Actief" in page
    assert "ten hoogste 60 berichten per minuut" in page


async def test_a_secret_is_shown_once_and_the_same_form_twice_shows_nothing(
    manager: Visiting,
) -> None:
    one = await made(manager)
    first = await manager.post(f"{one}/secrets", {"sub_overlap": "48"}, key="once")
    assert first.status_code == 200
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", html.unescape(first.text))
    again = await manager.post(f"{one}/secrets", {"sub_overlap": "48"}, key="once")
    assert again.status_code == 303
    page = await manager.get(again.headers["location"])
    assert "Het geheim is al één keer getoond." in plain(page)
    assert "Waarmee nu wordt ondertekend: 2" in plain(page)
    for address in (one, f"{one}/secrets", "/subscriptions"):
        assert secret not in html.unescape(await manager.get(address))
    (revoke,) = re.findall(r'action="([^"]+/revocations)"', page)
    await manager.sends(revoke)
    assert "Waarmee nu wordt ondertekend: 1" in plain(await manager.get(f"{one}/secrets"))
    none = await manager.post(f"{one}/secrets", {"sub_overlap": "x"})
    assert none.status_code == 400


async def test_an_access_token_is_given_and_never_shown_again(manager: Visiting) -> None:
    one = await made(manager)
    wrong = await manager.post(f"{one}/credential", {"sub_credential": "fictief geheim woord"})
    assert wrong.status_code == 400
    assert "geheim woord" not in wrong.text
    await manager.sends(f"{one}/credential", {"sub_credential": "fictief-token"})
    page = await manager.get(f"{one}/credential")
    assert "Er is een toegangscode vastgelegd." in plain(page)
    assert "fictief-token" not in page + await manager.get(one)
    await manager.sends(f"{one}/credential", {"remove": "1"})
    assert "Er is geen toegangscode vastgelegd." in plain(await manager.get(one))


async def test_nobody_else_sees_it(manager: Visiting, visit: Any) -> None:
    one = await made(manager)
    other = await visit([Role.INTEGRATION_MANAGER], ZWOLLE, [ZWOLLE])
    assert "heeft nog geen abonnement" in plain(await other.get("/subscriptions"))
    for path in ("", "/settings", "/secrets", "/credential", "/ending", "/dead-letters"):
        await other.get(f"{one}{path}", 404)
    for path in ("/pings", "/pauses", "/confirmations", "/dead-letters/redrives"):
        assert (await other.post(f"{one}{path}")).status_code == 404
    for role in (Role.CLIENT_MANAGER, Role.CASE_MANAGER):
        colleague = await visit([role], ROERMOND, [ROERMOND])
        assert "Abonnementen" not in await colleague.get("/cases")
        await colleague.get("/subscriptions", 403)
    coa = await visit([Role.INTEGRATION_MANAGER], "coa", [])
    assert "Uw organisatie is geen gemeente." in plain(await coa.get("/subscriptions", 403))


async def test_as_many_as_allowed_and_the_input_of_one_more_stays(manager: Visiting) -> None:
    for _ in range(3):
        await made(manager)
    answer = await manager.post("/subscriptions/new", PUSH | {"sub_name": "Fictief te veel"})
    assert answer.status_code == 409
    assert "Uw gemeente heeft er al 3." in plain(answer.text)
    assert "Fictief te veel" in html.unescape(answer.text)


async def test_as_many_as_may_be_made_in_a_day_and_the_input_of_one_more_stays(
    manager: Visiting, subscribers: Any
) -> None:
    for _ in range(6):
        ended = await subscribers.pull()
        assert (await subscribers.roermond.client.delete(ended)).status_code == 204
    answer = await manager.post("/subscriptions/new", PUSH | {"sub_name": "Fictief te veel"})
    assert answer.status_code == 409
    assert "Uw gemeente maakte er in een etmaal al 6." in plain(answer.text)
    assert "Fictief te veel" in html.unescape(answer.text)


async def test_the_pages_are_in_english_too(manager: Visiting) -> None:
    one = await made(manager)
    page = plain(await manager.get(f"{one}?lang=en"))
    assert "Waits for the address to agree" in page
    assert "Still to be sent" in page


async def test_of_one_that_is_fetched_its_owner_sees_when_it_was_asked_for_and_how_far_it_is(
    manager: Visiting, subscribers: Any
) -> None:
    one = await subscribers.pull()
    here = one
    assert "Uw systeem heeft nog nooit om berichten gevraagd." in plain(await manager.get(here))
    for _ in range(3):
        await manager.sends(f"{here}/pings", {})
    assert "3 te gaan" in plain(await manager.get("/subscriptions"))
    batch = await subscribers.roermond.get(f"{one}/events", limit="2")
    await subscribers.roermond.get(f"{one}/events", since=batch["next"], limit="2")
    page = plain(await manager.get(here))
    assert "vanaf nummer 2; 1 te gaan." in page
    assert "1 te gaan" in plain(await manager.get("/subscriptions"))
    await subscribers.roermond.get(f"{one}/events", since=f"1-{ROERMOND}-3")
    assert "bij" in plain(await manager.get("/subscriptions"))
    assert "te gaan" not in plain(await manager.get("/subscriptions"))
