"""What operators see of pushing, for all subscriptions together."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx, fetch

_log = telemetry.logger("push")
_EVERY: Final = 60.0
"""Seconds between two counts: all that waits is looked at."""
_WAITING: Final = (
    "SELECT count(*) FILTER (WHERE d.state = 'waiting') AS waiting, "
    "count(*) FILTER (WHERE d.state = 'dead') AS dead, "
    "min(d.made_at) FILTER (WHERE d.state = 'waiting') AS oldest "
    "FROM push_deliveries d JOIN subscriptions s USING (subscription_id) WHERE s.state = 'active'"
)
_RESTING: Final = (
    "SELECT count(*) AS resting FROM push_places p JOIN subscriptions s USING (subscription_id) "
    "WHERE s.state = 'active' AND p.version = s.version AND p.rest_until > $1"
)


def _counter(name: str, what: str, *labels: str) -> Counter:
    return Counter(name, what, labels, registry=None)


def _gauge(name: str, what: str) -> Gauge:
    return Gauge(name, what, registry=None)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counted by this process since it began; what waits is the same for all processes."""

    delivered: Counter = field(
        default_factory=lambda: _counter("push_delivered", "Events that sinks took")
    )
    failed: Counter = field(
        default_factory=lambda: _counter("push_failed", "Tries that failed", "reason")
    )
    passed: Counter = field(
        default_factory=lambda: _counter("push_passed", "Left out: no right to them any more")
    )
    died: Counter = field(
        default_factory=lambda: _counter("push_died", "Deliveries given up after the last try")
    )
    waiting: Gauge = field(default_factory=lambda: _gauge("push_waiting", "Events to be sent"))
    oldest: Gauge = field(
        default_factory=lambda: _gauge("push_oldest_seconds", "Age of the oldest to be sent")
    )
    dead: Gauge = field(
        default_factory=lambda: _gauge("push_dead_letters", "Kept until somebody decides")
    )
    resting: Gauge = field(
        default_factory=lambda: _gauge("push_resting", "Sinks left alone for they fail")
    )
    held: Gauge = field(
        default_factory=lambda: _gauge("push_subscriptions", "Served by this process")
    )

    def register(self, registry: CollectorRegistry) -> None:
        for name in self.__dataclass_fields__:
            registry.register(getattr(self, name))

    async def keep(self, database: Database, clock: Clock) -> None:
        """Count until it is cancelled: beside the loop, which waits for no count."""
        while True:
            try:
                async with database.reading() as tx:
                    await self.look(tx, clock.now())
            except Exception as error:  # noqa: BLE001 - the next count will do
                _log.warning("not counted", error=error)
            await asyncio.sleep(_EVERY)

    async def look(self, tx: Tx, now: datetime) -> None:
        """Count what waits."""
        (found,) = await fetch(tx, _WAITING)
        (rests,) = await fetch(tx, _RESTING, now)
        self.waiting.set(found.waiting)
        self.dead.set(found.dead)
        self.oldest.set((now - found.oldest).total_seconds() if found.oldest else 0)
        self.resting.set(rests.resting)
