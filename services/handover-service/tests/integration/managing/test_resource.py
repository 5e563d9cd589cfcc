"""A subscription as a resource: by the organisation of the token, and for it only."""

from typing import Any

import pytest

SINK = "https://hooks.example.nl/roermond"
LINKED = "nl.doorlopendelijn.handover.MunicipalityLinked.v1"
ONLY_LINKS = [{"any": [{"exact": {"type": LINKED}}, {"not": {"prefix": {"subject": "0"}}}]}]


async def test_a_sink_is_subscribed_and_waits_until_it_agrees(subscribers: Any) -> None:
    made = await subscribers.push(
        protocol="HTTP",
        protocolSettings={"mode": "binary", "mostUnderWay": 3},
        config={"content": "full"},
        types=[LINKED],
        filters=ONLY_LINKS,
        sinkCredential={"accessToken": "fictief-token"},
    )
    found = await subscribers.roermond.get(made)
    assert {
        name: found[name]
        for name in ("name", "delivery", "sink", "protocol", "state", "permittedAt", "types")
    } == {
        "name": "Fictief zaaksysteem",
        "delivery": "push",
        "sink": SINK,
        "protocol": "HTTP",
        "state": "unconfirmed",
        "permittedAt": None,
        "types": [LINKED],
    }
    assert found["protocolSettings"] == {"mode": "binary", "mostUnderWay": 3, "rate": None}
    assert found["config"] == {"content": "full", "form": "cloudevents"}
    assert found["filters"] == ONLY_LINKS
    assert found["hasCredential"] is True
    assert len(found["secrets"]) == 1


async def test_a_sink_is_kept_in_one_spelling_however_it_was_written(subscribers: Any) -> None:
    made = await subscribers.push(sink="https://HOOKS.example.nl:443/roermond")
    assert (await subscribers.roermond.get(made))["sink"] == SINK
    same = {"sink": "https://hooks.example.nl./roermond"}
    assert (await subscribers.roermond.client.patch(made, json=same)).status_code == 204
    found = await subscribers.roermond.get(made)
    assert found["sink"] == SINK
    assert len((await subscribers.roermond.get(f"{made}/changes"))["items"]) == 1


async def test_more_under_way_than_is_installed_is_refused(subscribers: Any) -> None:
    many = {"protocolSettings": {"mostUnderWay": 9}}
    told = await subscribers.roermond.problem("/subscriptions", name="x", sink=SINK, **many)
    (fault,) = told["errors"]
    assert (fault["code"], fault["field"]) == (
        "more-than-installed",
        "/protocolSettings/mostUnderWay",
    )
    made = await subscribers.push(protocolSettings={"mostUnderWay": 8})
    assert await subscribers.roermond.refused(made, "PATCH", **many) == (400, "invalid-input")


async def test_whether_mail_can_go_out_is_said(subscribers: Any) -> None:
    made = await subscribers.pull(alertTo="koppelingen@voorbeeld.example")
    assert (await subscribers.roermond.get(made))["alertsSent"] is False


async def test_without_a_sink_events_are_fetched_and_nothing_is_asked(subscribers: Any) -> None:
    found = await subscribers.roermond.get(await subscribers.pull())
    assert (found["delivery"], found["state"], found["sink"]) == ("pull", "active", None)
    assert (found["protocol"], found["protocolSettings"], found["secrets"]) == (None, None, [])
    assert found["config"]["content"] == "information-poor"
    assert found["types"] == found["filters"] == []


async def test_a_source_is_a_filter_on_the_source(subscribers: Any) -> None:
    source = "urn:nld:oin:00000000000000000000:systeem:doorlopende-lijn-profile"
    found = await subscribers.roermond.get(await subscribers.pull(source=source))
    assert found["filters"] == [{"exact": {"source": source}}]


