"""Which contacts of the directory a signal goes to, as they are described, replaced and retired."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from continuous_line.codes_directory import ContactKind
from continuous_line.contracts import Envelope, PublicEvent, directory
from continuous_line.database import Tx
from handover_service.tables_signals import contacts

KINDS = (ContactKind.PROGRAMME_OWNER, ContactKind.CASE_MANAGER, ContactKind.TEAM)
"""Others answer for other things."""


async def react(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
    row: dict[str, Any] = {"event_id": envelope.id, "sequence": envelope.number}
    match event:
        case directory.ContactRegistered(kind=kind):
            row |= {
                "contact_id": event.contact_id,
                "kind": kind.value if kind in KINDS else None,
                "places": list(event.places),
                "valid_from": event.valid_from,
                "valid_to": event.valid_to,
                "gone": False,
            }
        case directory.ContactReplaced() | directory.ContactRetired():
            row |= {
                "contact_id": event.contact_id,
                "kind": None,
                "places": [],
                "valid_from": event.valid_from,
                "valid_to": None,
                "gone": True,
            }
        case _:
            return
    await tx.execute(insert(contacts).values(row).on_conflict_do_nothing())
