"""Staff, recorded by those they belong to, over HTTP."""

from collections.abc import Callable

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.testing.somebody import Somebody

POST = {
    "staffId": "cm-1",
    "organisation": "coa",
    "roles": ["case-manager"],
    "places": ["weert"],
    "validFrom": "2026-01-01",
}
WITHOUT_ID = {name: value for name, value in POST.items() if name != "staffId"}


@pytest.fixture
def location_manager(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    return sign_in([Role.LOCATION_MANAGER], "coa", ["weert", "echt"]).client


@pytest.fixture
def weert(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    """A client manager of the municipality of Weert."""
    return sign_in([Role.CLIENT_MANAGER], "GM0988", ["GM0988"]).client


async def test_a_location_manager_registers_staff_of_the_own_azc(
    location_manager: httpx.AsyncClient,
) -> None:
    made = await location_manager.post("/staff", json=POST)
    assert (made.status_code, made.headers["location"]) == (201, "/v1/staff/cm-1")
    elsewhere = {**POST, "staffId": "cm-2", "places": ["sneek"]}
    refused = await location_manager.post("/staff", json=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-organisation")
    listed = await location_manager.get("/staff", params={"place": "weert", "role": "case-manager"})
    assert [one["staffId"] for one in listed.json()["items"]] == ["cm-1"]


async def test_a_municipality_registers_its_own_staff_and_no_others(
    weert: httpx.AsyncClient, location_manager: httpx.AsyncClient
) -> None:
    own = {**POST, "staffId": "km-1", "organisation": "GM0988", "roles": ["client-manager"]}
    assert (await weert.post("/staff", json={**own, "places": ["GM0988"]})).status_code == 201
    assert (await weert.post("/staff", json=POST)).status_code == 403
    await location_manager.post("/staff", json=POST)
    left = await weert.post("/staff/cm-1/departures", json={"leftOn": "2026-02-01"})
    assert left.status_code == 403


@pytest.mark.scenario("S-H13")
@pytest.mark.parametrize(
    "roles",
    [
        ["asylum-decision-maker", "case-manager"],
        ["participation-case-manager", "case-manager"],
    ],
)
async def test_roles_that_exclude_each_other_are_refused(
    location_manager: httpx.AsyncClient, roles: list[str]
) -> None:
    refused = await location_manager.post("/staff", json={**POST, "roles": roles})
    assert (refused.status_code, refused.json()["code"]) == (409, "roles-exclude")
    await location_manager.post("/staff", json=POST)
    changed = await location_manager.put("/staff/cm-1", json={**WITHOUT_ID, "roles": roles})
    assert changed.status_code == 409
    history = (await location_manager.get("/staff/cm-1/events")).json()["items"]
    assert [event["type"] for event in history] == ["StaffRegistered"]


async def test_a_post_holds_from_its_day_until_the_person_leaves(
    location_manager: httpx.AsyncClient,
) -> None:
    await location_manager.post("/staff", json=POST)
    both = {**WITHOUT_ID, "places": ["weert", "echt"], "validFrom": "2026-03-01"}
    assert (await location_manager.put("/staff/cm-1", json=both)).status_code == 204
    left = await location_manager.post("/staff/cm-1/departures", json={"leftOn": "2026-06-01"})
    assert left.status_code == 201
    for on, places in (("2026-02-28", ["weert"]), ("2026-05-31", ["echt", "weert"])):
        held = (await location_manager.get("/staff/cm-1", params={"on": on})).json()
        assert held["places"] == places, on
    gone = await location_manager.get("/staff/cm-1", params={"on": "2026-06-01"})
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown-staff")
    listed = await location_manager.get("/staff", params={"on": "2026-06-01"})
    assert listed.json()["items"] == []


async def test_a_departure_that_was_a_mistake_is_taken_back_at_the_own_azc_only(
    sign_in: Callable[..., Somebody], location_manager: httpx.AsyncClient
) -> None:
    await location_manager.post("/staff", json=POST)
    await location_manager.post("/staff/cm-1/departures", json={"leftOn": "2026-06-01"})
    events = (await location_manager.get("/staff/cm-1/events")).json()["items"]
    address = f"/staff/cm-1/events/{events[-1]['id']}/voidings"
    sneek = sign_in([Role.LOCATION_MANAGER], "coa", ["sneek"])
    assert await sneek.refused(address, reason="mistake") == (403, "not-your-organisation")
    assert (await location_manager.post(address, json={"reason": "mistake"})).status_code == 201
    held = await location_manager.get("/staff/cm-1", params={"on": "2026-06-01"})
    assert held.json()["places"] == ["weert"]
