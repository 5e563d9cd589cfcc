"""What was heard of persons, kept: read back for the rules, and removed with the person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from continuous_line.contracts import Envelope, PublicEvent, data_of, decode, encode, type_name
from continuous_line.contracts.subscription import DOMAIN, LinkEnded
from continuous_line.database import Tx, fetch
from continuous_line.handlers import Arrival
from continuous_line.links import Link
from handover_service.subscriptions.feed.kinds import LASTING, TOLD
from handover_service.subscriptions.feed.sorting import Heard, Standing

Kept = tuple[UUID, UUID, str, int, Any, bool, bytes]

_KEEP: Final = """
    INSERT INTO feed_heard
      (event_id, permit_holder_id, type, sequence, recorded_at, lasting, envelope)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[],
      $6::bool[], $7::bytea[])
    ON CONFLICT (event_id) DO NOTHING
    """
_LASTING: Final = """
    SELECT permit_holder_id, envelope FROM feed_heard
    WHERE permit_holder_id = ANY($1) AND lasting
    """
_ALL: Final = """
    SELECT permit_holder_id, envelope FROM feed_heard WHERE permit_holder_id = ANY($1)
    ORDER BY recorded_at, sequence
    """
_LINKS: Final = "SELECT * FROM feed_links WHERE permit_holder_id = ANY($1) ORDER BY since"
_NO_LINKS: Final = "DELETE FROM feed_links WHERE permit_holder_id = ANY($1)"
_KEEP_LINKS: Final = """
    INSERT INTO feed_links (link_id, permit_holder_id, municipality, since, until, closed_at,
      heard_from, recorded_at)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[],
      $5::timestamptz[], $6::timestamptz[], $7::bigint[], $8::timestamptz[])
    """
_TOLD: Final = "SELECT event_id, link_id FROM feed_rows WHERE event_id = ANY($1)"
_ERASED: Final = "SELECT permit_holder_id FROM feed_erased WHERE permit_holder_id = ANY($1)"
_ERASE: Final = """
    INSERT INTO feed_erased SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING
    """
_LEFT: Final = """
    SELECT DISTINCT permit_holder_id, municipality FROM feed_rows
    WHERE permit_holder_id = ANY($1) AND type = $2
    """
_LINK_ENDED: Final = type_name(DOMAIN, LinkEnded)
_FORGET: Final = (
    "DELETE FROM feed_rows WHERE permit_holder_id = ANY($1)",
    "DELETE FROM feed_links WHERE permit_holder_id = ANY($1)",
    "DELETE FROM feed_heard WHERE permit_holder_id = ANY($1)",
)


def is_kept(event: PublicEvent) -> bool:
    """Whether anything of a feed may rest on it."""
    return type(event) in TOLD or type(event) in LASTING


def heard(envelope: Envelope, event: PublicEvent) -> Heard:
    return Heard(
        id=envelope.id, type=envelope.type, sequence=envelope.number,
        recorded_at=envelope.time, event=event,
    )  # fmt: skip


async def keep(tx: Tx, arrivals: Sequence[Arrival]) -> None:
    """What was kept before stays as it is."""
    rows = [
        (one.id, UUID(one.subject), one.type, one.number, one.time, type(event) in LASTING,
         encode(one))
        for one, event in arrivals
    ]  # fmt: skip
    if rows:
        await fetch(tx, _KEEP, *(list(column) for column in zip(*rows, strict=True)))


async def lasting(tx: Tx, persons: Collection[UUID]) -> Mapping[UUID, Sequence[Heard]]:
    """What links and state rest on, of each person that has any."""
    return await _read(tx, _LASTING, persons)


async def since(tx: Tx, persons: Collection[UUID]) -> Mapping[UUID, Sequence[Heard]]:
    """All that is kept of these persons, in the order of recording."""
    return await _read(tx, _ALL, persons)


async def _read(tx: Tx, sql: str, persons: Collection[UUID]) -> Mapping[UUID, Sequence[Heard]]:
    found: dict[UUID, list[Heard]] = defaultdict(list)
    for row in await fetch(tx, sql, list(persons)):
        envelope = decode(row.envelope)
        event = data_of(envelope)
        if event is not None:
            found[row.permit_holder_id].append(heard(envelope, event))
    return found


async def told(tx: Tx, events: Collection[UUID]) -> frozenset[tuple[UUID, UUID | None]]:
    """Which of these events are in feeds already, under which link."""
    return frozenset((row.event_id, row.link_id) for row in await fetch(tx, _TOLD, list(events)))


async def links_of(tx: Tx, persons: Collection[UUID]) -> dict[UUID, list[Standing]]:
    """As they were derived last."""
    found: dict[UUID, list[Standing]] = {person: [] for person in persons}
    for row in await fetch(tx, _LINKS, list(persons)):
        link = Link(row.link_id, row.municipality, row.since, row.until, row.closed_at)
        standing = Standing(link=link, heard_from=row.heard_from, recorded_at=row.recorded_at)
        found[row.permit_holder_id].append(standing)
    return found


async def keep_links(tx: Tx, derived: Mapping[UUID, Iterable[Standing]]) -> None:
    """Instead of those that these persons had."""
    await fetch(tx, _NO_LINKS, list(derived))
    rows = [
        (one.link.id, person, one.link.municipality, one.link.since, one.link.until,
         one.link.closed_at, one.heard_from, one.recorded_at)
        for person, links in derived.items()
        for one in links
    ]  # fmt: skip
    if rows:
        await fetch(tx, _KEEP_LINKS, *(list(column) for column in zip(*rows, strict=True)))


async def erased(tx: Tx, persons: Collection[UUID]) -> frozenset[UUID]:
    """Those of them of whom nothing is heard any more."""
    rows = await fetch(tx, _ERASED, list(persons))
    return frozenset(row.permit_holder_id for row in rows)


async def left(tx: Tx, persons: Collection[UUID]) -> dict[UUID, set[str]]:
    """The municipalities in whose feeds it is said that they are not linked to them any more."""
    found: dict[UUID, set[str]] = {person: set() for person in persons}
    for row in await fetch(tx, _LEFT, list(persons), _LINK_ENDED):
        found[row.permit_holder_id].add(row.municipality)
    return found


async def forget(tx: Tx, persons: Collection[UUID]) -> None:
    """Everything that was heard of them and told about them, for ever."""
    await fetch(tx, _ERASE, list(persons))
    for statement in _FORGET:
        await fetch(tx, statement, list(persons))
