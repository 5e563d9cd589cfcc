"""All routers of the API."""

from continuous_line.parking_routes import parking_routes
from directory_service.api import (
    routes_calling,
    routes_centre_imports,
    routes_contact_acts,
    routes_contacts,
    routes_demands,
    routes_hsds,
    routes_imports,
    routes_lipos,
    routes_municipalities,
    routes_offers,
    routes_practices,
    routes_programmes,
    routes_reception_centres,
    routes_region_profiles,
    routes_staff,
    routes_visits,
)

ROUTERS = (
    routes_municipalities.router,
    routes_reception_centres.router,
    routes_centre_imports.router,
    routes_staff.router,
    routes_calling.router,
    routes_contacts.router,
    routes_contact_acts.router,
    routes_imports.router,
    routes_offers.router,
    routes_programmes.router,
    routes_demands.router,
    routes_lipos.router,
    routes_visits.router,
    routes_region_profiles.router,
    routes_practices.router,
    routes_hsds.router,
    parking_routes(),
)
