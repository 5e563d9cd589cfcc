import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from continuous_line.web import Service

VISIT = {"place": "Weert"}
ANSWER = ("location", "etag")


async def count(app: Service, table: str) -> int:
    async with app.state.resources.database.reading() as tx:
        return int((await tx.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())


def same(one: httpx.Response, other: httpx.Response) -> bool:
    return one.status_code == other.status_code and [one.headers[name] for name in ANSWER] == [
        other.headers[name] for name in ANSWER
    ]


async def test_a_write_answers_201_with_location_and_etag_and_no_body(
    client: httpx.AsyncClient, app: Service
) -> None:
    answer = await client.post("/v1/visits", json=VISIT)
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (201, b"", '"1"')
    made = await client.get(answer.headers["location"])
    assert made.json()["place"] == "Weert"
    assert made.headers["etag"] == '"1"'
    assert await count(app, "events") == 1


async def test_a_commit_that_fails_never_answers_2xx(
    faulty_app: Service, client: httpx.AsyncClient
) -> None:
    answer = await client.post("/v1/late-failures", headers={"Idempotency-Key": "late"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert await count(faulty_app, "parts") == 0
    assert await count(faulty_app, "idempotency") == 0


async def test_a_lost_database_answers_503_and_nothing_is_recorded(
    faulty_app: Service, client: httpx.AsyncClient
) -> None:
    answer = await client.post("/v1/lost-connections")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.json()["code"] == "unavailable"
    assert (await client.post("/v1/visits", json=VISIT)).status_code == 201


async def test_a_commit_that_is_cut_off_says_that_its_outcome_is_unknown(
    faulty_app: Service, client: httpx.AsyncClient
) -> None:
    answer = await client.post("/v1/cut-commits")
    assert answer.status_code == 503
    assert answer.json()["code"] == "outcome-unknown"
    assert "Idempotency-Key" in answer.json()["detail"]
    assert answer.headers["retry-after"]


async def test_a_repeated_request_is_done_once_and_answered_alike(
    client: httpx.AsyncClient, app: Service
) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first = await client.post("/v1/visits", json=VISIT, headers=key)
    second = await client.post("/v1/visits", json=VISIT, headers=key)
    assert same(first, second)
    assert second.content == b""
    assert await count(app, "events") == 1


async def test_the_same_key_with_another_body_is_refused(
    client: httpx.AsyncClient, app: Service
) -> None:
    key = {"Idempotency-Key": "key"}
    await client.post("/v1/visits", json=VISIT, headers=key)
    for place in ("Echt", "Nowhere"):
        answer = await client.post("/v1/visits", json={"place": place}, headers=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")
    assert await count(app, "events") == 1


async def test_a_refused_request_is_not_remembered(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "key"}
    refused = await client.post("/v1/visits", json={"place": "Nowhere"}, headers=key)
    assert (refused.status_code, refused.json()["code"]) == (409, "no-such-place")
    assert (await client.post("/v1/visits", json=VISIT, headers=key)).status_code == 201


async def test_a_key_is_known_per_client_and_address(
    client: httpx.AsyncClient, issuer: Any, app: Service
) -> None:
    key = {"Idempotency-Key": "key"}
    other = {"Authorization": f"Bearer {issuer.token('other', 'coa', ['case-manager'])}"}
    first = await client.post("/v1/visits", json=VISIT, headers=key)
    second = await client.post("/v1/visits", json=VISIT, headers=key | other)
    assert first.headers["location"] != second.headers["location"]
    assert await count(app, "events") == 2


async def test_the_same_key_at_the_same_time_is_done_once(
    client: httpx.AsyncClient, app: Service
) -> None:
    for number in range(5):
        key = {"Idempotency-Key": f"key-{number}"}
        answers = await asyncio.gather(
            *(client.post("/v1/visits", json=VISIT, headers=key) for _ in range(4))
        )
        assert all(same(answers[0], answer) for answer in answers)
        assert answers[0].status_code == 201
    assert await count(app, "events") == 5


async def test_a_key_older_than_24_hours_is_as_good_as_new(
    client: httpx.AsyncClient, app: Service
) -> None:
    key = {"Idempotency-Key": "key"}
    first = await client.post("/v1/visits", json=VISIT, headers=key)
    async with app.state.resources.database.transaction() as tx:
        await tx.execute(text("UPDATE idempotency SET created_at = created_at - interval '25 h'"))
    second = await client.post("/v1/visits", json=VISIT, headers=key)
    assert first.headers["location"] != second.headers["location"]


async def test_neither_body_nor_secret_is_kept(client: httpx.AsyncClient, app: Service) -> None:
    await client.post("/v1/visits", json=VISIT, headers={"Idempotency-Key": "key"})
    async with app.state.resources.database.reading() as tx:
        kept = str((await tx.execute(text("SELECT * FROM idempotency"))).all())
    assert "Weert" not in kept
    assert "secret" not in kept


async def test_if_match_guards_a_change_and_its_absence_does_not(
    client: httpx.AsyncClient,
) -> None:
    made = (await client.post("/v1/visits", json=VISIT)).headers["location"]
    day = {"plannedOn": "2019-03-05"}
    for if_match, status in (('"1"', 204), ('"1"', 412), ("*", 204), (None, 204), ('"4"', 204)):
        headers = {} if if_match is None else {"If-Match": if_match}
        answer = await client.put(f"{made}/day", json=day, headers=headers)
        assert answer.status_code == status, if_match
    assert answer.headers["etag"] == '"5"'


@pytest.mark.parametrize("tag", ["1", 'W/"1"', '"1", "2"', '"x"', ""])
async def test_an_if_match_that_is_no_entity_tag_is_a_fault(
    client: httpx.AsyncClient, tag: str
) -> None:
    answer = await client.put(
        f"/v1/visits/{uuid4()}/day", json={"plannedOn": "2019-03-05"}, headers={"If-Match": tag}
    )
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "If-Match"


async def test_an_event_carries_who_and_the_trace(client: httpx.AsyncClient, app: Service) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    await client.post(
        "/v1/visits", json=VISIT, headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    )
    async with app.state.resources.database.reading() as tx:
        row = (await tx.execute(text("SELECT * FROM events"))).one()
    assert (row.subject, row.organisation, row.roles) == ("somebody", "coa", ["case-manager"])
    assert row.correlation_id.hex == trace
    assert row.traceparent.split("-")[1] == trace
