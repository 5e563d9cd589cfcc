"""All routers of the API."""

from continuous_line.parking_routes import parking_routes
from directory_service.api import (
    routes_contacts,
    routes_demands,
    routes_municipalities,
    routes_offers,
    routes_programmes,
    routes_reception_centres,
    routes_staff,
)

ROUTERS = (
    routes_municipalities.router,
    routes_reception_centres.router,
    routes_staff.router,
    routes_contacts.router,
    routes_offers.router,
    routes_programmes.router,
    routes_demands.router,
    parking_routes(),
)
