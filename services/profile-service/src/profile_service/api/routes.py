"""All routers of the API."""

from profile_service.api import (
    routes_activities,
    routes_profiles,
    routes_sending,
    routes_stay,
)

ROUTERS = (
    routes_profiles.router,
    routes_stay.router,
    routes_sending.router,
    routes_activities.router,
)
