"""What a case needs, what of it is in, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.events import (
    ClientManagerNamed,
    FirstContactMade,
    HandoverAcknowledged,
    HandoverPlanned,
    MovePlanned,
)
from handover_service.domain.ownership import first_assignment
from handover_service.domain.receiving import accepted_by
from handover_service.domain.talks import confirmation, held_with


class Item(StrEnum):
    """In the order in which they come."""

    LINK = "link"
    OWNER = "owner"
    PROFILE = "profile"
    CLIENT_MANAGER = "client-manager"
    FIRST_CONTACT = "first-contact"
    PLAN = "plan"
    HANDOVER = "handover"
    ACKNOWLEDGEMENT = "acknowledgement"
    MOVE_PLAN = "move-plan"
    MOVE = "move"
    ACCEPTANCE = "acceptance"
    CLOSING = "closing"


OWED_BY = {
    Item.LINK: "tvs-system",
    Item.OWNER: "location-manager",
    Item.PROFILE: "case-manager",
    Item.CLIENT_MANAGER: "client-manager",
    Item.FIRST_CONTACT: "client-manager",
    Item.PLAN: "client-manager",
    Item.HANDOVER: "case-manager",
    Item.ACKNOWLEDGEMENT: "client-manager",
    Item.MOVE_PLAN: "client-manager",
    Item.MOVE: "tvs-system",
    Item.ACCEPTANCE: "client-manager",
    Item.CLOSING: "case-manager",
}
"""Who owes what (our choice; by VNG's guidance the municipality takes the initiative)."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A profile that was sent to a municipality."""

    municipality: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """`done_at` None: missing."""

    item: Item
    done_at: datetime | None


def checklist(case: Case, sent: Iterable[Sent], now: datetime) -> list[Line]:
    """The whole list, of a case of any age; what a later step makes needless counts as done."""
    municipality = case.municipality(now)
    link, moved = case.link(now), case.move(day(now))
    assigned = first_assignment(case)
    done: dict[Item, datetime | None] = {
        Item.LINK: link.at if link else moved.at if moved else None,
        Item.OWNER: assigned.at if assigned else None,
        Item.MOVE: moved.at if moved else None,
        Item.CLOSING: case.closing.at if case.closing else None,
    }
    if municipality:
        done |= _with_municipality(case, municipality, sent)
    talk, plan = done.get(Item.HANDOVER), done.get(Item.MOVE_PLAN)
    done[Item.PLAN] = done.get(Item.PLAN) or talk
    done[Item.MOVE_PLAN] = plan or done[Item.MOVE]
    return [Line(item, done.get(item)) for item in Item]


def _with_municipality(
    case: Case, municipality: str, sent: Iterable[Sent]
) -> dict[Item, datetime | None]:
    def said(
        kind: type[
            ClientManagerNamed
            | FirstContactMade
            | MovePlanned
            | HandoverPlanned
            | HandoverAcknowledged
        ],
    ) -> datetime | None:
        facts = [f for f in case.all(kind) if f.municipality == municipality]
        return facts[-1].at if facts else None

    talk, accepted = held_with(case, municipality), accepted_by(case, municipality)
    last_sent = [one.at for one in sent if one.municipality == municipality]
    return {
        Item.PROFILE: max(last_sent, default=None),
        Item.CLIENT_MANAGER: said(ClientManagerNamed),
        Item.FIRST_CONTACT: said(FirstContactMade),
        Item.PLAN: said(HandoverPlanned),
        Item.HANDOVER: talk.at if talk else None,
        Item.ACKNOWLEDGEMENT: said(HandoverAcknowledged),
        Item.MOVE_PLAN: said(MovePlanned),
        Item.ACCEPTANCE: accepted.at if accepted else None,
    }


def missing(lines: Iterable[Line]) -> list[Item]:
    return [line.item for line in lines if line.done_at is None]


def owed_by(case: Case, lines: Iterable[Line]) -> str:
    """Who owes the first missing item that an owner's name cannot supply; `nobody` when closed.

    A proposal that waits for its confirmation is owed by the other side.
    """
    if case.closing:
        return "nobody"
    waits = [item for item in missing(lines) if item is not Item.OWNER]
    proposed = case.last(HandoverPlanned)
    if proposed and waits and waits[0] is Item.HANDOVER and not confirmation(case, proposed):
        return "case-manager" if proposed.proposed_by == "client-manager" else "client-manager"
    return OWED_BY[waits[0]] if waits else "nobody"


def confirmed_for(case: Case) -> datetime | None:
    """The moment of the last confirmed plan."""
    proposed = case.last(HandoverPlanned)
    return proposed.scheduled_for if proposed and confirmation(case, proposed) else None
