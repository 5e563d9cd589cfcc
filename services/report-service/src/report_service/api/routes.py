"""All routers of the API."""

from continuous_line.parking_routes import parking_routes
from report_service.api import (
    routes_cases,
    routes_changes,
    routes_editions,
    routes_figures,
    routes_files,
    routes_quality,
    routes_rebuilds,
    routes_statements,
)

ROUTERS = (
    routes_figures.router,
    routes_files.router,
    routes_cases.router,
    routes_changes.router,
    routes_editions.router,
    routes_statements.router,
    routes_quality.router,
    routes_rebuilds.router,
    parking_routes(),
)
