"""A child process: started with a log, waited for, ended with everything it started itself."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psutil

from continuous_line.local.processes import end
from continuous_line_embedded.services import RUN_MARK

_LOG_LIMIT, _TAIL_LIMIT = 10_000_000, 65_536


@dataclass
class Child:
    """`start` may be called again after it ended."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    log: Path

    _process: Process | None = None
    _log_start: int = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """In a session of its own: a Ctrl-C of the terminal reaches its parent alone."""
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            starting = asyncio.create_task(self._spawn(log))
            try:
                self._process = await asyncio.shield(starting)
            except asyncio.CancelledError:
                self._process = await starting
                raise

    async def wait(self) -> int:
        """The status with which it ended (negative: the signal); ends what it left behind."""
        if self._process is None:
            return 0
        status = await self._process.wait()
        self._signal_group(signal.SIGKILL)
        return status

    async def stop(self, patience: float) -> None:
        """Asks it to end; after `patience` seconds it is killed."""
        if self.running:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self.wait()
        await self.kill()

    async def kill(self) -> None:
        """kill -9, for it and all it started."""
        if self._process is not None:
            self._signal_group(signal.SIGKILL)
            await self.wait()

    def log_tail(self, lines: int = 6) -> str:
        """The last lines that this start of it wrote."""
        with self.log.open("rb") as log:
            log.seek(max(self._log_start, log.seek(0, os.SEEK_END) - _TAIL_LIMIT))
            text = log.read().decode(errors="replace")
        return "\n".join(text.strip().splitlines()[-lines:]) or "(it wrote nothing)"

    async def _spawn(self, log: BinaryIO) -> Process:
        return await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self.folder,
            env=self.environment,
            start_new_session=True,
        )

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(number)

    def _signal_group(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)


def end_orphans(folder: Path) -> int:
    """Ends the children that a killed run of this data folder left. Returns how many there were.

    They are known by their environment, which no other process can have by accident.
    """
    ours = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    orphans = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid not in ours and process.environ().get(RUN_MARK) == str(folder):
                orphans.append(process)
    end(orphans, (signal.SIGTERM, 4), (signal.SIGKILL, 4))
    return len(orphans)
