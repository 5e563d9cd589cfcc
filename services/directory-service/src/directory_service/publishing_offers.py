"""What is published of offers, programmes and demands: codes, days and places, no words."""

from typing import assert_never

from continuous_line import happened
from continuous_line.contracts import directory as public
from continuous_line.contracts.base import PublicEvent
from directory_service.domain import events_offers as stored
from directory_service.identity import IDS


def publish(
    event: stored.OfferEvent | stored.ProgrammeEvent | stored.DemandEvent,
) -> PublicEvent | None:
    """Programmes and demands are private."""
    match event:
        case stored.OfferPublished():
            return public.OfferPublished(occurred_at=event.at, **vars(event.terms))
        case stored.OfferChanged():
            return public.OfferChanged(occurred_at=event.at, **vars(event.terms))
        case stored.OfferWithdrawn():
            return public.OfferWithdrawn(occurred_at=event.at, reason=event.reason)
        case stored.ProgrammeDescribed() | stored.DemandRecorded() | stored.DemandAnswered():
            return None
        case happened.EventVoided():
            return IDS.voided(event)
        case _:
            assert_never(event)
