"""From the state of a LIPO, visit, region's profile or practice to its rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from directory_service.domain.lipo import Lipo
from directory_service.domain.practice import Practice
from directory_service.domain.region_profile import RegionProfile
from directory_service.domain.visit import Visit
from directory_service.projections import spans

Row = Mapping[str, Any]


def lipo_rows(state: Lipo) -> list[Row]:
    if state.held is None:
        return []
    held = state.held
    return [
        {
            "lipo_id": held.lipo_id,
            "azc": held.azc,
            "held_on": held.held_on,
            "on_case_level": held.on_case_level,
            "organisations": list(held.organisations),
        }
    ]


def visit_rows(state: Visit) -> list[Row]:
    if state.appointment is None:
        return []
    return [
        {
            **asdict(state.appointment),
            "visit_id": state.visit_id,
            "invited": list(state.invited),
            "scheduled_at": state.scheduled_at,
            "cancelled_at": state.cancelled_at,
        }
    ]


def region_rows(state: RegionProfile) -> list[Row]:
    return [
        {
            "region": state.region,
            "valid_from": first,
            "valid_to": end,
            "sectors": [sector.value for sector in chances.sectors],
            "published_at": chances.published_at,
        }
        for first, end, chances in spans(state.versions, None)
    ]


def practice_rows(state: Practice) -> list[Row]:
    if state.practice_id is None:
        return []
    return [
        {
            "practice_id": state.practice_id,
            "kind": state.kind,
            "topics": list(state.topics),
            "places": list(state.places),
            "shared_at": state.shared_at,
            "withdrawn_at": state.withdrawn_at,
        }
    ]
