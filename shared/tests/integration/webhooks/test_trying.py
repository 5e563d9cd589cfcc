"""One try and one question, as a real sink sees them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from standardwebhooks import Webhook

from continuous_line.contracts import decode
from continuous_line.testing.sinks import Sink, reply, sink
from continuous_line.webhooks.answers import Outcome, Reason, Verdict
from continuous_line.webhooks.handshake import NotPermitted, Permission
from continuous_line.webhooks.network import SinkFailed
from continuous_line.webhooks.rendering import Mode, render
from continuous_line.webhooks.rules import SinkRules
from continuous_line.webhooks.signing import new_secret
from continuous_line.webhooks.sink import SinkClient
from continuous_line.webhooks.trying import Addressee, ask_permission, try_delivery

US = "handover.doorlopendelijn.example"
TYPE = "nl.doorlopendelijn.handover.WarmHandoverHeld.v1"
GOLDEN = Path(__file__).parents[2] / "golden" / "events" / f"{TYPE}.json"
EVENT = decode(msgspec.json.encode(msgspec.json.decode(GOLDEN.read_bytes())))
SECRET = new_secret()


@pytest.fixture
async def client() -> AsyncIterator[SinkClient]:
    rules = SinkRules(("localhost",), plain_http=True, private_addresses=True)
    async with SinkClient(rules) as made:
        yield made


def addressee(server: Sink) -> Addressee:
    return Addressee(f"http://localhost:{server.port}/in", [SECRET], "token-of-the-sink")


@pytest.mark.parametrize("mode", list(Mode))
async def test_a_delivery_is_signed_says_who_sends_it_and_has_the_credential(
    client: SinkClient, mode: Mode
) -> None:
    now = datetime.now(UTC)  # the official library asks the system for the time
    async with sink() as server:
        told = await try_delivery(
            client, addressee(server), render(EVENT, mode), id_=str(EVENT.id), origin=US, now=now
        )
    assert told == Outcome(Verdict.DELIVERED, Reason.ACCEPTED, 204)
    (got,) = server.got
    Webhook(SECRET).verify(got.body, got.headers)
    assert got.headers["webhook-id"] == str(EVENT.id)
    assert got.headers["webhook-request-origin"] == US
    assert got.headers["authorization"] == "Bearer token-of-the-sink"


async def test_what_the_sink_says_and_that_it_says_nothing_are_both_an_outcome(
    client: SinkClient,
) -> None:
    now, message = datetime.now(UTC), render(EVENT)
    async with sink(reply(503, "Retry-After: 60")) as server:
        to = addressee(server)
        busy = await try_delivery(client, to, message, id_="1", origin=US, now=now)
    away = await try_delivery(client, to, message, id_="1", origin=US, now=now)
    assert busy == Outcome(Verdict.FAILED, Reason.BUSY, 503, timedelta(minutes=1))
    assert away.verdict is Verdict.FAILED
    assert away.reason in {Reason.UNREACHABLE, Reason.BROKE_OFF}


async def test_a_sink_is_asked_at_its_own_address_and_its_answer_is_heard(
    client: SinkClient,
) -> None:
    agrees = reply(200, f"WebHook-Allowed-Origin: {US}", "WebHook-Allowed-Rate: 60")
    async with sink(agrees) as server:
        permitted = await ask_permission(client, addressee(server), origin=US, rate=120)
    assert permitted == Permission(60)
    (got,) = server.got
    assert (got.method, got.target, got.body) == ("OPTIONS", "/in", b"")
    assert got.headers["webhook-request-origin"] == US
    assert got.headers["webhook-request-rate"] == "120"
    assert "webhook-request-callback" not in got.headers


async def test_a_site_that_answers_options_as_any_does_has_not_agreed(client: SinkClient) -> None:
    async with sink(reply(200, "Allow: OPTIONS, POST")) as server:
        to = addressee(server)
        with pytest.raises(NotPermitted):
            await ask_permission(client, to, origin=US)
    with pytest.raises(SinkFailed):
        await ask_permission(client, to, origin=US)


def test_neither_secret_nor_credential_shows_where_the_addressee_is_printed() -> None:
    printed = repr(Addressee("https://sink.example/", [SECRET], "token-of-the-sink"))
    assert SECRET not in printed
    assert "token-of-the-sink" not in printed
