"""A message comes in: it is kept before anything is tried, so that nothing of it is lost."""

import hmac
from datetime import datetime

import orjson

from continuous_line.auth import Principal
from continuous_line.idempotency import RequestKey
from handover_service.duo import sealed, store
from handover_service.duo.domain.messages import Message, MessageState, Reason, body_of, headers_of
from handover_service.duo.domain.parties import Parties
from handover_service.duo.errors import AddresseeUnknown, SenderNotYours, SentBefore
from handover_service.duo.room import Given, Room
from handover_service.duo.store import Stored
from handover_service.duo.trying import Try, require_right


async def accept(room: Room, given: Given, who: Principal, token: str, sent: Message) -> Stored:
    """What has become of it; of a repeat what became of the first.

    Raises SenderNotYours, AddresseeUnknown, Forbidden and SentBefore: then nothing is kept, and
    LookUpAway and TryAgain: then it is, and waits.
    """
    municipality = _municipality(room.parties, who, sent)
    require_right(room.table, who, sent.event)
    now = given.clock.now()
    digest = _digest(who, sent, given.settings.secret)
    message = await _known(given, who, sent, digest)
    if message is None:
        message = await _added(given, who, sent, municipality, digest, now)
    if message.state is not MessageState.WAITING:
        return message
    return await Try(room, given, who, token, now).at(message, sent.numbers)


def _municipality(parties: Parties, who: Principal, sent: Message) -> str | None:
    """To whom it is addressed; None: to this installation."""
    if parties.oin(who.organisation) != sent.sender:
        raise SenderNotYours(
            "`bron` is not the OIN that your organisation has here (DL_HANDOVER_DUO_OINS)."
        )
    if sent.addressee == parties.own:
        return None
    municipality = parties.organisation(sent.addressee)
    if municipality is None:
        raise AddresseeUnknown("`doel` is the OIN of nobody that messages are exchanged with.")
    return municipality


async def _known(given: Given, who: Principal, sent: Message, digest: bytes) -> Stored | None:
    """Raises SentBefore where it was sent with another content."""
    async with given.database.transaction() as tx:
        known = await store.found(tx, store.message_id(who.organisation, sent.id))
    if known is not None and not hmac.compare_digest(known.body_hash, digest):
        raise SentBefore("This `berichtId` was sent with another content; take a new one.")
    return known


async def _added(
    given: Given,
    who: Principal,
    sent: Message,
    municipality: str | None,
    digest: bytes,
    now: datetime,
) -> Stored:
    identity = store.message_id(who.organisation, sent.id)
    new = Stored(
        message_id=identity,
        organisation=who.organisation,
        sent_as=sent.id,
        body_hash=digest,
        municipality=municipality,
        event=sent.event,
        registered_at=sent.registered_at,
        received_at=now,
        reason=Reason.NOT_TRIED,
        sealed=await sealed.sealed(given.vault, identity, sent.numbers),
        sealed_for=identity,
    )
    async with given.database.transaction() as tx:
        added = await store.add(tx, new)
    known = None if added else await _known(given, who, sent, digest)
    return known or new


def _digest(who: Principal, sent: Message, secret: str) -> bytes:
    """Keyed: from the table alone nobody can try numbers."""
    content = orjson.dumps([headers_of(sent), body_of(sent)])
    return RequestKey.of(who.organisation, "duo", str(sent.id), content, secret).body_hash
