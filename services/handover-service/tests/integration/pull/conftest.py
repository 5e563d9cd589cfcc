"""A municipality with a subscription, and what is heard of persons, as the log would tell it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update

from continuous_line.codes import Basis, NoWarmReason, Role, UnlinkReason
from continuous_line.codes import Mode as TalkMode
from continuous_line.config import Settings
from continuous_line.contracts import Envelope, PublicEvent, handover, profile
from continuous_line.database import fetch
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from continuous_line.webhooks.rendering import Content, Mode
from handover_service.identity import FEED
from handover_service.resources import NAME, Resources
from handover_service.subscriptions import tables
from handover_service.subscriptions.bell import Bell
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.hearing import Hearing
from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.pulling import Pulling
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.seats import Seats
from handover_service.subscriptions.standing import How, State

ROERMOND, ZWOLLE, AZC = "GM0957", "GM0193", "azc-weert"
_FRESH = """
    INSERT INTO consumer_progress
      (consumer, partition, generation, behind, caught_up_at, checked_at)
    SELECT $1, p, 'live', 0, $2, $2 FROM generate_series(0, 11) p
    ON CONFLICT (consumer, partition) DO UPDATE SET caught_up_at = $2, checked_at = $2
    """

_PARKED = """
    INSERT INTO parked_events (id, consumer, generation, topic, partition, offset_, key, state,
      parked_at) VALUES (gen_random_uuid(), $1, 'live', 'handover', 0, 1, $2, 'parked', $3)
    """


@dataclass
class Town:
    """Roermond, whose system has a subscription; and the log that is heard for it."""

    resources: Resources
    room: Room
    roermond: Somebody
    zwolle: Somebody
    heard: int = 0

    async def fresh(self, at: datetime | None = None) -> None:
        """Everything in the log was heard up to then; up to now where nothing is said."""
        async with self.resources.database.transaction() as tx:
            await fetch(tx, _FRESH, FEED, at or datetime.now(UTC))

    async def subscribe(
        self,
        *,
        of: str = ROERMOND,
        how: How = How.PULL,
        state: State = State.ACTIVE,
        content: Content = Content.FULL,
        types: Sequence[str] = (),
        filters: Sequence[dict[str, Any]] = (),
    ) -> UUID:
        """The id of a new subscription."""
        made, now = uuid4(), self.resources.clock.now()
        async with self.resources.database.transaction() as tx:
            starts = await audience.begin(tx, Reader(of, made), now, self.source)
            row = {
                "subscription_id": made, "municipality": of, "name": "Zaaksysteem",
                "delivery": how, "form": "cloudevents", "mode": Mode.STRUCTURED,
                "content": content, "types": list(types), "filters": list(filters),
                "most_under_way": 8, "state": state, "starts_after": starts, "version": 1,
                "created_at": now, "created_by": "test", "changed_at": now,
            }  # fmt: skip
            await tx.execute(insert(tables.subscriptions).values(row))
        return made

    async def change(self, subscription: UUID, **values: Any) -> None:
        t = tables.subscriptions
        changed = update(t).where(t.c.subscription_id == subscription).values(values)
        async with self.resources.database.transaction() as tx:
            await tx.execute(changed)

    async def hear(self, event: PublicEvent, person: UUID) -> Envelope:
        """As the consumer does."""
        self.heard += 1
        domain = "profile" if isinstance(event, profile.EVENTS) else "handover"
        now = self.resources.clock.now()
        envelope = envelope_of(event, person, domain=domain, time=now, number=self.heard)
        async with self.resources.database.transaction() as tx:
            await Hearing(self.resources.clock, self.source)(tx, [(envelope, event)])
        return envelope

    async def ping(self, subscription: UUID, of: str = ROERMOND) -> UUID:
        now = self.resources.clock.now()
        async with self.resources.database.transaction() as tx:
            return await audience.ping(tx, Reader(of, subscription), now, self.source)

    async def links(self, person: UUID, to: str = ROERMOND) -> Envelope:
        return await self.hear(
            handover.MunicipalityLinked(
                occurred_at=self.now, municipality=to, azc=AZC, basis=Basis.EDUCATION
            ),
            person,
        )

    async def unlinks(self, person: UUID, of: str = ROERMOND) -> Envelope:
        reason = UnlinkReason.MISTAKE
        gone = handover.MunicipalityUnlinked(occurred_at=self.now, municipality=of, reason=reason)
        return await self.hear(gone, person)

    async def phones(self, person: UUID, at: str = ROERMOND) -> Envelope:
        called = handover.HandoverByPhone(
            occurred_at=self.now, municipality=at, mode=TalkMode.PHONE, reason=NoWarmReason.DISTANCE
        )
        return await self.hear(called, person)

    async def parks(self, person: UUID) -> None:
        """Something of that person was heard and could not be handled."""
        async with self.resources.database.transaction() as tx:
            await fetch(tx, _PARKED, FEED, str(person), self.now)

    async def forget_until(self, number: int, of: str = ROERMOND) -> None:
        """As retention does."""
        async with self.resources.database.transaction() as tx:
            await fetch(
                tx, "DELETE FROM feed_rows WHERE municipality = $1 AND number <= $2", of, number
            )
            await fetch(
                tx, "UPDATE feed_counters SET dropped = $2 WHERE municipality = $1", of, number
            )

    @property
    def bell(self) -> Bell:
        return self.room.bell

    @property
    def seats(self) -> Seats:
        return self.room.seats

    @property
    def pulling(self) -> Pulling:
        return self.room.pulling

    @property
    def now(self) -> datetime:
        return self.resources.clock.now()

    @property
    def source(self) -> str:
        return self.resources.settings.source(NAME)


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Streams say often that they are alive, few may wait, and the sink of the document will do."""
    monkeypatch.setenv("DL_HANDOVER_SUBSCRIPTIONS_SINK_HOSTS", '["hooks.example.nl"]')
    monkeypatch.setenv("DL_HANDOVER_SUBSCRIPTIONS_HEARTBEAT", "PT0.2S")
    monkeypatch.setenv("DL_HANDOVER_SUBSCRIPTIONS_MOST_WAITING", "2")
    monkeypatch.setenv("DL_HANDOVER_SUBSCRIPTIONS_LONGEST_WAIT", "PT20S")
    return settings


@pytest.fixture
async def town(app: Service, sign_in: Callable[..., Somebody]) -> Town:
    made = Town(
        app.state.resources,
        app.state.subscriptions,
        sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND]),
        sign_in([Role.MUNICIPAL_SYSTEM], ZWOLLE, [ZWOLLE]),
    )
    await made.fresh()
    return made
