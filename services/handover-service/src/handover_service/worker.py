"""What handover-service does without being asked: publish, and hear what others publish."""

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.vault_erasures import erasures
from continuous_line.worker import Worker, relay_of
from handover_service.departures import Departures
from handover_service.emptying import Emptying
from handover_service.publishing import publish, subject
from handover_service.reactions import TOPICS, Reactions
from handover_service.resources import NAME, Resources


def make_worker(resources: Resources) -> Worker:
    database, log = resources.database, resources.log
    return Worker(
        database,
        relay=relay_of(NAME, resources, resources.cases.published, publish, subject),
        consumers=[
            Consumer(
                database,
                log,
                name=NAME,
                topics=TOPICS,
                handler=Reactions(resources.cases, resources.clock),
            ),
            erasures(resources.vault, log, service=NAME),
        ],
        parts=[
            Departures(database, resources.cases, resources.clock),
            Emptying(resources),
        ],
        cleaning=[processing_log.cleaning(resources)],
    )
