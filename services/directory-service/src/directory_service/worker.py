"""What directory-service does without being asked: publish."""

from continuous_line.relay import Relay
from continuous_line.worker import Worker
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


def make_worker(resources: Resources) -> Worker:
    return Worker(resources.database, relay=relay(resources))
