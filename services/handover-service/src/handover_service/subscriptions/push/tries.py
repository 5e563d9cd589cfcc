"""When a delivery that failed is tried again, and after which try it is left. Pure."""

from datetime import datetime, timedelta

from continuous_line.webhooks.schedule import Schedule


def next_try(
    schedule: Schedule,
    failed: int,
    failed_since: datetime,
    now: datetime,
    chance: float,
    asked: timedelta | None = None,
) -> datetime | None:
    """After so many failed tries, the first of them at `failed_since`; None: that was the last.

    Tries that come sooner than the schedule has them, because the sink answered others meanwhile,
    do not shorten it: the last one is never before all pauses are over.
    """
    pause = schedule.pause(failed, chance, asked)
    if pause is None and now - failed_since < sum(schedule.pauses, timedelta()):
        pause = schedule.pause(len(schedule.pauses), chance, asked)
    return None if pause is None else now + pause


def next_question(schedule: Schedule, refused: int, now: datetime, chance: float) -> datetime:
    """When a sink that did not agree so many times is asked again: for ever, ever more rarely."""
    pause = schedule.pause(min(refused, len(schedule.pauses)), chance)
    return now + (pause or schedule.longest_asked)
