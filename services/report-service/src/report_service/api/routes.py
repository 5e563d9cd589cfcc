"""All routers of the API."""

from report_service.api import routes_figures, routes_rebuilds

ROUTERS = (routes_figures.router, routes_rebuilds.router)
