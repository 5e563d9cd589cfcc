"""The box of answers is emptied: at most once a day, in no order, at one moment."""

import asyncio
from random import SystemRandom
from typing import Final
from uuid import uuid4

from continuous_line import telemetry
from continuous_line.days import day
from continuous_line.event_store import Context
from continuous_line.tenure import pause
from handover_service import experience_box
from handover_service.domain.events_experience import ExperienceAnswered
from handover_service.domain.experience import ripe
from handover_service.resources import Resources

_log = telemetry.logger("experience")
_LOOK: Final = 300.0


class Emptying:
    """A part of the worker."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await empty(self._resources)
            except Exception as error:  # noqa: BLE001 - the next look will do
                _log.warning("box not emptied", error=error)
            await pause(stop, _LOOK)


async def empty(resources: Resources) -> int:
    """How many answers left the box; none where it was looked into today already."""
    now = resources.clock.now()
    async with resources.database.transaction() as tx:
        if not await experience_box.turn(tx, day(now)):
            return 0
        merged = await experience_box.successors(tx, day(now))
        box = await experience_box.piles(tx)
        found = ripe(box, resources.policy.experience_minimum, merged)
        events = [
            ExperienceAnswered(
                id=uuid4(),
                at=now,
                municipality=group.municipality,
                azc=group.azc,
                month=group.month,
                answer=answer,
            )
            for group, _ in found
            for answer in group.answers
        ]
        SystemRandom().shuffle(events)
        await resources.cases.published.append_new(
            tx, {f"experience-{uuid4()}": [event] for event in events},
            recorded_at=now, context=_context(),
        )  # fmt: skip
        await experience_box.take(tx, [pile for _, piles in found for pile in piles])
    return len(events)


def _context() -> Context:
    return Context(
        subject="experience", organisation="", roles=(), correlation_id=uuid4(), traceparent=None
    )
