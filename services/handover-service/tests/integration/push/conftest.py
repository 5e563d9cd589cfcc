"""A municipality with a feed, its push subscriptions, and sinks on this machine."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import insert, text, update

from continuous_line.config import Settings
from continuous_line.contracts import PublicEvent
from continuous_line.contracts.handover_guidance import RoleCardShown
from continuous_line.event_log import PARTITIONS
from continuous_line.testing.sinks import Request
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from handover_service.duo.form import NAME as DUO
from handover_service.duo.form import form_of
from handover_service.duo.loading import configured
from handover_service.identity import FEED
from handover_service.resources import Resources
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.feed import tables as feed_tables
from handover_service.subscriptions.feed.numbering import append, made
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents
from handover_service.subscriptions.push.opening import Pushing
from handover_service.subscriptions.secrets import Secrets
from handover_service.subscriptions.standing import Subscription, load
from handover_service.subscriptions.tables import subscriptions

ROERMOND = "GM0957"
POLICY = Policy(
    sink_hosts=("localhost",),
    sink_plain_http=True,
    sink_private_addresses=True,
    origin="us.example",
)


@dataclass
class Stand:
    """What there is to be sent, and who sends it."""

    resources: Resources
    numbers: int = 0
    links: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.resources.vault)

    def now(self) -> datetime:
        return self.resources.clock.now()

    async def sql(self, statement: str, **values: Any) -> list[Any]:
        async with self.resources.database.transaction() as tx:
            found = await tx.execute(text(statement), values)
            return list(found) if found.returns_rows else []

    async def fresh(self) -> None:
        """The log is heard, and stays so for as long as a test takes."""
        later = datetime.now(UTC) + timedelta(hours=1)
        for partition in range(PARTITIONS):
            await self.sql(
                "INSERT INTO consumer_progress "
                "(consumer, partition, generation, behind, caught_up_at, moved_at, checked_at) "
                "VALUES (:consumer, :partition, 'live', 0, :later, :later, :later)",
                consumer=FEED, partition=partition, later=later,
            )  # fmt: skip

    async def parks(self, person: UUID) -> None:
        """Something of that person was heard and could not be handled."""
        await self.sql(
            "INSERT INTO parked_events (id, consumer, generation, topic, partition, offset_, key, "
            "state, parked_at) VALUES (gen_random_uuid(), :consumer, 'live', 'handover', 0, 1, "
            ":key, 'parked', :now)", consumer=FEED, key=str(person), now=self.now(),
        )  # fmt: skip

    async def municipality(self, code: str = ROERMOND) -> None:
        async with self.resources.database.transaction() as tx:
            await tx.execute(
                insert(feed_tables.feed_counters).values(municipality=code, begun_at=self.now())
            )

    async def person(self, code: str = ROERMOND) -> UUID:
        """Somebody who is linked to the municipality."""
        person, link = uuid4(), uuid4()
        self.links[person] = link
        async with self.resources.database.transaction() as tx:
            await tx.execute(
                insert(feed_tables.feed_links).values(
                    link_id=link,
                    permit_holder_id=person,
                    municipality=code,
                    since=self.now() - timedelta(days=1),
                    heard_from=1,
                    recorded_at=self.now(),
                )
            )
        return person

    async def persons(self, count: int) -> list[UUID]:
        return [await self.person() for _ in range(count)]

    async def unlink(self, person: UUID) -> None:
        async with self.resources.database.transaction() as tx:
            await tx.execute(
                update(feed_tables.feed_links)
                .where(feed_tables.feed_links.c.permit_holder_id == person)
                .values(until=self.now())
            )

    async def happens(
        self, *persons: UUID, code: str = ROERMOND, what: PublicEvent | None = None
    ) -> list[str]:
        """An event about each of these, in this order; their ids."""
        now, rows = self.now(), []
        for person in persons:
            self.numbers += 1
            event = what or RoleCardShown(occurred_at=now)
            told = envelope_of(event, person, domain="handover", time=now, number=self.numbers)
            rows.append(made(told, code, self.links[person]))
        async with self.resources.database.transaction() as tx:
            await append(tx, rows, now)
        return [str(row.event_id) for row in rows]

    async def subscribe(self, sink: str, code: str = ROERMOND, **more: Any) -> UUID:
        """A push subscription that its sink has agreed to, unless told otherwise."""
        one, now = uuid4(), self.now()
        values = {
            "subscription_id": one, "municipality": code, "name": "Zaaksysteem",
            "delivery": "push", "form": CLOUD_EVENTS, "sink": sink, "mode": "structured",
            "content": "full", "types": [], "filters": [], "most_under_way": 8, "rate": None,
            "state": "active", "reason": None, "starts_after": 0, "version": 1,
            "permitted_at": now, "created_at": now, "created_by": "system", "changed_at": now,
        }  # fmt: skip
        async with self.resources.database.transaction() as tx:
            await tx.execute(insert(subscriptions).values(values | more))
            await self.secrets.renew(tx, one, now, timedelta(days=2))
        return one

    async def subscription(self, one: UUID) -> Subscription:
        async with self.resources.database.reading() as tx:
            found = await load(tx, one)
        assert found is not None
        return found

    async def keyring(self, one: UUID) -> Sequence[str]:
        async with self.resources.database.reading() as tx:
            return await self.secrets.keyring(tx, one, self.now())

    async def changes(self, one: UUID) -> list[str]:
        rows = await self.sql(
            "SELECT what FROM subscription_changes WHERE subscription_id = :one ORDER BY place",
            one=one,
        )
        return [row.what for row in rows]

    async def waiting(self) -> int:
        """Events to be sent, those that were not read from the feed among them."""
        (row,) = await self.sql(
            "SELECT (SELECT count(*) FROM push_deliveries WHERE state = 'waiting') "
            "+ (SELECT coalesce(sum(c.last - p.read_to), 0) FROM push_places p "
            "JOIN subscriptions s USING (subscription_id) "
            "JOIN feed_counters c USING (municipality) "
            "WHERE s.state = 'active') AS waiting"
        )
        return int(row.waiting)

    def pushing(self, policy: Policy = POLICY) -> Pushing:
        given = self.resources
        return Pushing(
            given.settings, policy, given.database, given.clock, self.secrets,
            {CLOUD_EVENTS: CloudEvents(), DUO: form_of(configured(given.settings), given)},
        )  # fmt: skip

    @asynccontextmanager
    async def at_work(self, policy: Policy = POLICY) -> AsyncIterator["asyncio.Task[None]"]:
        """The loop runs inside the block, and ends the gentle way."""
        stop = asyncio.Event()
        task = asyncio.create_task(self.pushing(policy).run(stop))
        try:
            yield task
        finally:
            stop.set()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def eventually(holds: Callable[[], Any], within: float = 20) -> None:
    """Fails where it never holds; asked again and again."""
    async with asyncio.timeout(within):
        while True:
            found = holds()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return
            await asyncio.sleep(0.02)


def ids(got: Sequence[Request]) -> list[str]:
    """Of what a sink got, each as often as it came."""
    return [request.headers["webhook-id"] for request in got if request.method == "POST"]


def by_person(got: Sequence[Request]) -> dict[str, list[str]]:
    """Ids of what a sink got, the first time each, in order."""
    found: dict[str, list[str]] = {}
    for request in got:
        told = msgspec.json.decode(request.body)
        known = found.setdefault(told["subject"], [])
        if told["id"] not in known:
            known.append(told["id"])
    return found


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"public_url": "https://handover.example"})


@pytest.fixture
async def stand(app: Service) -> Stand:
    made_now = Stand(app.state.resources)
    await made_now.fresh()
    await made_now.municipality()
    return made_now


@pytest.fixture(name="eventually")
def _eventually() -> Callable[..., Any]:
    return eventually


@pytest.fixture(name="ids")
def _ids() -> Callable[..., Any]:
    return ids


@pytest.fixture(name="by_person")
def _by_person() -> Callable[..., Any]:
    return by_person
