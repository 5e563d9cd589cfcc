"""A subscription as it stands in the database, read by everything that serves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from continuous_line.database import Tx
from continuous_line.webhooks.rendering import Content, Mode
from handover_service.subscriptions.domain.filter_reading import read
from handover_service.subscriptions.domain.filters import Attributes, Filter, wants
from handover_service.subscriptions.tables import subscriptions
from handover_service.subscriptions.types import PING


class How(StrEnum):
    """Who asks whom."""

    PUSH = "push"
    PULL = "pull"


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"
    """Push: the sink has not agreed yet; nothing is sent."""
    ACTIVE = "active"
    PAUSED = "paused"
    """Its place is kept; what happens meanwhile comes when it is resumed, as far as it is kept."""
    ENDED = "ended"
    """For good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """`types`: by the whole name; empty: all. `reason`: why it is paused or ended, a code.

    `fetched_to`: the number after which events were asked for last; None: never.
    """

    id: UUID
    municipality: str
    name: str
    how: How
    form: str
    sink: str | None
    mode: Mode
    content: Content
    types: Sequence[str]
    filters: Sequence[Filter]
    most_under_way: int
    rate: int | None
    state: State
    reason: str | None
    starts_after: int
    version: int
    permitted_at: datetime | None
    created_at: datetime
    created_by: str
    changed_at: datetime
    ended_at: datetime | None
    fetched_to: int | None
    fetched_at: datetime | None

    def behind(self, last: int) -> int:
        """Numbers of its feed, which ends at `last`, after the place it was asked for last."""
        return last - (self.starts_after if self.fetched_to is None else self.fetched_to)

    def wants(self, attributes: Attributes) -> bool:
        """Whether an event with these attributes is what it asks for; a ping always is."""
        kind = attributes["type"]
        return kind == PING or (
            (not self.types or kind in self.types) and wants(self.filters, attributes)
        )


def of_row(row: Any) -> Subscription:
    """From a row of the table; the sealed credential stays there."""
    return Subscription(
        id=row.subscription_id, municipality=row.municipality, name=row.name,
        how=How(row.delivery), form=row.form, sink=row.sink, mode=Mode(row.mode),
        content=Content(row.content), types=tuple(row.types), filters=read(row.filters)[0],
        most_under_way=row.most_under_way, rate=row.rate, state=State(row.state),
        reason=row.reason, starts_after=row.starts_after, version=row.version,
        permitted_at=row.permitted_at, created_at=row.created_at, created_by=row.created_by,
        changed_at=row.changed_at, ended_at=row.ended_at,
        fetched_to=row.fetched_to, fetched_at=row.fetched_at,
    )  # fmt: skip


async def load(tx: Tx, subscription_id: UUID, *, lock: bool = False) -> Subscription | None:
    """`lock`: until the transaction ends nobody else changes it."""
    chosen = select(subscriptions).where(subscriptions.c.subscription_id == subscription_id)
    row = (await tx.execute(chosen.with_for_update() if lock else chosen)).one_or_none()
    return None if row is None else of_row(row)
