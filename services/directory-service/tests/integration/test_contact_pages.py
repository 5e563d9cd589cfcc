"""The pages on which people look up whom to call, and keep it right."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.pages import OPERATIONS, PageSuite
from directory_service.roles import (
    ANYBODY,
    ASKERS,
    CONSULTING,
    CONTACT_KEEPERS,
    HOSTS,
    LIST_KEEPERS,
    OFFER_KEEPERS,
    REGION_KEEPERS,
    SHARERS,
)

WEERT, ROERMOND = "GM0988", "GM0957"
FORMS = ("edit", "absences/new", "replacements/new", "retirements/new")
MATRIX = {
    **OPERATIONS,
    "GET /": ANYBODY,
    "GET /directory": ANYBODY,
    "GET /municipalities/{code}": ANYBODY,
    "GET /reception-centres/{azc}": ANYBODY,
    "GET /regions/{region}": ANYBODY,
    "GET /contacts/{contactId}": ANYBODY,
    "GET /contacts/{contactId}/reports/new": ANYBODY,
    "POST /contacts/{contactId}/reports/new": ANYBODY,
    "POST /contacts/{contactId}/verifications": CONTACT_KEEPERS,
    "GET /contacts/new": CONTACT_KEEPERS,
    "POST /contacts/new": CONTACT_KEEPERS,
    "GET /verification": CONTACT_KEEPERS,
    "GET /contact-imports/new": LIST_KEEPERS,
    "POST /contact-imports/new": LIST_KEEPERS,
    "GET /contact-imports/{importId}": LIST_KEEPERS,
    "POST /contact-imports/{importId}/commits": LIST_KEEPERS,
    "POST /contact-imports/{importId}/undos": LIST_KEEPERS,
    "POST /contact-imports/{importId}/abandonments": LIST_KEEPERS,
    "GET /contact-exports": LIST_KEEPERS,
    "GET /offers": ANYBODY,
    "GET /offers/{offerId}": ANYBODY,
    "GET /offers/new": OFFER_KEEPERS,
    "POST /offers/new": OFFER_KEEPERS,
    "POST /offers/{offerId}/withdrawals": OFFER_KEEPERS,
    "GET /demands": ASKERS,
    "GET /demands/new": ASKERS,
    "POST /demands/new": ASKERS,
    "GET /demands/{demandId}": ASKERS,
    "POST /demands/{demandId}/answers": ASKERS,
    "GET /meetings": ANYBODY,
    "GET /lipos/new": CONSULTING,
    "POST /lipos/new": CONSULTING,
    "GET /visits/new": HOSTS,
    "POST /visits/new": HOSTS,
    "GET /visits/{visitId}": ANYBODY,
    "POST /visits/{visitId}/cancellations": HOSTS,
    "GET /regions/{region}/needs/new": REGION_KEEPERS,
    "POST /regions/{region}/needs/new": REGION_KEEPERS,
    "GET /practices": ANYBODY,
    "GET /practices/new": SHARERS,
    "POST /practices/new": SHARERS,
    "GET /practices/{practiceId}": ANYBODY,
    "POST /practices/{practiceId}/withdrawals": SHARERS,
    **{f"GET /contacts/{{contactId}}/{path}": CONTACT_KEEPERS for path in FORMS},
    **{f"POST /contacts/{{contactId}}/{path}": CONTACT_KEEPERS for path in FORMS},
}


class TestPages(PageSuite):
    matrix = MATRIX
    parameters = {"code": WEERT, "azc": "weert", "region": "AM33"}  # noqa: RUF012
    places = ("weert", WEERT)

    @pytest.fixture(autouse=True)
    async def _places(self, world: Any) -> None:
        """They are there."""


@pytest.fixture
async def azc(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def keeper(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CLIENT_MANAGER], WEERT, [WEERT])


async def test_one_search_field_forgives_spelling_and_answers_at_once(world: Any, azc: Any) -> None:
    manager = await world.contact(world.weert, "client-manager", WEERT)
    page = await azc.get("/directory?q=roermont")
    assert "Roermond" in page
    page = await azc.get("/directory?q=gemeente+weert")
    assert f'href="/contacts/{manager}"' in page
    assert 'href="tel:0475359999"' in page
    assert "Fictief Voorbeeld" in page
    assert page.index(manager) < page.index("Hier ontbreekt") or "Hier ontbreekt" in page


async def test_the_answer_is_never_empty(world: Any, azc: Any) -> None:
    coordinator = await world.contact(world.coordinator, "regional-coordinator", "AM33")
    page = await azc.get(f"/municipalities/{WEERT}")
    assert "Hier ontbreekt: klantmanager of teamnummer (er is niemand bekend)." in page
    assert f'href="/contacts/{coordinator}"' in page
    nothing = await azc.get("/directory?q=xyzzy")
    assert "Wij vinden niets" in nothing


async def test_who_may_keep_it_adds_a_contact_and_every_fault_is_told(
    world: Any, keeper: Any
) -> None:
    wrong = {"phone1": "12", "mail": "no mail", "places": [ROERMOND], "valid_from-day": "31",
             "valid_from-month": "2", "valid_from-year": "2026"}  # fmt: skip
    answer = await keeper.post("/contacts/new", wrong)
    assert answer.status_code == 400
    for field in ("kind", "places", "phone1", "mail", "valid_from-day"):
        assert f'<li><a href="#{field}">' in answer.text
    assert 'value="no mail"' in answer.text
    right = {"kind": "client-manager", "places": [WEERT], "topics": ["work"],
             "name": "Fictief Persoon", "phone1": "0495 575 000", "hours": "ma t/m do"}  # fmt: skip
    address = await keeper.sends("/contacts/new", right, key="one")
    assert address == await keeper.sends("/contacts/new", right, key="one")
    page = await keeper.get(address)
    assert "Fictief Persoon" in page
    assert "0495 575 000" in page
    assert "Gaat over: werk." in page


async def test_right_and_wrong_are_one_button_away(
    world: Any, azc: Any, keeper: Any, clock: ClockFile
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    page = await azc.get(f"/contacts/{contact}")
    assert "Nog nooit gecontroleerd." in page
    assert "verifications" not in page
    to = await azc.sends(f"/contacts/{contact}/reports/new", {"doubt": "wrong-phone"})
    assert "Gemeld: het telefoonnummer klopt niet." in await azc.get(to)
    assert f"/contacts/{contact}" in await keeper.get("/verification?tab=doubted")
    await keeper.sends(f"/contacts/{contact}/verifications")
    page = await keeper.get(f"/contacts/{contact}")
    assert "Vandaag gecontroleerd." in page
    assert "Gemeld:" not in page
    clock.set("2026-03-13")
    assert "Gecontroleerd 12 dagen geleden." in await azc.get(f"/municipalities/{WEERT}")


@pytest.mark.scenario("S-D1")
async def test_who_was_checked_181_days_ago_is_on_the_list(
    world: Any, keeper: Any, clock: ClockFile
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await keeper.sends(f"/contacts/{contact}/verifications")
    clock.set("2026-08-28")
    assert contact not in await keeper.get("/verification?tab=stale")
    clock.set("2026-08-29")
    page = await keeper.get("/verification?tab=stale")
    assert contact in page
    assert "Al 181 dagen niet gecontroleerd." in page


@pytest.mark.scenario("S-D3")
async def test_a_replaced_contact_leads_to_the_new_one_and_keeps_its_history(
    world: Any, azc: Any, keeper: Any, clock: ClockFile
) -> None:
    old = await world.contact(world.weert, "client-manager", WEERT)
    new = await world.contact(world.weert, "client-manager", WEERT)
    form = await keeper.get(f"/contacts/{old}/replacements/new")
    assert f'value="{new}"' in form
    first = {"valid_from-day": "1", "valid_from-month": "april", "valid_from-year": "2026"}
    await keeper.sends(f"/contacts/{old}/replacements/new", {"successor": new, **first})
    clock.set("2026-04-02")
    page = await azc.get(f"/municipalities/{WEERT}")
    assert f'href="/contacts/{new}"' in page
    assert f'href="/contacts/{old}"' not in page
    old_page = await azc.get(f"/contacts/{old}")
    assert "werkt hier niet meer sinds 1 april 2026" in old_page
    assert "vervangen" in old_page


async def test_leaving_names_what_stays_behind_and_asks_who_takes_over(
    world: Any, keeper: Any
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await world.link(WEERT)
    form = await keeper.get(f"/contacts/{contact}/retirements/new")
    assert re.search(r"Weert, gemeente: 1 open zaken", form)
    answer = await keeper.post(f"/contacts/{contact}/retirements/new", {})
    assert answer.status_code == 400
    assert "Kies wie het overneemt" in answer.text
    await keeper.sends(f"/contacts/{contact}/retirements/new", {"gap_accepted": "1"})
    page = await keeper.get("/verification?tab=nobody")
    assert 'href="/municipalities/GM0988"' in page


async def test_while_somebody_is_away_the_deputy_is_named(
    world: Any, azc: Any, keeper: Any
) -> None:
    away = await world.contact(world.weert, "client-manager", WEERT)
    deputy = await world.contact(world.weert, "team", WEERT)
    days = {"absent_from-day": "1", "absent_from-month": "3", "absent_from-year": "2026",
            "absent_to-day": "9", "absent_to-month": "3", "absent_to-year": "2026"}  # fmt: skip
    await keeper.sends(f"/contacts/{away}/absences/new", {**days, "deputy": deputy})
    page = await azc.get(f"/municipalities/{WEERT}")
    assert "In plaats van wie hier eerst hoort: afwezig." in page
    assert f'href="/contacts/{away}"' not in page


async def test_a_change_on_top_of_another_shows_the_conflict_and_keeps_the_input(
    world: Any, keeper: Any
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    seen = int(re.search(r'name="version" value="(\d+)"',
                         await keeper.get(f"/contacts/{contact}/edit")).group(1))  # type: ignore[union-attr]  # fmt: skip
    fields = {"kind": "client-manager", "places": [WEERT], "name": "Fictief Een",
              "phone1": "0495 575 000"}  # fmt: skip
    await keeper.sends(f"/contacts/{contact}/edit", fields, version=seen)
    answer = await keeper.post(
        f"/contacts/{contact}/edit", {**fields, "name": "Fictief Twee"}, version=seen
    )
    assert answer.status_code in (409, 412)
    assert "Fictief Twee" in answer.text
    assert "Fictief Een" in await keeper.get(f"/contacts/{contact}")


async def test_nobody_keeps_a_contact_of_another_place(
    world: Any, visit: Callable[..., Any]
) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    other = await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    answer = await other.post(f"/contacts/{contact}/verifications")
    assert answer.status_code == 403
    assert "voor uw eigen plaatsen" in answer.text
