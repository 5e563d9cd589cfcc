"""What handover-service and profile-service publish → who has an open case where.

A person is an opaque id here. Facts are kept as they arrive, also what takes them back, and the
person's row is derived from all of them: order, repeats and lateness change nothing.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from continuous_line.contracts import Envelope, EventVoided, PublicEvent, handover, profile
from continuous_line.database import Tx
from continuous_line.days import day
from directory_service.domain.link import LinkFact, LinkFactKind, open_link
from directory_service.tables import link_facts, open_links

TOPICS = (handover.TOPIC, profile.TOPIC)
_PLACES = ("municipality", "azc")


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
        "data": _places(event),
    }
    await tx.execute(insert(link_facts).values(fact).on_conflict_do_nothing())
    await _derive(tx, person)


def _places(event: PublicEvent) -> dict[str, Any]:
    match event:
        case handover.MunicipalityLinked():
            return {"municipality": event.municipality, "azc": event.azc}
        case handover.MovedToMunicipality():
            return {"municipality": event.municipality, "on": event.moved_on.isoformat()}
        case profile.PermitHolderRelocated():
            return {"azc": event.to_azc}
        case _:
            return {}


async def _derive(tx: Tx, person: UUID) -> None:
    t = link_facts
    rows = (await tx.execute(select(t).where(t.c.permit_holder_id == person))).all()
    link = open_link(_fact(row) for row in rows)
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


def _fact(row: Any) -> LinkFact:
    told = row.data.get("on")
    return LinkFact(
        id=row.event_id,
        kind=LinkFactKind(row.kind),
        at=row.occurred_at,
        on=date.fromisoformat(told) if told else day(row.occurred_at),
        sequence=row.sequence,
        gone=row.gone,
        **{name: row.data.get(name) for name in _PLACES},
    )
