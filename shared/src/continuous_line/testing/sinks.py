"""Sinks for tests: small servers on this machine that behave well or badly, with TLS or without.

They speak HTTP by hand, for a server from a library could not be made to behave badly.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """As it came in; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Sink:
    """What a server on this machine got. `connections`: how many were opened to it."""

    port: int = 0
    got: list[Request] = field(default_factory=list)
    connections: int = 0


def reply(status: int = 204, *lines: str, body: bytes = b"") -> bytes:
    """The bytes of a whole answer; `lines` are further header lines."""
    head = [f"HTTP/1.1 {status} x", f"content-length: {len(body)}", *lines]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def read_request(reader: asyncio.StreamReader) -> Request:
    """Raises asyncio.IncompleteReadError where the other side is gone."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    named = dict(line.split(": ", 1) for line in head[1:] if line)
    headers = {name.lower(): value for name, value in named.items()}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


@asynccontextmanager
async def sink(
    answer: bytes | Behaviour | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
) -> AsyncIterator[Sink]:
    """A sink that answers every request so; a function takes over after the request was read."""
    made = Sink()
    open_: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        made.connections += 1
        open_.add(writer)
        try:
            while True:
                made.got.append(await read_request(reader))
                if callable(answer):
                    await answer(reader, writer)
                    return
                writer.write(reply() if answer is None else answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            open_.discard(writer)
            writer.close()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for writer in list(open_):
            writer.transport.abort()
        await server.wait_closed()
