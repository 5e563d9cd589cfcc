"""All routers of the API."""

from fastapi import APIRouter

from continuous_line.parking_routes import parking_routes
from profile_service.api import (
    routes_access,
    routes_activities,
    routes_assessments,
    routes_erasing,
    routes_intakes,
    routes_look_up,
    routes_names,
    routes_own_data,
    routes_plans,
    routes_profiles,
    routes_requests,
    routes_schemas,
    routes_sections,
    routes_sending,
    routes_stay,
    routes_versions,
)
from profile_service.sections import Catalogue


def routers(sections: Catalogue) -> tuple[APIRouter, ...]:
    return (
        routes_schemas.routes(sections),
        routes_profiles.router,
        routes_stay.router,
        routes_intakes.routes(sections),
        routes_sections.routes(sections),
        routes_versions.router,
        routes_sending.router,
        routes_activities.router,
        routes_plans.router,
        routes_requests.router,
        routes_assessments.router,
        routes_access.router,
        routes_own_data.router,
        routes_look_up.router,
        routes_names.router,
        routes_erasing.router,
        parking_routes(),
    )
