"""The client against a service on a real port: what fails passes, what is refused is told."""

from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import Any

import pytest
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from doorlopende_lijn_client import (
    AsyncClient,
    Client,
    ClientError,
    CloudEvent,
    FellBehind,
    NotAnswered,
    Patience,
    Problem,
)
from doorlopende_lijn_client.types.handover import CaseSummary

SUBSCRIPTION = "7"


@pytest.fixture
def pauses() -> list[float]:
    """How long the client would have slept."""
    return []


@pytest.fixture
def client(service: Any, pauses: list[float]) -> Iterator[Client]:
    with Client(service.address, "token", sleep=pauses.append) as made:
        yield made


@pytest.fixture
async def awaiting(service: Any, pauses: list[float]) -> AsyncIterator[AsyncClient]:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async with AsyncClient(service.address, "token", sleep=sleep) as made:
        yield made


def test_a_list_is_read_page_after_page(service: Any, client: Client) -> None:
    service.cases = [{"caseId": str(number)} for number in range(5)]
    found = [case["caseId"] for case in client.items("/cases", CaseSummary, municipality="GM0957")]
    assert found == ["0", "1", "2", "3", "4"]
    assert [request.query_params.get("cursor") for request in service.asked] == [None, "2", "4"]
    assert {request.query_params["municipality"] for request in service.asked} == {"GM0957"}
    assert {request.headers["authorization"] for request in service.asked} == {"Bearer token"}


def test_the_token_is_asked_for_anew_each_time(service: Any) -> None:
    tokens = iter(["first", "second"])
    service.fails(503)
    with Client(service.address + "/v1/", lambda: next(tokens), sleep=lambda _: None) as client:
        client.get("/cases", dict[str, Any])
    used = [request.headers["authorization"] for request in service.asked]
    assert used == ["Bearer first", "Bearer second"]


def test_a_write_is_repeated_with_one_key_until_it_is_answered(
    service: Any, client: Client, pauses: list[float]
) -> None:
    service.fails(503, 429, retry_after="3")
    written = client.post("/links", {"municipality": "GM0957"}, if_match='"0"')
    assert (written.location, written.etag, written.body) == ("/v1/cases/1", '"1"', None)
    assert len(service.asked) == 3
    assert len({request.headers["idempotency-key"] for request in service.asked}) == 1
    assert {request.headers["if-match"] for request in service.asked} == {'"0"'}
    assert all(pause >= 3 for pause in pauses)
    client.post("/links", {})
    assert len({request.headers["idempotency-key"] for request in service.asked}) == 2


def test_a_key_of_ones_own_is_sent(service: Any, client: Client) -> None:
    client.post("/links", {}, idempotency_key="mine")
    assert service.asked[0].headers["idempotency-key"] == "mine"


def test_what_is_changed_and_ended_is_answered(client: Client) -> None:
    assert client.patch("/subscriptions/7", {"state": "paused"}).body == {"id": "7"}
    assert client.delete("/subscriptions/7").body is None


def test_a_refusal_is_told_at_once_in_the_words_of_the_service(
    service: Any, client: Client, pauses: list[float]
) -> None:
    service.fails(409)
    with pytest.raises(Problem) as refused:
        client.get("/cases", dict[str, Any])
    assert (refused.value.status, refused.value.code) == (409, "unavailable")
    assert refused.value.detail == "Try again."
    assert pauses == []


def test_patience_ends(service: Any, client: Client, pauses: list[float]) -> None:
    service.fails(*[503] * 9)
    with pytest.raises(Problem, match="503"):
        client.get("/cases", dict[str, Any])
    assert (len(service.asked), len(pauses)) == (Patience().tries, Patience().tries - 1)


def test_where_nobody_listens_there_is_no_answer(pauses: list[float]) -> None:
    with (
        Client("http://127.0.0.1:1", "token", sleep=pauses.append) as client,
        pytest.raises(NotAnswered, match="ConnectError after 5 tries"),
    ):
        client.post("/links", {})
    assert pauses == sorted(pauses)


@pytest.mark.parametrize(
    "answer", [HTMLResponse("<p>proxy"), RedirectResponse("/v1/cases?cursor=9")]
)
def test_what_is_no_answer_of_the_service_is_not_taken_for_one(
    service: Any, client: Client, answer: Any
) -> None:
    service.failures.append(answer)
    with pytest.raises(ClientError):
        client.get("/cases", dict[str, Any])
    assert len(service.asked) == 1


