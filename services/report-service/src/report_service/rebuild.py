"""Rebuild: a new generation from offset 0 beside the one that serves, and the switch to it.

Partition number by partition number, in one or more processes (rebuild_building.py).
What is finished is kept, so that a killed rebuild goes on after its last finished number.
"""

from contextlib import AsyncExitStack
from uuid import UUID

import structlog

from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.port import PARTITIONS, EventLog
from report_service import generations, rebuild_records
from report_service.beginnings import require_whole
from report_service.catch_up import catch_up, moment, offsets_of, until_past
from report_service.own_process import alone
from report_service.projections import TOPICS
from report_service.rebuild_building import build
from report_service.rebuild_helpers import Helpers
from report_service.rebuild_records import AlreadyRunning, Cancelled, State

LOCK = 7_215_005
"""Key of the advisory lock that the one running rebuild holds."""
_logger = structlog.get_logger(__name__)


class Rebuild:
    """One run: `await Rebuild(...).run(id)`; `database_url` is for the lock's own connection.

    `patience`: seconds for which the serving generation may stand still before it has got as
    far as the new one.
    """

    def __init__(
        self,
        database: Database,
        log: EventLog,
        clock: Clock,
        *,
        database_url: str,
        patience: float = 60,
        helpers: Helpers | None = None,
    ) -> None:
        self._database, self._log, self._clock = database, log, clock
        self._database_url, self._patience = database_url, patience
        self._helpers = helpers

    async def run(self, rebuild: UUID) -> State:
        """Build, compare and switch; or go on where a killed run of it was.

        Raises AlreadyRunning, LogUnavailable, HelperFailed, or HistoryIncomplete where the log
        does not keep everything: such a rebuild has failed, and nothing was written.
        """
        async with alone(self._database_url, "rebuild", LOCK) as nobody_else:
            if not nobody_else:
                raise AlreadyRunning("Another rebuild is running.")
            try:
                await require_whole(self._database, self._log, TOPICS)
            except HistoryIncomplete:
                await self._end(rebuild, "failed", reason="history-incomplete")
                raise
            green = await self._take_up(rebuild)
            try:
                await self._build(rebuild, green)
                return await self._compare_and_switch(rebuild, green)
            except Cancelled:
                return await self._drop(green)

    async def _take_up(self, rebuild: UUID) -> int:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            await generations.ensure(tx, now)
            green = (await rebuild_records.load(tx, rebuild)).generation
            if green is None:
                green = await generations.make(tx, now, indexed=False)
                await rebuild_records.change(
                    tx, rebuild, state="running", generation=green, started_at=now
                )
        return green

    async def _build(self, rebuild: UUID, green: int) -> None:
        """What is not built yet, with the helpers' help."""
        ends = await self._log.end_offsets(TOPICS)
        async with self._database.transaction() as tx:
            finished = await rebuild_records.finished(tx, green)
            await rebuild_records.go_on(
                tx,
                rebuild,
                "running",
                total=sum(ends.values()),
                done=sum(end for at, end in ends.items() if at.partition in finished),
            )
        left = sorted(frozenset(range(PARTITIONS)) - finished)
        hands = 1 if self._helpers is None else self._helpers.number + 1
        own, *others = (left[hand::hands] for hand in range(hands))
        async with AsyncExitStack() as at_work:
            if self._helpers is not None:
                await at_work.enter_async_context(self._helpers.at_work(rebuild, others))
            await build(self._database, self._log, self._clock, rebuild, own)
        async with self._database.transaction() as tx:
            await rebuild_records.go_on(tx, rebuild, "running")
            await generations.index(tx, green)

    async def _compare_and_switch(self, rebuild: UUID, green: int) -> State:
        """Where the rules changed there is nothing to compare with: then it is switched at once."""
        async with self._database.transaction() as tx:
            await rebuild_records.go_on(tx, rebuild, "comparing")
            blue = await generations.serving_generation(tx)
            same_rules = await generations.rules_of(tx, blue) == await generations.rules_of(
                tx, green
            )
            reached = await offsets_of(tx, green)
        if blue == green:
            return await self._end(rebuild, "switched")
        if not same_rules:
            return await self._switch(rebuild, green, blue)
        if not await until_past(self._database, blue, reached, patience=self._patience):
            return await self._end(rebuild, "ready", reason="serving-generation-behind")
        async with self._database.reading() as tx:
            served = await moment(tx, blue)
        await catch_up(self._database, self._log, green, served.offsets)
        async with self._database.reading() as tx:
            digest = await generations.digest(tx, green)
        if digest != served.digest:
            _logger.error("digests differ", served=served.digest, rebuilt=digest)
            return await self._end(
                rebuild, "ready", "digests-differ", digest=digest, served_digest=served.digest
            )
        return await self._switch(rebuild, green, blue, digest=digest, served_digest=served.digest)

    async def _switch(self, rebuild: UUID, green: int, blue: int, **digests: str) -> State:
        async with self._database.transaction() as tx:
            await rebuild_records.go_on(tx, rebuild, "comparing")
            await generations.switch(tx, green, instead_of=blue)
        return await self._end(rebuild, "switched", **digests)

    async def _drop(self, green: int) -> State:
        async with self._database.transaction() as tx:
            await generations.drop(tx, green, self._clock.now())
        _logger.info("rebuild cancelled", generation=green)
        return "cancelled"

    async def _end(
        self, rebuild: UUID, state: State, reason: str | None = None, **digests: str
    ) -> State:
        async with self._database.transaction() as tx:
            await rebuild_records.change(
                tx, rebuild, state=state, reason=reason, ended_at=self._clock.now(), **digests
            )
        _logger.info("rebuild ended", state=state, reason=reason, **digests)
        return state
