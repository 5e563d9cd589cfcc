"""Servers of a log that tests may stop, start and pause, one at a time."""

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psutil

from continuous_line.local.postgres import PostgresServer
from continuous_line.testing.kafka import kafka_for_tests
from continuous_line.testing.postgres import OPTIONS


class LogServer(Protocol):
    """Starts at the same address with the same data; a paused one answers nothing."""

    @property
    def url(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...


class _Postgres:
    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.start, self.stop = server.start, server.stop

    @property
    def url(self) -> str:
        return self._server.url()

    def pause(self) -> None:
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        postmaster = int((self._server.cluster / "postmaster.pid").read_text().split()[0])
        for process in [psutil.Process(postmaster), *psutil.Process(postmaster).children()]:
            process.send_signal(number)


@contextmanager
def log_server(kind: str) -> Iterator[LogServer]:
    """`kind` is postgresql or kafka; a server of its own, that runs."""
    if kind == "kafka":
        with kafka_for_tests() as kafka:
            yield kafka
        return
    server = PostgresServer(
        Path(tempfile.mkdtemp(prefix="continuous-line-outages-")), options=OPTIONS
    )
    try:
        server.start()
        yield _Postgres(server)
    finally:
        server.stop()
        server.remove()
