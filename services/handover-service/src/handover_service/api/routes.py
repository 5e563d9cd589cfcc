"""All routers of the API."""

from continuous_line.parking_routes import parking_routes
from handover_service.api import (
    routes_cases,
    routes_closing,
    routes_guidance,
    routes_link,
    routes_own,
    routes_owner_changes,
    routes_people,
    routes_planning,
    routes_plans,
    routes_programmes,
    routes_signal_lists,
    routes_signals,
    routes_talks,
    routes_tracking,
    routes_work_list,
)

ROUTERS = (
    routes_planning.router,
    routes_talks.router,
    routes_work_list.router,
    routes_cases.router,
    routes_link.router,
    routes_people.router,
    routes_owner_changes.router,
    routes_closing.router,
    routes_plans.router,
    routes_guidance.router,
    routes_own.router,
    routes_signals.router,
    routes_signal_lists.router,
    routes_programmes.router,
    routes_tracking.router,
    parking_routes(),
)
"""Matched in this order: what is written most comes first."""
