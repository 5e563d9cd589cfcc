"""Calendar days, by which everything is counted (rule K1)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day(moment: datetime) -> date:
    """The day in Amsterdam on which the moment lies."""
    return moment.astimezone(AMSTERDAM).date()
