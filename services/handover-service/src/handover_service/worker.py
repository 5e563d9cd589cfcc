"""What handover-service does without being asked: publish, and hear what others publish."""

from typing import Protocol, runtime_checkable

from prometheus_client import CollectorRegistry

from continuous_line import processing_log
from continuous_line.consumer import Consumer
from continuous_line.vault_erasures import erasures
from continuous_line.worker import Worker, relay_of
from handover_service.departures import Departures
from handover_service.digests import Digests
from handover_service.duo import deciding as duo
from handover_service.duo.form import NAME as DUO
from handover_service.duo.form import form_of
from handover_service.duo.loading import configured
from handover_service.emptying import Emptying
from handover_service.programme_watch import ProgrammeWatch
from handover_service.publishing import publish, subject
from handover_service.reactions import TOPICS, Reactions
from handover_service.remaking import Remaking
from handover_service.resources import NAME, Resources
from handover_service.signal_retention import retention
from handover_service.subscriptions import working as subscriptions
from handover_service.timer import Timer


@runtime_checkable
class Showing(Protocol):
    """A part with figures of its own."""

    def register(self, registry: CollectorRegistry) -> None: ...


class HandoverWorker(Worker):
    """Shows also what its parts found and did."""

    def register(self, registry: CollectorRegistry) -> None:
        super().register(registry)
        for part in self._parts:
            if isinstance(part, Showing):
                part.register(registry)


def make_worker(resources: Resources) -> Worker:
    database, log, clock = resources.database, resources.log, resources.clock
    messages = configured(resources.settings)
    return HandoverWorker(
        database,
        relay=relay_of(NAME, resources, resources.cases.published, publish, subject),
        consumers=[
            Consumer(
                database,
                log,
                name=NAME,
                topics=TOPICS,
                batch_handler=Reactions(resources.cases, resources.clock),
            ),
            erasures(resources.vault, log, service=NAME),
            *subscriptions.consumers(resources),
        ],
        parts=[
            Departures(database, resources.cases, clock),
            Remaking(database, resources.cases, clock),
            Emptying(resources),
            ProgrammeWatch(database, clock, resources.policy),
            Timer(database, clock, resources.cases, resources.programmes),
            Digests(
                database, resources.vault, clock, resources.policy, resources.settings.public_url
            ),
            *subscriptions.parts(resources, {DUO: form_of(messages, resources)}),
        ],
        cleaning=[
            processing_log.cleaning(resources),
            retention(resources),
            duo.retention(resources, messages.policy.retention),
            subscriptions.keeping(resources),
            subscriptions.push_cleaning(resources),
        ],
    )
