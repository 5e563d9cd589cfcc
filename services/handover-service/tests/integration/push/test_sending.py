"""What goes to a sink, in which order, and under which rights."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from standardwebhooks import Webhook

from continuous_line.contracts.base import EventVoided
from continuous_line.testing.sinks import reply, sink
from continuous_line.webhooks.rendering import STRUCTURED_TYPE, Content, Mode
from continuous_line.webhooks.signing import verify
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.push import taking

ROERMOND, ZWOLLE = "GM0957", "GM0193"


class Slow:
    """A sink that takes its time. `most`: requests under way at one time so far."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._now, self.most = seconds, 0, 0

    async def __call__(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.sleep(self._seconds)
        self._now -= 1
        writer.write(reply(204, "connection: close"))
        await writer.drain()


async def test_every_event_arrives_once_signed_and_in_order_per_person(
    stand: Any, eventually: Any, ids: Any, by_person: Any
) -> None:
    persons = await stand.persons(5)
    told = [(await stand.happens(*persons)) for _ in range(6)]
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 30)
        (secret,) = await stand.keyring(one)
    assert sorted(ids(server.got)) == sorted(id_ for row in told for id_ in row)
    assert by_person(server.got) == {
        str(person): [row[place] for row in told] for place, person in enumerate(persons)
    }
    Webhook(secret).verify(server.got[0].body, server.got[0].headers)
    first = msgspec.json.decode(server.got[0].body)
    assert first["dataref"] == (
        f"https://handover.example/v1/subscriptions/{one}/events/{first['id']}"
    )
    assert await stand.waiting() == 0


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("content", Content)
async def test_a_sink_gets_the_form_and_no_more_of_it_than_its_subscription_asks_for(
    stand: Any, eventually: Any, mode: Mode, content: Content
) -> None:
    (told,) = await stand.happens(await stand.person())
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", mode=mode, content=content)
        async with stand.at_work():
            await eventually(lambda: server.got)
    (got,) = server.got
    binary = mode is Mode.BINARY and content is Content.FULL
    assert (got.headers.get("ce-id") == told) == binary
    assert (got.headers["content-type"] == STRUCTURED_TYPE) != binary
    said = msgspec.json.decode(got.body)
    assert (said.get("id") == told) != binary
    assert ("data" in said or "occurredAt" in said) == (content is Content.FULL)


async def test_who_is_unlinked_while_a_batch_is_made_ready_is_not_told_of(
    stand: Any, eventually: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await stand.person()
    await stand.happens(person)
    account, slow = taking.account, [True]

    async def long(*given: Any) -> None:
        await account(*given)
        if slow:
            slow.clear()
            await stand.unlink(person)
            await asyncio.sleep(1.1)

    monkeypatch.setattr(taking, "account", long)
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: nothing_waits(stand))
    assert server.got == []


async def test_a_subscription_that_is_paused_while_its_sink_hangs_holds_up_no_other(
    stand: Any, eventually: Any
) -> None:
    ended: list[bool] = []

    async def hang(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()
        ended.append(True)

    async with sink(hang) as hanging, sink() as well:
        bad = await stand.subscribe(f"http://localhost:{hanging.port}/in")
        await stand.subscribe(f"http://localhost:{well.port}/in")
        await stand.happens(await stand.person())
        async with stand.at_work():
            await eventually(lambda: hanging.got and well.got)
            await stand.sql(
                "UPDATE subscriptions SET state = 'paused', version = version + 1 "
                "WHERE subscription_id = :bad", bad=bad,
            )  # fmt: skip
            await asyncio.sleep(1.5)  # within one look at the leases it is being given back
            await stand.happens(await stand.person())
            await eventually(lambda: len(well.got) == 2)
            assert ended == []
            await eventually(lambda: ended)


async def test_while_a_secret_is_replaced_both_sign(stand: Any, eventually: Any) -> None:
    await stand.happens(await stand.person())
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        (old,) = await stand.keyring(one)
        async with stand.resources.database.transaction() as tx:
            _, new = await stand.secrets.renew(tx, one, stand.now(), timedelta(days=2))
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 1)
    (got,) = server.got
    for secret in (old, new):
        assert verify(got.headers, got.body, [secret], datetime.now(UTC))


async def test_no_more_is_under_way_than_may_be(stand: Any, eventually: Any) -> None:
    await stand.happens(*await stand.persons(30))
    slow = Slow(0.02)
    async with sink(slow) as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", most_under_way=3)
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 30)
    assert slow.most == 3


async def test_no_more_a_minute_than_the_sink_permits(stand: Any, eventually: Any) -> None:
    await stand.happens(*await stand.persons(10))
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", rate=300)
        loop = asyncio.get_running_loop()
        async with stand.at_work():
            await eventually(lambda: server.got)
            began = loop.time()
            await eventually(lambda: len(server.got) == 10)
            took = loop.time() - began
    assert took > 9 * 60 / 300 * 0.8


