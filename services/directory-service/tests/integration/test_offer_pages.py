"""The pages on which offers, meetings and practices are found, and recorded."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from continuous_line.codes import Role

WEERT, ROERMOND = "GM0988", "GM0957"
BEGINS = {"starts_on-day": "1", "starts_on-month": "april", "starts_on-year": "2026"}


@pytest.fixture
async def azc(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CASE_MANAGER], "coa", ["weert"])


@pytest.fixture
async def roermond(visit: Callable[..., Any]) -> Any:
    return await visit([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])


def of(place: str, title: str, **more: Any) -> dict[str, Any]:
    return {"offer_kind": "sport", "title": title, "offer_places": [place], **BEGINS, **more}


@pytest.mark.scenario("S-D7")
async def test_both_places_of_a_person_are_searched_at_once(
    world: Any, azc: Any, roermond: Any
) -> None:
    await azc.sends("/offers/new", of("weert", "Voetbal op het azc"))
    await roermond.sends("/offers/new", of(ROERMOND, "Zwemmen in Roermond"))
    page = await azc.get(f"/offers?azc=weert&municipality={ROERMOND}")
    assert "Voetbal op het azc" in page
    assert "Zwemmen in Roermond" in page
    assert "Zwemmen" not in await azc.get("/offers?azc=weert")
    assert "Zwemmen" in await azc.get(f"/municipalities/{ROERMOND}")


@pytest.mark.scenario("S-D8")
async def test_an_offer_shows_its_owner_its_dates_and_whether_it_is_open_without_a_permit(
    world: Any, azc: Any
) -> None:
    address = await azc.sends(
        "/offers/new",
        of("weert", "Fietsen maken", owner_name="Repair Center Weert", open_without_permit="1"),
    )
    for page in (await azc.get(address), await azc.get("/offers?permit=none")):
        assert "Repair Center Weert" in page
        assert "Vanaf 1 april 2026" in page
        assert "Ook zonder vergunning" in page


async def test_a_telephone_number_in_the_text_is_refused_with_every_other_fault(
    world: Any, azc: Any
) -> None:
    answer = await azc.post("/offers/new", {"title": "Bel 0475 35 99 99", "offer_kind": "sport"})
    assert answer.status_code == 400
    for field in ("title", "offer_places", "starts_on-day"):
        assert f'<li><a href="#{field}">' in answer.text
    assert 'value="Bel 0475 35 99 99"' in answer.text


@pytest.mark.scenario("S-D10")
async def test_what_nothing_fits_is_answered_even_with_nothing(
    world: Any, azc: Any, visit: Callable[..., Any]
) -> None:
    contact = await world.contact(world.participation, "participation-case-manager", "weert")
    page = await azc.get("/offers?azc=weert")
    assert "Er is niets dat past." in page
    assert f"/contacts/{contact}" in page
    wish = {"offer_kind": "work", "sector": "carpentry", "days_per_week": "2",
            "offer_places": ["weert"]}  # fmt: skip
    address = await azc.sends("/demands/new", wish)
    participation = await visit([Role.PARTICIPATION_CASE_MANAGER], "coa", ["weert"])
    assert "timmerwerk" in await participation.get("/demands")
    await participation.sends(address.partition("?")[0] + "/answers")
    assert "Beantwoord: er is niets dat past." in await azc.get(address)
    assert "timmerwerk" not in await participation.get("/demands")


@pytest.mark.scenario("S-D11")
async def test_an_azc_without_a_lipo_is_named_until_one_is_recorded(world: Any, azc: Any) -> None:
    assert re.search(r"Weert</a>: nog nooit", await azc.get("/meetings"))
    held = {"azc": "weert", "held_on-day": "1", "held_on-month": "3", "held_on-year": "2026",
            "level": "case", "organisations": "GM0988 vluchtelingenwerk"}  # fmt: skip
    await azc.sends("/lipos/new", held)
    page = await azc.get("/meetings")
    assert "nog nooit" not in page
    assert "Per zaak" in page
    assert "gemeente Weert, VluchtelingenWerk" in page


@pytest.mark.scenario("S-D12")
async def test_a_visit_invites_the_municipalities_with_people_waiting_there(
    world: Any, azc: Any, roermond: Any
) -> None:
    await world.link(ROERMOND)
    visit = {"visit_kind": "visit", "azc": "weert", "visit_on-day": "12", "visit_on-month": "3",
             "visit_on-year": "2026", "starts_at": "14:30",
             "ends_at": "16:00"}  # fmt: skip
    address = await azc.sends("/visits/new", visit)
    page = await azc.get(address)
    assert "do 12 maart 2026, 14:30 tot do 12 maart 2026, 16:00" in page
    assert 'href="/municipalities/GM0957">Roermond' in page
    assert "U bent uitgenodigd" in await roermond.get("/meetings")


@pytest.mark.scenario("S-D13")
async def test_what_a_region_looks_for_shows_at_its_places_with_its_day(
    world: Any, azc: Any
) -> None:
    await world.coordinator.put(
        "/region-profiles/AM33", sectors=["retail", "care", "technology"], validFrom="2026-02-01"
    )
    page = await azc.get(f"/municipalities/{WEERT}")
    assert "winkels, zorg, techniek" in page
    assert "1 februari 2026" in page


@pytest.mark.scenario("S-D13")
async def test_a_coordinator_records_what_the_own_region_looks_for(
    world: Any, azc: Any, visit: Callable[..., Any]
) -> None:
    coordinator = await visit([Role.REGIONAL_COORDINATOR], "divosa", ["AM33"])
    form = "/regions/AM33/needs/new"
    assert form in await coordinator.get("/regions/AM33")
    assert form not in await azc.get("/regions/AM33")
    day = {"valid_from-day": "1", "valid_from-month": "2", "valid_from-year": "2026"}
    answer = await coordinator.post(form, {"wanted_next": "care", **day})
    assert answer.status_code == 400
    assert '<li><a href="#most_wanted">' in answer.text
    await coordinator.sends(form, {"most_wanted": "retail", "wanted_third": "care", **day})
    assert "winkels, zorg" in await azc.get(f"/municipalities/{WEERT}")
    elsewhere = await visit([Role.REGIONAL_COORDINATOR], "divosa", ["AM01"])
    assert (await elsewhere.post(form, {"most_wanted": "care", **day})).status_code == 403
    await coordinator.get("/regions/AM99/needs/new", 404)


async def test_a_sentence_or_a_name_is_no_code_of_an_organisation(world: Any, azc: Any) -> None:
    held = {"azc": "weert", "held_on-day": "1", "held_on-month": "3", "held_on-year": "2026",
            "level": "case", "organisations": "José belde"}  # fmt: skip
    offer = of("weert", "Voetbal", owner="Jan de Vries", programme="elke week")
    for address, sent, fields in (
        ("/lipos/new", held, ["organisations"]),
        ("/lipos/new", held | {"organisations": " "}, ["organisations"]),
        ("/offers/new", offer, ["owner", "programme"]),
    ):
        answer = await azc.post(address, sent)
        assert answer.status_code == 400
        for field in fields:
            assert f'<li><a href="#{field}">' in answer.text


async def test_an_offer_is_withdrawn_with_a_reason(world: Any, azc: Any) -> None:
    address = (await azc.sends("/offers/new", of("weert", "Voetbal"))).partition("?")[0]
    answer = await azc.post(f"{address}/withdrawals", version=1)
    assert answer.status_code == 400
    assert '<li><a href="#reason">' in answer.text
    await azc.sends(f"{address}/withdrawals", {"reason": "full"}, version=1)
    assert "Ingetrokken op 1 maart 2026: het is vol." in await azc.get(address)
    assert "Voetbal" not in await azc.get("/offers")


@pytest.mark.scenario("S-D14")
async def test_a_practice_that_is_shared_is_found_by_others(
    world: Any, azc: Any, roermond: Any
) -> None:
    shared = {"practice_kind": "practice", "title": "Samen koken", "body": "Elke week, met buren.",
              "topics": ["participation"]}  # fmt: skip
    await azc.sends("/practices/new", shared)
    assert "Samen koken" in await roermond.get("/practices?q=kooken")
