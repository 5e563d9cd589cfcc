"""What handover-service and directory-service publish → links, and requests for a supplement."""

from datetime import datetime, time
from uuid import UUID, uuid5

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from continuous_line.clock import AMSTERDAM, Clock, day
from continuous_line.codes import Verdict
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, directory, handover
from continuous_line.database import Tx
from continuous_line.event_store import Context
from profile_service.domain.act import Act
from profile_service.domain.events import Reference, SupplementRequested
from profile_service.domain.links import Kind, LinkFact, links
from profile_service.domain.supplements import ask_after_handover, take_back
from profile_service.profilefile import Profiles
from profile_service.tables import link_facts, municipality_mergers
from profile_service.tables import links as link_rows

TOPICS = (handover.TOPIC, directory.TOPIC)
KINDS: dict[type[PublicEvent], Kind] = {
    handover.MunicipalityLinked: Kind.LINKED,
    handover.MunicipalityUnlinked: Kind.UNLINKED,
    handover.MovedToMunicipality: Kind.MOVED,
    handover.ReturnedToReception: Kind.RETURNED,
    handover.HandoverClosed: Kind.CLOSED,
}


class Reactions:
    """The handler of the consumer; an event without meaning here changes nothing."""

    def __init__(self, profiles: Profiles, clock: Clock) -> None:
        self._profiles, self._clock = profiles, clock

    async def __call__(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        if isinstance(event, directory.MunicipalityMerged):
            await _merged(tx, event)
        elif ".handover." in envelope.type:
            await _about_links(tx, envelope, event)
            await self._about_supplements(tx, envelope, event)

    async def _about_supplements(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        gone = event.voids if isinstance(event, EventVoided) else event.replaces
        if gone is not None:
            await self._take_back(tx, envelope, gone)
        if isinstance(event, handover.HandoverAcknowledged):
            await self._acknowledged(tx, envelope, event)

    async def _acknowledged(
        self, tx: Tx, envelope: Envelope, event: handover.HandoverAcknowledged
    ) -> None:
        if event.verdict != Verdict.INCOMPLETE:
            return
        file = await self._profiles.of_person(tx, UUID(envelope.subject))
        act = self._act(_supplement_id(envelope.id), event)
        events = ask_after_handover(
            file.state,
            event.municipality,
            event.sections or self._profiles.policy.required_sections,
            act,
        )
        await self._profiles.save(
            tx, file, events, now=act.now, context=_context(envelope, event.municipality)
        )

    async def _take_back(self, tx: Tx, envelope: Envelope, acknowledgement: UUID) -> None:
        """A supplement that rested on an acknowledgement goes with it."""
        file = await self._profiles.of_person(tx, UUID(envelope.subject))
        id_ = _supplement_id(acknowledgement)
        asked = next((f for f in file.state.all(SupplementRequested) if f.id == id_), None)
        if asked is None:
            return
        now = self._clock.now()
        voided = Reference(id=id_, kind=SupplementRequested.__name__)
        events = take_back(voided, Act(uuid5(envelope.id, EventVoided.__name__), now, now))
        context = _context(envelope, asked.municipality)
        await self._profiles.save(tx, file, events, now=now, context=context)

    def _act(self, id_: UUID, event: PublicEvent) -> Act:
        now = self._clock.now()
        return Act(id_, min(event.occurred_at, now), now)


def _supplement_id(acknowledgement: UUID) -> UUID:
    """The same for the same acknowledgement, so that a repeat finds its own earlier effect."""
    return uuid5(acknowledgement, SupplementRequested.__name__)


def _context(envelope: Envelope, municipality: str) -> Context:
    return Context(
        subject="handover-service",
        organisation=municipality,
        roles=(),
        correlation_id=envelope.correlationid,
        causation_id=envelope.id,
        traceparent=envelope.traceparent,
    )


async def _merged(tx: Tx, event: directory.MunicipalityMerged) -> None:
    row = {"code": event.code, "successor": event.successor, "valid_from": event.valid_from}
    statement = insert_or_update(municipality_mergers).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["code"], set_=row))


async def _about_links(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    person, root = UUID(envelope.subject), envelope.id
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    kind = KINDS.get(type(event))
    if gone is None and kind is None:
        return
    if gone is not None:
        removed = delete(link_facts).where(link_facts.c.event_id == gone)
        root = (await tx.execute(removed.returning(link_facts.c.root_id))).scalar() or root
    if kind is not None:
        fact = {
            "event_id": envelope.id,
            "root_id": root,
            "permit_holder_id": person,
            "kind": kind.value,
            "at": _moment(event),
            "sequence": envelope.number,
            "municipality": getattr(event, "municipality", None),
        }
        await tx.execute(insert_or_update(link_facts).values(fact).on_conflict_do_nothing())
    await _derive(tx, person)


def _moment(event: PublicEvent) -> datetime:
    """A move counts from the beginning of its day where it is registered later than that."""
    if isinstance(event, handover.MovedToMunicipality) and day(event.occurred_at) > event.moved_on:
        return datetime.combine(event.moved_on, time(), AMSTERDAM)
    return event.occurred_at


async def _derive(tx: Tx, person: UUID) -> None:
    t = link_facts
    chosen = select(t).where(t.c.permit_holder_id == person).order_by(t.c.at, t.c.sequence)
    facts = [
        LinkFact(row.root_id, Kind(row.kind), row.at, row.municipality)
        for row in await tx.execute(chosen)
    ]
    await tx.execute(delete(link_rows).where(link_rows.c.permit_holder_id == person))
    rows = [
        {
            "link_id": link.id,
            "permit_holder_id": person,
            "municipality": link.municipality,
            "since": link.since,
            "until": link.until,
            "closed_at": link.closed_at,
        }
        for link in links(facts)
    ]
    if rows:
        await tx.execute(insert(link_rows), rows)
