"""The retention job: whose term has passed is erased, one by one, each with an event.

It begins once in a while in one of the workers, or by the command `retention`. A killed run
leaves whole persons: the next one goes on.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import and_, exists, or_, select

from continuous_line import processing_log, sessions, telemetry
from continuous_line.act import Act
from continuous_line.auth import Principal
from continuous_line.codes import ErasureGround
from continuous_line.database import Tx
from continuous_line.errors import AccessUnknown, VersionConflict
from continuous_line.event_store import Context
from continuous_line.watchdog import require_known
from profile_service import retention_runs
from profile_service.admission import CONSUMER
from profile_service.application.erasing import account
from profile_service.domain.erasing import due_at, erase
from profile_service.resources import Resources
from profile_service.retention_runs import Counts
from profile_service.tables import links, profiles

_log = telemetry.logger("retention")
_CHUNK: Final = 200
_LOOK: Final = 60.0
WHO: Final = Principal("retention", "", frozenset(), frozenset())


class Retention:
    """A part of the worker."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                every = self._resources.profiles.policy.retention_every
                await retain(self._resources, every=every)
            except Exception as error:  # noqa: BLE001 - the next minute will do
                _log.warning("retention not done", error=error)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await stop.wait()


async def retain(
    resources: Resources, *, dry: bool = False, every: timedelta | None = None
) -> Counts | None:
    """None where somebody else had the turn. A dry run counts, and changes nothing."""
    database, clock = resources.database, resources.clock
    async with database.transaction() as tx:
        run_id = await retention_runs.begin(tx, clock.now(), dry=dry, every=every)
    if run_id is None:
        return None
    telemetry.begin_trace()
    counts = Counts()
    async for person in _whose_term_may_have_passed(resources):
        await _one(resources, person, counts, dry=dry)
    async with database.transaction() as tx:
        if not dry:
            counts.processing_records = await processing_log.cleaning(resources)(tx)
            counts.sessions = await sessions.forget_old(tx, datetime.now(UTC))
        await retention_runs.end(tx, run_id, counts, clock.now())
    _log.info("retention done", dry=dry, due=counts.due, erased=counts.erased)
    return counts


async def _whose_term_may_have_passed(resources: Resources) -> AsyncIterator[UUID]:
    last = UUID(int=0)
    while True:
        async with resources.database.reading() as tx:
            persons = await _after(tx, last, resources)
        for person in persons:
            yield person
        if len(persons) < _CHUNK:
            return
        last = persons[-1]


async def _after(tx: Tx, last: UUID, resources: Resources) -> Sequence[UUID]:
    limit = resources.clock.now() - resources.profiles.policy.terms.after_closing
    t = links
    closed = exists().where(
        t.c.permit_holder_id == profiles.c.permit_holder_id,
        and_(t.c.until.is_(None), t.c.closed_at <= limit),
    )
    chosen = select(profiles.c.permit_holder_id).where(
        profiles.c.permit_holder_id > last, or_(profiles.c.ended.is_not(None), closed)
    )
    return (await tx.scalars(chosen.order_by(profiles.c.permit_holder_id).limit(_CHUNK))).all()


async def _one(resources: Resources, person: UUID, counts: Counts, *, dry: bool) -> None:
    """In a transaction of its own. Whose links are not known for sure is left for the next run."""
    try:
        async with resources.database.transaction() as tx:
            now = resources.clock.now()
            file = await resources.profiles.files.of_person(tx, person)
            due = due_at(file.state, file.links, resources.profiles.policy.terms)
            if due is None or due > now:
                return
            counts.due += 1
            await require_known(tx, CONSUMER, str(person), datetime.now(UTC))
            if dry:
                return
            events = erase(file.state, ErasureGround.TERM, Act(uuid4(), now, now))
            await resources.profiles.save(tx, file, events, now=now, context=_context())
            await account(tx, WHO, person, now=now)
    except (AccessUnknown, VersionConflict):
        counts.held_back += 1
        return
    counts.erased += 1
    await resources.vault.forget(person, now)


def _context() -> Context:
    trace = telemetry.current_trace()
    return Context(
        subject=WHO.subject, organisation=WHO.organisation, roles=(),
        correlation_id=trace.correlation_id, traceparent=trace.traceparent,
    )  # fmt: skip
