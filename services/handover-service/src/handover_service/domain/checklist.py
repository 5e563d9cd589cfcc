"""What a case needs, what of it is in, and who owes what is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar

from continuous_line.codes import Verdict
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.events import (
    FirstContactMade,
    HandoverAcknowledged,
    HandoverPlanned,
    MovePlanned,
)
from handover_service.domain.events_guidance import PlanAgreed
from handover_service.domain.ownership import first_assignment
from handover_service.domain.receiving import accepted_by, client_manager_on
from handover_service.domain.resident import Resident, last_with
from handover_service.domain.talks import held_with
from handover_service.domain.talks_planning import confirmation


class Item(StrEnum):
    """In the order in which they come."""

    LINK = "link"
    OWNER = "owner"
    COMPLETE_PROFILE = "complete-profile"
    PROFILE = "profile"
    CLIENT_MANAGER = "client-manager"
    OPENED_PROFILE = "opened-profile"
    FIRST_CONTACT = "first-contact"
    PLAN = "plan"
    HANDOVER = "handover"
    ACKNOWLEDGEMENT = "acknowledgement"
    AGREEMENT = "agreement"
    MOVE_PLAN = "move-plan"
    MOVE = "move"
    ACCEPTANCE = "acceptance"
    CLOSING = "closing"

    __hash__ = str.__hash__  # that of StrEnum hashes the name, in Python


ITEMS: Final = tuple(Item)
"""In their order; of a class this is found anew each time it is gone through."""
PLACES: Final = {item: place for place, item in enumerate(ITEMS)}
OWED_BY: Final = {
    Item.LINK: "tvs-system",
    Item.OWNER: "location-manager",
    Item.COMPLETE_PROFILE: "case-manager",
    Item.PROFILE: "case-manager",
    Item.CLIENT_MANAGER: "client-manager",
    Item.OPENED_PROFILE: "client-manager",
    Item.FIRST_CONTACT: "client-manager",
    Item.PLAN: "client-manager",
    Item.HANDOVER: "case-manager",
    Item.ACKNOWLEDGEMENT: "client-manager",
    Item.AGREEMENT: "client-manager",
    Item.MOVE_PLAN: "client-manager",
    Item.MOVE: "tvs-system",
    Item.ACCEPTANCE: "client-manager",
    Item.CLOSING: "case-manager",
}
"""Who owes what (our choice; by VNG's guidance the municipality takes the initiative)."""


@dataclass(frozen=True, slots=True)
class Line:
    """`done_at` None: missing, and owed by `owed_by`."""

    item: Item
    done_at: datetime | None
    owed_by: str


Done = dict[Item, datetime | None]
Said = TypeVar(
    "Said", FirstContactMade, MovePlanned, HandoverPlanned, HandoverAcknowledged, PlanAgreed
)


def checklist(case: Case, resident: Resident, now: datetime) -> list[Line]:
    """The whole list, of a case of any age; what a later step makes needless counts as done."""
    municipality = case.municipality(now)
    link, moved = case.link(now), case.move(day(now))
    assigned = first_assignment(case)
    done: Done = {
        Item.LINK: link.at if link else moved.at if moved else None,
        Item.OWNER: assigned.at if assigned else None,
        Item.COMPLETE_PROFILE: resident.completed_at,
        Item.MOVE: moved.at if moved else None,
        Item.CLOSING: case.closing.at if case.closing else None,
    }
    if municipality:
        done |= _with_municipality(case, municipality, resident, now)
    _made_needless(done)
    return [Line(item, done.get(item), _owes(item, case, municipality, done)) for item in ITEMS]


def _with_municipality(case: Case, municipality: str, resident: Resident, now: datetime) -> Done:
    def said(kind: type[Said]) -> Said | None:
        facts = [fact for fact in case.all(kind) if fact.municipality == municipality]
        return facts[-1] if facts else None

    def when(kind: type[Said]) -> datetime | None:
        found = said(kind)
        return found.at if found else None

    talk, accepted = held_with(case, municipality), accepted_by(case, municipality)
    planned = case.arranged(HandoverPlanned, municipality)
    moving = case.arranged(MovePlanned, municipality)
    judged = said(HandoverAcknowledged)
    client_manager = client_manager_on(case, municipality, day(now))
    return {
        Item.PROFILE: last_with(resident.sent, municipality),
        Item.OPENED_PROFILE: last_with(resident.opened, municipality),
        Item.CLIENT_MANAGER: client_manager.at if client_manager else None,
        Item.FIRST_CONTACT: when(FirstContactMade),
        Item.PLAN: planned.at if planned else None,
        Item.HANDOVER: talk.at if talk else None,
        Item.ACKNOWLEDGEMENT: judged.at if judged and judged.verdict is Verdict.USABLE else None,
        Item.AGREEMENT: when(PlanAgreed),
        Item.MOVE_PLAN: moving.at if moving else None,
        Item.ACCEPTANCE: accepted.at if accepted else None,
    }


_IMPLIED_BY: Final = (
    (Item.COMPLETE_PROFILE, Item.PROFILE),
    (Item.PLAN, Item.HANDOVER),
    (Item.FIRST_CONTACT, Item.HANDOVER),
    (Item.MOVE_PLAN, Item.MOVE),
)
"""What comes first is done where what comes second is."""


def _made_needless(done: Done) -> None:
    for item, later in _IMPLIED_BY:
        done[item] = done.get(item) or done.get(later)


def _owes(item: Item, case: Case, municipality: str | None, done: Done) -> str:
    """A proposal waits for the other side; a handover that was incomplete for a supplement."""
    if item is Item.HANDOVER:
        proposed = case.arranged(HandoverPlanned, municipality)
        if proposed and not confirmation(case, proposed):
            return "case-manager" if proposed.proposed_by == "client-manager" else "client-manager"
    if item is Item.ACKNOWLEDGEMENT:
        judged, sent = case.last(HandoverAcknowledged), done.get(Item.PROFILE)
        incomplete = judged and judged.municipality == municipality and done.get(item) is None
        if incomplete and judged and (sent is None or sent <= judged.at):
            return "case-manager"
    return OWED_BY[item]


def missing(lines: Iterable[Line]) -> list[Item]:
    return [line.item for line in lines if line.done_at is None]


def owed_by(case: Case, lines: Iterable[Line]) -> str:
    """Who owes the first missing item that an owner's name cannot supply; `nobody` when closed."""
    if case.closing:
        return "nobody"
    waits = [line for line in lines if line.done_at is None and line.item is not Item.OWNER]
    return waits[0].owed_by if waits else "nobody"


def confirmed_for(case: Case, municipality: str | None) -> datetime | None:
    """The moment of the last plan, where that is with this municipality and confirmed."""
    proposed = case.arranged(HandoverPlanned, municipality)
    return proposed.scheduled_for if proposed and confirmation(case, proposed) else None
