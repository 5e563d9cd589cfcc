"""Owners are told by a real mail server what is wrong, once a day for each kind."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from continuous_line.local.postgres import free_port
from continuous_line.testing.post import Post, serving
from continuous_line.testing.sinks import reply, sink
from handover_service.config import Policy
from handover_service.subscriptions import changes
from handover_service.subscriptions.alerts import addresses
from handover_service.subscriptions.alerts.alerting import Alerts
from handover_service.subscriptions.alerts.due import Kind
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents
from handover_service.subscriptions.push.figures import Figures
from handover_service.subscriptions.push.filling import fill
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.tables import subscriptions

ADDRESS = "koppelingen@voorbeeld.example"
"""Made up."""
SINK = "https://hooks.example.nl/a-path-that-is-secret"
HOUR = timedelta(hours=1)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(autouse=True)
def noon(clock: Any) -> None:
    clock.set("2026-03-09", hour=12)


@pytest.fixture
def alerts(stand: Any, port: int) -> Callable[..., Alerts]:
    def make(**more: Any) -> Alerts:
        given = stand.resources
        settings = {
            "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none",
            "smtp_from": "noreply@voorbeeld.example",
        }  # fmt: skip
        return Alerts(
            given.database, stand.secrets, given.clock, Policy(**(settings | more)),
            after=HOUR, public_url="https://overdracht.example/",
        )  # fmt: skip

    return make


async def wants_mail(stand: Any, one: UUID, address: str = ADDRESS) -> None:
    """Since yesterday."""
    since = stand.now() - timedelta(days=1)
    row = addresses.columns(stand.secrets, one, address, since)
    await stand.sql(
        "UPDATE subscriptions SET alert_to = :to, alert_since = :since, alert_refused = false "
        "WHERE subscription_id = :one", to=row["alert_to"], since=since, one=one,
    )  # fmt: skip


async def given_anew(stand: Any, one: UUID) -> None:
    """As its owner does where it was refused."""
    async with stand.resources.database.transaction() as tx:
        row = await addresses.changed(tx, stand.secrets, one, ADDRESS, stand.now())
        await tx.execute(update(subscriptions).values(row))


async def watched(stand: Any, address: str = SINK, **more: Any) -> UUID:
    """A subscription whose owner wants mail; its place is begun."""
    one: UUID = await stand.subscribe(address, **more)
    await wants_mail(stand, one)
    await stand.sql(
        "INSERT INTO push_places (subscription_id, read_to, version) VALUES (:one, 0, 1)", one=one
    )
    return one


async def delivery(stand: Any, one: UUID, number: int, ago: timedelta, state: str = "dead") -> None:
    """That failed so long ago, first and last."""
    await stand.sql(
        "INSERT INTO push_deliveries (subscription_id, number, permit_holder_id, made_at, state, "
        "head, attempts, next_try_at, failed_since, last_at, last_status, last_reason) VALUES "
        "(:one, :number, gen_random_uuid(), :at, :state, true, 3, :at, :at, :at, 500, 'broken')",
        one=one, number=number, state=state, at=stand.now() - ago,
    )  # fmt: skip


async def delivered(stand: Any) -> None:
    await stand.sql("DELETE FROM push_deliveries WHERE state = 'waiting'")
    await stand.sql("UPDATE push_places SET delivered_at = :now", now=stand.now())


async def noted(stand: Any) -> list[tuple[str, str, int]]:
    rows = await stand.sql("SELECT kind, state, tries FROM subscription_alerts ORDER BY day, kind")
    return [tuple(row) for row in rows]


def body(post: Post, place: int = -1) -> str:
    return str(post.taken[place].get_payload(decode=True), "utf-8")


async def test_dead_letters_are_told_with_their_number_and_oldest_day_and_then_only_new_ones(
    stand, post, port, alerts, clock
) -> None:
    one = await watched(stand)
    await delivery(stand, one, 1, timedelta(hours=14))
    await delivery(stand, one, 2, HOUR)
    with serving(post, port):
        assert await alerts().send() == 1
        assert await alerts().send() == 0
        await delivery(stand, one, 3, timedelta())
        clock.set("2026-03-09", hour=20)
        assert await alerts().send() == 0
        clock.set("2026-03-10")
        assert await alerts().send() == 1
        clock.set("2026-03-11")
        assert await alerts().send() == 0
    assert "2 event(s) to hooks.example.nl were given up; the oldest is of 2026-03-08" in body(
        post, 0
    )
    assert "Wij hebben 1 bericht(en) aan hooks.example.nl opgegeven" in body(post)
    assert f"https://overdracht.example/subscriptions/{one}" in body(post)
    assert post.taken[0]["To"] == ADDRESS
    assert post.taken[0]["Message-ID"] != post.taken[1]["Message-ID"]


async def test_a_mail_tells_the_host_only_and_no_secret(stand, post, port, alerts) -> None:
    one = await watched(stand, name="Zaak\u2028systeem")
    await delivery(stand, one, 1, HOUR)
    with serving(post, port):
        assert await alerts().send() == 1
    whole = post.taken[0].as_string() + body(post)
    assert "Zaak systeem" in body(post)
    for hidden in ("a-path", *(secret for secret in await stand.keyring(one))):
        assert hidden not in whole


async def test_a_sink_that_fails_for_an_hour_is_told_once_and_that_it_is_back(
    stand, post, port, alerts, clock
) -> None:
    one = await watched(stand)
    await delivery(stand, one, 1, HOUR - timedelta(minutes=1), state="waiting")
    with serving(post, port):
        assert await alerts().send() == 0
        clock.set("2026-03-09", hour=13)
        assert await alerts().send() == 1
        clock.set("2026-03-10")
        assert await alerts().send() == 0
        await delivered(stand)
        assert await alerts().send() == 1
        assert await alerts().send() == 0
        await delivery(stand, one, 2, timedelta(), state="waiting")
        clock.set("2026-03-12")
        assert await alerts().send() == 1
    assert await noted(stand) == [
        ("failing", "sent", 1), ("recovered", "sent", 1), ("failing", "sent", 1)
    ]  # fmt: skip
    assert "hooks.example.nl has taken nothing since 2026-03-09 12:01" in body(post, 0)
    assert "hooks.example.nl takes events again" in body(post, 1)


async def test_one_event_that_a_sink_cannot_read_is_no_failing_sink(
    stand, post, port, alerts
) -> None:
    one = await watched(stand)
    await delivery(stand, one, 1, timedelta(hours=3), state="waiting")
    await stand.sql("UPDATE push_places SET delivered_at = :now", now=stand.now())
    with serving(post, port):
        assert await alerts().send() == 0


async def test_a_sink_that_is_no_more_ends_it_which_is_told_and_then_the_address_goes(
    stand, post, port, alerts, eventually
) -> None:
    await stand.happens(await stand.person())
    async with sink(reply(410)) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        await wants_mail(stand, one)
        async with stand.at_work():
            await eventually(lambda: stand.sql("SELECT 1 FROM subscriptions WHERE state = 'ended'"))
    with serving(post, port):
        assert await alerts().send() == 1
        assert await alerts().send() == 0
    assert "localhost says that it is no more" in body(post)
    (row,) = await stand.sql("SELECT alert_to FROM subscriptions")
    assert row.alert_to is None


@pytest.mark.timeout(300)
async def test_a_real_last_try_becomes_a_mail(stand, post, port, alerts, clock, eventually) -> None:
    bad, good = await stand.persons(2)
    (never, _) = await stand.happens(bad, good)

    async def refuses_one(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        refused = server.got[-1].headers.get("webhook-id") == never
        writer.write(reply(422 if refused else 204))
        await writer.drain()

    async with sink(refuses_one) as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        await wants_mail(stand, one)
        async with stand.at_work():
            for day in range(10, 31):
                clock.set(f"2026-03-{day}", hour=9)
                await stand.sql("UPDATE push_deliveries SET next_try_at = :now", now=stand.now())
                await eventually(lambda: tried_or_dead(stand))
    with serving(post, port):
        assert await alerts().send() == 1
    assert await noted(stand) == [(Kind.DEAD_LETTERS, "sent", 1)]
    assert never not in body(post)


async def tried_or_dead(stand: Any) -> bool:
    return bool(
        await stand.sql(
            "SELECT 1 FROM push_deliveries WHERE state = 'dead' OR (attempts > 0 "
            "AND next_try_at > :now)", now=stand.now(),
        )
    )  # fmt: skip


async def test_what_was_missed_is_told(stand, post, port, alerts, clock) -> None:
    one = await watched(stand)
    async with stand.resources.database.transaction() as tx:
        await changes.record(tx, one, What.MISSED, at=stand.now(), after=1, until=9)
    clock.set("2026-03-09", hour=13)
    with serving(post, port):
        assert await alerts().send() == 1
        clock.set("2026-03-10")
        assert await alerts().send() == 0
    assert await noted(stand) == [("missed", "sent", 1)]


async def full(stand: Any, one: UUID) -> None:
    """Two events wait, which is all that there is room for; of the third that is noted."""
    unused: Any = None
    tools = Tools(
        database=stand.resources.database, clock=stand.resources.clock, client=unused,
        secrets=stand.secrets, forms={CLOUD_EVENTS: CloudEvents()}, origin="", source="",
        public_url="", figures=Figures(),
    )  # fmt: skip
    while await fill(tools, one, most_waiting=2, most_kept=2):
        pass


async def test_that_nothing_new_is_added_is_told_each_day_that_it_stays_so(
    stand, post, port, alerts, clock
) -> None:
    await stand.happens(*await stand.persons(3))
    one = await watched(stand)
    await full(stand, one)
    with serving(post, port):
        assert await alerts().send() == 0
        clock.set("2026-03-09", hour=13)
        assert await alerts().send() == 1
        clock.set("2026-03-10", hour=11)
        await full(stand, one)
        assert await alerts().send() == 0
        clock.set("2026-03-10", hour=13)
        await full(stand, one)
        clock.set("2026-03-10", hour=14)
        assert await alerts().send() == 1
        assert await alerts().send() == 0
    assert await noted(stand) == [("full", "sent", 1), ("full", "sent", 1)]
    assert "er komt niets nieuws bij / nothing new is added" in post.taken[0]["Subject"]
    assert "So much waits that hooks.example.nl has not taken" in body(post)
    assert "Er wacht zo veel dat hooks.example.nl nog niet ontving" in body(post)


@pytest.mark.parametrize(
    "meanwhile",
    [
        "DELETE FROM push_deliveries WHERE number = 2",
        "UPDATE subscriptions SET state = 'paused'",
        "UPDATE subscriptions SET alert_since = '2026-03-09 12:15Z'",
    ],
    ids=["there is room again", "it is paused", "mail was asked for later"],
)
async def test_who_asks_for_mail_later_or_whose_subscription_is_full_no_more_is_told_nothing_of_it(
    stand, post, port, alerts, clock, meanwhile
) -> None:
    await stand.happens(*await stand.persons(3))
    await full(stand, await watched(stand))
    await stand.sql(meanwhile)
    clock.set("2026-03-09", hour=13)
    with serving(post, port):
        assert await alerts().send() == 0
    assert await noted(stand) == []


async def test_a_sink_that_does_not_agree_within_the_hour_is_told_once(
    stand, post, port, alerts, clock
) -> None:
    await watched(stand, state="unconfirmed", permitted_at=None, reason="not-permitted")
    with serving(post, port):
        assert await alerts().send() == 0
        clock.set("2026-03-09", hour=14)
        assert await alerts().send() == 1
        clock.set("2026-03-10")
        assert await alerts().send() == 0
    assert "has not said yet that it wants to receive (not-permitted)" in body(post)


async def test_while_the_server_is_away_it_is_tried_again_with_pauses(
    stand, post, port, alerts, clock
) -> None:
    await delivery(stand, await watched(stand), 1, HOUR)
    assert await alerts().send() == 0
    assert await alerts().send() == 0
    assert await noted(stand) == [("dead-letters", "waiting", 1)]
    clock.set("2026-03-09", hour=13)
    assert await alerts().send() == 0
    with serving(post, port):
        assert await alerts().send() == 0
        clock.set("2026-03-09", hour=14)
        assert await alerts().send() == 1
    assert await noted(stand) == [("dead-letters", "sent", 3)]


async def test_who_died_after_claiming_is_not_followed_by_a_second_mail(
    stand, post, port, alerts, clock
) -> None:
    one = await watched(stand)
    await delivery(stand, one, 1, HOUR)
    assert await alerts()._claim(one, Kind.DEAD_LETTERS, stand.now()) is not None
    with serving(post, port):
        assert await alerts().send() == 0
        clock.set("2026-03-10")
        assert await alerts().send() == 0
    assert await noted(stand) == [("dead-letters", "claimed", 1)]


async def test_a_connection_that_breaks_after_all_was_said_is_not_repeated(
    stand, post, port, alerts, clock
) -> None:
    await delivery(stand, await watched(stand), 1, HOUR)
    post.data = "drop"
    with serving(post, port):
        await alerts().send()
        post.data = "250 OK"
        clock.set("2026-03-10")
        assert await alerts().send() == 0
    assert await noted(stand) == [("dead-letters", "unknown", 1)]


async def test_workers_at_one_moment_send_one_mail(stand, post, port, alerts) -> None:
    await delivery(stand, await watched(stand), 1, HOUR)
    with serving(post, port):
        sent = await asyncio.gather(*(alerts().send() for _ in range(4)))
    assert sorted(sent) == [0, 0, 0, 1]
    assert len(post.taken) == 1


async def test_a_refused_address_stops_until_it_is_given_anew(
    stand, post, port, alerts, clock
) -> None:
    one = await watched(stand)
    await delivery(stand, one, 1, HOUR)
    post.rcpt = "550 no such user"
    with serving(post, port):
        await alerts().send()
        clock.set("2026-03-10")
        await alerts().send()
        assert post.asked == 1
        async with stand.resources.database.reading() as tx:
            known = await addresses.alerted(tx, stand.secrets, one)
        assert known is not None
        assert (known.address, known.refused) == (ADDRESS, True)
        post.rcpt = "250 OK"
        await given_anew(stand, one)
        assert await alerts().send() == 1
    assert "1 event(s)" in body(post)


async def test_without_a_mail_server_or_an_address_nothing_is_claimed(stand, alerts) -> None:
    await delivery(stand, await watched(stand), 1, HOUR)
    assert await alerts(smtp_host="").send() == 0
    await stand.sql("UPDATE subscriptions SET alert_to = NULL")
    assert await alerts().send() == 0
    assert await noted(stand) == []
