"""Connections to checked addresses only.

A name is resolved once and every address of it is judged; the connection goes to a judged address
itself. A name server that answers otherwise the second time is not asked a second time. TLS and
the Host header still have the name, for httpcore takes those from the request.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpcore

from continuous_line.errors import ContinuousLineError
from continuous_line.webhooks.answers import Reason

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host and port, as text, the preferred one first; raises SinkFailed."""
MayReach = Callable[[str], bool]
_MOST_ADDRESSES_TRIED = 4
_NAMES_AT_ONCE = 32


class SinkFailed(ContinuousLineError):
    """There is no answer, and why not."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class SystemResolver:
    """Asks as the machine is set up to. Its threads are its own: a name server that hangs must not
    take those that the rest of the process waits for."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_NAMES_AT_ONCE, thread_name_prefix="sink-names")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        except (OSError, UnicodeError):
            raise SinkFailed(Reason.NAME_UNKNOWN) from None
        return list(dict.fromkeys(str(address[0]) for *_, address in found))

    def close(self) -> None:
        """Without waiting for answers."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """The network as httpcore uses it; `connect_tcp` raises SinkFailed."""

    def __init__(self, resolve: Resolve, may_reach: MayReach) -> None:
        self._resolve, self._may_reach = resolve, may_reach
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout) as bound:
                addresses = await self._checked(host, port)
                for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
                    try:
                        return await self._network.connect_tcp(
                            address, port, _share(bound, left), local_address, socket_options
                        )
                    except (httpcore.ConnectError, httpcore.ConnectTimeout):
                        continue
        except TimeoutError:
            raise SinkFailed(Reason.TIMED_OUT) from None
        raise SinkFailed(Reason.UNREACHABLE)

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        addresses = await self._resolve(host, port)
        if not addresses:
            raise SinkFailed(Reason.NAME_UNKNOWN)
        if not all(self._may_reach(address) for address in addresses):
            raise SinkFailed(Reason.ADDRESS_NOT_ALLOWED)
        return addresses[:_MOST_ADDRESSES_TRIED]

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        raise SinkFailed(Reason.ADDRESS_NOT_ALLOWED)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


def _share(bound: asyncio.Timeout, addresses: int) -> float | None:
    """Seconds for the next address, so that one that swallows packets leaves time for the rest."""
    until = bound.when()
    if until is None:
        return None
    return max(until - asyncio.get_running_loop().time(), 0) / addresses
