"""What the clock did to a case: terms near, met and passed. In a stream beside the case's own.

The case's own stream changes only by what people and systems record, so that nobody's ETag is
outdated by the clock.
"""

from dataclasses import dataclass
from datetime import date

from continuous_line import happened
from handover_service.domain.fact import Fact


@dataclass(frozen=True, kw_only=True)
class MilestoneNear(Fact):
    programme: str
    version: int
    milestone: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class MilestoneMet(Fact):
    """`due_on` None: without a term."""

    programme: str
    version: int
    milestone: str
    due_on: date | None = None
    in_time: bool = True


@dataclass(frozen=True, kw_only=True)
class MilestoneMissed(Fact):
    programme: str
    version: int
    milestone: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class MilestoneVoided(happened.EventVoided):
    """What was said of a milestone holds no more: a fact it rested on was corrected."""


TrackingEvent = MilestoneNear | MilestoneMet | MilestoneMissed | MilestoneVoided
