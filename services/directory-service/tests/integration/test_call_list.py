"""Whom do I call, over HTTP: in order, with why, and never nobody."""

from typing import Any

import pytest

from continuous_line.testing.clock import ClockFile

WEERT, ROERMOND = "GM0988", "GM0957"


def called(found: dict[str, Any]) -> list[str | None]:
    return [entry["contact"] and entry["contact"]["contactId"] for entry in found["entries"]]


@pytest.mark.scenario("S-D3")
async def test_a_case_of_march_shows_the_new_client_manager_and_history_the_old_one(
    world, clock: ClockFile
) -> None:
    old = await world.contact(world.weert, "client-manager", WEERT)
    new = await world.contact(world.weert, "client-manager", WEERT, validFrom="2026-04-01")
    await world.weert.post(f"/contacts/{old}/replacements", successor=new, validFrom="2026-04-01")
    in_march = await world.tvs.get("/call-list", municipality=WEERT)
    assert called(in_march)[0] == old
    clock.set("2026-04-02")
    opened_now = await world.tvs.get("/call-list", municipality=WEERT)
    (entry,) = opened_now["entries"]
    assert entry["contact"]["contactId"] == new
    assert (entry["insteadOf"], entry["insteadOfWhy"]) == (old, "ended")
    then = await world.tvs.get("/call-list", municipality=WEERT, on="2026-03-15")
    assert called(then) == [old]
    former = await world.tvs.get(f"/contacts/{old}")
    assert (former["successor"], former["endedOn"]) == (new, "2026-04-01")
    assert await world.tvs.types(f"/contacts/{old}") == [
        "ContactRegistered", "ContactDetailsRecorded", "ContactReplaced",
    ]  # fmt: skip


@pytest.mark.scenario("S-D4")
@pytest.mark.parametrize("asker", ["municipality", "volunteering", "employer-service-point"])
async def test_whoever_looks_for_coa_finds_one_named_entry(world, asker: str) -> None:
    await world.contact(world.weert, "client-manager", WEERT)
    entry = await world.contact(world.participation, "participation-case-manager", WEERT)
    found = await world.weert.get("/call-list", **{"municipality": WEERT, "from": asker})
    assert called(found) == [entry]
    (shown,) = found["entries"]
    assert shown["contact"]["details"]["name"] == "Fictief Voorbeeld"
    assert (shown["side"], shown["kind"]) == ("coa", "participation-case-manager")


async def test_from_azc_to_municipality_and_back_each_gets_the_other_side(world) -> None:
    theirs = await world.contact(world.weert, "client-manager", WEERT)
    ours = await world.contact(world.participation, "case-manager", "weert")
    both = {"municipality": WEERT, "azc": "weert"}
    found = await world.tvs.get("/call-list", **both, **{"from": "reception-centre"})
    assert called(found) == [theirs]
    found = await world.tvs.get("/call-list", **both, **{"from": "municipality"})
    assert called(found) == [ours]


async def test_without_a_contact_the_coordinator_of_the_region_is_named_and_why(world) -> None:
    coordinator = await world.contact(world.coordinator, "regional-coordinator", "AM33")
    found = await world.tvs.get("/call-list", municipality=WEERT)
    assert called(found) == [coordinator]
    assert found["entries"][0]["reasons"] == ["covers-around", "next-best"]
    assert found["entries"][0]["because"].startswith("Answers for the area around it.")
    assert [gap["words"] for gap in found["missing"]] == [
        "client-manager or team: nobody is known",
        "participation-case-manager: nobody is known",
    ]
    nearest = await world.tvs.get("/call-list", azc="weert")
    assert called(nearest) == [coordinator]


async def test_it_is_never_empty_the_desk_helps_where_nobody_is_known(world) -> None:
    for question in ({}, {"municipality": WEERT}, {"azc": "weert"}, {"topic": "work"}):
        found = await world.tvs.get("/call-list", **question)
        (desk,) = found["entries"]
        assert (desk["contact"], desk["reasons"]) == (None, ["last-resort"])
    assert await world.tvs.refused("/call-list?municipality=GM9999", "GET") == (
        404, "unknown-place",
    )  # fmt: skip


async def test_a_former_code_is_answered_as_its_successor_and_its_contact_goes_on(world) -> None:
    contact = await world.contact(world.weert, "client-manager", WEERT)
    await world.tvs.post(
        f"/municipalities/{WEERT}/mergers", successor=ROERMOND, validFrom="2026-01-01"
    )
    found = await world.tvs.get("/call-list", municipality=WEERT)
    assert found["mergedInto"] == {"kind": "municipality", "code": ROERMOND, "name": "Roermond"}
    assert called(found) == called(await world.tvs.get("/call-list", municipality=ROERMOND))
    assert called(found) == [contact]
    listed = await world.tvs.get("/contacts", place=ROERMOND)
    assert [one["contactId"] for one in listed["items"]] == [contact]
    before = await world.tvs.get("/call-list", municipality=WEERT, on="2025-12-31")
    assert before["mergedInto"] is None


async def test_about_an_azc_that_closed_is_answered_too(world) -> None:
    contact = await world.contact(world.participation, "location-manager", "weert")
    await world.tvs.post("/reception-centres/weert/closings", validFrom="2026-02-01")
    assert called(await world.tvs.get("/call-list", azc="weert")) == [contact]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("weert", ("municipality", WEERT)),
        ("Wert", ("municipality", WEERT)),
        ("ROERMONT", ("municipality", ROERMOND)),
        ("midden limburg", ("region", "AM33")),
        ("divosa", ("organisation", "divosa")),
        ("unit zuid", ("unit", "unit-zuid")),
    ],
)
async def test_one_search_field_forgives_spelling(world, text: str, first: tuple[str, str]) -> None:
    await world.contact(world.coordinator, "regional-coordinator", "AM33")
    found = await world.tvs.get("/places", q=text)
    kinds = [(item["kind"], item["code"]) for item in found["items"]]
    assert first in kinds[:2]
    assert await world.tvs.get("/places", q="xyzzy") == {"items": [], "next": None}


async def test_a_former_name_is_found_and_says_where_it_belongs(world) -> None:
    await world.tvs.post(
        f"/municipalities/{WEERT}/mergers", successor=ROERMOND, validFrom="2022-01-01"
    )
    found = (await world.tvs.get("/places", q="weert"))["items"]
    hit = next(item for item in found if item["code"] == WEERT)
    assert (hit["successor"], hit["successorName"], hit["mergedOn"]) == (
        ROERMOND, "Roermond", "2022-01-01",
    )  # fmt: skip