def test_a_subscription_is_read_to_its_end_in_order(ten_events: Any, client: Client) -> None:
    batches = list(client.follow(SUBSCRIPTION, limit=4))
    assert [event.id for batch in batches for event in batch.events] == list("0123456789")
    assert [batch.next for batch in batches] == ["4", "8", "10"]
    rest = [event.id for batch in client.follow(SUBSCRIPTION, since="8") for event in batch.events]
    assert rest == ["8", "9"]


def test_whoever_waits_is_told_when_there_is_something(
    ten_events: Any, client: Client, pauses: list[float]
) -> None:
    def comes_later(seconds: float) -> None:
        pauses.append(seconds)
        ten_events.events.append(ten_events.events[0] | {"id": "later"})

    waiting = Client(ten_events.address, "token", sleep=comes_later)
    batches = list(islice(waiting.follow(SUBSCRIPTION, wait=20), 2))
    waiting.close()
    assert [event.id for event in batches[1].events] == ["later"]
    assert pauses == [1.0]
    assert ten_events.asked[0].query_params["wait"] == "20"


def test_whoever_fell_behind_is_told_from_where_to_start_again(
    ten_events: Any, client: Client
) -> None:
    ten_events.kept_from = 6
    with pytest.raises(FellBehind) as behind:
        client.batch(SUBSCRIPTION, since="2")
    earliest = behind.value.earliest
    assert [event.id for event in client.batch(SUBSCRIPTION, since=earliest).events] == list("6789")


def test_a_subscription_that_ended_is_no_falling_behind(service: Any, client: Client) -> None:
    service.failures.append(JSONResponse({"status": 410, "code": "subscription-ended"}, 410))
    with pytest.raises(Problem) as ended:
        client.batch(SUBSCRIPTION)
    assert not isinstance(ended.value, FellBehind)
    assert ended.value.code == "subscription-ended"


def test_what_a_filter_leaves_out_does_not_end_the_reading(
    ten_events: Any, client: Client, pauses: list[float]
) -> None:
    ten_events.left_out = {"unwanted"}
    for event in ten_events.events[:7]:
        event["type"] = "unwanted"
    found = [event.id for batch in client.follow(SUBSCRIPTION, limit=3) for event in batch.events]
    assert found == list("789")
    assert pauses == []


def test_the_whole_of_an_event_is_asked_of_the_service_that_is_known(
    ten_events: Any, client: Client
) -> None:
    elsewhere = "https://elsewhere.example/v1/subscriptions/7/events/3"
    ten_events.events[3] |= {"dataref": elsewhere, "data": {"mode": "phone"}}
    poor = CloudEvent.of({**ten_events.events[3], "data": None})
    assert client.whole(SUBSCRIPTION, poor).data == {"mode": "phone"}


def test_an_answer_of_another_shape_is_no_batch(service: Any, client: Client) -> None:
    service.failures.append(HTMLResponse('{"items": []}'))
    with pytest.raises(ClientError, match="events"):
        client.batch(SUBSCRIPTION)


async def test_the_awaiting_client_does_the_same(
    ten_events: Any, awaiting: AsyncClient, pauses: list[float]
) -> None:
    ten_events.fails(503, 503, retry_after="2")
    ten_events.cases = [{"caseId": str(number)} for number in range(5)]
    cases = [case["caseId"] async for case in awaiting.items("/cases", CaseSummary)]
    assert cases == ["0", "1", "2", "3", "4"]
    assert len(pauses) == 2
    assert all(pause >= 2 for pause in pauses)
    written = await awaiting.post("/links", {})
    assert written.location == "/v1/cases/1"
    assert (await awaiting.patch("/subscriptions/7", {})).body == {"id": "7"}
    assert (await awaiting.delete("/subscriptions/7")).body is None
    batches = [batch async for batch in awaiting.follow(SUBSCRIPTION, limit=4)]
    assert [event.id for batch in batches for event in batch.events] == list("0123456789")
    assert (await awaiting.whole(SUBSCRIPTION, batches[0].events[3])).id == "3"
    ten_events.kept_from = 6
    with pytest.raises(FellBehind):
        await awaiting.batch(SUBSCRIPTION, since="2")
    ten_events.fails(403)
    with pytest.raises(Problem, match="403"):
        await awaiting.get("/cases", dict[str, Any])


def test_both_clients_offer_the_same() -> None:
    def offers(of: type) -> set[str]:
        return {name for name in vars(of) if not name.startswith("_")}

    assert offers(AsyncClient) ^ offers(Client) == {"close", "aclose"}
