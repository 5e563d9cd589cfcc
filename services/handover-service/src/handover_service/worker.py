"""What handover-service does without being asked: publish, and hear what others publish."""

from continuous_line.consumer import Consumer
from continuous_line.relay import Relay
from continuous_line.worker import Worker
from handover_service.domain.events import Event
from handover_service.main import NAME, Resources
from handover_service.publishing import DOMAIN, TOPIC, publish, subject
from handover_service.reactions import TOPICS, react


def relay(resources: Resources) -> Relay[Event]:
    settings = resources.settings
    return Relay(
        settings.database_url,
        resources.log,
        service=NAME,
        topic=TOPIC,
        domain=DOMAIN,
        source=settings.source(NAME),
        store=resources.cases.store,
        publish=publish,
        subject=subject,
    )


def consumer(resources: Resources) -> Consumer:
    return Consumer(resources.database, resources.log, name=NAME, topics=TOPICS, handler=react)


def make_worker(resources: Resources) -> Worker:
    return Worker(resources.database, relay=relay(resources), consumers=[consumer(resources)])
