"""What happened to offers, to the programmes they belong to, and to what is asked for.

The words of an offer are in no event. A demand is about nobody: codes, days and places only.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.codes_directory import DutchLevel, OfferEnd, OfferType, Sector, Weekday
from continuous_line.happened import EventVoided, Happened


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is offered by whom, where and when. `places`: codes of azc's and municipalities.

    `weekdays` empty: on no fixed day. `days_per_week`, `capacity`, `dutch_level` None: not said.
    """

    kind: OfferType
    owner: str
    places: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None
    apply_until_on: date | None = None
    programme: str | None = None
    sector: Sector | None = None
    weekdays: tuple[Weekday, ...] = ()
    recurring: bool = False
    days_per_week: int | None = None
    capacity: int | None = None
    open_without_permit: bool = False
    dutch_level: DutchLevel | None = None
    contact_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OfferPublished(Happened):
    offer_id: UUID
    terms: Terms


@dataclass(frozen=True, kw_only=True)
class OfferChanged(Happened):
    """All terms as they are from now on, or only the words."""

    offer_id: UUID
    terms: Terms


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(Happened):
    offer_id: UUID
    reason: OfferEnd


@dataclass(frozen=True, kw_only=True)
class ProgrammeDescribed(Happened):
    """From now on the programme runs at these places and nowhere else."""

    programme: str
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DemandRecorded(Happened):
    demand_id: UUID
    kind: OfferType
    places: tuple[str, ...]
    sector: Sector | None = None
    days_per_week: int | None = None


@dataclass(frozen=True, kw_only=True)
class DemandAnswered(Happened):
    """`offers` empty: nothing fits."""

    demand_id: UUID
    offers: tuple[UUID, ...] = ()


OfferEvent = OfferPublished | OfferChanged | OfferWithdrawn | EventVoided
ProgrammeEvent = ProgrammeDescribed | EventVoided
DemandEvent = DemandRecorded | DemandAnswered | EventVoided

OFFER_KINDS: tuple[type[OfferEvent], ...] = (
    OfferPublished,
    OfferChanged,
    OfferWithdrawn,
    EventVoided,
)
PROGRAMME_KINDS: tuple[type[ProgrammeEvent], ...] = (ProgrammeDescribed, EventVoided)
DEMAND_KINDS: tuple[type[DemandEvent], ...] = (DemandRecorded, DemandAnswered, EventVoided)
