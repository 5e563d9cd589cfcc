"""The edge of a use case: one transaction per request, committed before the answer leaves.

FastAPI ends what follows a dependency's `yield` before the answer only in function scope.
A repeated request costs nothing until it is one: the answer is stored with the events, and is
looked up only where that finds the key taken or the use case refuses.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError

from continuous_line import processing_log, telemetry
from continuous_line.auth import Guard, Principal
from continuous_line.codes import Role
from continuous_line.database import Database, Tx, passing
from continuous_line.errors import OutcomeUnknown, PreconditionFailed, Refused, VersionConflict
from continuous_line.event_store import Context
from continuous_line.idempotency import Remembered, RequestKey
from continuous_line.processing_log import Processed

_log = telemetry.logger("writing")
_ETAG: Final = re.compile(r'"(\d{1,9})"', re.ASCII)
_NOT_FOR_THEM: Final = (403, 404, 410)
KEY: Final = re.compile(r"[A-Za-z0-9._:-]{1,128}", re.ASCII)


def etag(version: int) -> str:
    """The version of a stream as an entity tag."""
    return f'"{version}"'


def require_version(loaded: int, if_match: int | None) -> None:
    """Raises PreconditionFailed where the client saw another version than the one loaded."""
    if if_match is not None and loaded != if_match:
        raise PreconditionFailed(
            "It has changed since you read it; read it again.", currentVersion=loaded
        )


class AnsweredBefore(Exception):
    """The request is a repeat: this is what was answered."""

    def __init__(self, answer: Remembered) -> None:
        super().__init__(answer.status)
        self.answer = answer


class _KeyTaken(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Reading:
    """A read-only transaction that sees one moment."""

    tx: Tx
    who: Principal
    now: datetime


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction, who writes, and when. `context` goes with every append.

    What is put in `about` goes to the processing log as refused where the request is; what is
    done goes there by `processed`. What is put in `afterwards` is called after the commit, before
    the answer: it may fail, so something else sees to it as well.
    """

    tx: Tx
    who: Principal
    now: datetime
    context: Context
    if_match: int | None = None
    request_key: RequestKey | None = None
    about: list[Processed] = field(default_factory=list)
    afterwards: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def processed(self, *entries: Processed) -> None:
        """In the processing log once the answer leaves, and only then."""
        await processing_log.record(self.tx, self.who, entries, now=self.now)

    async def created(self, location: str, version: int) -> Response:
        """201 with `Location` (`/v1/...`) and `ETag`; call it last."""
        return await self._answer(Remembered(201, location, etag(version)))

    async def done(self, version: int) -> Response:
        """204 with `ETag`; call it last."""
        return await self._answer(Remembered(204, None, etag(version)))

    async def _answer(self, answer: Remembered) -> Response:
        key = self.request_key
        if key is not None and not await key.remember(self.tx, answer, datetime.now(UTC)):
            raise _KeyTaken
        return response_of(answer)


def response_of(answer: Remembered) -> Response:
    headers = {"Location": answer.location, "ETag": answer.etag}
    return Response(
        status_code=answer.status,
        headers={name: value for name, value in headers.items() if value is not None},
    )


async def replay(_request: Request, error: Exception) -> Response:
    """The handler for AnsweredBefore."""
    if not isinstance(error, AnsweredBefore):
        raise error
    return response_of(error.answer)


