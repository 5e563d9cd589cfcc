"""The checklist as somebody reads it: done, to do, late, not possible yet, or not needed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.checklist import Item, Line, confirmed_for
from handover_service.domain.due import move_on


class Status(StrEnum):
    DONE = "done"
    TO_DO = "to-do"
    LATE = "late"
    NOT_YET = "not-yet"
    NOT_NEEDED = "not-needed"


FIRST: Final[Mapping[Item, tuple[Item, ...]]] = {
    Item.PROFILE: (Item.LINK, Item.COMPLETE_PROFILE),
    Item.OPENED_PROFILE: (Item.PROFILE,),
    Item.CLIENT_MANAGER: (Item.LINK,),
    Item.FIRST_CONTACT: (Item.LINK,),
    Item.PLAN: (Item.CLIENT_MANAGER,),
    Item.HANDOVER: (Item.PLAN,),
    Item.ACKNOWLEDGEMENT: (Item.HANDOVER,),
    Item.AGREEMENT: (Item.CLIENT_MANAGER,),
    Item.MOVE_PLAN: (Item.LINK,),
    Item.MOVE: (Item.LINK,),
    Item.ACCEPTANCE: (Item.LINK,),
    Item.CLOSING: (Item.MOVE, Item.ACCEPTANCE),
}
"""What has to be done before something makes sense; a rule for showing, not for refusing."""


def statuses(
    case: Case, lines: Iterable[Line], now: datetime, due: Mapping[Item, date] | None = None
) -> dict[Item, Status]:
    """Of each item. `due`: until when the programmes ask for it (item_terms): what is late by
    them is late, even where something else has to come first."""
    known, asked, today = list(lines), due or {}, day(now)
    done = {line.item for line in known if line.done_at is not None}
    dates = _dates(case, now)
    found = {}
    for line in known:
        if line.item in done:
            found[line.item] = Status.DONE
        elif case.closing:
            found[line.item] = Status.NOT_NEEDED
        elif line.item in asked and asked[line.item] < today:
            found[line.item] = Status.LATE
        elif not done.issuperset(FIRST.get(line.item, ())):
            found[line.item] = Status.NOT_YET
        elif line.item in dates and dates[line.item] < today:
            found[line.item] = Status.LATE
        else:
            found[line.item] = Status.TO_DO
    return found


def _dates(case: Case, now: datetime) -> dict[Item, date]:
    planned, moving = confirmed_for(case, case.municipality(now)), move_on(case, now)
    found = {Item.HANDOVER: day(planned) if planned else None, Item.MOVE: moving}
    return {item: on for item, on in found.items() if on is not None}
