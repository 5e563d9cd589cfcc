"""A message comes in: it is kept before anything is tried, so that nothing of it is lost.

What is refused at the door is kept as well: the sender is told, and may have nobody who listens.
"""

import hmac
from dataclasses import replace
from datetime import datetime

import orjson

from continuous_line.auth import Principal
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
from handover_service.duo.errors import SentBefore
from handover_service.duo.room import Given, Room
from handover_service.duo.store import Stored
from handover_service.duo.trying import Try


async def accept(room: Room, given: Given, who: Principal, token: str, sent: Message) -> Stored:
    """What has become of it; of a repeat what became of the first.

    Raises SenderNotYours, AddresseeUnknown, Forbidden and SentBefore: then it is kept as refused,
    and LookUpAway and TryAgain: then it waits.
    """
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
        refusal = SentBefore("This `berichtId` was sent with another content; take a new one.")
        other = store.message_id_of(who.organisation, new.body_hash)
        message = await _stored_once(
            given, _refused(replace(new, message_id=other), refusal), sent.numbers
        )
    if not message.is_open:
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
    """What does not fit the form, once however often it is sent."""
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
    """The row as it is there now; `new`, with what is to be sealed, where there was none."""
    async with given.database.transaction() as tx:
        known = await store.found(tx, new.message_id)
    if known is not None:
        return known
    ciphertext = await sealed.sealed(given.vault, new.message_id, numbers)
    new = replace(new, sealed=ciphertext, sealed_for=new.message_id)
    async with given.database.transaction() as tx:
        if await store.add(tx, new):
            return new
        return await store.present(tx, new.message_id)


def _keyed(given: Given, who: Principal, key: str, content: bytes) -> bytes:
    """From the table alone nobody can try numbers."""
    secret = given.settings.secret
    return RequestKey.of(who.organisation, "duo", key, content, secret).body_hash
