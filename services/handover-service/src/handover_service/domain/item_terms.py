"""Until when the programmes ask for what is on the checklist: by the terms of the work list."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from handover_service.domain.anchors import Anchor
from handover_service.domain.checklist import Item
from handover_service.domain.programme import Programmes
from handover_service.domain.terms import Term

_MET_BY: Final[Mapping[str, Item]] = {
    Anchor.LINKED: Item.LINK,
    Anchor.OWNER_NAMED: Item.OWNER,
    Anchor.PROFILE_COMPLETED: Item.COMPLETE_PROFILE,
    Anchor.PROFILE_SENT: Item.PROFILE,
    Anchor.CLIENT_MANAGER_NAMED: Item.CLIENT_MANAGER,
    Anchor.FIRST_CONTACT: Item.FIRST_CONTACT,
    Anchor.HANDOVER_PLANNED: Item.PLAN,
    Anchor.HANDOVER_HELD: Item.HANDOVER,
    Anchor.WARM_HANDOVER: Item.HANDOVER,
    Anchor.ACKNOWLEDGED: Item.ACKNOWLEDGEMENT,
    Anchor.PLAN_AGREED: Item.AGREEMENT,
    Anchor.MOVE: Item.MOVE_PLAN,
    Anchor.MOVED: Item.MOVE,
    Anchor.ACCEPTED: Item.ACCEPTANCE,
    Anchor.CLOSED: Item.CLOSING,
}


def item_terms(found: Iterable[Term], programmes: Programmes) -> dict[Item, date]:
    """The first day by which each item is asked for, of the terms that wait for something.

    A milestone is about the item that its first way of being met is about; one that knows steps
    of its own programme only is about none.
    """
    dates: dict[Item, date] = {}
    for term in found:
        item = _item(term, programmes)
        if item is None or term.due_on is None or not term.waits:
            continue
        dates[item] = min(term.due_on, dates.get(item, term.due_on))
    return dates


def _item(term: Term, programmes: Programmes) -> Item | None:
    version = next(v for v in programmes.versions(term.programme) if v.version == term.version)
    ways = (_MET_BY.get(way) for way in version.by_code[term.milestone].met_by)
    return next((item for item in ways if item is not None), None)
