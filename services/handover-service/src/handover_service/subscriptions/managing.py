"""Making subscriptions, changing them, pausing, resuming and ending them: one use case each."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update

from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.errors import NotFound
from continuous_line.webhooks.rules import spelled
from continuous_line.writing import Writing, require_version
from handover_service.subscriptions import changes, standing
from handover_service.subscriptions.alerts import addresses
from handover_service.subscriptions.changes import What
from handover_service.subscriptions.errors import (
    CurrentSecret,
    NoPing,
    NotForPull,
    StateDoesNotFit,
    SubscriptionEnded,
    TooManyMade,
    TooManySubscriptions,
)
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.places import alone
from handover_service.subscriptions.feed.reading import Reader
from handover_service.subscriptions.roles import municipality_of
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.standing import How, State, Subscription
from handover_service.subscriptions.tables import subscriptions as table
from handover_service.subscriptions.wanted import Changed, Wanted

BY_OWNER: Final = "owner"
"""Why it is paused or ended, where its owner did it."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Done:
    """The version that it has now."""

    subscription_id: UUID
    version: int


async def found(
    tx: Tx, who: Principal, subscription_id: UUID, *, lock: bool = False
) -> Subscription:
    """That of the organisation in the token. Raises NotFound, also for another's."""
    municipality = municipality_of(who)
    subscription = await standing.load(tx, subscription_id, lock=lock)
    if subscription is None or subscription.municipality != municipality:
        raise NotFound("There is no such subscription of your organisation.")
    return subscription


async def create(w: Writing, room: Room, wanted: Wanted) -> Done:
    """It begins with how things stand. Of a push subscription the first secret is made, and shown
    to nobody: what is sent is signed at all times. Raises TooManySubscriptions, TooManyMade."""
    municipality = municipality_of(w.who)
    await _take_turn(w.tx, municipality)
    if await _number_of(w.tx, municipality) >= room.policy.most_subscriptions:
        raise TooManySubscriptions(room.policy.most_subscriptions)
    if await _made_since(w.tx, municipality, w.now - _DAY) >= room.policy.most_made:
        raise TooManyMade(room.policy.most_made)
    subscription_id = uuid4()
    reader = Reader(municipality, subscription_id)
    starts_after = await audience.begin(w.tx, reader, w.now, room.source)
    row = _row(wanted, room) | {
        "subscription_id": subscription_id, "municipality": municipality, "version": 1,
        "starts_after": starts_after, "created_at": w.now, "created_by": w.who.subject,
        "changed_at": w.now, "credential": _sealed(room, subscription_id, wanted.credential),
    }  # fmt: skip
    row |= addresses.columns(room.secrets, subscription_id, wanted.alert_to, w.now)
    asks = wanted.sink is not None and room.forms[wanted.form].handshake
    row |= {
        "state": (State.UNCONFIRMED if asks else State.ACTIVE).value,
        "permitted_at": None if asks or wanted.sink is None else w.now,
    }
    await w.tx.execute(insert(table).values(row))
    await _tell(w, subscription_id, What.CREATED)
    if wanted.sink is not None:
        await room.secrets.renew(w.tx, subscription_id, w.now, timedelta())
    return Done(subscription_id, 1)


async def change(w: Writing, room: Room, subscription_id: UUID, wanted: Changed) -> Done:
    """Another sink gets no credential that was meant for the one before.

    Raises NotFound, PreconditionFailed, SubscriptionEnded.
    """
    before = await _open(w, subscription_id)
    values = _changed(before, replace(wanted, sink=_spelled(room, wanted.sink)))
    told = sorted(values)
    if wanted.takes_credential or "sink" in values:
        values["credential"] = _sealed(room, subscription_id, wanted.credential)
        told += ["credential"] if wanted.takes_credential else []
    if wanted.takes_alert:
        alert = await addresses.changed(w.tx, room.secrets, subscription_id, wanted.alert_to, w.now)
        values, told = values | alert, told + (["alert_to"] if alert else [])
    if "sink" in values and room.forms[before.form].handshake:
        values |= {"permitted_at": None, "rate": None}
        if before.state is State.ACTIVE:
            values["state"] = State.UNCONFIRMED.value
    if not told:
        return Done(subscription_id, before.version)
    await _tell(w, subscription_id, What.CHANGED, fields=told)
    return await _store(w, before, **values)


async def pause(w: Writing, subscription_id: UUID) -> Done:
    """Its place is kept. Raises NotFound, PreconditionFailed, StateDoesNotFit."""
    before = await _open(w, subscription_id)
    if before.state is State.PAUSED:
        raise StateDoesNotFit("It is paused already.")
    await _tell(w, subscription_id, What.PAUSED)
    return await _store(w, before, state=State.PAUSED.value, reason=BY_OWNER)


async def resume(w: Writing, room: Room, subscription_id: UUID) -> Done:
    """Goes on where it was; where the sink has not agreed yet it is asked first. Who pulls and was
    paused for longer than events are kept is told anew how things stand, as push is by itself."""
    retold = await _to_retell(w, room, await found(w.tx, w.who, subscription_id))
    if retold:  # nobody else is heard of meanwhile, so only where it has to be
        await alone(w.tx)
    before = await _open(w, subscription_id)
    if before.state is not State.PAUSED:
        raise StateDoesNotFit("It is not paused.")
    agreed = before.how is How.PULL or before.permitted_at is not None
    state = State.ACTIVE if agreed else State.UNCONFIRMED
    if retold:
        reader = Reader(before.municipality, subscription_id)
        await audience.retell(w.tx, reader, w.now, room.source)
    await _tell(w, subscription_id, What.RESUMED)
    return await _store(w, before, state=state.value, reason=None)