class WritingGuard(Guard):
    writes = True

    def given(self, request: Request, unit: Writing) -> Any:  # noqa: ARG002
        """What the route is given; a service's own guard puts more around the unit."""
        return unit

    async def request_key(self, request: Request, who: Principal) -> RequestKey | None:
        return await _request_key(request, who)

    async def if_match(self, request: Request) -> int | None:
        return _if_match(request)

    async def refused(self, request: Request, refusal: Exception) -> None:
        """Called after the transaction of a request that fails has ended."""

    async def __call__(self, request: Request) -> AsyncIterator[Any]:
        resources: Any = request.app.state.resources
        database: Database = resources.database
        request_key, committing, about = None, False, list[Processed]()
        try:
            who = await self.enter(request)
            request_key = await self.request_key(request, who)
            if_match = await self.if_match(request)
            async with database.transaction() as tx:
                now, context = resources.clock.now(), context_of(who)
                unit = Writing(tx, who, now, context, if_match, request_key, about)
                yield self.given(request, unit)
                committing = True
            await _do(unit.afterwards)
        except RequestValidationError:
            raise
        except Exception as error:
            if request_key is not None and not passing(error):
                await _raise_if_answered(database, request_key)
            if about and isinstance(error, Refused) and error.status in _NOT_FOR_THEM:
                await processing_log.record_refusal(
                    database, who, about, reason=error.code, now=resources.clock.now()
                )
            if isinstance(error, _KeyTaken):
                raise VersionConflict("The same request is under way; repeat it.") from None
            if committing and passing(error):
                raise OutcomeUnknown(
                    "The database went away while this was recorded; repeat the request with "
                    "the same Idempotency-Key."
                ) from error
            await self.refused(request, error)
            raise


class ReadingGuard(Guard):
    """`snapshot`: whether several statements have to see one moment."""

    snapshot = True

    def given(self, request: Request, view: Reading) -> Any:  # noqa: ARG002
        return view

    async def __call__(self, request: Request) -> AsyncIterator[Any]:
        who = await self.enter(request)
        resources: Any = request.app.state.resources
        database: Database = resources.database
        async with database.reading() if self.snapshot else database.transaction() as tx:
            yield self.given(request, Reading(tx, who, resources.clock.now()))


class AskingGuard(ReadingGuard):
    snapshot = False


def writing(*roles: Role) -> Any:
    """`unit: Annotated[Writing, writing(Role.CASE_MANAGER)]`; for a GET that records, too."""
    return Depends(WritingGuard(*roles), scope="function")


def reading(*roles: Role) -> Any:
    """`view: Annotated[Reading, reading(Role.CASE_MANAGER)]`."""
    return Depends(ReadingGuard(*roles), scope="function")


def asking(*roles: Role) -> Any:
    """As `reading`, for a route that asks one statement (`database.alone`): a round trip less to
    begin and one less to end."""
    return Depends(AskingGuard(*roles), scope="function")


async def _do(afterwards: Iterable[Callable[[], Awaitable[None]]]) -> None:
    for act in afterwards:
        try:
            await act()
        except Exception as error:  # noqa: BLE001 - what was recorded stands
            _log.warning("not done afterwards", error=error)


async def _raise_if_answered(database: Database, key: RequestKey) -> None:
    async with database.transaction() as tx:
        answer = await key.recall(tx, datetime.now(UTC))
    if answer is not None:
        raise AnsweredBefore(answer) from None


async def _request_key(request: Request, who: Principal) -> RequestKey | None:
    key = request.headers.get("idempotency-key")
    if key is None or request.method != "POST":
        return None
    if not KEY.fullmatch(key):
        raise _header_fault("Idempotency-Key", "Is 1 to 128 letters, digits, `.`, `_`, `:` or `-`.")
    secret: str = request.app.state.settings.secret
    route = f"POST {request.scope['path']}"
    return RequestKey.of(who.subject, route, key, await request.body(), secret)


def _if_match(request: Request) -> int | None:
    value = request.headers.get("if-match")
    if value is None or value == "*":
        return None
    found = _ETAG.fullmatch(value)
    if found is None:
        raise _header_fault("If-Match", 'Is one strong entity tag, as in `"3"`, or `*`.')
    return int(found[1])


def _header_fault(name: str, detail: str) -> RequestValidationError:
    return RequestValidationError(
        [{"type": "header", "loc": ("header", name), "msg": detail, "input": None}]
    )


def context_of(who: Principal) -> Context:
    """Who writes, and in which request: what every append keeps."""
    trace = telemetry.current_trace()
    return Context(
        subject=who.subject, organisation=who.organisation,
        roles=tuple(sorted(who.roles)), correlation_id=trace.correlation_id,
        traceparent=trace.traceparent,
    )  # fmt: skip
