"""To whom a signal goes today: somebody by name, a contact of the directory, or a role there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from continuous_line.codes_guidance import Side
from continuous_line.database import Tx
from handover_service.knowledge_contacts import Contact, answering


class Goes(StrEnum):
    """`STAFF`: this person; `CONTACT`: this entry of the directory; else who has the role there."""

    STAFF = "staff"
    CONTACT = "contact"
    LOCATION_MANAGER = "location-manager"
    CLIENT_MANAGERS = "client-managers"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Never nobody."""

    goes: Goes
    staff_id: str | None = None
    contact: Contact | None = None


async def addressees(tx: Tx, rows: Iterable[Any], today: date) -> dict[UUID, Addressee]:
    """Of each of these rows of `queries_signals`."""
    listed = list(rows)
    known = {side: await answering(tx, side, _unnamed(listed, side), today) for side in Side}
    return {
        row.signal_id: addressee(row.owner, Side(row.answers), known[Side(row.answers)], row)
        for row in listed
    }


def addressee(owner: str | None, side: Side, known: dict[str, Contact], where: Any) -> Addressee:
    """`where` has `azc`, `municipality` and `case_id`.

    A case that nobody has goes to the location manager, who names its owner.
    """
    if owner is not None:
        return Addressee(Goes.STAFF, staff_id=owner)
    if side is Side.RECEPTION:
        contact = known.get(where.azc) if where.case_id is None else None
        rest = Goes.LOCATION_MANAGER
    else:
        contact, rest = known.get(where.municipality), Goes.CLIENT_MANAGERS
    return Addressee(rest) if contact is None else Addressee(Goes.CONTACT, contact=contact)


def _unnamed(rows: Iterable[Any], side: Side) -> set[str]:
    return {
        row.azc if side is Side.RECEPTION else row.municipality
        for row in rows
        if row.owner is None and row.answers == side
    }
