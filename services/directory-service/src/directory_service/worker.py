"""The worker of directory-service: its relay, which publishes what the service stored."""

import asyncio

from continuous_line.relay import Relay
from directory_service.domain.events import Event
from directory_service.main import NAME, Resources
from directory_service.publishing import DOMAIN, TOPIC, publish, subject


def relay(resources: Resources) -> Relay[Event]:
    settings = resources.settings
    return Relay(
        settings.database_url,
        resources.log,
        service=NAME,
        topic=TOPIC,
        domain=DOMAIN,
        source=settings.source(NAME),
        store=resources.directory.events,
        publish=publish,
        subject=subject,
    )


async def run_worker(resources: Resources, stop: asyncio.Event) -> None:
    """Until `stop` is set."""
    await relay(resources).run(stop)
