"""The client by which something is sent to a sink, safe against whoever named the sink.

It goes to allowed hosts at allowed addresses only, verifies TLS, follows no redirect, keeps no
cookie, heeds no proxy of the environment, unpacks nothing, and bounds times and sizes. Each sink
has connections of its own: one that hangs takes none from the others.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpcore
import httpx

from continuous_line.webhooks.addresses import public
from continuous_line.webhooks.answers import Answer, Reason
from continuous_line.webhooks.network import (
    GuardedNetwork,
    MayReach,
    Resolve,
    SinkFailed,
    SystemResolver,
)
from continuous_line.webhooks.pools import Pools
from continuous_line.webhooks.rules import SinkRefused, SinkRules

_AWAY = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds and bytes. `total`: until the head of the answer is there, connecting included;
    `body`: what may be added to read its body, of which `answer_bytes` are kept."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 20.0
    body: float = 2.0
    request_bytes: int = 65_536
    answer_bytes: int = 4_096
    idle_connections: int = 4  # of each sink
    idle_for: float = 30.0


def tls_context(authorities: Path | None = None) -> ssl.SSLContext:
    """The usual authorities, and those in a PEM file, as of a government's own."""
    context = httpx.create_ssl_context(trust_env=False)
    if authorities is not None:
        context.load_verify_locations(authorities)
    return context


class SinkClient:
    """To be kept open as long as the process runs. `resolve` and `may_reach` are for tests."""

    def __init__(
        self,
        rules: SinkRules,
        bounds: Bounds | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve | None = None,
        may_reach: MayReach | None = None,
    ) -> None:
        self._rules, self._bounds = rules, bounds or Bounds()
        self._tls = tls or tls_context()
        self._resolver = SystemResolver()
        reachable = (lambda _: True) if rules.private_addresses else public
        self._network = GuardedNetwork(resolve or self._resolver, may_reach or reachable)
        self._pools = Pools(self._new_pool, self._bounds.idle_for)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._pools.aclose()
        self._resolver.close()

    async def post(self, sink: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Raises SinkFailed where there is no answer, ValueError where a header is not ASCII."""
        return await self._send("POST", sink, headers, body)

    async def options(self, sink: str, headers: Mapping[str, str]) -> Answer:
        """As `post`, for the question whether anything may be sent."""
        return await self._send("OPTIONS", sink, headers, b"")

    async def _send(
        self, method: str, sink: str, headers: Mapping[str, str], body: bytes
    ) -> Answer:
        if len(body) > self._bounds.request_bytes:
            raise SinkFailed(Reason.TOO_LARGE)
        try:
            url = self._rules.check(sink)
        except SinkRefused:
            raise SinkFailed(Reason.SINK_NOT_ALLOWED) from None
        request = self._request(method, url, headers, body)
        await self._pools.close_idle()
        with self._pools.used(str(url)) as pool:
            response = await self._head(pool, request)
            try:
                return _answer(response, await self._beginning(response))
            finally:
                await response.aclose()

    async def _head(
        self, pool: httpcore.AsyncConnectionPool, request: httpcore.Request
    ) -> httpcore.Response:
        try:
            async with asyncio.timeout(self._bounds.total):
                return await pool.handle_async_request(request)
        except (TimeoutError, httpcore.TimeoutException):
            raise SinkFailed(Reason.TIMED_OUT) from None
        except httpcore.ConnectError:  # the network itself raises SinkFailed: this is TLS
            raise SinkFailed(Reason.TLS_FAILED) from None
        except _AWAY:
            raise SinkFailed(Reason.BROKE_OFF) from None

    def _request(
        self, method: str, url: httpx.URL, headers: Mapping[str, str], body: bytes
    ) -> httpcore.Request:
        own = {
            "host": url.netloc.decode("ascii"),
            "user-agent": "doorlopende-lijn",
            "accept-encoding": "identity",
            "content-length": str(len(body)),
        }
        times = {
            "connect": self._bounds.connect,
            "read": self._bounds.read,
            "write": self._bounds.read,
        }
        named = {name.lower(): value for name, value in headers.items()} | own
        return httpcore.Request(
            method,
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=[
                (name.encode("ascii"), value.encode("ascii")) for name, value in named.items()
            ],
            content=body,
            extensions={"timeout": times},
        )

    def _new_pool(self) -> httpcore.AsyncConnectionPool:
        """How many requests are under way is for the sender to bound."""
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=None,
            max_keepalive_connections=self._bounds.idle_connections,
            keepalive_expiry=self._bounds.idle_for,
            network_backend=self._network,
        )

    async def _beginning(self, response: httpcore.Response) -> bytes:
        """Of the body. The status has said what came of it: a body that does not come or does not
        end changes nothing, it only costs the connection."""
        read = bytearray()
        try:
            async with asyncio.timeout(self._bounds.body):
                async for chunk in response.aiter_stream():
                    read += chunk
                    if len(read) >= self._bounds.answer_bytes:
                        break
        except (TimeoutError, *_AWAY):
            pass
        return bytes(read[: self._bounds.answer_bytes])


def _answer(response: httpcore.Response, body: bytes) -> Answer:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
    }
    return Answer(response.status, headers, body)
