"""The rows of messages: each once, locked while somebody decides on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Row, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from continuous_line.database import Database, Tx
from handover_service.duo.domain.messages import OPEN, MessageState
from handover_service.duo.errors import NotInForm, UnknownMessage
from handover_service.duo.tables import duo_messages as t

_PLAIN = [column for column in t.c if column is not t.c.sealed]
_NO_ID = UUID("5f0f6d5e-6f0c-4b62-9a55-0f3f2f2f9c0e")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says: the event's code, and when it was registered."""

    event: str
    registered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A row; see `tables`."""

    message_id: UUID
    organisation: str
    body_hash: bytes
    received_at: datetime
    sent_as: UUID | None = None
    sender: str | None = None
    addressee: str | None = None
    municipality: str | None = None
    event: str | None = None
    registered_at: datetime | None = None
    faults: Sequence[str] | None = None
    state: MessageState = MessageState.WAITING
    reason: str | None = None
    tries: int = 0
    tried_at: datetime | None = None
    permit_holder_id: UUID | None = None
    case_id: UUID | None = None
    event_id: UUID | None = None
    sealed: bytes | None = None
    sealed_for: UUID | None = None
    discarded_because: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def told(self) -> Told:
        """Raises NotInForm where it did not fit the form."""
        if self.event is None or self.registered_at is None:
            raise NotInForm("It does not fit the form: have it sent again, and discard this one.")
        return Told(self.event, self.registered_at)


def message_id(organisation: str, sent_as: UUID) -> UUID:
    """Follows from whose it is: two that arrive at once are one."""
    return uuid5(sent_as, organisation)


def message_id_of(organisation: str, body_hash: bytes) -> UUID:
    """Of what has no berichtId of its own: follows from the content."""
    return uuid5(_NO_ID, f"{organisation} {body_hash.hex()}")


async def found(tx: Tx, message: UUID) -> Stored | None:
    row = (await tx.execute(select(t).where(t.c.message_id == message))).one_or_none()
    return None if row is None else _stored(row)


async def present(tx: Tx, message: UUID) -> Stored:
    """Of which it is known that it is there."""
    return _stored((await tx.execute(select(t).where(t.c.message_id == message))).one())


async def kept(tx: Tx, organisation: str, most: int) -> int:
    """How many of these are kept; counted up to `most`."""
    mine = (t.c.organisation == organisation) & (t.c.state == MessageState.KEPT.value)
    counted = select(t.c.message_id).where(mine).limit(most).subquery()
    return int(await tx.scalar(select(func.count()).select_from(counted)) or 0)


async def locked(tx: Tx, message: UUID) -> Stored:
    """Nobody else decides on it until the transaction ends. Raises UnknownMessage."""
    chosen = select(t).where(t.c.message_id == message).with_for_update()
    row = (await tx.execute(chosen)).one_or_none()
    if row is None:
        raise UnknownMessage("There is no such message, or none of yours.")
    return _stored(row)


async def add(tx: Tx, new: Stored) -> bool:
    """False where it is there already; waits for whoever adds it at the same time."""
    values = {name: getattr(new, name) for name in Stored.__slots__}
    added = insert(t).values(values).on_conflict_do_nothing().returning(t.c.message_id)
    return (await tx.execute(added)).one_or_none() is not None


async def change(tx: Tx, message: UUID, **values: Any) -> Stored:
    changed = update(t).where(t.c.message_id == message).values(values).returning(t)
    return _stored((await tx.execute(changed)).one())


async def addressed(database: Database, message: Stored, municipality: str | None) -> Stored:
    """To whom it is: that of the configuration as it is now."""
    if message.municipality == municipality:
        return message
    async with database.transaction() as tx:
        return await change(tx, message.message_id, municipality=municipality)


async def listed(
    tx: Tx,
    organisation: str | None,
    states: Collection[MessageState],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Stored]:
    """The oldest first, without what is sealed; `organisation` None: of all."""
    chosen = select(*_PLAIN).where(t.c.state.in_([state.value for state in states]))
    if organisation is not None:
        chosen = chosen.where(t.c.organisation == organisation)
    if after is not None:
        at, last = after
        chosen = chosen.where(
            or_(t.c.received_at > at, and_(t.c.received_at == at, t.c.message_id > last))
        )
    rows = await tx.execute(chosen.order_by(t.c.received_at, t.c.message_id).limit(limit))
    return [_stored(row) for row in rows]


async def forget_dealt_with(tx: Tx, before: datetime) -> int:
    """Remove those that were dealt with before that moment; how many that were."""
    over = t.c.state.not_in([state.value for state in OPEN]) & (t.c.decided_at < before)
    return len((await tx.execute(delete(t).where(over).returning(t.c.message_id))).all())


def _stored(row: Row[Any]) -> Stored:
    values = dict(row._mapping)
    return Stored(**(values | {"state": MessageState(values["state"])}))
