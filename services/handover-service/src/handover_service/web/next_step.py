"""The one thing that somebody can do next about a case."""

from dataclasses import dataclass
from typing import Final

from continuous_line.auth import Principal
from continuous_line.codes import Role
from handover_service import roles
from handover_service.domain.case import Case
from handover_service.domain.checklist import Item, Line
from handover_service.domain.events import HandoverPlanned
from handover_service.domain.talks_planning import confirmation
from handover_service.identity import IDS

AT_PROFILE: Final = (Item.COMPLETE_PROFILE, Item.PROFILE, Item.OPENED_PROFILE)
"""Done on the pages of profile-service."""
_PATHS: Final[dict[Item, tuple[roles.Roles, str]]] = {
    Item.OWNER: (roles.OWN, "owner"),
    Item.CLIENT_MANAGER: (roles.NAME_CLIENT_MANAGER, "client-managers/new"),
    Item.FIRST_CONTACT: (roles.TALK, "first-contacts/new"),
    Item.PLAN: (roles.TALK, "handovers/new"),
    Item.HANDOVER: (roles.TALK, "handovers/{plan}/outcome"),
    Item.ACKNOWLEDGEMENT: ((Role.CLIENT_MANAGER,), "acknowledgement"),
    Item.AGREEMENT: (roles.TALK, "plan"),
    Item.MOVE_PLAN: ((Role.CASE_MANAGER, Role.CLIENT_MANAGER), "move-plans/new"),
    Item.ACCEPTANCE: (roles.ACCEPT, "acceptance"),
    Item.CLOSING: (roles.CLOSE, "closing"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`path` follows the address of the case, or of the profile; None: somebody else's turn."""

    item: Item
    owed_by: str
    path: str | None
    at_profile: bool = False


def next_step(
    who: Principal, case: Case, lines: list[Line], *, without: Item | None
) -> Step | None:
    """The first thing that is missing; None where nothing is, or the case is closed.

    `without`: who has to be named before everything else, on either side.
    """
    if case.closing:
        return None
    waits = [line for line in lines if line.done_at is None and line.item is not Item.OWNER]
    named_first = next((line for line in lines if line.item is without), None)
    first = named_first or (waits[0] if waits else None)
    if first is None:
        return None
    if first.item in AT_PROFILE:
        mine = who.has(Role(first.owed_by))
        return Step(first.item, first.owed_by, "" if mine else None, at_profile=True)
    return Step(first.item, first.owed_by, _path(who, case, first))


def _path(who: Principal, case: Case, line: Line) -> str | None:
    allowed, path = _PATHS.get(line.item, ((), ""))
    if not allowed or not who.has(*allowed):
        return None
    planned = case.last(HandoverPlanned)
    if line.item is not Item.HANDOVER:
        return path
    if planned and not confirmation(case, planned):
        waits = planned.proposed_by is not roles.side_of(who)
        return f"handovers/{IDS.of(planned)}/confirmation" if waits else None
    return path.format(plan=IDS.of(planned) if planned else "unplanned")
