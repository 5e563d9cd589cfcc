"""What the room does without being asked: hear the log, and tell who merged."""

from continuous_line.consumer import Consumer
from continuous_line.worker import Part
from handover_service.identity import FEED
from handover_service.resources import NAME, Resources
from handover_service.subscriptions.feed.hearing import TOPICS, Hearing
from handover_service.subscriptions.feed.merging import Merging


def consumers(resources: Resources) -> list[Consumer]:
    """The room reads the log as anybody does."""
    source = resources.settings.source(NAME)
    return [
        Consumer(
            resources.database,
            resources.log,
            name=FEED,
            topics=TOPICS,
            batch_handler=Hearing(resources.clock, source),
        )
    ]


def parts(resources: Resources) -> list[Part]:
    """Beside the consumers."""
    source = resources.settings.source(NAME)
    return [Merging(resources.database, resources.clock, source)]
