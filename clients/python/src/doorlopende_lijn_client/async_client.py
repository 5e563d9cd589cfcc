"""The client for programs that await; the same as `Client`, word for word."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Self, TypeVar, cast

import httpx

from doorlopende_lijn_client import asking
from doorlopende_lijn_client.asking import Batch, Token, Value, Written
from doorlopende_lijn_client.conversation import Pause, Told, conversation
from doorlopende_lijn_client.errors import Problem
from doorlopende_lijn_client.events import CloudEvent
from doorlopende_lijn_client.patience import Patience

T = TypeVar("T")


class AsyncClient:
    """One service. All methods raise Problem and NotAnswered.

    `address`: of the service. `token`: a bearer token, or a function that gives the present one.
    `http`: a client of your own, as for a proxy; it is not closed here.
    """

    def __init__(
        self,
        address: str,
        token: Token,
        *,
        patience: Patience | None = None,
        http: httpx.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._base, self._token = asking.base_of(address), token
        self._patience, self._sleep = patience or Patience(), sleep
        self._own = http is None
        self._http = http or httpx.AsyncClient(timeout=asking.MOST_SECONDS_TO_ANSWER)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        if self._own:
            await self._http.aclose()

    async def get(self, path: str, shape: type[T], /, **query: Value) -> T:  # noqa: ARG002
        """What is at `path`, as one of `types`; `shape` is for the type checker only."""
        response = await self._ask("GET", path, params=asking.query_of(query))
        return cast("T", asking.json_of(response))

    async def items(
        self,
        path: str,
        shape: type[T],  # noqa: ARG002
        /,
        **query: Value,
    ) -> AsyncIterator[T]:
        """All items of a list, page after page."""
        while True:
            page = await self.get(path, dict[str, Any], **query)
            for item in cast("list[T]", page["items"]):
                yield item
            if (cursor := page.get("next")) is None:
                return
            query["cursor"] = cursor

    async def post(
        self,
        path: str,
        body: Any,
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> Written:
        """Done once, however often it has to be sent. Give a key of your own, and keep it, where
        the write must be done once even if this program starts anew in the middle."""
        return await self._write(
            "POST", path, body, asking.write_headers(idempotency_key, if_match)
        )

    async def patch(self, path: str, body: Any, *, if_match: str | None = None) -> Written:
        return await self._write("PATCH", path, body, asking.write_headers(None, if_match))

    async def delete(self, path: str, *, if_match: str | None = None) -> Written:
        return await self._write("DELETE", path, None, asking.write_headers(None, if_match))

    async def batch(
        self, subscription: str, *, since: str | None = None, limit: int = 100, wait: int = 0
    ) -> Batch:
        """The next events of a pull subscription. `wait`: seconds that the service may keep the
        answer back until there is one. Raises FellBehind too."""
        query = asking.query_of({"since": since, "limit": limit, "wait": wait})
        patience = asking.MOST_SECONDS_TO_ANSWER + wait
        try:
            answer = await self._ask(
                "GET", asking.feed_path(subscription), params=query, timeout=patience
            )
        except Problem as problem:
            raise asking.of_feed(problem) from None
        return asking.batch_of(asking.json_of(answer))

    async def whole(self, subscription: str, event: CloudEvent) -> CloudEvent:
        """With its data, of an information-poor event: what its `dataref` points at, judged
        again now. Asked of this service, wherever the event says that it is."""
        path = asking.event_path(subscription, event.id)
        return CloudEvent.of(await self.get(path, dict[str, Any]))

    async def follow(
        self, subscription: str, *, since: str | None = None, limit: int = 100, wait: int = 0
    ) -> AsyncIterator[Batch]:
        """Batch after batch; without `wait` until nothing is left, with it for ever.

        At least once: after a crash the last batch comes again, and each event has its id.
        """
        while True:
            asked_at = time.monotonic()
            found = await self.batch(subscription, since=since, limit=limit, wait=wait)
            if found.events:
                yield found
            elif not wait and not found.more:
                return
            elif not found.more and time.monotonic() < asked_at + asking.LEAST_BETWEEN_EMPTY:
                await self._sleep(asking.LEAST_BETWEEN_EMPTY)
            since = found.next

    async def _write(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Written:
        return asking.written_of(await self._ask(method, path, json=body, headers=headers))

    async def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        given, told = request.pop("headers", {}), cast("Told", None)
        talk = conversation(self._patience)
        while True:
            try:
                step = talk.send(told)
            except StopIteration as finished:
                return cast("httpx.Response", finished.value)
            if isinstance(step, Pause):
                await self._sleep(step.seconds)
                told = None
                continue
            headers = given | asking.headers_of(self._token)
            try:
                told = await self._http.request(
                    method, self._base + path, headers=headers, **request
                )
            except httpx.TransportError as error:
                told = error
