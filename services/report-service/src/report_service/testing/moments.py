"""Moments of a day, for telling."""

from datetime import UTC, date, datetime

from continuous_line.days import AMSTERDAM


def noon(day: str | date) -> datetime:
    """Twelve o'clock in Amsterdam on that day, in UTC."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(on.year, on.month, on.day, 12, tzinfo=AMSTERDAM).astimezone(UTC)