async def test_subscriptions_with_one_sink_share_what_it_is_given(
    stand: Any, eventually: Any
) -> None:
    """Two municipalities may have one supplier."""
    await stand.municipality(ZWOLLE)
    there = [await stand.person(ZWOLLE) for _ in range(20)]
    await stand.happens(*await stand.persons(20))
    await stand.happens(*there, code=ZWOLLE)
    slow = Slow(0.1)
    async with sink(slow) as server:
        where = f"http://localhost:{server.port}/in"
        await stand.subscribe(where, most_under_way=6)
        await stand.subscribe(where, ZWOLLE, most_under_way=6)
        await stand.subscribe(where, state="ended", ended_at=stand.now())
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 40)
    assert slow.most == 6


async def test_subscriptions_with_one_sink_keep_to_its_rate_together(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(*await stand.persons(5))
    async with sink() as server:
        for _ in range(2):
            await stand.subscribe(f"http://localhost:{server.port}/in", rate=300)
        loop = asyncio.get_running_loop()
        async with stand.at_work():
            await eventually(lambda: server.got)
            began = loop.time()
            await eventually(lambda: len(server.got) == 10)
            took = loop.time() - began
    assert took > 4 * 60 / 150 * 0.8


async def test_a_ping_arrives_whatever_types_and_filters_say(
    stand: Any, eventually: Any, ids: Any
) -> None:
    await stand.happens(await stand.person())
    async with sink() as server:
        one = await stand.subscribe(
            f"http://localhost:{server.port}/in",
            types=["a.type"], filters=[{"exact": {"subject": "nobody"}}],
        )  # fmt: skip
        async with stand.resources.database.transaction() as tx:
            ping = await audience.ping(tx, Reader(ROERMOND, one), stand.now(), "urn:test")
        async with stand.at_work():
            await eventually(lambda: server.got)
            await eventually(lambda: nothing_waits(stand))
    assert ids(server.got) == [str(ping)]


async def test_who_rests_has_nothing_to_send_or_has_another_form_takes_no_part_of_a_sink(
    stand: Any, eventually: Any
) -> None:
    await stand.municipality(ZWOLLE)
    await stand.happens(*await stand.persons(20))
    slow = Slow(0.1)
    async with sink(slow) as server:
        where = f"http://localhost:{server.port}/in"
        await stand.subscribe(where, ZWOLLE)  # nothing happens there
        resting = await stand.subscribe(where)
        other = await stand.subscribe(where, form="duo")
        for one in (resting, other):
            await stand.sql(
                "INSERT INTO push_places (subscription_id, read_to, version, failures, rest_until)"
                " VALUES (:one, 0, 1, 3, :later)",
                one=one, later=stand.now() + timedelta(hours=1) if one == resting else None,
            )  # fmt: skip
        await stand.subscribe(where, most_under_way=6)
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 20)
    assert slow.most == 6


async def test_only_what_the_subscription_wants_is_sent(
    stand: Any, eventually: Any, ids: Any
) -> None:
    one, other = await stand.persons(2)
    told = await stand.happens(one, other, one)
    wanted = [{"exact": {"subject": str(other)}}]
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", filters=wanted)
        none = await stand.subscribe(f"http://localhost:{server.port}/in", types=["a.type"])
        async with stand.at_work():
            await eventually(lambda: server.got)
            await eventually(lambda: read(stand, none, 3))
    assert ids(server.got) == [told[1]]


async def test_other_filters_hold_for_what_waits_already(
    stand: Any, eventually: Any, ids: Any
) -> None:
    one, other = await stand.persons(2)
    told = await stand.happens(one, other, one)
    async with sink(lambda _, writer: answer(writer, reply(503))) as server:
        mine = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 2)
    wanted = [{"exact": {"subject": str(other)}}]
    async with sink() as server:
        await stand.sql(
            "UPDATE subscriptions SET sink = :sink, filters = cast(:filters AS jsonb), version = 2",
            sink=f"http://localhost:{server.port}/in", filters=msgspec.json.encode(wanted).decode(),
        )  # fmt: skip
        async with stand.at_work():
            await eventually(lambda: nothing_waits(stand))
    assert ids(server.got) == [told[1]]
    (place,) = await stand.sql(
        "SELECT passed FROM push_places WHERE subscription_id = :mine", mine=mine
    )
    assert place.passed == 2


async def read(stand: Any, one: Any, number: int) -> bool:
    rows = await stand.sql(
        "SELECT 1 FROM push_places WHERE subscription_id = :one AND read_to = :number",
        one=one, number=number,
    )  # fmt: skip
    return bool(rows)


