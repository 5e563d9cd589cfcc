"""One process of a service: its web server, its worker, or both; ended by a signal."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn
import uvloop

from continuous_line import telemetry
from continuous_line.config import Settings
from continuous_line.errors import CannotStart
from continuous_line.vault_opening import opened_vault
from continuous_line.web import Service
from continuous_line.worker import Worker, working

_log = telemetry.logger("process")
KEEP_ALIVE = 75
"""Seconds; longer than clients and proxies keep an idle connection, so that they close it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What a service gives: `create_app(settings, api=False)` has health and metrics only.

    `make_worker` is given the resources that the app's lifespan opened. `vault`: whether these
    are WithVault.
    """

    name: str
    create_app: Callable[..., Service]
    make_worker: Callable[[Any], Worker]
    vault: bool = False

    @property
    def package(self) -> str:
        return f"{self.name}_service"


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are handled below: the worker stops before its resources close."""
        yield


def run(program: Program, settings: Settings, *, web: bool, work: bool) -> int:
    """The exit status: 0 after a signal, 1 where a part failed for good."""
    telemetry.configure(program.name, settings.log_level)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(program, settings, web=web, work=work))


async def _run(program: Program, settings: Settings, *, web: bool, work: bool) -> int:
    try:
        await _try_vault(program, settings)
        app = program.create_app(settings, api=web)
    except CannotStart as error:
        sys.stderr.write(f"{program.name}-service cannot start: {error}\n")
        return 1
    config = uvicorn.Config(
        app, settings.host, settings.port, log_config=None, access_log=False, lifespan="on",
        server_header=False, timeout_graceful_shutdown=3, timeout_keep_alive=KEEP_ALIVE,
    )  # fmt: skip
    server, asked = _Server(config), asyncio.Event()

    def ask() -> None:
        asked.set()
        app.state.ending.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ask)
    serving = asyncio.create_task(server.serve(), name="web")
    while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
        await asyncio.sleep(0.01)
    if not server.started:
        _log.error("not started", host=settings.host, port=settings.port)
        return 1
    gc.freeze()  # what was made at the start stays: collections need not look through it
    _log.info("started", host=settings.host, port=settings.port, web=web, work=work)
    try:
        if work:
            worker = program.make_worker(app.state.resources)
            worker.register(app.state.metrics.registry)
            app.state.worker = worker
            async with working(worker) as task:
                failed = await _first(asked, serving, task)
        else:
            failed = await _first(asked, serving)
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)
    _log.info("stopped")
    return 1 if failed else 0


async def _try_vault(program: Program, settings: Settings) -> None:
    """Before the server starts: it would tell with a traceback what one line tells."""
    if program.vault:
        async with opened_vault(settings, service=program.name):
            pass


async def _first(asked: asyncio.Event, *tasks: "asyncio.Task[Any]") -> bool:
    """Waits for the signal; True where a task ended before it, which none should."""
    waiting = asyncio.create_task(asked.wait())
    await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()):
            _log.critical("failed", part=task.get_name(), error=error)
    return not asked.is_set()
