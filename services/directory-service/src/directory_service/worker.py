"""What directory-service does without being asked: publish."""

from continuous_line.worker import Worker, relay_of
from directory_service.publishing import publish
from directory_service.resources import NAME, Resources


def make_worker(resources: Resources) -> Worker:
    relay = relay_of(NAME, resources, resources.directory.events, publish)
    return Worker(resources.database, relay=relay)
