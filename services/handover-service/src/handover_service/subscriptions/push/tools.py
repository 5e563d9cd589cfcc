"""What everything in the loop works with."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.webhooks.schedule import Schedule
from continuous_line.webhooks.sink import SinkClient
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.forms import Forms
from handover_service.subscriptions.push.figures import Figures
from handover_service.subscriptions.secrets import Secrets


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """`origin`: the name by which sinks know us. `source`: of what is made for subscribers.
    `public_url`: where the API is. `policy`: as installed. `doors`: through which all subscriptions
    together come at the database, so that its pool serves others too."""

    database: Database
    clock: Clock
    client: SinkClient
    secrets: Secrets
    forms: Forms
    origin: str
    source: str
    public_url: str
    figures: Figures
    policy: Policy = field(default_factory=Policy)
    schedule: Schedule = field(default_factory=Schedule)
    doors: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    chance: Callable[[], float] = random.random