async def _to_retell(w: Writing, room: Room, before: Subscription) -> bool:
    """Whether it pulls and was paused for longer than events are kept."""
    if before.how is How.PUSH or before.state is not State.PAUSED:
        return False
    paused_at = await changes.last_at(w.tx, before.id, What.PAUSED)
    return paused_at is not None and paused_at < w.now - room.policy.retention


async def end(w: Writing, room: Room, subscription_id: UUID) -> Done:
    """For good; its secrets and credential go, and what was told to it only. Ending what is ended
    changes nothing."""
    before = await found(w.tx, w.who, subscription_id, lock=True)
    if before.state is State.ENDED:
        return Done(subscription_id, before.version)
    require_version(before.version, w.if_match)
    await room.secrets.drop(w.tx, subscription_id)
    await audience.end(w.tx, Reader(before.municipality, subscription_id), before.starts_after)
    await _tell(w, subscription_id, What.ENDED)
    return await _store(
        w, before, state=State.ENDED.value, reason=BY_OWNER, ended_at=w.now, alert_to=None
    )


async def ping(w: Writing, room: Room, subscription_id: UUID) -> UUID:
    """An event about nobody comes at the end of the feed, for this subscription only; its id.

    Raises NotFound, SubscriptionEnded, NoPing.
    """
    before = await _open(w, subscription_id)
    if not room.forms[before.form].pings:
        raise NoPing
    reader = Reader(before.municipality, subscription_id)
    event_id = await audience.ping(w.tx, reader, w.now, room.source)
    await _tell(w, subscription_id, What.PINGED, event=str(event_id))
    return event_id


async def make_secret(
    w: Writing, room: Room, subscription_id: UUID, overlap: timedelta | None
) -> tuple[UUID, str]:
    """A new secret, shown this once; `overlap` None: as installed. Raises NotForPull."""
    before = await _open(w, subscription_id)
    if before.how is How.PULL:
        raise NotForPull
    kept = room.policy.secret_overlap if overlap is None else overlap
    made = await room.secrets.renew(w.tx, subscription_id, w.now, kept)
    await _tell(w, subscription_id, What.SECRET_MADE, secret=str(made[0]))
    return made


async def revoke_secret(w: Writing, room: Room, subscription_id: UUID, secret_id: UUID) -> Done:
    """A replaced one signs no more. Raises NotFound, CurrentSecret."""
    before = await _open(w, subscription_id)
    known = {one.id: one for one in await room.secrets.known(w.tx, subscription_id, w.now)}
    if secret_id not in known:
        raise NotFound("There is no such secret of this subscription.")
    if not await room.secrets.revoke(w.tx, subscription_id, secret_id):
        raise CurrentSecret
    await _tell(w, subscription_id, What.SECRET_REVOKED, secret=str(secret_id))
    return Done(subscription_id, before.version)


async def _open(w: Writing, subscription_id: UUID) -> Subscription:
    before = await found(w.tx, w.who, subscription_id, lock=True)
    if before.state is State.ENDED:
        raise SubscriptionEnded
    require_version(before.version, w.if_match)
    return before


async def _store(w: Writing, before: Subscription, **values: Any) -> Done:
    version = before.version + 1
    chosen = update(table).where(table.c.subscription_id == before.id)
    await w.tx.execute(chosen.values(**values, version=version, changed_at=w.now))
    return Done(before.id, version)


async def _tell(w: Writing, subscription_id: UUID, what: What, **details: Any) -> None:
    await changes.record(w.tx, subscription_id, what, by=w.who.subject, at=w.now, **details)


async def _take_turn(tx: Tx, municipality: str) -> None:
    """Two that are made at once are counted one after the other."""
    await tx.execute(
        select(func.pg_advisory_xact_lock(func.hashtext(f"subscriptions {municipality}")))
    )


async def _number_of(tx: Tx, municipality: str) -> int:
    living = (table.c.municipality == municipality) & (table.c.state != State.ENDED.value)
    return int(await tx.scalar(select(func.count()).select_from(table).where(living)) or 0)


async def _made_since(tx: Tx, municipality: str, since: datetime) -> int:
    """Ended ones too: each was told how things stand for everybody."""
    made = (table.c.municipality == municipality) & (table.c.created_at > since)
    return int(await tx.scalar(select(func.count()).select_from(table).where(made)) or 0)


def _row(wanted: Wanted, room: Room) -> dict[str, Any]:
    return {
        "name": wanted.name, "sink": _spelled(room, wanted.sink), "form": wanted.form,
        "delivery": (How.PULL if wanted.sink is None else How.PUSH).value,
        "mode": wanted.mode.value, "content": wanted.content.value,
        "types": list(wanted.types), "filters": list(wanted.filters),
        "most_under_way": wanted.most_under_way or room.policy.most_under_way,
    }  # fmt: skip


def _spelled(room: Room, sink: str | None) -> str | None:
    """In one way, however it was written: subscriptions with one sink share what it is given."""
    return None if sink is None else spelled(room.rules.check(sink))


def _changed(before: Subscription, wanted: Changed) -> dict[str, Any]:
    """Only what is another than it was."""
    values: dict[str, Any] = {}
    for name in ("name", "sink", "mode", "most_under_way", "content", "types"):
        value = getattr(wanted, name)
        if value is not None and _plain(value) != _plain(getattr(before, name)):
            values[name] = _plain(value)
    if wanted.filters is not None:
        values["filters"] = list(wanted.filters)
    return values


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else getattr(value, "value", value)


def _sealed(room: Room, subscription_id: UUID, credential: str | None) -> bytes | None:
    return (
        None if credential is None else room.secrets.sealed_credential(subscription_id, credential)
    )
