from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.web import Service
from directory_service.reference_data import Loaded, load_reference
from directory_service.resources import Resources

WEERT = {
    "code": "GM0988", "name": "Weert", "province": "Limburg", "region": "AM33",
    "regionName": "Midden-Limburg", "latitude": 51.233, "longitude": 5.691,
}  # fmt: skip
AZC = {
    "azc": "weert", "name": "Weert", "unit": "unit-zuid", "place": "Weert",
    "latitude": 51.252, "longitude": 5.707,
}  # fmt: skip


async def test_a_municipality_is_registered_once_and_read_back(client: httpx.AsyncClient) -> None:
    made = await client.post("/municipalities", json=WEERT)
    assert (made.status_code, made.headers["location"]) == (201, "/v1/municipalities/GM0988")
    read = await client.get("/municipalities/GM0988")
    assert read.headers["etag"] == made.headers["etag"] == '"1"'
    assert read.json() == {**WEERT, "successor": None, "mergedOn": None}
    again = await client.post("/municipalities", json=WEERT)
    assert (again.status_code, again.json()["code"]) == (409, "already-registered")


async def test_a_repeated_request_is_done_once(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "once"}
    first = await client.post("/municipalities", json=WEERT, headers=key)
    second = await client.post("/municipalities", json=WEERT, headers=key)
    assert first.status_code == second.status_code == 201
    history = (await client.get("/municipalities/GM0988/events")).json()["items"]
    assert [event["type"] for event in history] == ["MunicipalityRegistered"]


async def test_who_saw_an_older_version_changes_nothing(client: httpx.AsyncClient) -> None:
    await client.post("/municipalities", json=WEERT)
    body = {**WEERT, "region": "AM29", "validFrom": "2026-07-01"}
    del body["code"]
    first = await client.put("/municipalities/GM0988", json=body, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["etag"]) == (204, '"2"')
    late = await client.put("/municipalities/GM0988", json=body, headers={"If-Match": '"1"'})
    assert late.status_code == 412


async def test_a_list_shows_the_regions_of_the_day(client: httpx.AsyncClient) -> None:
    await client.post("/municipalities", json=WEERT)
    body = {**WEERT, "region": "AM29", "regionName": "Noord-Limburg", "validFrom": "2019-07-01"}
    del body["code"]
    await client.put("/municipalities/GM0988", json=body)
    for on, region in (("2019-06-30", "AM33"), ("2019-07-01", "AM29")):
        page = await client.get("/municipalities", params={"on": on, "region": region})
        assert [item["code"] for item in page.json()["items"]] == ["GM0988"], on
        regions = await client.get("/labour-market-regions", params={"on": on})
        assert [item["code"] for item in regions.json()["items"]] == [region]


async def test_a_merged_municipality_names_its_successor(client: httpx.AsyncClient) -> None:
    await client.post("/municipalities", json=WEERT)
    await client.post("/municipalities", json={**WEERT, "code": "GM0439", "name": "Purmerend"})
    merger = {"successor": "GM0439", "validFrom": "2022-01-01"}
    answer = await client.post("/municipalities/GM0988/mergers", json=merger)
    assert answer.status_code == 201
    then = await client.get("/municipalities", params={"on": "2021-12-31"})
    today = await client.get("/municipalities", params={"on": "2022-01-01"})
    assert [item["code"] for item in then.json()["items"]] == ["GM0439", "GM0988"]
    assert [item["code"] for item in today.json()["items"]] == ["GM0439"]
    read = (await client.get("/municipalities/GM0988", params={"on": "2026-01-01"})).json()
    assert (read["successor"], read["mergedOn"]) == ("GM0439", "2022-01-01")


async def test_a_closed_reception_centre_leaves_the_list(client: httpx.AsyncClient) -> None:
    assert (await client.post("/reception-centres", json=AZC)).status_code == 201
    closed = await client.post(
        "/reception-centres/weert/closings", json={"validFrom": "2026-01-01"}
    )
    assert closed.status_code == 201
    for on, expected in (("2025-12-31", ["weert"]), ("2026-01-01", [])):
        page = await client.get("/reception-centres", params={"on": on, "unit": "unit-zuid"})
        assert [item["azc"] for item in page.json()["items"]] == expected
    read = (await client.get("/reception-centres/weert")).json()
    assert read["closedOn"] == "2026-01-01"


