"""What profile-service and directory-service publish → the read tables that decisions need."""

from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

import msgspec
from sqlalchemy import Table, delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.clock import Clock
from continuous_line.codes import AssessmentState
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, directory, profile
from continuous_line.database import Tx
from handover_service import reactions_contacts, visits
from handover_service.departures import by_itself, leave_cases
from handover_service.streams import Cases
from handover_service.tables import (
    contacts,
    municipalities,
    municipality_mergers,
    place_names,
    reception_centres,
    resident_facts,
    residents,
    staff,
)

TOPICS = (profile.TOPIC, directory.TOPIC)
FROM_EVER = date.min
KEPT = tuple(kind for kind in profile.EVENTS if kind is not EventVoided)
"""The facts about a person that are kept: for rows, and for the timeline of a case."""

Place = directory.MunicipalityRegistered | directory.ReceptionCentreRegistered
Staff = directory.StaffRegistered | directory.StaffLeft


@dataclass(frozen=True, slots=True)
class Reactions:
    """The handler of the consumer; an event without meaning here changes nothing."""

    cases: Cases
    clock: Clock

    async def __call__(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        if ".profile." not in envelope.type:
            await _in_directory(tx, envelope, event)
            if isinstance(event, Staff):
                context = by_itself(envelope.correlationid, envelope.id)
                await leave_cases(tx, self.cases, self.clock.now(), context, event.staff_id)
        elif await _kept(tx, envelope, event):
            person = UUID(envelope.subject)
            before = await self.cases.of_person(tx, person)
            await _derive(tx, person)
            await self.cases.heard(tx, before, self.clock.now())


async def _kept(tx: Tx, envelope: Envelope, event: PublicEvent) -> bool:
    """Whether a fact about the person came or went."""
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    if gone is not None:
        await tx.execute(delete(resident_facts).where(resident_facts.c.event_id == gone))
    if isinstance(event, KEPT):
        fact = {
            "event_id": envelope.id,
            "permit_holder_id": UUID(envelope.subject),
            "kind": type(event).__name__,
            "occurred_at": event.occurred_at,
            "data": msgspec.to_builtins(event),
            "sequence": envelope.number,
            "recorded_at": envelope.time,
        }
        await tx.execute(insert(resident_facts).values(fact).on_conflict_do_nothing())
    return gone is not None or isinstance(event, KEPT)


async def _derive(tx: Tx, person: UUID) -> None:
    t = resident_facts
    chosen = select(t.c.kind, t.c.occurred_at, t.c.data).where(t.c.permit_holder_id == person)
    rows = (await tx.execute(chosen.order_by(t.c.occurred_at, t.c.sequence))).all()
    known: dict[str, type[PublicEvent]] = {kind.__name__: kind for kind in KEPT}
    facts = [msgspec.convert(row.data, known[row.kind]) for row in rows]
    await _replace(tx, residents, resident_row(facts) | {"permit_holder_id": person})


def resident_row(facts: list[PublicEvent]) -> dict[str, Any]:
    """What the valid facts about a person, in the order in which they happened, come to."""
    row: dict[str, Any] = {
        "azc": None,
        "azc_at": None,
        "granted_on": None,
        "household_id": None,
        "completed_at": None,
        "assessed_on": None,
        "sent_to": [],
        "sent_at": [],
        "opened_by": [],
        "opened_at": [],
        "stay_ended": [],
        "stay_ended_at": [],
    }
    for fact in facts:
        match fact:
            case profile.ProfileOpened():
                row |= {"azc": fact.azc, "azc_at": fact.occurred_at}
            case profile.PermitHolderRelocated():
                row |= {"azc": fact.to_azc, "azc_at": fact.occurred_at}
            case profile.PermitGranted():
                row["granted_on"] = fact.granted_on
            case profile.AssessmentRecorded(state=AssessmentState.DONE, happened_on=done_on):
                row["assessed_on"] = min(row["assessed_on"] or done_on, done_on)
            case profile.StayEnded():
                row["stay_ended"].append(fact.reason.value)
                row["stay_ended_at"].append(fact.occurred_at)
            case profile.HouseholdMemberJoined():
                row["household_id"] = fact.household_id
            case profile.HouseholdMemberLeft(household_id=left) if left == row["household_id"]:
                row["household_id"] = None
            case profile.ProfileCompleted():
                row["completed_at"] = fact.occurred_at
            case profile.ProfileViewed():
                row["opened_by"].append(fact.municipality)
                row["opened_at"].append(fact.occurred_at)
            case profile.ProfileSent():
                row["sent_to"].append(fact.municipality)
                row["sent_at"].append(fact.occurred_at)
            case _:
                pass
    return row


async def _in_directory(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    if gone is not None:
        for table in (municipalities, municipality_mergers, reception_centres, staff, contacts):
            await tx.execute(delete(table).where(table.c.event_id == gone))
    await visits.hear(tx, envelope, event, gone)
    match event:
        case directory.MunicipalityRegistered() | directory.ReceptionCentreRegistered():
            await _place(tx, envelope, event)
            await _replace(tx, place_names, {"code": _code_of(event), "name": event.name})
        case directory.MunicipalityMerged():
            row = {
                "code": event.code,
                "successor": event.successor,
                "valid_from": event.valid_from,
                "event_id": envelope.id,
            }
            await _replace(tx, municipality_mergers, row)
        case directory.StaffRegistered() | directory.StaffLeft():
            await _staff(tx, envelope, event)
        case _:
            await reactions_contacts.react(tx, envelope, event)


def _code_of(event: Place) -> str:
    return event.code if isinstance(event, directory.MunicipalityRegistered) else event.azc


async def _place(tx: Tx, envelope: Envelope, event: Place) -> None:
    row: dict[str, Any] = {
        "valid_from": event.valid_from or FROM_EVER,
        "event_id": envelope.id,
        "sequence": envelope.number,
        "latitude": event.latitude,
        "longitude": event.longitude,
    }
    match event:
        case directory.MunicipalityRegistered():
            row |= {"code": event.code, "region": event.region}
            await _replace(tx, municipalities, row)
        case directory.ReceptionCentreRegistered():
            row |= {"azc": event.azc, "unit": event.unit}
            await _replace(tx, reception_centres, row)
        case _:
            assert_never(event)


async def _staff(tx: Tx, envelope: Envelope, event: Staff) -> None:
    row: dict[str, Any] = {
        "staff_id": event.staff_id,
        "valid_from": event.valid_from,
        "event_id": envelope.id,
        "sequence": envelope.number,
        "roles": [],
        "places": [],
        "gone": True,
    }
    if isinstance(event, directory.StaffRegistered):
        row |= {
            "roles": [role.value for role in event.roles],
            "places": list(event.places),
            "gone": False,
        }
    await _replace(tx, staff, row)


async def _replace(tx: Tx, table: Table, row: dict[str, Any]) -> None:
    """The row with this key becomes this one."""
    keys = [column.name for column in table.primary_key]
    statement = insert(table).values(row)
    changes = {name: statement.excluded[name] for name in row if name not in keys}
    await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes))
