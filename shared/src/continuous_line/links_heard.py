"""Which events say to which municipality a person is linked, for every service that hears them."""

from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from continuous_line.contracts import PublicEvent, handover
from continuous_line.days import AMSTERDAM, day
from continuous_line.links import Kind, LinkFact

LONG_AGO: Final = date(1900, 1, 1)
"""Moments before it do not exist in every time zone; nobody moved then."""

KINDS: Final[dict[type[PublicEvent], Kind]] = {
    handover.MunicipalityLinked: Kind.LINKED,
    handover.MunicipalityUnlinked: Kind.UNLINKED,
    handover.MovedToMunicipality: Kind.MOVED,
    handover.ReturnedToReception: Kind.RETURNED,
    handover.HandoverClosed: Kind.CLOSED,
}


def moment_of(event: PublicEvent) -> datetime:
    """A move counts from the beginning of its day where it is registered later than that."""
    if isinstance(event, handover.MovedToMunicipality) and day(event.occurred_at) > event.moved_on:
        return datetime.combine(max(event.moved_on, LONG_AGO), time(), AMSTERDAM)
    return event.occurred_at


def link_fact(root: UUID, event: PublicEvent) -> LinkFact | None:
    """`root`: the id of the first of its corrections; None where it says nothing about links."""
    kind = KINDS.get(type(event))
    if kind is None:
        return None
    return LinkFact(root, kind, moment_of(event), getattr(event, "municipality", None))
