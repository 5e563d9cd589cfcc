"""The feed of a subscription for whoever asks for it: what may be told now, from a position on."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from continuous_line import processing_log, telemetry
from continuous_line.auth import Principal
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx, fetch
from continuous_line.errors import AccessUnknown, NotFound, Refused
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.webhooks.rendering import render
from handover_service.subscriptions import positions
from handover_service.subscriptions.attributes import attributes, dataref
from handover_service.subscriptions.feed import reading
from handover_service.subscriptions.feed.reading import PositionGone, Reader, Row
from handover_service.subscriptions.standing import State, Subscription, load
from handover_service.subscriptions.types import PING

_AT_ONCE: Final = 500
"""Rows looked at in one statement and snapshot, then others have their turn."""
_DOORS: Final = 2
"""Snapshots at a time in one process, so that looking leaves connections to everybody else."""
_NOTED_EVERY: Final = timedelta(minutes=1)
_NOTE: Final = (
    "UPDATE subscriptions SET fetched_to = $2, fetched_at = $3 WHERE subscription_id = $1"
)
_LONGEST: Final = 5.0
"""Seconds of one look; then the answer says how far it came, and that there is more."""


class FellBehind(Refused):
    """`earliest`: the position to go on from; what lies before it has to be read otherwise."""

    status = 410
    code = "position-gone"


class Ended(Refused):
    status = 410
    code = "subscription-ended"


@dataclass(frozen=True, slots=True)
class Told:
    """`body`: the event as a structured CloudEvent. `position`: just after it."""

    position: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`reached`: from where to go on. `more`: whether asking again at once is worth it."""

    municipality: str
    told: Sequence[Told]
    reached: int
    more: bool

    @property
    def next(self) -> str:
        return positions.text_of(self.municipality, self.reached)


@dataclass(slots=True)
class _Gathered:
    """`limit`: rows at most. `size`: rows to look at next. `after`: what was asked for."""

    limit: int
    size: int
    after: int | None = None
    reached: int = 0
    rows: list[Row] = field(default_factory=list)
    more: bool = False


class Pulling:
    """Reads for who has the token of the municipality; each stretch of a look is judged anew."""

    def __init__(self, database: Database, clock: Clock, public_url: str) -> None:
        self._database, self._clock, self._public_url = database, clock, public_url
        self._doors = asyncio.Semaphore(_DOORS)

    async def look(
        self, who: Principal, subscription_id: UUID, since: str | int | None, limit: int
    ) -> Batch:
        """What comes after `since`: a position, its number, or None: where it begins.

        Raises NotFound, FellBehind, Ended, AccessUnknown, and Refused where it is paused.
        """
        found, until = _Gathered(limit, min(limit, _AT_ONCE)), time.monotonic() + _LONGEST
        goes_on = True
        while goes_on:
            async with self._doors, self._database.reading() as tx:
                subscription = await readable(tx, who, subscription_id)
                if subscription.state is State.PAUSED:
                    raise Refused("Resume the subscription first.", code="subscription-paused")
                goes_on = await self._gather(tx, subscription, since, found)
            since, goes_on = found.reached, goes_on and time.monotonic() <= until
        await self._account(who, found.rows, self._clock.now())
        await self._note(subscription, found.after)
        return Batch(
            municipality=subscription.municipality,
            told=[self._told(subscription, row) for row in found.rows],
            reached=found.reached,
            more=found.more,
        )

    async def one(self, who: Principal, subscription_id: UUID, event_id: UUID) -> bytes:
        """The whole event that a `dataref` points at. Raises NotFound, Ended, AccessUnknown."""
        now = self._clock.now()
        async with self._database.reading() as tx:
            subscription = await readable(tx, who, subscription_id)
            reader = Reader(subscription.municipality, subscription.id)
            row = await reading.one(tx, reader, event_id, now)
        if row is None:
            raise NotFound("There is no such event, or it may not be told to you any more.")
        await self._account(who, [row], now)
        return render(row.envelope, dataref=self._dataref(subscription, row)).body

    async def _gather(
        self, tx: Tx, subscription: Subscription, since: str | int | None, found: _Gathered
    ) -> bool:
        """Whether there is another stretch to look at for this answer."""
        reader = Reader(subscription.municipality, subscription.id)
        after = _number(subscription, reader, since)
        found.after = after if found.after is None else found.after
        try:
            stretch = await reading.stretch(tx, reader, after, found.size, self._clock.now())
        except (PositionGone, AccessUnknown) as unread:
            if found.rows:
                found.more = True
                return False
            if isinstance(unread, PositionGone):
                earliest = positions.text_of(reader.municipality, unread.earliest)
                raise FellBehind(unread.detail, earliest=earliest) from None
            raise
        found.size, found.reached = _AT_ONCE, stretch.reached
        for row in stretch.rows:
            if self._wants(subscription, row):
                found.rows.append(row)
            if len(found.rows) == found.limit:
                found.reached = row.number
                break
        found.more = found.reached < stretch.last
        return found.more and len(found.rows) < found.limit and found.reached > after

    async def _account(self, who: Principal, rows: Sequence[Row], now: datetime) -> None:
        """In the processing log before the answer leaves, each look as a piece of work of its own:
        who waits does so inside one request."""
        people = {row.permit_holder_id for row in rows if row.envelope.type != PING}
        if not people:
            return
        telemetry.begin_trace(telemetry.current_trace().traceparent)
        entries = [
            Processed(person, Activity.EVENT_TELLING, Manner.SENT)
            for person in sorted(people, key=str)
        ]
        async with self._database.transaction() as tx:
            await processing_log.record(tx, who, entries, now=now)

    async def _note(self, subscription: Subscription, after: int | None) -> None:
        """How far the subscriber is, for the owner of the subscription."""
        now, before = self._clock.now(), subscription.fetched_at
        if subscription.fetched_to != after or before is None or now - before >= _NOTED_EVERY:
            async with self._database.transaction() as tx:
                await fetch(tx, _NOTE, subscription.id, after, now)

    def _wants(self, subscription: Subscription, row: Row) -> bool:
        return subscription.wants(attributes(row.envelope, self._dataref(subscription, row)))

    def _told(self, subscription: Subscription, row: Row) -> Told:
        address = self._dataref(subscription, row)
        body = render(row.envelope, content=subscription.content, dataref=address).body
        after = positions.text_of(subscription.municipality, row.number)
        return Told(after, row.envelope.type, body)

    def _dataref(self, subscription: Subscription, row: Row) -> str:
        return dataref(self._public_url, subscription.id, row.envelope.id)


async def readable(tx: Tx, who: Principal, subscription_id: UUID) -> Subscription:
    """The subscription, for who speaks for its municipality. Raises NotFound and Ended."""
    found = await load(tx, subscription_id)
    if found is None or found.municipality != who.organisation:
        raise NotFound("Your organisation has no such subscription.")
    if found.state is State.ENDED:
        raise Ended("This subscription has ended; make another one.")
    return found


def _number(subscription: Subscription, reader: Reader, since: str | int | None) -> int:
    if since is None:
        return subscription.starts_after
    number = positions.number_in(since, reader) if isinstance(since, str) else since
    if number is None:
        raise _unknown()
    return number


def _unknown() -> NotFound:
    return NotFound(
        "This is no position of your feed; give `next` of an answer, or none to begin at the "
        "start of the subscription.",
        code="position-unknown",
    )
