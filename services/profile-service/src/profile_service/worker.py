"""What profile-service does without being asked: publish, and hear what others publish."""

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.intake.runner import Runner
from continuous_line.vault_erasures import erasures
from continuous_line.worker import Worker, relay_of
from profile_service.admission import CONSUMER
from profile_service.intake.handler import ProfileRows
from profile_service.publishing import publish
from profile_service.reactions import TOPICS, Reactions
from profile_service.resources import NAME, Resources
from profile_service.retention import Retention


def make_worker(resources: Resources) -> Worker:
    database, log, profiles = resources.database, resources.log, resources.profiles
    handler = Reactions(profiles, resources.clock)
    return Worker(
        database,
        relay=relay_of(NAME, resources, profiles.events, publish),
        consumers=[
            Consumer(database, log, name=CONSUMER, topics=TOPICS, handler=handler),
            erasures(resources.vault, log, service=NAME),
        ],
        parts=[
            Retention(resources),
            Runner(database, resources.vault, resources.clock, ProfileRows(profiles)),
        ],
        cleaning=[processing_log.cleaning(resources)],
    )
