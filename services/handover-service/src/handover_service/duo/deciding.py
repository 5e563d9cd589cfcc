"""Messages that are open: read on purpose, tried again, discarded on purpose."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from continuous_line import processing_log
from continuous_line.auth import Principal
from continuous_line.codes import Role
from continuous_line.database import Tx
from continuous_line.errors import Erased
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.worker import Cleaning
from handover_service.duo import admitting, sealed, store
from handover_service.duo.domain.messages import Discard, MessageState, Numbers
from handover_service.duo.errors import DealtWith, UnknownMessage
from handover_service.duo.room import Given, Room
from handover_service.duo.store import Stored
from handover_service.duo.trying import PART, Try, forget_key

Roles = tuple[Role, ...]
SEND: Roles = (Role.TVS_SYSTEM, Role.MUNICIPAL_SYSTEM)
"""Systems: each its own organisation's messages."""
LOOK: Roles = (*SEND, Role.OPERATOR)
"""An operator sees of all what is stored openly, and may discard; never a number."""


def whose(who: Principal) -> str | None:
    """The organisation whose messages somebody sees; None: all."""
    return admitting.organisation(who) if who.has(*SEND) else None


def require_theirs(who: Principal, message: Stored | None) -> Stored:
    """Raises UnknownMessage for what is not there and what is another's alike."""
    if message is None or whose(who) not in (None, message.organisation):
        raise UnknownMessage("There is no such message, or none of yours.")
    return message


async def numbers_of(given: Given, who: Principal, message_id: UUID) -> Numbers:
    """The numbers of an open message; that they were read is kept before the answer leaves.

    Raises UnknownMessage, DealtWith, Erased.
    """
    async with given.database.transaction() as tx:
        message = require_theirs(who, await store.found(tx, message_id))
        numbers = await _opened(tx, given, message)
        entries = [Processed(message.message_id, Activity.MESSAGE_READING, Manner.OPENED, PART)]
        if message.permit_holder_id is not None:
            person = message.permit_holder_id
            entries.append(Processed(person, Activity.CASE_READING, Manner.OPENED, PART))
        await processing_log.record(tx, who, entries, now=given.clock.now())
    return numbers


async def redrive(room: Room, given: Given, who: Principal, token: str, message_id: UUID) -> Stored:
    """By the rights of whoever asks for it, and to whom its addressee is today.

    Raises UnknownMessage, DealtWith, NotInForm, Erased, LookUpAway and TryAgain, and what a
    message is refused with at the door.
    """
    async with given.database.transaction() as tx:
        message = require_theirs(who, await store.found(tx, message_id))
    _require_open(message)
    event = message.told.event
    if message.sender is None or message.addressee is None:
        admitting.require_right(room.table, who, event)
    else:
        to = admitting.municipality(room, who, message.sender, message.addressee, event)
        message = await store.addressed(given.database, message, to)
    async with given.database.transaction() as tx:
        numbers = await _opened(tx, given, message)
    return await Try(room, given, who, token, given.clock.now()).at(message, numbers)


async def discard(given: Given, who: Principal, message_id: UUID, because: Discard) -> Stored:
    """The numbers go; what was decided, when and by whom stays.

    Raises UnknownMessage and DealtWith.
    """
    async with given.database.transaction() as tx:
        message = require_theirs(who, await store.locked(tx, message_id))
        _require_open(message)
        done = await store.change(
            tx,
            message_id,
            state=MessageState.DISCARDED,
            discarded_because=because.value,
            sealed=None,
            sealed_for=None,
            sender=None,
            addressee=None,
            decided_at=given.clock.now(),
            decided_by=who.subject,
        )
    await forget_key(given, message)
    return done


async def listed(
    tx: Tx,
    who: Principal,
    states: Sequence[MessageState],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Stored]:
    return await store.listed(tx, whose(who), states, after, limit)


def retention(given: Given, term: timedelta) -> Cleaning:
    """For `Worker(cleaning=...)`: what was dealt with goes a term later; what is open stays."""

    async def clean(tx: Tx) -> int:
        return await store.forget_dealt_with(tx, given.clock.now() - term)

    return clean


async def _opened(tx: Tx, given: Given, message: Stored) -> Numbers:
    """Where somebody sealed it anew or decided on it meanwhile, as it is now.

    Raises DealtWith, Erased and KeyMissing.
    """
    try:
        return await sealed.opened(given.vault, message)
    except Erased:
        now = await store.present(tx, message.message_id)
        if now.sealed_for == message.sealed_for:
            raise
        return await sealed.opened(given.vault, now)


def _require_open(message: Stored) -> None:
    if not message.is_open:
        raise DealtWith(f"It was dealt with already: {message.state}.", state=message.state)
