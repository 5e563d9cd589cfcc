"""The loop as a part of the worker: opens the client for sinks, and closes it."""

import asyncio
from urllib.parse import urlsplit

from prometheus_client import CollectorRegistry

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.errors import CannotStart
from continuous_line.webhooks.rules import SinkRules
from continuous_line.webhooks.sink import SinkClient, tls_context
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.forms import Forms
from handover_service.subscriptions.push.figures import Figures
from handover_service.subscriptions.push.loop import Push
from handover_service.subscriptions.push.tools import Tools
from handover_service.subscriptions.secrets import Secrets


class Pushing:
    """Raises CannotStart where production would allow what is for development only."""

    def __init__(
        self,
        settings: Settings,
        policy: Policy,
        database: Database,
        clock: Clock,
        secrets: Secrets,
        forms: Forms,
    ) -> None:
        self._settings, self._policy, self._rules = settings, policy, rules_of(settings, policy)
        self._database, self._clock = database, clock
        self._secrets, self._forms = secrets, forms
        self._figures = Figures()

    def register(self, registry: CollectorRegistry) -> None:
        """Show what waits, and what came of tries, among the metrics."""
        self._figures.register(registry)

    async def run(self, stop: asyncio.Event) -> None:
        tls = tls_context(self._policy.sink_authorities)
        async with SinkClient(self._rules, tls=tls) as client:
            tools = Tools(
                database=self._database,
                clock=self._clock,
                client=client,
                secrets=self._secrets,
                forms=self._forms,
                origin=origin_of(self._settings, self._policy),
                source=self._settings.source("handover"),
                public_url=self._settings.public_url.rstrip("/"),
                figures=self._figures,
                policy=self._policy,
            )
            await Push(tools, self._settings.database_url).run(stop)


def rules_of(settings: Settings, policy: Policy) -> SinkRules:
    """To which sinks anything may be sent."""
    loose = policy.sink_plain_http or policy.sink_private_addresses
    if loose and settings.environment == "production":
        raise CannotStart("sinks by plain HTTP or at private addresses are refused in production")
    return SinkRules(policy.sink_hosts, policy.sink_plain_http, policy.sink_private_addresses)


def origin_of(settings: Settings, policy: Policy) -> str:
    """The DNS name by which sinks know us."""
    return policy.origin or urlsplit(settings.public_url).hostname or "localhost"
