"""Contacts over HTTP: kept by those whose places they cover."""

from collections.abc import Callable

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.testing.somebody import Somebody

CONTACT = {"kind": "client-manager", "places": ["GM0988"], "topics": ["work"]}


@pytest.fixture
def location_manager(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    return sign_in([Role.LOCATION_MANAGER], "coa", ["weert", "echt"]).client


@pytest.fixture
def weert(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    """A client manager of the municipality of Weert."""
    return sign_in([Role.CLIENT_MANAGER], "GM0988", ["GM0988"]).client


async def test_a_contact_is_verified_replaced_and_kept_in_the_history(
    weert: httpx.AsyncClient,
) -> None:
    made = await weert.post("/contacts", json=CONTACT)
    old = made.headers["location"].removeprefix("/v1")
    assert (await weert.post(f"{old}/verifications", json={})).status_code == 201
    assert (await weert.get(old)).json()["verifiedAt"] is not None
    new = (await weert.post("/contacts", json=CONTACT)).headers["location"]
    successor = new.rpartition("/")[2]
    replaced = await weert.post(f"{old}/replacements", json={"successor": successor})
    assert replaced.status_code == 201
    listed = (await weert.get("/contacts", params={"place": "GM0988", "topic": "work"})).json()
    assert [one["contactId"] for one in listed["items"]] == [successor]
    assert (await weert.get(old)).json()["successor"] == successor
    again = await weert.post(f"{old}/verifications", json={})
    assert (again.status_code, again.json()["code"]) == (409, "contact-retired")
    types = [event["type"] for event in (await weert.get(f"{old}/events")).json()["items"]]
    assert types == ["ContactRegistered", "ContactVerified", "ContactReplaced"]


async def test_contacts_are_recorded_by_those_whose_places_they_cover(
    weert: httpx.AsyncClient, location_manager: httpx.AsyncClient
) -> None:
    refused = await location_manager.post("/contacts", json=CONTACT)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-organisation")
    own = {**CONTACT, "kind": "location-manager", "places": ["weert"], "topics": []}
    made = await location_manager.post("/contacts", json=own)
    contact = made.headers["location"].removeprefix("/v1")
    assert (await weert.post(f"{contact}/retirements", json={})).status_code == 403
    assert (await location_manager.post(f"{contact}/retirements", json={})).status_code == 201
    assert (await weert.get("/contacts", params={"place": "weert"})).json()["items"] == []
