"""What is wrong with a subscription is told all together, each fault at its place."""

from typing import Any

import pytest


async def faults(who: Any, **body: Any) -> dict[str, str]:
    problem = await who.problem("/subscriptions", **body)
    assert (problem["status"], problem["code"]) == (400, "invalid-input")
    return {fault["field"]: fault["code"] for fault in problem["errors"]}


async def test_every_fault_is_told_at_once(subscribers: Any) -> None:
    found = await faults(
        subscribers.roermond,
        sink="https://elsewhere.example/",
        types=["nl.example.Unknown.v1"],
        filters=[{"exact": {"tpye": "x"}}, {"not": {"any": []}}],
        config={"form": "smoke-signals", "content": "some"},
        protocolSettings={"mostUnderWay": 0},
        colour="red",
    )
    assert found == {
        "/name": "missing",
        "/sink": "sink-host-not-allowed",
        "/types/0": "type-unknown",
        "/filters/0/exact/tpye": "filter",
        "/filters/1/not/any": "filter",
        "/config/form": "form-unknown",
        "/config/content": "enum",
        "/protocolSettings/mostUnderWay": "greater-than-equal",
        "/colour": "extra-forbidden",
    }


@pytest.mark.parametrize(
    ("sink", "code"),
    [
        ("https://elsewhere.example/in", "sink-host-not-allowed"),
        ("https://roermond.example/in", "sink-host-not-allowed"),
        ("https://hooks.example.nl.evil.example/in", "sink-host-not-allowed"),
        ("https://10.0.0.1/in", "sink-host-not-allowed"),
        ("https://name:word@hooks.example.nl/in", "sink-with-credentials"),
        ("ftp://hooks.example.nl/in", "sink-not-https"),
        ("hooks.example.nl", "sink-malformed"),
        ("https://hooks.example.nl/in#part", "sink-malformed"),
        ("https:///in", "sink-malformed"),
    ],
)
async def test_a_sink_that_is_not_allowed_is_refused_when_made_and_when_changed(
    subscribers: Any, sink: str, code: str
) -> None:
    assert await faults(subscribers.roermond, name="Fictief", sink=sink) == {"/sink": code}
    made = await subscribers.push()
    problem = await subscribers.roermond.problem(made, "PATCH", sink=sink)
    assert [(one["field"], one["code"]) for one in problem["errors"]] == [("/sink", code)]


async def test_what_is_about_sending_says_nothing_without_a_sink(subscribers: Any) -> None:
    found = await faults(
        subscribers.roermond,
        name="Fictief",
        protocol="HTTP",
        protocolSettings={"mode": "binary"},
        sinkCredential={"accessToken": "fictief"},
    )
    assert found == dict.fromkeys(
        ("/protocol", "/protocolSettings", "/sinkCredential"), "needs-sink"
    )


async def test_a_fault_repeats_no_credential(subscribers: Any) -> None:
    word = "fictief geheim"
    answer = await subscribers.roermond.client.post(
        "/subscriptions",
        json={"name": "", "sink": "x", "sinkCredential": {"accessToken": word}},
    )
    assert answer.status_code == 400
    assert word not in answer.text
    assert {fault["field"] for fault in answer.json()["errors"]} == {
        "/name",
        "/sink",
        "/sinkCredential/accessToken",
    }


async def test_who_may_not_come_in_learns_that_before_any_fault(sign_in: Any) -> None:
    from continuous_line.codes import Role

    other = sign_in([Role.CLIENT_MANAGER], "GM0957", ["GM0957"])
    assert await other.refused("/subscriptions", colour="red") == (403, "role-missing")
