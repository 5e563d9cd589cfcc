"""From the state of an offer, programme or demand to its row."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from directory_service.domain.demand import Demand
from directory_service.domain.offer import Offer
from directory_service.domain.programme import Programme

Row = Mapping[str, Any]


def offer_rows(state: Offer) -> list[Row]:
    if state.terms is None:
        return []
    terms = asdict(state.terms)
    return [
        {
            **terms,
            "places": list(state.terms.places),
            "weekdays": [day.value for day in state.terms.weekdays],
            "offer_id": state.offer_id,
            "published_at": state.published_at,
            "withdrawn_at": state.withdrawn_at,
            "reason": state.reason,
        }
    ]


def programme_rows(state: Programme) -> list[Row]:
    if state.places is None:
        return []
    return [{"programme": state.programme, "places": sorted(state.places)}]


def demand_rows(state: Demand) -> list[Row]:
    if state.wish is None:
        return []
    return [
        {
            "demand_id": state.demand_id,
            "kind": state.wish.kind,
            "places": list(state.wish.places),
            "sector": state.wish.sector,
            "days_per_week": state.wish.days_per_week,
            "recorded_at": state.recorded_at,
            "answered_at": state.answered_at,
            "offers": None if state.offers is None else list(state.offers),
        }
    ]
