"""What profile-service and directory-service publish → the read tables that decisions need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from sqlalchemy import Table, delete
from sqlalchemy.dialects.postgresql import insert

from continuous_line.clock import Clock
from continuous_line.contracts import Envelope, EventVoided, PublicEvent, directory, profile
from continuous_line.database import Tx
from continuous_line.handlers import Arrival
from handover_service import reactions_contacts, reactions_persons, visits
from handover_service.by_itself import by_itself
from handover_service.departures import leave_cases
from handover_service.departures_undone import take_back_leavings
from handover_service.streams import Cases
from handover_service.tables_places import (
    municipalities,
    municipality_mergers,
    place_names,
    reception_centres,
    staff,
)
from handover_service.tables_signals import contacts

TOPICS = (profile.TOPIC, directory.TOPIC)
FROM_EVER = date.min
Place = directory.MunicipalityRegistered | directory.ReceptionCentreRegistered
Staff = directory.StaffRegistered | directory.StaffLeft


@dataclass(frozen=True, slots=True)
class Reactions:
    """The handler of the consumer, for a batch; an event without meaning here changes nothing."""

    cases: Cases
    clock: Clock

    async def __call__(self, tx: Tx, events: Sequence[Arrival], generation: str = "") -> None:  # noqa: ARG002
        about_persons = [one for one in events if _about_person(one)]
        await reactions_persons.hear(tx, self.cases, about_persons, self.clock.now())
        of_places = [one for one in events if not _about_person(one)]
        for envelope, event in of_places:
            await _in_directory(tx, envelope, event)
        for envelope, event in events:
            await self._follow(tx, envelope, event)

    async def _follow(self, tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        """Once all is heard: whoever does not work where a case is has it no more."""
        context, now = by_itself(envelope.correlationid, envelope.id), self.clock.now()
        if isinstance(event, Staff):
            await take_back_leavings(tx, self.cases, now, context, staff_id=event.staff_id)
            await leave_cases(tx, self.cases, now, context, staff_id=event.staff_id)
        elif _about_person((envelope, event)) and _says_where(event):
            person = UUID(envelope.subject)
            await take_back_leavings(tx, self.cases, now, context, persons=[person])
            await leave_cases(tx, self.cases, now, context, persons=[person])


def _says_where(event: PublicEvent) -> bool:
    """Whether it may change where the person lives."""
    corrects = isinstance(event, EventVoided) or event.replaces is not None
    return corrects or isinstance(event, profile.ProfileOpened | profile.PermitHolderRelocated)


def _about_person(arrival: Arrival) -> bool:
    return ".profile." in arrival[0].type


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
