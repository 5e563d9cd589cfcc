"""What a municipality reads of its subscription, batch after batch."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line import checkpoint
from continuous_line.codes import Role
from continuous_line.contracts import handover, subscription, type_name
from continuous_line.database import fetch
from continuous_line.sequencing import last_sequence, sequence
from continuous_line.webhooks.rendering import Content
from handover_service.subscriptions.api.answers_events import EventBatch
from handover_service.subscriptions.standing import How, State

PHONED = type_name("handover", handover.HandoverByPhone)
LINKED = type_name("handover", handover.MunicipalityLinked)
STATE = type_name("subscription", subscription.StateTold)
ENDED = type_name("subscription", subscription.LinkEnded)
PING = type_name("subscription", subscription.Ping)
ROERMOND, ZWOLLE = "GM0957", "GM0193"


async def read(town: Any, of: UUID, since: str | None = None, **more: Any) -> dict[str, Any]:
    query = {} if since is None else {"since": since}
    return await town.roermond.get(
        f"/subscriptions/{of}/events", **query, **{k: str(v) for k, v in more.items()}
    )


def types(batch: dict[str, Any]) -> list[str]:
    return [event["type"] for event in batch["events"]]


async def test_what_happens_to_who_is_linked_is_read_once_and_in_order(town: Any) -> None:
    mine, other = uuid4(), uuid4()
    of = await town.subscribe()
    await town.links(mine)
    await town.links(other, to=ZWOLLE)
    first = await town.phones(mine)
    batch = await read(town, of)
    assert types(batch) == [STATE, LINKED, PHONED]
    assert {event["subject"] for event in batch["events"]} == {str(mine)}
    EventBatch.model_validate(batch)
    told = batch["events"][-1]
    assert told["id"] == str(first.id)
    assert told["data"]["municipality"] == ROERMOND
    assert batch["more"] is False
    second = await town.phones(mine)
    batch = await read(town, of, batch["next"])
    assert [event["id"] for event in batch["events"]] == [str(second.id)]
    assert (await read(town, of, batch["next"]))["events"] == []


async def test_batch_after_batch_says_whether_there_is_more(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    sent = [str((await town.phones(person)).id) for _ in range(5)]
    found: list[str] = []
    since, more = None, True
    while more:
        batch = await read(town, of, since, limit=2)
        assert 0 < len(batch["events"]) <= 2
        found += [event["id"] for event in batch["events"]]
        since, more = batch["next"], batch["more"]
    assert found[2:] == sent


async def test_who_was_away_reads_the_same_again_from_any_position(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    before = (await read(town, of))["next"]
    for _ in range(3):
        await town.phones(person)
    assert await read(town, of, before) == await read(town, of, before)
    another = await town.subscribe()
    assert types(await read(town, another, before))[:3] == [PHONED] * 3


async def test_a_filter_is_applied_when_it_is_read_and_passes_what_it_leaves_out(town: Any) -> None:
    person = uuid4()
    of = await town.subscribe(filters=[{"suffix": {"type": "HandoverByPhone.v1"}}])
    await town.links(person)
    for _ in range(3):
        await town.phones(person)
    batch = await read(town, of, limit=1)
    assert (types(batch), batch["more"]) == ([PHONED], True)
    await town.change(of, filters=[], types=[LINKED])
    assert types(await read(town, of)) == [LINKED]
    assert types(await read(town, of, batch["next"])) == []


async def test_an_information_poor_event_says_only_where_it_is_read(town: Any) -> None:
    person = uuid4()
    of = await town.subscribe(content=Content.INFORMATION_POOR)
    await town.links(person)
    called = await town.phones(person)
    batch = await read(town, of)
    EventBatch.model_validate(batch)
    poor = batch["events"][-1]
    assert not {"data", "dataschema", "datacontenttype"} & poor.keys()
    path = poor["dataref"].rpartition("/v1")[2]
    assert path == f"/subscriptions/{of}/events/{called.id}"
    whole = await town.roermond.get(path)
    assert (whole["id"], whole["data"]["mode"]) == (str(called.id), "phone")


@pytest.mark.parametrize("how", How)
async def test_the_feed_of_a_push_subscription_is_read_the_same_way(town: Any, how: How) -> None:
    of = await town.subscribe(how=how)
    await town.ping(of)
    assert types(await read(town, of)) == [PING]


async def test_who_is_unlinked_meanwhile_is_told_of_no_more(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    called = await town.phones(person)
    assert PHONED in types(await read(town, of))
    await town.unlinks(person)
    assert types(await read(town, of)) == [ENDED]
    assert await town.roermond.refused(f"/subscriptions/{of}/events/{called.id}", "GET") == (
        404,
        "not-found",
    )


async def test_nothing_is_told_while_nobody_knows_the_rights(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    called = await town.phones(person)
    async with town.resources.database.transaction() as tx:
        await fetch(tx, "UPDATE consumer_progress SET caught_up_at = NULL")
    for path in (f"/subscriptions/{of}/events", f"/subscriptions/{of}/events/{called.id}"):
        assert await town.roermond.refused(path, "GET") == (503, "access-unknown")
    await town.fresh()
    assert types(await read(town, of)) == [STATE, LINKED, PHONED]


async def test_an_unlinking_that_could_not_be_handled_stops_what_is_told_of_that_person(
    town: Any,
) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    called = await town.phones(person)
    await town.parks(person)
    for path in (f"/subscriptions/{of}/events", f"/subscriptions/{of}/events/{called.id}"):
        assert await town.roermond.refused(path, "GET") == (503, "access-unknown")


async def test_a_ping_comes_whatever_types_and_filters_say(town: Any) -> None:
    of = await town.subscribe(types=[LINKED], filters=[{"exact": {"subject": str(uuid4())}}])
    await town.links(uuid4())
    await town.ping(of)
    assert types(await read(town, of)) == [PING]


async def test_an_event_of_another_municipality_is_not_read_under_ones_own_subscription(
    town: Any,
) -> None:
    person, theirs = uuid4(), await town.subscribe(of=ZWOLLE)
    await town.subscribe()
    await town.links(person)
    called = await town.phones(person)
    path = f"/subscriptions/{theirs}/events/{called.id}"
    assert await town.zwolle.refused(path, "GET") == (404, "not-found")


async def test_what_is_recorded_of_a_link_and_not_published_yet_is_waited_for(
    town: Any, world: Any
) -> None:
    person, other, of = uuid4(), uuid4(), await town.subscribe()
    case = await world.link(person)
    await published(town)
    await town.links(person)
    await town.links(other)
    first = await read(town, of)
    assert types(first) == [STATE, LINKED] * 2
    await town.phones(other)
    await town.phones(person)
    await world.tvs.post(f"{case}/unlinkings", reason="mistake")
    found = await read(town, of, first["next"])
    assert types(found) == [PHONED], "the relay stands: of others is told, up to that person"
    path = f"/subscriptions/{of}/events?since={found['next']}"
    assert await town.roermond.refused(path, "GET") == (503, "access-unknown")
    await published(town)
    await town.unlinks(person)
    assert types(await read(town, of, found["next"])) == [ENDED]


async def published(town: Any) -> None:
    """As the relay does, all that is stored."""
    async with town.resources.database.transaction() as tx:
        await sequence(tx)
        at = await checkpoint.read(tx, handover.TOPIC)
        await at.moved(tx, await last_sequence(tx), None)


async def test_who_fell_behind_is_told_where_to_go_on(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    old = (await read(town, of, limit=1))["next"]
    called = await town.phones(person)
    await town.forget_until(2)
    for since in ("", f"?since={old}"):
        problem = await town.roermond.problem(f"/subscriptions/{of}/events{since}", "GET")
        assert (problem["status"], problem["code"]) == (410, "position-gone")
        batch = await read(town, of, problem["earliest"])
        assert [event["id"] for event in batch["events"]] == [str(called.id)]


async def test_only_the_municipality_itself_reads(town: Any, sign_in: Any) -> None:
    of = await town.subscribe()
    await town.links(uuid4())
    path = f"/subscriptions/{of}/events"
    position = (await read(town, of))["next"]
    manager = sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
    assert await town.zwolle.refused(path, "GET") == (404, "not-found")
    assert await town.zwolle.refused(f"{path}/{uuid4()}", "GET") == (404, "not-found")
    assert await manager.refused(path, "GET") == (403, "role-missing")
    theirs = await town.subscribe(of=ZWOLLE)
    assert await town.zwolle.refused(f"/subscriptions/{theirs}/events?since={position}", "GET") == (
        404,
        "position-unknown",
    )
    assert await town.roermond.refused(f"{path}?since=4711", "GET") == (400, "invalid-input")


async def test_a_paused_one_waits_and_an_ended_one_is_gone(town: Any) -> None:
    person, of = uuid4(), await town.subscribe()
    await town.links(person)
    called = await town.phones(person)
    path = f"/subscriptions/{of}/events"
    await town.change(of, state=State.PAUSED)
    assert await town.roermond.refused(path, "GET") == (409, "subscription-paused")
    assert (await town.roermond.get(f"{path}/{called.id}"))["id"] == str(called.id)
    await town.change(of, state=State.ACTIVE)
    assert types(await read(town, of)) == [STATE, LINKED, PHONED]
    await town.change(of, state=State.ENDED)
    for gone in (path, f"{path}/{called.id}"):
        assert await town.roermond.refused(gone, "GET") == (410, "subscription-ended")


async def test_each_telling_is_in_the_processing_log_once_per_person(town: Any) -> None:
    persons, of = [uuid4(), uuid4()], await town.subscribe()
    for person in persons:
        await town.links(person)
        await town.phones(person)
    await town.ping(of)
    batch = await read(town, of)
    assert types(batch)[-1] == PING
    await read(town, of, batch["next"])
    async with town.resources.database.transaction() as tx:
        rows = await fetch(
            tx, "SELECT data_subject_id, manner, organisation, subject FROM processing_log "
            "WHERE name = 'event-telling'",
        )  # fmt: skip
    assert sorted(row.data_subject_id for row in rows) == sorted(persons)
    assert {(row.manner, row.organisation) for row in rows} == {("sent", ROERMOND)}


async def test_what_was_made_for_a_subscription_that_ended_goes_and_others_read_on(
    town: Any,
) -> None:
    person, other = uuid4(), await town.subscribe()
    await town.links(person)
    path = await town.roermond.post("/subscriptions", name="Fictief")
    await town.ping(UUID(path.rpartition("/")[2]))
    called = await town.phones(person)
    own = "SELECT count(*) AS many FROM feed_rows WHERE only_for = $1"

    async def of_its_own() -> int:
        rows = await town.resources.database.ask(own, UUID(path.rpartition("/")[2]))
        return int(rows[0].many)

    assert await of_its_own() == 2
    before = (await read(town, other, limit=2))["next"]
    assert (await town.roermond.client.delete(path)).status_code == 204
    assert await of_its_own() == 0
    batch = await read(town, other, before)
    assert [event["id"] for event in batch["events"]] == [str(called.id)]
    assert types(await read(town, await town.subscribe())) == [STATE]
