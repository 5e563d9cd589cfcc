"""Asking for many at once: what is asked while one question is under way goes together next.

One request alone asks as it always would; under load one statement answers several requests.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
_MOST: Final = 100


class Together(Generic[Q, A]):
    """`ask` gives an answer to each of several questions, in their order.

    Where it fails for several each is asked alone: nobody fails for somebody else's question.
    """

    def __init__(self, ask: Callable[[Sequence[Q]], Awaitable[Sequence[A]]]) -> None:
        self._ask = ask
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._asking: asyncio.Task[None] | None = None

    def soon(self, question: Q) -> "asyncio.Future[A]":
        """Asked from now on; an answer that nobody awaits any more is no error."""
        future: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, future))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_all())
        return future

    async def finished(self) -> None:
        """When nothing is under way any more; before what `ask` uses is closed."""
        while self._asking is not None:
            await asyncio.wait([self._asking])

    async def _ask_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                if not await self._asked(batch):
                    for one in batch:
                        await self._asked([one])
        finally:
            self._asking = None

    async def _asked(self, batch: Sequence[tuple[Q, "asyncio.Future[A]"]]) -> bool:
        """False where it failed for several: they still wait."""
        try:
            answers = await self._ask([question for question, _ in batch])
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            if len(batch) > 1:
                return False
            _fail(batch[0][1], error)
        except BaseException:
            for _, future in batch:
                future.cancel()
            raise
        else:
            for (_, future), answer in zip(batch, answers, strict=True):
                if not future.done():
                    future.set_result(answer)
        return True


def _fail(future: "asyncio.Future[A]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
        future.exception()  # told: nobody has to await it
