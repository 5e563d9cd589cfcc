"""Many sinks in one process, for the benchmark of pushing; told by lines what they are to do.

`mode PLACE MODE`: the sink at that place answers so from now on; `taken`: what arrived when;
`tried`: how many whole requests came at each place, whatever it did with them.
"""

import asyncio
import json
import sys
import time
from functools import partial
from typing import cast

import uvloop

TAKES, FAILS, HANGS, CLOSES = "takes", "fails", "hangs", "closes"
ANSWERS = {
    TAKES: b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n",
    FAILS: b"HTTP/1.1 500 Broken\r\ncontent-length: 0\r\n\r\n",
}


class Sinks:
    """`modes`: by place. `arrived`: place and moment of the first time, by the event's id."""

    def __init__(self, count: int) -> None:
        self.modes = [TAKES] * count
        self.arrived: dict[str, tuple[int, float]] = {}
        self.tried = [0] * count


class Sink(asyncio.Protocol):
    """One connection. Everything is read in whole requests: nobody sends the next one early."""

    def __init__(self, sinks: Sinks, place: int) -> None:
        self._sinks, self._place = sinks, place
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = bytes(self._read).partition(b"\r\n\r\n")
        if not end:
            return
        lines = (line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
        named = {name.lower(): value for name, value in lines}
        if len(body) < int(named.get(b"content-length", b"0")):
            return
        self._read.clear()
        self._sinks.tried[self._place] += 1
        mode = self._sinks.modes[self._place]
        if mode == CLOSES:
            self._transport.close()
        elif mode != HANGS:
            self._transport.write(ANSWERS[mode])
        if mode == TAKES:
            id_ = f"{named[b'webhook-id'].decode()}@{self._place}"
            self._sinks.arrived.setdefault(id_, (self._place, time.monotonic()))


async def main(count: int) -> None:
    loop, sinks = asyncio.get_running_loop(), Sinks(count)
    ports = []
    for place in range(count):
        server = await loop.create_server(partial(Sink, sinks, place), "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
    say(ports)
    while line := await asyncio.to_thread(sys.stdin.readline):
        match line.split():
            case ["mode", place, mode]:
                sinks.modes[int(place)] = mode
            case ["taken"]:
                say(sinks.arrived)
                sinks.arrived.clear()
            case ["tried"]:
                say(sinks.tried)
                sinks.tried = [0] * count


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
