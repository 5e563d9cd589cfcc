"""All routers of the room."""

from handover_service.subscriptions.api import (
    routes_dead_letters,
    routes_events,
    routes_secrets,
    routes_subscriptions,
)

ROUTERS = (
    routes_secrets.router,
    routes_events.router,
    routes_dead_letters.router,
    routes_subscriptions.router,
)
