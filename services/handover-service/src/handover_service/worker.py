"""What handover-service does without being asked: publish, and hear what others publish."""

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.worker import Worker, relay_of
from handover_service.publishing import publish
from handover_service.reactions import TOPICS, react
from handover_service.resources import NAME, Resources


def make_worker(resources: Resources) -> Worker:
    database, log = resources.database, resources.log
    return Worker(
        database,
        relay=relay_of(NAME, resources, resources.cases.events, publish),
        consumers=[Consumer(database, log, name=NAME, topics=TOPICS, handler=react)],
        cleaning=[processing_log.cleaning(resources)],
    )
