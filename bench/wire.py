"""A client of one keep-alive connection, small enough not to be what is measured."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit


class Wire:
    """`async with Wire("http://127.0.0.1:8002") as wire: await wire.post(path, body, headers)`"""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80

    async def __aenter__(self) -> "Wire":
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def request(
        self, method: str, path: str, headers: Mapping[str, str], body: Any = None
    ) -> tuple[int, dict[str, str], bytes]:
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"host: {self._host}"]
        lines += ["content-type: application/json", f"content-length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in head[1:] if line)
        found = {name.lower(): value for name, _, value in pairs}
        answer = await self._reader.readexactly(int(found.get("content-length", 0)))
        return int(head[0].split()[1]), found, answer


async def spread(address: str, connections: int, requests: Iterable[Any]) -> int:
    """Send all requests (method, path, headers, body) over so many connections; all must be 2xx."""
    left, done = iter(requests), 0

    async def worker() -> None:
        nonlocal done
        async with Wire(address) as wire:
            for method, path, headers, body in left:
                status, _, answer = await wire.request(method, path, headers, body)
                if not 200 <= status < 300:
                    raise RuntimeError(f"{method} {path}: {status} {answer[:300]!r}")
                done += 1

    async with asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(worker())
    return done
