"""The next thing with a date in a case."""

from datetime import date, datetime, timedelta
from typing import Final

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.checklist import confirmed_for
from handover_service.domain.events import MovePlanned
from handover_service.domain.unit import Due

TALK: Final = "talk"
MOVE: Final = "move"


def move_on(case: Case, now: datetime) -> date | None:
    """For which day the move is planned, as long as it has not taken place."""
    planned = case.arranged(MovePlanned, case.municipality(now))
    return planned.planned_on if planned and not case.move(day(now)) else None


def due(case: Case, now: datetime) -> Due | None:
    """The talk that was agreed, as long as nothing came of it, and the move."""
    found = []
    planned = confirmed_for(case, case.municipality(now))
    if planned and not any(talk.at >= planned - timedelta(1) for talk in case.talks):
        found.append(Due(day(planned), TALK))
    moving = move_on(case, now)
    if moving:
        found.append(Due(moving, MOVE))
    return min(found, key=lambda one: one.on, default=None)
