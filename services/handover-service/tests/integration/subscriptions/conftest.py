"""A feed that hears what is said, batch by batch, and is read for a subscription."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.codes import Basis, UnlinkReason
from continuous_line.contracts import Envelope, PublicEvent, data_of, directory, handover, profile
from continuous_line.database import Database
from continuous_line.event_log.port import PARTITIONS
from continuous_line.testing.told import envelope_of
from continuous_line.watchdog import Progress, store
from handover_service.identity import FEED
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.hearing import Hearing
from handover_service.subscriptions.feed.reading import Reader, Row, Stretch, stretch

ROERMOND, ZWOLLE, WEERT = "GM0957", "GM0193", "GM0988"
SOURCE = "urn:nld:oin:00000000000000000000:systeem:test"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)

_FORGET = text("DELETE FROM consumer_progress WHERE partition = :partition")
"""What is stored never goes back in time by itself."""


@dataclass
class At:
    """A clock that stands where it is put."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment


@dataclass
class Feed:
    """The world of a feed: what is recorded where, and what of it is heard."""

    database: Database
    clock: At = field(default_factory=At)
    numbers: dict[str, count] = field(default_factory=dict)

    def recorded(self, person: UUID | str, event: PublicEvent, domain: str = "") -> Envelope:
        """As the event would be in the log, recorded now."""
        domain = domain or _domain(event)
        numbers = self.numbers.setdefault(domain, count(1))
        return envelope_of(
            event, person, domain=domain, time=self.clock.now(), number=next(numbers)
        )

    async def hears(self, *envelopes: Envelope) -> None:
        """In one batch."""
        arrivals = [(one, event) for one in envelopes if (event := data_of(one)) is not None]
        async with self.database.transaction() as tx:
            await Hearing(self.clock, SOURCE)(tx, arrivals)

    async def happens(self, person: UUID, event: PublicEvent, domain: str = "") -> Envelope:
        """Recorded, a minute later heard."""
        envelope = self.recorded(person, event, domain)
        self.clock.moment += timedelta(minutes=1)
        await self.hears(envelope)
        return envelope

    async def links(self, person: UUID, to: str, replaces: UUID | None = None) -> Envelope:
        event = handover.MunicipalityLinked(
            occurred_at=self.clock.now(), municipality=to, azc="weert", basis=Basis.EDUCATION,
            replaces=replaces,
        )  # fmt: skip
        return await self.happens(person, event)

    async def unlinks(self, person: UUID, of: str) -> Envelope:
        event = handover.MunicipalityUnlinked(
            occurred_at=self.clock.now(), municipality=of, reason=UnlinkReason.MISTAKE
        )
        return await self.happens(person, event)

    async def writes(self, person: UUID, section: str = "language") -> Envelope:
        event = profile.ProfileSectionRecorded(
            occurred_at=self.clock.now(), section=section, completeness="complete"
        )
        return await self.happens(person, event)

    async def subscribes(self, municipality: str) -> "Subscriber":
        reader = Reader(municipality, uuid4())
        async with self.database.transaction() as tx:
            start = await audience.begin(tx, reader, self.clock.now(), SOURCE)
        return Subscriber(self, reader, start)

    async def is_up_to_date(
        self, late: timedelta = timedelta(), numbers: Sequence[int] = ()
    ) -> None:
        """All partition numbers, or these, were heard up to so long ago."""
        now = datetime.now(UTC)
        told = [
            Progress(
                consumer=FEED, partition=number, generation="live", behind=0,
                caught_up_at=now - late, moved_at=now, checked_at=now,
            )
            for number in numbers or range(PARTITIONS)
        ]  # fmt: skip
        async with self.database.transaction() as tx:
            for one in told:
                await tx.execute(_FORGET, {"partition": one.partition})
            await store(tx, told)


@dataclass
class Subscriber:
    """Reads the feed of its municipality as a subscription does."""

    feed: Feed
    reader: Reader
    position: int

    async def looks(self, limit: int = 100, *, waiting: bool = False) -> Stretch:
        async with self.feed.database.reading() as tx:
            now = self.feed.clock.now()
            return await stretch(tx, self.reader, self.position, limit, now, waiting=waiting)

    async def reads(self, limit: int = 100) -> list[Row]:
        """What is new, and on from there."""
        found = await self.looks(limit)
        self.position = found.reached
        return list(found.rows)

    async def kinds(self) -> list[str]:
        """The short names of what is new."""
        return [kind(row) for row in await self.reads()]


def kind(row: Row) -> str:
    return row.envelope.type.split(".")[-2]


def _domain(event: PublicEvent) -> str:
    for name, module in (("profile", profile), ("directory", directory)):
        if isinstance(event, module.EVENTS):
            return name
    return "handover"


@pytest.fixture
async def feed(database_url: str) -> AsyncIterator[Feed]:
    async with Database(database_url) as database:
        made = Feed(database)
        await made.is_up_to_date()
        yield made