async def test_a_closing_that_was_a_mistake_is_taken_back_by_who_recorded_it(
    client: httpx.AsyncClient, token: Callable[..., str]
) -> None:
    await client.post("/reception-centres", json=AZC)
    await client.post("/reception-centres/weert/closings", json={"validFrom": "2026-01-01"})
    events = (await client.get("/reception-centres/weert/events")).json()["items"]
    address = f"/reception-centres/weert/events/{events[-1]['id']}/voidings"
    other = {"Authorization": f"Bearer {token([Role.OPERATOR], 'another')}"}
    refused = await client.post(address, json={"reason": "mistake"}, headers=other)
    assert (refused.status_code, refused.json()["code"]) == (403, "other-organisation")
    assert (await client.post(address, json={"reason": "mistake"})).status_code == 201
    listed = await client.get("/reception-centres", params={"on": "2026-01-01"})
    assert [item["azc"] for item in listed.json()["items"]] == ["weert"]
    history = (await client.get("/reception-centres/weert/events")).json()["items"]
    assert history[1]["voidedBy"] == history[2]["id"]


async def test_a_place_registered_by_mistake_is_gone_and_may_come_again(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/municipalities", json=WEERT)
    (event,) = (await client.get("/municipalities/GM0988/events")).json()["items"]
    voided = await client.post(
        f"/municipalities/GM0988/events/{event['id']}/voidings", json={"reason": "mistake"}
    )
    assert voided.status_code == 201
    assert (await client.get("/municipalities/GM0988")).status_code == 404
    assert (await client.get("/municipalities")).json()["items"] == []
    again = await client.post("/municipalities", json=WEERT)
    assert (again.status_code, again.headers["etag"]) == (201, '"3"')


@pytest.mark.parametrize("path", ["municipalities/GM9999", "reception-centres/nowhere"])
async def test_an_unknown_place_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    for address in (f"/{path}", f"/{path}/events"):
        assert (await client.get(address)).status_code == 404


async def test_nothing_is_recorded_before_it_happened(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/municipalities", json={**WEERT, "occurredAt": "2999-01-01T00:00:00Z"}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "ahead-of-now")


async def test_reference_data_are_loaded_once(app: Service, client: httpx.AsyncClient) -> None:
    resources: Resources = app.state.resources
    now = datetime.now(UTC)
    assert await load_reference(resources.database, resources.directory, now) == Loaded(360, 16)
    assert await load_reference(resources.database, resources.directory, now) == Loaded(0, 0)
    assert await _count(client, "2019-06-30") == 360
    assert await _count(client, "2026-01-01") == 342
    regions = await client.get("/labour-market-regions", params={"on": "2019-06-30"})
    assert len(regions.json()["items"]) == 35
    beemster = (await client.get("/municipalities/GM0370", params={"on": "2019-06-30"})).json()
    purmerend = (await client.get("/municipalities/GM0439")).json()
    assert beemster["region"] == purmerend["region"]


async def test_what_was_registered_before_stays_as_it_is(
    app: Service, client: httpx.AsyncClient
) -> None:
    await client.post("/municipalities", json={**WEERT, "name": "Weert (own)"})
    resources: Resources = app.state.resources
    loaded = await load_reference(resources.database, resources.directory, datetime.now(UTC))
    assert loaded == Loaded(359, 16)
    assert (await client.get("/municipalities/GM0988")).json()["name"] == "Weert (own)"


async def _count(client: httpx.AsyncClient, on: str) -> int:
    """All pages, of two hundred each."""
    count, cursor = 0, None
    while True:
        params = {"on": on, "pageSize": "200", **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/municipalities", params=params)).json()
        count, cursor = count + len(page["items"]), page["next"]
        if cursor is None:
            return count
