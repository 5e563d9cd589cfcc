"""One request until it is answered for good, told to nobody in particular: it says what to send
and how long to pause, and is told what came. So waiting and awaiting programs share it."""

import random
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from doorlopende_lijn_client.errors import ClientError, NotAnswered, problem_of
from doorlopende_lijn_client.patience import Patience, seconds


@dataclass(frozen=True, slots=True)
class Send:
    """Send the request; then tell the answer or the error."""


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


Told = httpx.Response | httpx.TransportError | None
Conversation = Generator[Send | Pause, Told, httpx.Response]


def conversation(patience: Patience) -> Conversation:
    """Returns the answer of 2xx; raises Problem, NotAnswered, and ClientError on a redirect."""
    failed = 0
    while True:
        told = yield Send()
        failed += 1
        if isinstance(told, httpx.Response):
            if told.is_success:
                return told
            pause = _pause_after(told, failed, patience)
        else:
            pause = patience.pause(failed, _chance(), None)
        if pause is None:
            raise _error(told, failed)
        yield Pause(pause)


def _pause_after(response: httpx.Response, failed: int, patience: Patience) -> float | None:
    asked = seconds(response.headers.get("retry-after"), datetime.now(UTC))
    return patience.pause(failed, _chance(), response.status_code, asked)


def _chance() -> float:
    return random.random()  # noqa: S311 - it spreads pauses, it keeps no secret


def _error(told: Told, failed: int) -> ClientError:
    if isinstance(told, httpx.Response):
        if told.is_error:
            return problem_of(told)
        return ClientError(f"{told.status_code} is neither an answer nor a problem")
    error = NotAnswered(f"{type(told).__name__} after {failed} tries")
    error.__cause__ = told
    return error
