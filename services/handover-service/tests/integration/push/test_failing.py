"""What becomes of a delivery that fails: pauses, dead letters, and what the owner decides."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from continuous_line.errors import NotFound
from continuous_line.testing.sinks import Sink, reply, sink
from continuous_line.webhooks.schedule import Schedule
from handover_service.subscriptions.push import deciding, reading

US = "us.example"
SCHEDULE = Schedule()


class Moody:
    """A sink that answers as it is told at that moment; `refuses`: what it never takes."""

    def __init__(self) -> None:
        self.answer = reply()
        self.refuses: set[str] = set()
        self.refusal = reply(500)
        self.server: Sink | None = None

    async def __call__(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert self.server is not None
        asked = self.server.got[-1].headers.get("webhook-id")
        writer.write(self.refusal if asked in self.refuses else self.answer)
        await writer.drain()


@pytest.fixture
async def moody() -> Any:
    given = Moody()
    async with sink(given) as given.server:
        yield given


def address(moody: Moody) -> str:
    assert moody.server is not None
    return f"http://localhost:{moody.server.port}/in"


async def dead(stand: Any, one: Any) -> list[reading.DeadLetter]:
    async with stand.resources.database.reading() as tx:
        return list(await reading.dead_letters(tx, one))


async def test_a_sink_that_was_down_for_a_week_gets_every_event_once_in_effect_and_in_order(
    stand: Any, clock: Any, moody: Moody, eventually: Any, by_person: Any
) -> None:
    persons = await stand.persons(8)
    moody.answer = reply(503)
    one = await stand.subscribe(address(moody))
    told: list[list[str]] = []
    async with stand.at_work():
        for day in range(1, 8):
            for hour in (1, 9, 17):
                clock.set(f"2026-03-{day:02}", hour)
                told.append(await stand.happens(*persons))
                tries = len(moody.server.got)
                await eventually(lambda: tried_or_resting(stand, one, tries, moody))  # noqa: B023
        failed = len(moody.server.got)
        assert failed < 8 * 15, "a sink that is down gets few tries"
        moody.answer = reply()
        taken = len(moody.server.got)
        clock.set("2026-03-09", 12)
        await eventually(lambda: nothing_waits(stand))
    assert by_person(moody.server.got[taken:]) == {
        str(person): [row[place] for row in told] for place, person in enumerate(persons)
    }
    assert await dead(stand, one) == []


async def tried_or_resting(stand: Any, one: Any, tries: int, moody: Moody) -> bool:
    """It was tried, or there is nothing to be tried at that moment."""
    rows = await stand.sql(
        "SELECT 1 FROM push_deliveries WHERE head AND next_try_at <= :now AND NOT EXISTS "
        "(SELECT FROM push_places WHERE rest_until > :now)", now=stand.now(),
    )  # fmt: skip
    read = await stand.sql("SELECT 1 FROM push_places p, feed_counters c WHERE p.read_to = c.last")
    return bool(read) and not rows


async def nothing_waits(stand: Any) -> bool:
    return bool(await stand.waiting() == 0)


async def test_a_delivery_that_always_fails_is_kept_and_only_that_persons_later_events_wait(
    stand: Any, clock: Any, moody: Moody, eventually: Any
) -> None:
    bad, good = await stand.persons(2)
    told = await stand.happens(bad, good, bad, good)
    moody.refuses = {told[0]}
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: delivered(stand, 2))
        for day in range(1, 20):
            clock.set(f"2026-03-{day:02}", 13)
            await stand.sql("UPDATE push_deliveries SET next_try_at = :now", now=stand.now())
            await eventually(lambda: failed_or_dead(stand))
        (letter,) = await dead(stand, one)
        assert (letter.number, str(letter.event_id)) == (1, told[0])
        assert (letter.status, letter.reason, letter.waiting_behind) == (500, "broken", 1)
        assert letter.attempts == 15

        moody.refuses = set()
        async with stand.resources.database.transaction() as tx:
            subscription = await stand.subscription(one)
            await deciding.redrive(tx, subscription, 1, by="owner", now=stand.now())
        await eventually(lambda: nothing_waits(stand))
    assert await dead(stand, one) == []
    assert await stand.changes(one) == ["redriven"]
    last = [request.headers["webhook-id"] for request in moody.server.got[-2:]]
    assert last == [told[0], told[2]]


async def delivered(stand: Any, count: int) -> bool:
    return bool(await stand.sql("SELECT 1 FROM push_places WHERE delivered = :n", n=count))


async def failed_or_dead(stand: Any) -> bool:
    """The first has been tried at this moment, and failed."""
    found = await stand.sql(
        "SELECT 1 FROM push_deliveries WHERE number = 1 AND (state = 'dead' OR next_try_at > :now)",
        now=stand.now(),
    )
    return bool(found)


async def die(stand: Any, *numbers: int) -> None:
    await stand.sql(
        "UPDATE push_deliveries SET state = 'dead', attempts = 15 WHERE number = ANY(:numbers)",
        numbers=list(numbers),
    )


async def test_several_persons_whose_events_a_sink_does_not_want_hold_up_nobody_else(
    stand: Any, clock: Any, moody: Moody, eventually: Any, ids: Any
) -> None:
    *bad, good = await stand.persons(8)
    moody.refusal = reply(422)
    moody.refuses = set(await stand.happens(*bad))
    await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: each_was_tried(stand, clock))
        for _ in range(20):
            (told,) = await stand.happens(good)
            await eventually(lambda: all_read(stand))
            clock.move(stand.now() + timedelta(minutes=2))
            await eventually(lambda: told in ids(moody.server.got))  # noqa: B023
    tries = [id_ for id_ in ids(moody.server.got) if id_ in moody.refuses]
    due = 1 + sum(sum(SCHEDULE.pauses[:n], timedelta()) < timedelta(hours=1) for n in range(1, 9))
    assert all(tries.count(id_) <= due for id_ in moody.refuses), "each keeps to its own pauses"


async def each_was_tried(stand: Any, clock: Any) -> bool:
    """Whenever the sink is left alone, that is over at once."""
    for row in await stand.sql("SELECT rest_until AS moment FROM push_places"):
        if row.moment is not None and row.moment > stand.now():
            clock.move(row.moment)
    return await all_read(stand) and not await stand.sql(
        "SELECT 1 FROM push_deliveries WHERE attempts = 0"
    )


async def all_read(stand: Any) -> bool:
    return bool(
        await stand.sql("SELECT 1 FROM push_places p, feed_counters c WHERE p.read_to = c.last")
    )


async def test_after_each_failure_the_pause_is_that_of_the_schedule_and_a_bit_by_chance(
    stand: Any, clock: Any, moody: Moody, eventually: Any
) -> None:
    persons = await stand.persons(2)
    moody.refuses = set(await stand.happens(*persons))
    await stand.subscribe(address(moody))
    async with stand.at_work():
        for failures, pause in enumerate(SCHEDULE.pauses[:6], 1):
            await eventually(lambda: tries_noted(stand, failures))  # noqa: B023
            rows = await stand.sql("SELECT next_try_at - last_at AS pause FROM push_deliveries")
            waits = {row.pause for row in rows}
            assert len(waits) == 2, "two that fail at once do not come back at once"
            assert all(pause <= one <= 1.2 * pause for one in waits)
            (last,) = await stand.sql("SELECT max(next_try_at) AS moment FROM push_deliveries")
            clock.move(last.moment)


async def tries_noted(stand: Any, count: int) -> bool:
    rows = await stand.sql("SELECT attempts FROM push_deliveries")
    return [row.attempts for row in rows] == [count, count]


async def test_a_dead_letter_that_is_discarded_lets_later_events_of_the_person_flow(
    stand: Any, moody: Moody, eventually: Any, ids: Any
) -> None:
    person = await stand.person()
    told = await stand.happens(person, person)
    moody.refuses = {told[0]}
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
        await die(stand, 1)
        async with stand.resources.database.transaction() as tx:
            subscription = await stand.subscription(one)
            with pytest.raises(NotFound):
                await deciding.discard(
                    tx, subscription, 2, deciding.LetterDiscard.OTHER, by="owner", now=stand.now()
                )
            await deciding.discard(
                tx,
                subscription,
                1,
                deciding.LetterDiscard.KNOWN_OTHERWISE,
                by="owner",
                now=stand.now(),
            )
        await eventually(lambda: nothing_waits(stand))
    assert ids(moody.server.got) == told
    assert await stand.changes(one) == ["discarded"]
    rows = await stand.sql("SELECT details FROM subscription_changes")
    assert rows[0].details == {"number": 1, "reason": "known-otherwise"}


async def test_all_dead_letters_are_redriven_at_once(
    stand: Any, moody: Moody, eventually: Any, ids: Any
) -> None:
    told = await stand.happens(*await stand.persons(4))
    moody.answer = reply(500)
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(
            lambda: stand.sql("SELECT 1 FROM push_places WHERE rest_until > :n", n=stand.now())
        )
    await die(stand, 1, 2, 3, 4)
    moody.answer = reply()
    seen = len(moody.server.got)
    async with stand.resources.database.transaction() as tx:
        subscription = await stand.subscription(one)
        assert await deciding.redrive_all(tx, subscription, by="owner", now=stand.now()) == 4
    await stand.sql("UPDATE push_places SET rest_until = NULL")
    async with stand.at_work():
        await eventually(lambda: nothing_waits(stand))
    assert sorted(ids(moody.server.got[seen:])) == sorted(told)


async def test_410_ends_the_subscription_and_nothing_more_is_sent(
    stand: Any, moody: Moody, eventually: Any
) -> None:
    person = await stand.person()
    await stand.happens(person, person)
    moody.answer = reply(410)
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: ended(stand, one))
        moody.answer = reply()
        await stand.happens(*await stand.persons(3))
        await asyncio.sleep(1)
    assert len(moody.server.got) == 1
    found = await stand.subscription(one)
    assert (found.state, found.reason) == ("ended", "gone")
    assert await stand.changes(one) == ["ended"]
    assert await stand.keyring(one) == ()
    assert await stand.sql("SELECT 1 FROM feed_rows WHERE only_for IS NOT NULL") == []
    assert len(await stand.sql("SELECT 1 FROM feed_rows WHERE only_for IS NULL")) > 3


async def test_410_of_a_sink_that_was_replaced_meanwhile_ends_nothing(
    stand: Any, eventually: Any
) -> None:
    (told,) = await stand.happens(await stand.person())
    async with sink() as new:
        here = f"http://localhost:{new.port}/in"

        async def moved(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await stand.sql("UPDATE subscriptions SET sink = :here, version = 2", here=here)
            writer.write(reply(410))
            await writer.drain()

        async with sink(moved) as old:
            one = await stand.subscribe(f"http://localhost:{old.port}/in")
            async with stand.at_work():
                await eventually(lambda: new.got)
    assert [request.headers["webhook-id"] for request in new.got] == [told]
    assert (await stand.subscription(one)).state == "active"
    assert await stand.changes(one) == []


async def ended(stand: Any, one: Any) -> bool:
    return bool((await stand.subscription(one)).state == "ended")


async def test_a_sink_that_asks_to_be_left_alone_is_left_alone_so_long(
    stand: Any, clock: Any, moody: Moody, eventually: Any
) -> None:
    await stand.happens(await stand.person())
    moody.answer = reply(429, "Retry-After: 7200")
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
        await stand.happens(*await stand.persons(3))
        moody.answer = reply()
        clock.set("2026-03-01", 13, 50)
        await asyncio.sleep(0.5)
        assert len(moody.server.got) == 1
        async with stand.resources.database.reading() as tx:
            lag = await reading.lag(tx, await stand.subscription(one))
        assert lag.waiting == 4
        assert lag.resting_until is not None
        assert timedelta() < lag.resting_until - stand.now() < timedelta(minutes=15)
        clock.set("2026-03-01", 14, 10)
        await eventually(lambda: nothing_waits(stand))
    assert len(moody.server.got) == 5


async def test_a_sink_is_asked_before_anything_is_sent_and_again_later_where_it_refused(
    stand: Any, clock: Any, moody: Moody, eventually: Any
) -> None:
    await stand.happens(await stand.person())
    one = await stand.subscribe(address(moody), state="unconfirmed", permitted_at=None)
    async with stand.at_work():
        await eventually(lambda: reason(stand, one))
        assert [request.method for request in moody.server.got] == ["OPTIONS"]
        assert (await stand.subscription(one)).reason == "not-permitted"
        assert (await stand.subscription(one)).state == "unconfirmed"
        moody.answer = reply(200, f"WebHook-Allowed-Origin: {US}", "WebHook-Allowed-Rate: 6000")
        clock.set("2026-03-01", 13)
        await eventually(lambda: nothing_waits(stand))
        await eventually(lambda: delivered(stand, 1))
    assert [request.method for request in moody.server.got] == ["OPTIONS", "OPTIONS", "POST"]
    assert moody.server.got[0].headers["webhook-request-origin"] == US
    found = await stand.subscription(one)
    assert (found.state, found.reason, found.rate, found.version) == ("active", None, 6000, 2)
    assert found.permitted_at is not None
    assert await stand.changes(one) == ["confirmed"]


async def reason(stand: Any, one: Any) -> str | None:
    return (await stand.subscription(one)).reason  # type: ignore[no-any-return]


async def test_the_owner_sees_the_last_tries_the_newest_first(
    stand: Any, moody: Moody, eventually: Any
) -> None:
    told = [id_ for person in await stand.persons(60) for id_ in await stand.happens(person)]
    one = await stand.subscribe(address(moody))
    async with stand.at_work():
        await eventually(lambda: delivered(stand, 60))
    async with stand.resources.database.reading() as tx:
        tries = await reading.last_deliveries(tx, one)
        lag = await reading.lag(tx, await stand.subscription(one))
    assert len(tries) == 50
    assert {str(one.event_id) for one in tries} <= set(told)
    assert {(one.status, one.reason, one.attempt) for one in tries} == {(204, "accepted", 1)}
    assert [one.at for one in tries] == sorted((one.at for one in tries), reverse=True)
    assert (lag.unread, lag.waiting, lag.dead, lag.delivered) == (0, 0, 0, 60)
