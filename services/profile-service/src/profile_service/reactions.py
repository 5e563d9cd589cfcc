"""What handover-service and directory-service publish → links, and what follows for the profile."""

from collections.abc import Sequence
from typing import TypeGuard
from uuid import UUID, uuid5

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from continuous_line import mergers
from continuous_line.act import Act
from continuous_line.clock import Clock
from continuous_line.codes import Verdict
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, directory, handover
from continuous_line.contracts.handover_guidance import CaseOwnerLeft
from continuous_line.database import Tx
from continuous_line.event_store import Context
from continuous_line.happened import Fact
from continuous_line.links import Kind, LinkFact, links
from continuous_line.links_heard import KINDS, LONG_AGO, moment_of
from profile_service import knowledge
from profile_service.domain.consequences import ask_after_handover, come_back, take_back
from profile_service.domain.events import ProfileEvent
from profile_service.domain.moves import follow
from profile_service.files import File
from profile_service.identity import DOMAIN
from profile_service.streams import Profiles
from profile_service.tables import case_owners, link_facts, municipality_mergers, place_names
from profile_service.tables import links as link_rows

RECEPTION = "coa"
"""The organisation to which a return, or the end of an activity by a move, is ascribed."""

TOPICS = (handover.TOPIC, directory.TOPIC)


class Reactions:
    """The handler of the consumer; an event without meaning here changes nothing."""

    def __init__(self, profiles: Profiles, clock: Clock) -> None:
        self._profiles, self._clock = profiles, clock

    async def __call__(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        if ".handover." in envelope.type and envelope.person is None:
            return
        if ".handover." in envelope.type:
            await _about_links(tx, envelope, event)
            await _about_owners(tx, envelope, event)
            await self._about_the_profile(tx, envelope, event)
        else:
            await mergers.hear(tx, municipality_mergers, envelope, event)
            await _about_names(tx, event)

    async def _about_the_profile(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        gone = event.voids if isinstance(event, EventVoided) else event.replaces
        if gone is not None:
            await self._take_back(tx, envelope, gone)
        if gone is not None or isinstance(event, handover.MovedToMunicipality):
            await self._follow_moves(tx, envelope)
        if not _has_consequence(event):
            return
        file = await self._profiles.files.of_person(tx, UUID(envelope.subject))
        now = self._clock.now()
        act = Act(consequence_of(envelope.id), min(event.occurred_at, now), now)
        match event:
            case handover.HandoverAcknowledged():
                sections = event.sections or self._profiles.policy.required_sections
                events = ask_after_handover(file.state, event.municipality, sections, act)
                await self._save(tx, file, events, envelope, event.municipality)
            case handover.ReturnedToReception():
                events = come_back(file.state, event.azc, act)
                await self._save(tx, file, events, envelope, RECEPTION)
            case _:
                pass

    async def _take_back(self, tx: Tx, envelope: Envelope, gone: UUID) -> None:
        """What followed from an event goes with it."""
        file = await self._profiles.files.of_person(tx, UUID(envelope.subject))
        for stored in file.stored:
            if stored.event.id == consequence_of(gone) and isinstance(stored.event, Fact):
                now = self._clock.now()
                act = Act(uuid5(envelope.id, EventVoided.__name__), now, now)
                events = take_back(file.state, stored.event, act)
                await self._save(tx, file, events, envelope, stored.context.organisation)

    async def _follow_moves(self, tx: Tx, envelope: Envelope) -> None:
        """Activities that a move ended are ended, those that no move ends any more go on."""
        person = UUID(envelope.subject)
        moves = await knowledge.moves_of(tx, person)
        file, now = await self._profiles.files.of_person(tx, person), self._clock.now()
        act = Act(consequence_of(envelope.id), now, now)
        events = follow(file.state, moves, act, self._profiles.policy.continues_within_km)
        await self._save(tx, file, events, envelope, RECEPTION)

    async def _save(
        self,
        tx: Tx,
        file: File,
        events: Sequence[ProfileEvent],
        envelope: Envelope,
        organisation: str,
    ) -> None:
        context = _context(envelope, organisation)
        await self._profiles.save(tx, file, events, now=self._clock.now(), context=context)


def consequence_of(event_id: UUID) -> UUID:
    """The same id for the same event, so that a repeat finds its own earlier effect."""
    return uuid5(event_id, DOMAIN)


def _has_consequence(event: PublicEvent) -> bool:
    if isinstance(event, handover.HandoverAcknowledged):
        return event.verdict == Verdict.INCOMPLETE
    return isinstance(event, handover.ReturnedToReception)


def _context(envelope: Envelope, organisation: str) -> Context:
    return Context(
        subject="handover-service",
        organisation=organisation,
        roles=(),
        correlation_id=envelope.correlationid,
        causation_id=envelope.id,
        traceparent=envelope.traceparent,
    )


async def _about_names(tx: Tx, event: PublicEvent) -> None:
    """For people: the name that a place was given last."""
    if isinstance(event, directory.MunicipalityRegistered):
        row = {"code": event.code, "name": event.name}
    elif isinstance(event, directory.ReceptionCentreRegistered):
        row = {"code": event.azc, "name": event.name}
    else:
        return
    statement = insert_or_update(place_names).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["code"], set_=row))


async def _about_owners(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    """Who keeps the profile follows from who owns the case."""
    t = case_owners
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    if gone is not None:
        await tx.execute(delete(t).where(t.c.event_id == gone))
    if isinstance(event, handover.CaseAssigned | handover.CaseReassigned | CaseOwnerLeft):
        row = {
            "event_id": envelope.id,
            "permit_holder_id": UUID(envelope.subject),
            "owner": None if isinstance(event, CaseOwnerLeft) else event.owner,
            "at": event.occurred_at,
            "until": getattr(event, "until", None),
            "sequence": envelope.number,
        }
        await tx.execute(insert_or_update(t).values(row).on_conflict_do_nothing())


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
            "at": moment_of(event),
            "sequence": envelope.number,
            "municipality": getattr(event, "municipality", None),
            "moved_on": max(event.moved_on, LONG_AGO) if _moves(event) else None,
            "distance_km": event.distance_km if _moves(event) else None,
        }
        await tx.execute(insert_or_update(link_facts).values(fact).on_conflict_do_nothing())
    await _derive(tx, person)


def _moves(event: PublicEvent) -> TypeGuard[handover.MovedToMunicipality]:
    return isinstance(event, handover.MovedToMunicipality)


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