async def test_a_domain_is_a_filter_on_the_beginning_of_the_type(subscribers: Any) -> None:
    made = await subscribers.pull(domain="nl.doorlopendelijn.profile")
    found = await subscribers.roermond.get(made)
    assert found["filters"] == [{"prefix": {"type": "nl.doorlopendelijn.profile."}}]


async def test_another_organisation_sees_and_changes_nothing_of_it(subscribers: Any) -> None:
    made = await subscribers.push()
    assert (await subscribers.zwolle.get("/subscriptions"))["items"] == []
    gone = (404, "not-found")
    for method, path, body in (
        ("GET", "", {}),
        ("PATCH", "", {"name": "Van een ander"}),
        ("DELETE", "", {}),
        ("POST", "/pauses", {}),
        ("POST", "/resumptions", {}),
        ("POST", "/pings", {}),
        ("POST", "/confirmations", {}),
        ("POST", "/secrets", {}),
        ("GET", "/changes", {}),
    ):
        assert await subscribers.zwolle.refused(f"{made}{path}", method, **body) == gone
    assert (await subscribers.roermond.get(made))["state"] == "unconfirmed"


async def test_a_person_of_the_same_municipality_manages_what_its_system_made(
    subscribers: Any,
) -> None:
    made = await subscribers.push()
    (listed,) = (await subscribers.manager.get("/subscriptions"))["items"]
    assert made.endswith(listed["subscriptionId"])
    await subscribers.manager.post(f"{made}/pauses")
    assert (await subscribers.roermond.get(made))["state"] == "paused"


async def test_an_organisation_that_is_no_municipality_has_none(sign_in: Any) -> None:
    from continuous_line.codes import Role

    other = sign_in([Role.MUNICIPAL_SYSTEM], "coa", [])
    for method in ("GET", "POST"):
        body = {"name": "Fictief"}
        refused = await other.refused("/subscriptions", method, **body)
        assert refused == (403, "no-municipality")


async def test_the_list_has_those_that_ended_last_and_comes_in_pages(subscribers: Any) -> None:
    first = await subscribers.pull(name="A")
    await subscribers.pull(name="B")
    await subscribers.pull(name="C")
    assert (await subscribers.roermond.client.delete(first)).status_code == 204
    page = await subscribers.roermond.get("/subscriptions", pageSize="2")
    rest = await subscribers.roermond.get("/subscriptions", pageSize="2", cursor=page["next"])
    assert [one["name"] for one in (*page["items"], *rest["items"])] == ["B", "C", "A"]
    assert rest["next"] is None


async def test_no_more_are_made_than_allowed_ended_ones_aside(subscribers: Any) -> None:
    first, *_ = [await subscribers.pull(name=name) for name in "ABC"]
    wanted = {"name": "D"}
    refused = await subscribers.roermond.refused("/subscriptions", **wanted)
    assert refused == (409, "too-many-subscriptions")
    assert await subscribers.pull(subscribers.zwolle, name="D")
    await subscribers.roermond.client.delete(first)
    assert await subscribers.pull(name="D")


async def test_no_more_are_made_in_a_day_than_allowed_ended_ones_too(
    subscribers: Any, clock: Any
) -> None:
    clock.set("2026-03-01")
    for _ in range(6):
        made = await subscribers.pull()
        assert (await subscribers.roermond.client.delete(made)).status_code == 204
    refused = await subscribers.roermond.problem("/subscriptions", name="Fictief")
    assert (refused["status"], refused["code"], refused["most"]) == (409, "too-many-made", 6)
    assert await subscribers.pull(subscribers.zwolle)
    clock.set("2026-03-03")
    assert await subscribers.pull()