async def test_who_is_unlinked_between_reading_and_sending_is_not_told_of(
    stand: Any, eventually: Any, ids: Any
) -> None:
    gone, stays = await stand.persons(2)
    told = await stand.happens(gone, stays)
    busy = reply(503)
    async with sink(lambda _, writer: answer(writer, busy)) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 2)
    await stand.unlink(gone)
    await stand.sql("UPDATE subscriptions SET version = 2, sink = :sink", sink="http://localhost:1")
    async with sink() as server:
        await stand.sql(
            "UPDATE subscriptions SET sink = :sink", sink=f"http://localhost:{server.port}/in"
        )
        async with stand.at_work():
            await eventually(lambda: server.got)
            await eventually(lambda: nothing_waits(stand))
    assert ids(server.got) == [told[1]]
    (place,) = await stand.sql("SELECT passed, delivered FROM push_places")
    assert (place.passed, place.delivered) == (1, 1)
    assert (await stand.subscription(one)).state == "active"


async def answer(writer: asyncio.StreamWriter, what: bytes) -> None:
    writer.write(what)
    await writer.drain()


async def nothing_waits(stand: Any) -> bool:
    return bool(await stand.waiting() == 0)


async def test_nothing_is_sent_while_nobody_knows_whether_the_right_holds(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(await stand.person())
    await stand.sql("UPDATE consumer_progress SET caught_up_at = now() - interval '1 hour'")
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: read(stand, one, 1))
            await asyncio.sleep(0.5)
            assert server.got == []
            await stand.sql("UPDATE consumer_progress SET caught_up_at = now()")
            await stand.sql("UPDATE push_deliveries SET next_try_at = :now", now=stand.now())
            await eventually(lambda: server.got)


async def test_of_whom_something_could_not_be_handled_nothing_is_sent_and_of_others_all(
    stand: Any, eventually: Any, ids: Any
) -> None:
    parked, other = await stand.persons(2)
    told = await stand.happens(parked, other, parked, other)
    await stand.parks(parked)
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 2)
            assert ids(server.got) == [told[1], told[3]]
            await stand.sql("UPDATE parked_events SET state = 'done'")
            await stand.sql("UPDATE push_deliveries SET next_try_at = :now", now=stand.now())
            await eventually(lambda: nothing_waits(stand))
    assert ids(server.got)[2:] == [told[0], told[2]]


async def test_an_event_that_is_too_large_waits_by_itself_and_holds_up_nobody(
    stand: Any, eventually: Any, ids: Any
) -> None:
    large, other = await stand.persons(2)
    huge = EventVoided(occurred_at=stand.now(), voids=uuid4(), reason="x" * 70_000)
    (first,) = await stand.happens(large, what=huge)
    told = await stand.happens(other, large, other)
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 2)
            await eventually(lambda: stand.sql("SELECT 1 FROM push_trail WHERE number = 1"))
            assert ids(server.got) == [told[0], told[2]]
    (tried,) = await stand.sql("SELECT event_id, reason FROM push_trail WHERE number = 1")
    assert (str(tried.event_id), tried.reason) == (first, "too-large")
    (place,) = await stand.sql("SELECT rest_until FROM push_places")
    assert place.rest_until is None
    assert (await stand.subscription(one)).state == "active"


async def test_what_is_paused_gets_nothing_and_everything_when_it_is_resumed(
    stand: Any, eventually: Any, ids: Any
) -> None:
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        other = await stand.subscribe(f"http://localhost:{server.port}/other")
        await stand.sql(
            "UPDATE subscriptions SET state = 'paused' WHERE subscription_id = :o", o=one
        )
        told = await stand.happens(*await stand.persons(4))
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 4)
            assert {request.target for request in server.got} == {"/other"}
            await stand.sql(
                "UPDATE subscriptions SET state = 'active', version = version + 1 "
                "WHERE subscription_id = :o", o=one,
            )  # fmt: skip
            await eventually(lambda: len(server.got) == 8)
    assert sorted(ids(server.got)) == sorted(told * 2)
    assert other != one


async def test_a_sink_at_a_private_address_is_refused_where_those_are(
    stand: Any, eventually: Any
) -> None:
    from handover_service.subscriptions.config import Policy

    await stand.happens(await stand.person())
    public_only = Policy(sink_hosts=("localhost",), sink_plain_http=True, origin="us.example")
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work(public_only):
            await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
    (tried,) = await stand.sql("SELECT reason, status FROM push_trail")
    assert (tried.reason, tried.status) == ("address-not-allowed", None)
    assert server.connections == 0


async def test_a_redirect_is_a_failed_try_and_is_not_followed(stand: Any, eventually: Any) -> None:
    await stand.happens(await stand.person())
    async with (
        sink() as inside,
        sink(reply(307, f"location: http://localhost:{inside.port}/in")) as server,
    ):
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
    (tried,) = await stand.sql("SELECT reason, status FROM push_trail")
    assert (tried.reason, tried.status) == ("redirected", 307)
    assert inside.connections == 0
