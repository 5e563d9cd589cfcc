"""Serves one subscription: takes what is due, and has no more under way than its sink is given."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.errors import AccessUnknown
from continuous_line.retrying import Backoff
from continuous_line.webhooks.answers import Outcome, Verdict
from handover_service.subscriptions.push.ending import end
from handover_service.subscriptions.push.health import Health
from handover_service.subscriptions.push.notes import Fate, Note
from handover_service.subscriptions.push.noting import Noter
from handover_service.subscriptions.push.pace import Flow, Pace
from handover_service.subscriptions.push.sending import send
from handover_service.subscriptions.push.taking import Batch, Item, take
from handover_service.subscriptions.push.tools import Tools

_log = telemetry.logger("push")
_JUDGED_FOR: Final = 1.0
"""Seconds after which rights are judged anew for what is not under way yet."""
_AHEAD: Final = 0.8
"""For so many seconds is taken."""
_BATCH: Final = 256
"""So many are taken at once at most."""
_NOT_NOTED: Final = 512
"""So many may be sent and not noted yet."""
_LATER: Final = timedelta(seconds=10)


class Courier:
    """`serve` runs until nothing is due, and may be run again then."""

    def __init__(self, tools: Tools, noter: Noter, subscription_id: UUID, health: Health) -> None:
        self._tools, self._noter = tools, noter
        self.id, self.health, self.back = subscription_id, health, False
        self.closed = False
        self._queue: deque[tuple[Batch, Item]] = deque()
        self._busy: set[int] = set()  # in the queue, under way, or not noted yet
        self._sending: set[asyncio.Task[None]] = set()
        self._most, self._pace = 1, Pace(None)
        self._flow = Flow()
        self._more = True
        self._wakened = asyncio.Event()
        self._backoff, self._never = Backoff(), asyncio.Event()

    def wake(self) -> None:
        """Something may have become due."""
        self._more = True
        self._wakened.set()

    def close(self) -> None:
        """Begin nothing any more; what is under way ends by itself."""
        self.closed = True
        self._wakened.set()

    def noted(self, numbers: Sequence[int], *, more: bool) -> None:
        self._busy.difference_update(numbers)
        self._more = self._more or more
        self._wakened.set()

    async def serve(self) -> None:
        """Ends where nothing is due, or the sink is left alone for a while, and all is noted."""
        try:
            while self._busy or self._more:
                self._wakened.clear()
                if self.closed or not self.health.may_try(self._tools.clock.now()):
                    self._drop()
                    self._more = False
                elif self._more and self._room():
                    await self._take()
                self._start()
                if (self._busy or self._more) and not (self._more and self._room()):
                    await self._wakened.wait()  # at the latest with the next look
        finally:
            for task in self._sending:
                task.cancel()
            await asyncio.gather(*self._sending, return_exceptions=True)
            self._drop()

    def _room(self) -> bool:
        if self.health.asks:
            return not self._busy
        expected = self._expected()
        wanted = expected - len(self._queue)
        return wanted >= max(1, expected // 2) and len(self._busy) < _NOT_NOTED

    def _drop(self) -> None:
        """Take nothing of what waits in the queue."""
        self._busy.difference_update(item.number for _, item in self._queue)
        self._queue.clear()

    async def _take(self) -> None:
        limit = 1 if self.health.asks else min(self._expected() - len(self._queue), _BATCH)
        try:
            async with self._tools.doors:
                # As of now: what is noted after this may still be there in what is read.
                batch = await take(
                    self._tools, self.id, frozenset(self._busy), limit, asking=self.health.asks
                )
        except AccessUnknown:
            self._more = False
            await asyncio.sleep(_JUDGED_FOR)
            return
        except Exception as error:  # noqa: BLE001 - what is away comes back
            _log.warning("nothing taken", error=error)
            await self._backoff.pause(self._never)
            return
        self._backoff.reset()
        self._more = batch is not None and batch.full
        if batch is not None:
            self._accept(batch)

    def _expected(self) -> int:
        """How many can go out before rights are to be judged anew: what is taken and not sent in
        that time stands in the processing log for nothing."""
        now = asyncio.get_running_loop().time()
        width = self.health.width(self._most)
        free = max(width - len(self._sending), 0)
        flows = free + self._flow.within(_AHEAD, now, width)
        return min(flows, self._pace.within(_AHEAD, now, most=flows))

    def _accept(self, batch: Batch) -> None:
        now = self._tools.clock.now()
        self._pace.rate = batch.share.rate
        self._most = batch.share.most
        for number in batch.passed:
            self._noter.put(self, Note(number=number, fate=Fate.PASSED, at=now))
        for number in batch.put_off:
            again = now + _LATER
            note = Note(number=number, fate=Fate.PUT_OFF, at=now, next_try_at=again)
            self._noter.put(self, note)
        self._queue.extend((batch, item) for item in batch.items)
        self._busy.update(batch.passed, batch.put_off, (item.number for item in batch.items))

    def _start(self) -> None:
        """Send as many as the sink is given now; also where one has ended, or the pace allows."""
        loop = asyncio.get_running_loop()
        while self._queue and not self.closed and self._free():
            if loop.time() - self._queue[0][0].judged_at > _JUDGED_FOR:
                self._drop()
                self._more = True
                return
            wait = self._pace.wait(loop.time())
            if wait:
                loop.call_later(wait, self._wakened.set)
                return
            self._pace.sent(loop.time())
            batch, item = self._queue.popleft()
            task = loop.create_task(self._deliver(batch, item))
            self._sending.add(task)
            task.add_done_callback(partial(self._ended, item.number, loop.time()))

    def _free(self) -> bool:
        resting = not self.health.may_try(self._tools.clock.now())
        return not resting and len(self._sending) < self.health.width(self._most)

    def _ended(self, number: int, began: float, task: "asyncio.Task[None]") -> None:
        self._sending.discard(task)
        now = asyncio.get_running_loop().time()
        self._flow.ended(now, now - began)
        if task.cancelled() or task.exception() is not None:
            self._busy.discard(number)
        else:
            self._start()
        if not self._sending or (self._more and self._room()):
            self._wakened.set()

    async def _deliver(self, batch: Batch, item: Item) -> None:
        note, outcome = await send(self._tools, batch, item)
        if outcome is not None:
            self._judge(item, outcome)
            if outcome.verdict is Verdict.ENDED:
                await self._end(batch.subscription.sink or "")
        self._noter.put(self, note)

    def _judge(self, item: Item, outcome: Outcome) -> None:
        now = self._tools.clock.now()
        if outcome.verdict is Verdict.FAILED:
            self.health.failed(item.person, now, outcome, self._tools.chance())
        else:
            self.back = self.health.delivered(self._most, now) or self.back

    async def _end(self, sink: str) -> None:
        self.close()
        try:
            await end(self._tools, self.id, sink=sink)
        except Exception as error:  # noqa: BLE001 - the sink will say it again
            _log.warning("not ended", error=error)