async def test_the_same_request_with_the_same_key_makes_one_and_another_body_is_refused(
    subscribers: Any,
) -> None:
    headers = {"Idempotency-Key": "once"}
    made = [
        await subscribers.roermond.post("/subscriptions", headers, name="Fictief") for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len((await subscribers.roermond.get("/subscriptions"))["items"]) == 1
    other = await subscribers.roermond.client.post(
        "/subscriptions", json={"name": "Anders"}, headers=headers
    )
    assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")


async def test_a_change_is_refused_where_somebody_else_was_first(subscribers: Any) -> None:
    made, who = await subscribers.pull(), subscribers.roermond.client
    seen = (await who.get(made)).headers["etag"]
    first = await who.patch(made, json={"name": "Eerste"}, headers={"If-Match": seen})
    assert first.status_code == 204
    assert first.headers["etag"] != seen
    second = await who.patch(made, json={"name": "Tweede"}, headers={"If-Match": seen})
    assert (second.status_code, second.json()["code"]) == (412, "precondition-failed")
    assert (await subscribers.roermond.get(made))["name"] == "Eerste"


async def test_what_is_not_named_stays_as_it_is(subscribers: Any) -> None:
    made, who = await subscribers.push(filters=ONLY_LINKS), subscribers.roermond
    before = await who.get(made)
    changes = {"types": [LINKED], "config": {"content": "full"}}
    settings = {"protocolSettings": {"mostUnderWay": 2}}
    assert (await who.client.patch(made, json=changes | settings)).status_code == 204
    after = await who.get(made)
    assert after["types"] == [LINKED]
    assert after["config"] == {"content": "full", "form": "cloudevents"}
    assert after["protocolSettings"] == {"mode": "structured", "mostUnderWay": 2, "rate": None}
    for name in ("name", "sink", "filters", "state", "permittedAt", "hasCredential"):
        assert after[name] == before[name]
    same = await who.client.patch(made, json=changes)
    assert same.headers["etag"] == (await who.client.get(made)).headers["etag"]


async def test_it_is_paused_resumed_and_ended_and_each_is_told_in_its_history(
    subscribers: Any,
) -> None:
    made, who = await subscribers.pull(), subscribers.roermond
    assert await who.refused(f"{made}/resumptions") == (409, "state-does-not-fit")
    await who.post(f"{made}/pauses")
    paused = await who.get(made)
    assert (paused["state"], paused["reason"]) == ("paused", "owner")
    assert await who.refused(f"{made}/pauses") == (409, "state-does-not-fit")
    await subscribers.manager.post(f"{made}/resumptions")
    assert (await who.get(made))["state"] == "active"
    await who.post(f"{made}/pings")
    assert (await who.client.delete(made)).status_code == 204
    ended = await who.get(made)
    assert (ended["state"], ended["endedAt"] is None) == ("ended", False)
    for path in ("pauses", "resumptions", "pings", "secrets"):
        assert await who.refused(f"{made}/{path}") == (409, "subscription-ended")
    assert await who.refused(made, "PATCH", name="Nog") == (409, "subscription-ended")
    assert (await who.client.delete(made)).status_code == 204
    history = (await who.get(f"{made}/changes"))["items"]
    assert [one["what"] for one in history] == ["ended", "pinged", "resumed", "paused", "created"]
    assert history[2]["by"] == "GM0957-integration-manager"


async def test_the_history_comes_in_pages(subscribers: Any) -> None:
    made, who = await subscribers.pull(), subscribers.roermond
    await who.post(f"{made}/pauses")
    page = await who.get(f"{made}/changes", pageSize="1")
    rest = await who.get(f"{made}/changes", pageSize="1", cursor=page["next"])
    assert [one["what"] for one in (*page["items"], *rest["items"])] == ["paused", "created"]
    assert rest["next"] is None


@pytest.mark.parametrize("delivery", ["push", "pull"])
async def test_whether_it_is_sent_or_fetched_never_changes(subscribers: Any, delivery: str) -> None:
    made = await getattr(subscribers, delivery)()
    answer = await subscribers.roermond.client.patch(
        made, json={"sink": SINK, "protocolSettings": {}}
    )
    if delivery == "push":
        assert answer.status_code == 204
    else:
        faults = {one["field"] for one in answer.json()["errors"]}
        assert (answer.status_code, faults) == (400, {"/sink", "/protocolSettings"})
