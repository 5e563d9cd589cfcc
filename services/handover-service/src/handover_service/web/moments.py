"""A day that somebody fills in, as the moment that an act needs."""

from datetime import date, datetime, time

from continuous_line.act import When
from continuous_line.days import AMSTERDAM, day
from handover_service.web.guards import PageDesk


def when_on(at: PageDesk, on: date) -> When:
    """Today is now; an earlier day is its noon."""
    now = at.writing.now
    if on >= day(now):
        return When()
    return When(datetime.combine(on, time(12), AMSTERDAM).astimezone(now.tzinfo))
