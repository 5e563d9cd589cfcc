"""What directory-service does without being asked: publish, and hear who is linked where."""

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.vault_erasures import erasures
from continuous_line.worker import Worker, relay_of
from directory_service.publishing import publish
from directory_service.reactions import TOPICS, react
from directory_service.resources import NAME, Resources


def make_worker(resources: Resources) -> Worker:
    database, log = resources.database, resources.log
    return Worker(
        database,
        relay=relay_of(NAME, resources, resources.directory.events, publish),
        consumers=[
            Consumer(database, log, name=NAME, topics=TOPICS, handler=react),
            erasures(resources.vault, log, service=NAME),
        ],
        cleaning=[processing_log.cleaning(resources)],
    )
