"""What happened to LIPO's, visits, the profiles of regions, and practices that are shared.

Codes, days and places; the words of a practice are in no event.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.codes_directory import PracticeKind, Sector, VisitKind
from continuous_line.happened import EventVoided, Happened


@dataclass(frozen=True, kw_only=True)
class LipoHeld(Happened):
    """`organisations`: who took part, by code."""

    lipo_id: UUID
    azc: str
    held_on: date
    on_case_level: bool
    organisations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VisitScheduled(Happened):
    """`invited`: the municipalities that had open links at the azc when it was scheduled."""

    visit_id: UUID
    kind: VisitKind
    azc: str
    organiser: str
    starts_at: datetime
    ends_at: datetime | None = None
    capacity: int | None = None
    invited: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VisitCancelled(Happened):
    visit_id: UUID
    azc: str


@dataclass(frozen=True, kw_only=True)
class RegionProfilePublished(Happened):
    """From `valid_from` on these sectors need people most in the labour-market region."""

    region: str
    sectors: tuple[Sector, ...]
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class PracticeShared(Happened):
    practice_id: UUID
    kind: PracticeKind
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PracticeWithdrawn(Happened):
    practice_id: UUID


LipoEvent = LipoHeld | EventVoided
VisitEvent = VisitScheduled | VisitCancelled | EventVoided
RegionEvent = RegionProfilePublished | EventVoided
PracticeEvent = PracticeShared | PracticeWithdrawn | EventVoided

LIPO_KINDS: tuple[type[LipoEvent], ...] = (LipoHeld, EventVoided)
VISIT_KINDS: tuple[type[VisitEvent], ...] = (VisitScheduled, VisitCancelled, EventVoided)
REGION_KINDS: tuple[type[RegionEvent], ...] = (RegionProfilePublished, EventVoided)
PRACTICE_KINDS: tuple[type[PracticeEvent], ...] = (PracticeShared, PracticeWithdrawn, EventVoided)
