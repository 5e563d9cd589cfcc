"""What goes after the term, and what stays because somebody has still to be sent it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from handover_service.subscriptions.feed.reading import PositionGone
from handover_service.subscriptions.feed.tables import feed_heard
from handover_service.subscriptions.keeping import drop, keeping
from handover_service.subscriptions.push.tables import push_deliveries, push_places
from handover_service.subscriptions.tables import subscriptions

from .conftest import ROERMOND, Feed

TERM = timedelta(days=30)


async def passes(feed: Feed, time: timedelta) -> int:
    feed.clock.moment += time
    async with feed.database.transaction() as tx:
        return await drop(tx, feed.clock.now(), TERM)


async def pushed(feed: Feed, **more: object) -> object:
    """A push subscription of Roermond that has read nothing yet."""
    id_, now = uuid4(), feed.clock.now()
    row = {
        "subscription_id": id_, "municipality": ROERMOND, "name": "made up", "delivery": "push",
        "form": "cloudevents", "sink": "https://sink.example", "mode": "structured",
        "content": "full", "types": [], "filters": [], "most_under_way": 8, "state": "active",
        "starts_after": 0, "version": 1, "created_at": now, "created_by": "made up",
        "changed_at": now,
    }  # fmt: skip
    async with feed.database.transaction() as tx:
        await tx.execute(insert(subscriptions).values(row | more))
        await tx.execute(insert(push_places).values(subscription_id=id_, read_to=0, version=1))
    return id_


async def test_after_the_term_rows_go_and_whoever_asks_for_them_is_told_where_to_begin(
    feed: Feed,
) -> None:
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    assert await passes(feed, TERM - timedelta(minutes=5)) == 0
    await feed.writes(person)
    assert await passes(feed, timedelta(minutes=10)) == 2
    with pytest.raises(PositionGone) as gone:
        await roermond.looks()
    roermond.position = gone.value.earliest
    assert await roermond.kinds() == ["ProfileSectionRecorded"]


@pytest.mark.parametrize(
    ("installed", "days"), [("P3D", 3), ("P90D", 90), (None, 30)], ids=["3", "90", "not set"]
)
async def test_the_worker_lets_go_what_is_older_than_the_installed_term_and_nothing_younger(
    feed: Feed, monkeypatch: pytest.MonkeyPatch, installed: str | None, days: int
) -> None:
    if installed is not None:
        monkeypatch.setenv("DL_HANDOVER_SUBSCRIPTIONS_RETENTION", installed)
    roermond, person = await feed.subscribes(ROERMOND), uuid4()
    await feed.links(person, ROERMOND)
    feed.clock.moment += timedelta(hours=2)
    await feed.writes(person)
    resources: Any = SimpleNamespace(clock=feed.clock)
    clean = keeping(resources)

    feed.clock.moment += timedelta(days=days, hours=-3)
    async with feed.database.transaction() as tx:
        await clean(tx)
    assert len((await roermond.looks()).rows) == 3, "nothing is so old"

    feed.clock.moment += timedelta(hours=2)
    async with feed.database.transaction() as tx:
        await clean(tx)
    with pytest.raises(PositionGone) as gone:
        await roermond.looks()
    roermond.position = gone.value.earliest
    assert await roermond.kinds() == ["ProfileSectionRecorded"]


async def test_of_what_was_heard_only_what_links_and_state_rest_on_stays(feed: Feed) -> None:
    person = uuid4()
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    await passes(feed, 2 * TERM)
    async with feed.database.reading() as tx:
        kept = (await tx.scalars(select(feed_heard.c.type))).all()
    assert [one.split(".")[-2] for one in kept] == ["MunicipalityLinked"]


@pytest.mark.parametrize(("state", "gone"), [("active", 0), ("unconfirmed", 3), ("paused", 3)])
async def test_what_a_push_subscription_has_not_read_stays_as_long_as_it_is_active(
    feed: Feed, state: str, gone: int
) -> None:
    await feed.subscribes(ROERMOND)
    await pushed(feed, state=state)
    person = uuid4()
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    assert await passes(feed, 2 * TERM) == gone


async def test_a_dead_letter_keeps_its_event_and_nothing_else(feed: Feed) -> None:
    await feed.subscribes(ROERMOND)
    id_, person = await pushed(feed), uuid4()
    await feed.links(person, ROERMOND)
    await feed.writes(person)
    now = feed.clock.now()
    async with feed.database.transaction() as tx:
        await tx.execute(update(push_places).values(read_to=3))
        await tx.execute(
            insert(push_deliveries).values(
                subscription_id=id_, number=3, permit_holder_id=person, made_at=now,
                state="dead", head=True, next_try_at=now,
            )
        )  # fmt: skip
    assert await passes(feed, 2 * TERM) == 2
