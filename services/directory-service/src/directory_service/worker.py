"""What directory-service does without being asked: publish, hear who is linked where, and erase."""

from continuous_line import processing_log, telemetry
from continuous_line.consumer import Consumer
from continuous_line.database import Tx
from continuous_line.intake.runner import Runner
from continuous_line.vault_erasures import erasures
from continuous_line.worker import Cleaning, Worker, relay_of
from directory_service.application.retention import erase_ended
from directory_service.publishing import publish
from directory_service.reactions import TOPICS, react
from directory_service.resources import NAME, Resources

_log = telemetry.logger("retention")


def make_worker(resources: Resources) -> Worker:
    database, log = resources.database, resources.log
    return Worker(
        database,
        relay=relay_of(NAME, resources, resources.directory.events, publish),
        consumers=[
            Consumer(database, log, name=NAME, topics=TOPICS, handler=react),
            erasures(resources.vault, log, service=NAME),
        ],
        parts=[Runner(database, resources.vault, resources.clock)],
        cleaning=[processing_log.cleaning(resources), _retention(resources)],
    )


def _retention(resources: Resources) -> Cleaning:
    """Hourly: the details of contacts that ended before the term."""

    async def erase(tx: Tx) -> None:
        r = resources
        done = await erase_ended(tx, r.directory, r.vault, r.policy, r.clock.now())
        if done.contacts:
            _log.info("contacts erased", contacts=done.contacts, before=done.before.isoformat())

    return erase
