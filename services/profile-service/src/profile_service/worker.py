"""What profile-service does without being asked: publish, and hear what others publish."""

from continuous_line.consumer import Consumer
from continuous_line.relay import Relay
from continuous_line.worker import Worker
from profile_service.admission import CONSUMER
from profile_service.domain.events import Event
from profile_service.main import NAME, Resources
from profile_service.publishing import DOMAIN, TOPIC, publish, subject
from profile_service.reactions import TOPICS, Reactions


def relay(resources: Resources) -> Relay[Event]:
    settings = resources.settings
    return Relay(
        settings.database_url,
        resources.log,
        service=NAME,
        topic=TOPIC,
        domain=DOMAIN,
        source=settings.source(NAME),
        store=resources.profiles.events,
        publish=publish,
        subject=subject,
    )


def consumer(resources: Resources) -> Consumer:
    handler = Reactions(resources.profiles, resources.clock)
    return Consumer(
        resources.database, resources.log, name=CONSUMER, topics=TOPICS, handler=handler
    )


def make_worker(resources: Resources) -> Worker:
    return Worker(resources.database, relay=relay(resources), consumers=[consumer(resources)])
