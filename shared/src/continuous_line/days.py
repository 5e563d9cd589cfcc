"""Calendar days, by which everything is counted (rule K1)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day(moment: datetime) -> date:
    """The day in Amsterdam on which the moment lies."""
    return moment.astimezone(AMSTERDAM).date()


def start_of(on: date) -> datetime:
    """The first moment of the day in Amsterdam, in UTC."""
    return datetime.combine(on, time(), AMSTERDAM).astimezone(UTC)
