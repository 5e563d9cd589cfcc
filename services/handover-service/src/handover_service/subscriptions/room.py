"""What serves subscriptions beside the service's resources, as long as a process runs."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event
from types import MappingProxyType
from typing import Final

from continuous_line.resources import WithVault
from continuous_line.webhooks.rules import SinkRules
from continuous_line.webhooks.sink import SinkClient, tls_context
from handover_service.config import Policy as MailPolicy
from handover_service.mail import MailServer
from handover_service.subscriptions.bell import Bell
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.forms import CLOUD_EVENTS, CloudEvents, Form
from handover_service.subscriptions.judging import Installed
from handover_service.subscriptions.pulling import Pulling
from handover_service.subscriptions.push.opening import origin_of, rules_of
from handover_service.subscriptions.seats import Seats
from handover_service.subscriptions.secrets import Secrets

CLOUD_EVENTS_ONLY: Final[Mapping[str, Form]] = MappingProxyType({CLOUD_EVENTS: CloudEvents()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`source`: of what is made for subscribers. `origin`: the name by which sinks know us.
    `mails`: whether owners can be told by mail. `pulling`, `bell`, `seats`: for who fetches."""

    policy: Policy
    rules: SinkRules
    client: SinkClient
    secrets: Secrets
    source: str
    origin: str
    mails: bool
    pulling: Pulling
    bell: Bell
    seats: Seats
    forms: Mapping[str, Form] = field(default_factory=lambda: CLOUD_EVENTS_ONLY)

    @property
    def installed(self) -> Installed:
        """By which a subscription that somebody wants is judged."""
        return Installed(self.rules, self.forms, self.policy.most_under_way)


@asynccontextmanager
async def opened_room(
    resources: WithVault, ending: Event, forms: Mapping[str, Form] = CLOUD_EVENTS_ONLY
) -> AsyncIterator[Room]:
    """With the settings of the process. `ending`: set when it is to answer who waits.

    Raises CannotStart.
    """
    settings, policy, database = resources.settings, Policy(), resources.database
    rules, bell = rules_of(settings, policy), Bell(database, ending)
    async with (
        SinkClient(rules, tls=tls_context(policy.sink_authorities)) as client,
        bell.ringing(),
    ):
        yield Room(
            policy=policy,
            rules=rules,
            client=client,
            secrets=Secrets(resources.vault),
            source=settings.source("handover"),
            origin=origin_of(settings, policy),
            mails=MailServer(MailPolicy()).there,
            pulling=Pulling(database, resources.clock, settings.public_url),
            bell=bell,
            seats=Seats(policy.most_waiting),
            forms=forms,
        )
