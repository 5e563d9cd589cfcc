"""A message comes in: it is kept before anything is tried, so that nothing of it is lost.

What is refused at the door is kept as well: the sender is told, and may have nobody who listens.
"""

import hmac
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import uuid4

import orjson

from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.errors import Refused
from continuous_line.idempotency import RequestKey
from handover_service.duo import admitting, sealed, store
from handover_service.duo.domain.messages import (
    AT_THE_DOOR,
    Message,
    MessageState,
    Numbers,
    Reason,
    body_of,
    headers_of,
)
from handover_service.duo.errors import SentBefore, TooManyOpen
from handover_service.duo.room import Given, Room
from handover_service.duo.store import Stored
from handover_service.duo.trying import Try, forget_key

MOST_KEPT: Final = 10_000
"""Of an organisation, of messages with which nothing could be done; then no refused one is kept."""


async def accept(room: Room, given: Given, who: Principal, token: str, sent: Message) -> Stored:
    """What has become of it; of a repeat what became of the first.

    Raises SenderNotYours, AddresseeUnknown, Forbidden and SentBefore: then it is kept as refused,
    LookUpAway and TryAgain: then it waits, and TooManyOpen: then it is not kept.
    """
    admitting.organisation(who)
    now = given.clock.now()
    refusal: Refused | None = None
    municipality: str | None = None
    try:
        municipality = admitting.municipality(room, who, sent.sender, sent.addressee, sent.event)
    except Refused as said:
        refusal = said
    new = await _new(given, who, sent, now, municipality)
    message = await _stored_once(given, _refused(new, refusal), sent.numbers)
    if not hmac.compare_digest(message.body_hash, new.body_hash):
        if message.reason not in AT_THE_DOOR:
            refusal = SentBefore("This `berichtId` was sent with another content; take a new one.")
        other = store.message_id_of(who.organisation, new.body_hash)
        message = await _stored_once(
            given, _refused(replace(new, message_id=other), refusal), sent.numbers
        )
    discarded = message.state is MessageState.DISCARDED
    if not message.is_open and not (discarded and refusal is not None):
        return message
    if refusal is not None:
        raise refusal
    if message.state is not MessageState.WAITING and message.reason not in AT_THE_DOOR:
        return message
    message = await store.addressed(given.database, message, municipality)
    return await Try(room, given, who, token, now).at(message, sent.numbers)


async def keep_unread(
    given: Given, who: Principal, as_sent: str, faults: list[str], now: datetime
) -> Stored:
    """What does not fit the form, once however often it is sent; what was discarded stays so.

    Raises TooManyOpen.
    """
    digest = _keyed(given, who, "duo-unread", as_sent.encode())
    new = Stored(
        message_id=store.message_id_of(who.organisation, digest),
        organisation=who.organisation,
        body_hash=digest,
        received_at=now,
        state=MessageState.KEPT,
        reason=Reason.NOT_IN_FORM,
        faults=faults,
    )
    return await _stored_once(given, new, Numbers(as_sent=as_sent))


async def _new(
    given: Given, who: Principal, sent: Message, now: datetime, municipality: str | None
) -> Stored:
    content = orjson.dumps([headers_of(sent), body_of(sent)])
    return Stored(
        message_id=store.message_id(who.organisation, sent.id),
        organisation=who.organisation,
        body_hash=_keyed(given, who, str(sent.id), content),
        received_at=now,
        sent_as=sent.id,
        sender=sent.sender,
        addressee=sent.addressee,
        municipality=municipality,
        event=sent.event,
        registered_at=sent.registered_at,
        reason=Reason.NOT_TRIED,
    )


def _refused(new: Stored, refusal: Refused | None) -> Stored:
    if refusal is None:
        return new
    return replace(new, state=MessageState.KEPT, reason=refusal.code)


async def _stored_once(given: Given, new: Stored, numbers: Numbers) -> Stored:
    """The row as it is there now; `new`, with what is to be sealed, where there was none.

    The key is a new one each time: of a message that went after its term nothing stands in the way.
    """
    async with given.database.transaction() as tx:
        known = await store.found(tx, new.message_id)
        if known is not None:
            return known
        if new.state is MessageState.KEPT:
            await _require_room(tx, new.organisation)
    key = uuid4()
    new = replace(new, sealed=await sealed.sealed(given.vault, key, numbers), sealed_for=key)
    async with given.database.transaction() as tx:
        if await store.add(tx, new):
            return new
        known = await store.present(tx, new.message_id)
    await forget_key(given, new)
    return known


async def _require_room(tx: Tx, organisation: str) -> None:
    if await store.kept(tx, organisation, MOST_KEPT) >= MOST_KEPT:
        raise TooManyOpen(
            f"Of your organisation {MOST_KEPT} messages are kept that nothing could be done with; "
            "decide about those first."
        )


def _keyed(given: Given, who: Principal, key: str, content: bytes) -> bytes:
    """From the table alone nobody can try numbers."""
    secret = given.settings.secret
    return RequestKey.of(who.organisation, "duo", key, content, secret).body_hash
