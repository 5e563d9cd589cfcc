"""All routers of the API."""

from continuous_line.parking_routes import parking_routes
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
    parking_routes(),
)
