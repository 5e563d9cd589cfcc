"""A sink is asked whether it agrees, over a real connection, before anything is sent."""

from typing import Any

import pytest

from continuous_line.testing.sinks import reply, sink

AGREES = reply(200, "webhook-allowed-origin: line.example", "webhook-allowed-rate: 120")


async def at(port: int, subscribers: Any, **more: Any) -> str:
    made: str = await subscribers.push(sink=f"http://127.0.0.1:{port}/in", **more)
    return made


async def asked(who: Any, made: str) -> dict[str, Any]:
    answer = await who.client.post(f"{made}/confirmations")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_yes_makes_it_active_with_the_rate_that_the_sink_permits(subscribers: Any) -> None:
    who = subscribers.roermond
    async with sink(AGREES) as server:
        made = await at(server.port, subscribers, sinkCredential={"accessToken": "fictief"})
        assert await asked(who, made) == {"permitted": True, "reason": "accepted", "rate": 120}
    (request,) = server.got
    assert request.method == "OPTIONS"
    assert request.headers["webhook-request-origin"] == "line.example"
    assert request.headers["authorization"] == "Bearer fictief"
    found = await who.get(made)
    assert (found["state"], found["permittedAt"] is None) == ("active", False)
    assert found["protocolSettings"]["rate"] == 120
    assert (await who.get(f"{made}/changes"))["items"][0]["what"] == "confirmed"


async def test_pausing_and_resuming_takes_no_sinks_yes_for_granted(subscribers: Any) -> None:
    who = subscribers.roermond
    async with sink(AGREES) as server:
        made = await at(server.port, subscribers)
        await who.post(f"{made}/pauses")
        await who.post(f"{made}/resumptions")
        assert (await who.get(made))["state"] == "unconfirmed"
        await asked(who, made)
        await who.post(f"{made}/pauses")
        await who.post(f"{made}/resumptions")
        assert (await who.get(made))["state"] == "active"
        await who.post(f"{made}/pauses")
        moved = {"sink": f"http://127.0.0.1:{server.port}/elsewhere"}
        assert (await who.client.patch(made, json=moved)).status_code == 204
        await who.post(f"{made}/resumptions")
        assert (await who.get(made))["state"] == "unconfirmed"


async def test_another_sink_is_asked_again_before_anything_is_sent(subscribers: Any) -> None:
    who = subscribers.roermond
    async with sink(AGREES) as server:
        made = await at(server.port, subscribers)
        await asked(who, made)
        moved = {"sink": f"http://127.0.0.1:{server.port}/elsewhere"}
        assert (await who.client.patch(made, json=moved)).status_code == 204
        found = await who.get(made)
        assert (found["state"], found["permittedAt"]) == ("unconfirmed", None)
        await asked(who, made)
    assert (await who.get(made))["state"] == "active"
    assert [request.target for request in server.got] == ["/in", "/elsewhere"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(200), "not-permitted"),
        (reply(200, "webhook-allowed-origin: other.example"), "not-permitted"),
        (b"no http at all\r\n\r\n", "broke-off"),
    ],
)
async def test_without_a_yes_nothing_is_sent_and_why_is_told(
    subscribers: Any, answer: bytes, reason: str
) -> None:
    async with sink(answer) as server:
        made = await at(server.port, subscribers)
        told = await asked(subscribers.roermond, made)
    assert told == {"permitted": False, "reason": reason, "rate": None}
    assert (await subscribers.roermond.get(made))["state"] == "unconfirmed"
    (last, _) = (await subscribers.roermond.get(f"{made}/changes"))["items"]
    assert last["details"] == {"reason": reason}


async def test_a_later_no_takes_the_yes_back_but_silence_does_not(subscribers: Any) -> None:
    who = subscribers.roermond
    answers = [AGREES, reply(200)]

    async def in_turn(_reader: Any, writer: Any) -> None:
        writer.write(answers.pop(0))
        await writer.drain()

    async with sink(in_turn) as server:
        made = await at(server.port, subscribers)
        assert (await asked(who, made))["permitted"]
        assert (await asked(who, made))["reason"] == "not-permitted"
    assert (await who.get(made))["state"] == "unconfirmed"
    async with sink(AGREES) as server:
        await who.client.patch(made, json={"sink": f"http://127.0.0.1:{server.port}/in"})
        await asked(who, made)
    assert (await asked(who, made))["reason"] == "unreachable"
    assert (await who.get(made))["state"] == "active"


async def test_a_paused_one_that_agrees_stays_paused_and_is_active_when_resumed(
    subscribers: Any,
) -> None:
    who = subscribers.roermond
    async with sink(AGREES) as server:
        made = await at(server.port, subscribers)
        await who.post(f"{made}/pauses")
        await asked(who, made)
        assert (await who.get(made))["state"] == "paused"
        await who.post(f"{made}/resumptions")
    assert (await who.get(made))["state"] == "active"


async def test_what_is_fetched_or_ended_has_nobody_to_ask(subscribers: Any) -> None:
    who = subscribers.roermond
    pull, push = await subscribers.pull(), await subscribers.push()
    await who.client.delete(push)
    assert await who.refused(f"{pull}/confirmations") == (409, "not-for-pull")
    assert await who.refused(f"{push}/confirmations") == (409, "subscription-ended")
