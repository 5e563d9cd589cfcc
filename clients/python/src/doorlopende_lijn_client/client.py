"""The client for programs that wait."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Self, TypeVar, cast

import httpx

from doorlopende_lijn_client import asking
from doorlopende_lijn_client.asking import Batch, Token, Value, Written
from doorlopende_lijn_client.conversation import Pause, Told, conversation
from doorlopende_lijn_client.errors import Problem
from doorlopende_lijn_client.events import CloudEvent
from doorlopende_lijn_client.patience import Patience

T = TypeVar("T")


class Client:
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
        http: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base, self._token = asking.base_of(address), token
        self._patience, self._sleep = patience or Patience(), sleep
        self._own = http is None
        self._http = http or httpx.Client(timeout=asking.MOST_SECONDS_TO_ANSWER)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._own:
            self._http.close()

    def get(self, path: str, shape: type[T], /, **query: Value) -> T:  # noqa: ARG002
        """What is at `path`, as one of `types`; `shape` is for the type checker only."""
        response = self._ask("GET", path, params=asking.query_of(query))
        return cast("T", asking.json_of(response))

    def items(self, path: str, shape: type[T], /, **query: Value) -> Iterator[T]:  # noqa: ARG002
        """All items of a list, page after page."""
        while True:
            page = self.get(path, dict[str, Any], **query)
            yield from cast("list[T]", page["items"])
            if (cursor := page.get("next")) is None:
                return
            query["cursor"] = cursor

    def post(
        self,
        path: str,
        body: Any,
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> Written:
        """Done once, however often it has to be sent. Give a key of your own, and keep it, where
        the write must be done once even if this program starts anew in the middle."""
        return self._write("POST", path, body, asking.write_headers(idempotency_key, if_match))

    def patch(self, path: str, body: Any, *, if_match: str | None = None) -> Written:
        return self._write("PATCH", path, body, asking.write_headers(None, if_match))

    def delete(self, path: str, *, if_match: str | None = None) -> Written:
        return self._write("DELETE", path, None, asking.write_headers(None, if_match))

    def batch(
        self, subscription: str, *, since: str | None = None, limit: int = 100, wait: int = 0
    ) -> Batch:
        """The next events of a pull subscription. `wait`: seconds that the service may keep the
        answer back until there is one. Raises FellBehind too."""
        query = asking.query_of({"since": since, "limit": limit, "wait": wait})
        patience = asking.MOST_SECONDS_TO_ANSWER + wait
        try:
            answer = self._ask(
                "GET", asking.feed_path(subscription), params=query, timeout=patience
            )
        except Problem as problem:
            raise asking.of_feed(problem) from None
        return asking.batch_of(asking.json_of(answer))

    def whole(self, subscription: str, event: CloudEvent) -> CloudEvent:
        """With its data, of an information-poor event: what its `dataref` points at, judged
        again now. Asked of this service, wherever the event says that it is."""
        path = asking.event_path(subscription, event.id)
        return CloudEvent.of(self.get(path, dict[str, Any]))

    def follow(
        self, subscription: str, *, since: str | None = None, limit: int = 100, wait: int = 0
    ) -> Iterator[Batch]:
        """Batch after batch; without `wait` until nothing is left, with it for ever.

        At least once: after a crash the last batch comes again, and each event has its id.
        """
        while True:
            asked_at = time.monotonic()
            found = self.batch(subscription, since=since, limit=limit, wait=wait)
            if found.events:
                yield found
            elif not wait and not found.more:
                return
            elif not found.more and time.monotonic() < asked_at + asking.LEAST_BETWEEN_EMPTY:
                self._sleep(asking.LEAST_BETWEEN_EMPTY)
            since = found.next

    def _write(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Written:
        return asking.written_of(self._ask(method, path, json=body, headers=headers))

    def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        given, told = request.pop("headers", {}), cast("Told", None)
        talk = conversation(self._patience)
        while True:
            try:
                step = talk.send(told)
            except StopIteration as finished:
                return cast("httpx.Response", finished.value)
            if isinstance(step, Pause):
                self._sleep(step.seconds)
                told = None
                continue
            headers = given | asking.headers_of(self._token)
            try:
                told = self._http.request(method, self._base + path, headers=headers, **request)
            except httpx.TransportError as error:
                told = error
