"""What handover-service and profile-service publish → who is on the way where, and whose case.

A person is an opaque id here. Facts are kept as they arrive, also what takes them back, and the
person's row is derived from all of them: order, repeats and lateness change nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.contracts import Envelope, EventVoided, PublicEvent, handover, profile
from continuous_line.contracts.handover_guidance import CaseOwnerLeft, ClientManagerLeft
from continuous_line.database import Tx
from continuous_line.days import day
from directory_service.domain.case_owner import OwnedCase, open_case, received_case
from directory_service.domain.link import LinkFact, LinkFactKind, open_link
from directory_service.tables import case_tenures, link_facts, open_links

TOPICS = (handover.TOPIC, profile.TOPIC)
_PLACES = ("municipality", "azc")
_KEPT: Mapping[type[PublicEvent], Mapping[str, str]] = {
    handover.MunicipalityLinked: {"municipality": "municipality", "azc": "azc"},
    handover.MovedToMunicipality: {"municipality": "municipality", "on": "moved_on"},
    handover.ReturnedToReception: {"azc": "azc"},
    handover.CaseAssigned: {"owner": "owner"},
    handover.CaseReassigned: {"owner": "owner", "until": "until"},
    CaseOwnerLeft: {"owner": "owner"},
    handover.MunicipalityUnlinked: {"municipality": "municipality"},
    handover.ClientManagerNamed: {
        "municipality": "municipality",
        "owner": "client_manager",
        "until": "until",
    },
    ClientManagerLeft: {"municipality": "municipality", "owner": "client_manager"},
    profile.PermitHolderRelocated: {"azc": "to_azc"},
}


async def react(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    """The handler of the consumer; an event without meaning here changes nothing."""
    kind = next((kind for kind in LinkFactKind if kind == type(event).__name__), None)
    gone = event.voids if isinstance(event, EventVoided) else event.replaces
    person = envelope.person
    if person is None or (kind is None and gone is None):
        return
    fact = {
        "event_id": envelope.id,
        "permit_holder_id": person,
        "kind": kind or LinkFactKind.VOIDED,
        "occurred_at": event.occurred_at,
        "sequence": envelope.number,
        "gone": gone,
        "data": _told(event),
    }
    kept = insert(link_facts).values(fact)
    again = {"data": kept.excluded.data}
    await tx.execute(kept.on_conflict_do_update(index_elements=["event_id"], set_=again))
    await _derive(tx, person)


def _told(event: PublicEvent) -> dict[str, Any]:
    """What of an event is kept, by the names in it."""
    found = {name: getattr(event, of) for name, of in _KEPT.get(type(event), {}).items()}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


async def _derive(tx: Tx, person: UUID) -> None:
    t = link_facts
    rows = (await tx.execute(select(t).where(t.c.permit_holder_id == person))).all()
    facts = [_fact(row) for row in rows]
    await _show_owners(tx, person, [open_case(person, facts), received_case(person, facts)])
    link = open_link(facts)
    await tx.execute(delete(open_links).where(open_links.c.permit_holder_id == person))
    if link is not None:
        row = {
            "permit_holder_id": person,
            "municipality": link.municipality,
            "azc": link.azc,
            "linked_on": link.linked_on,
            "moved_on": link.moved_on,
        }
        await tx.execute(insert(open_links).values(row))


async def _show_owners(tx: Tx, person: UUID, cases: Sequence[OwnedCase | None]) -> None:
    t = case_tenures
    await tx.execute(delete(t).where(t.c.permit_holder_id == person))
    rows = [
        {
            "permit_holder_id": person,
            "role": case.role.value,
            "first_on": tenure.first,
            "last_on": tenure.last,
            "owner": tenure.owner,
            "case_id": case.id,
            "places": sorted(case.places),
        }
        for case in cases
        if case is not None
        for tenure in case.tenures
    ]
    if rows:
        await tx.execute(insert(t), rows)


def _fact(row: Any) -> LinkFact:
    told, until = row.data.get("on"), row.data.get("until")
    return LinkFact(
        id=row.event_id,
        kind=LinkFactKind(row.kind),
        at=row.occurred_at,
        on=date.fromisoformat(told) if told else day(row.occurred_at),
        sequence=row.sequence,
        gone=row.gone,
        owner=row.data.get("owner"),
        until=date.fromisoformat(until) if until else None,
        **{name: row.data.get(name) for name in _PLACES},
    )
