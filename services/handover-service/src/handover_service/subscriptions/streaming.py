"""The feed as server-sent events: one answer that goes on, judged anew at every batch.

Source: HTML Living Standard, server-sent events. A frame with an `id` alone is none that is
handed on: it moves the reader's `Last-Event-ID` over what the filters left out.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import orjson
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from continuous_line.database import passing
from continuous_line.errors import AccessUnknown, Refused
from handover_service.subscriptions.bell import Bell
from handover_service.subscriptions.pulling import Batch

MEDIA_TYPE: Final = "text/event-stream"
PAUSE: Final = 5.0
"""Seconds until it is tried again where nobody can say now what may be told."""
_NEVER: Final = 2**62
_HEADERS: Final = {"X-Accel-Buffering": "no"}
Look = Callable[[int], Awaitable[Batch]]


class Stream(StreamingResponse):
    """`leave` is called when it is over, however it ends."""

    def __init__(self, frames: AsyncIterator[bytes], leave: Callable[[], None]) -> None:
        super().__init__(frames, media_type=MEDIA_TYPE, headers=_HEADERS)
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


async def frames(first: Batch, look: Look, bell: Bell, heartbeat: float) -> AsyncIterator[bytes]:
    """Until the token or the subscription ends, or the process is asked to stop.

    `look` is given the number after which to go on, and authenticates anew.
    """
    batch = first
    yield _written(batch)
    while not bell.ending:
        if not batch.more:
            await bell.after(batch.municipality, batch.reached, heartbeat)
        try:
            batch = await look(batch.reached)
        except Exception as error:
            if isinstance(error, AccessUnknown) or passing(error):
                yield b": nobody can say now what may be told\n\n"
                await bell.after(batch.municipality, _NEVER, PAUSE)
                continue
            if isinstance(error, Refused):
                yield _last(error)
                return
            raise
        yield _written(batch)


def _written(batch: Batch) -> bytes:
    lines = [
        b"id: %b\nevent: %b\ndata: %b\n\n" % (told.position.encode(), told.type.encode(), told.body)
        for told in batch.told
    ]
    return b"".join(lines) + f"id: {batch.next}\n\n".encode()


def _last(refusal: Refused) -> bytes:
    """Why it ends; whoever asks again is answered the same as a problem."""
    problem = {"status": refusal.status, "code": refusal.code, "detail": refusal.detail}
    return b"event: ended\ndata: %b\n\n" % orjson.dumps(problem)
