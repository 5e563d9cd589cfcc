"""Processes that a killed run may have left behind, told apart from others by their start."""

import contextlib
import json
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from continuous_line.local.files import replace_file


@dataclass(frozen=True, slots=True)
class ProcessMark:
    """A process id with the moment the process began: ids are given out again, the pair is not."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self | None:
        """None where no such process runs."""
        try:
            return cls(pid, psutil.Process(pid).create_time())
        except psutil.NoSuchProcess:
            return None

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """None where the file is missing or torn."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(int(kept["pid"]), float(kept["started"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path) -> None:
        replace_file(path, json.dumps({"pid": self.pid, "started": self.started}))

    def process(self) -> psutil.Process | None:
        """The process while it runs; None when it ended or its id went to another."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < 2
            return process if same and runs(process) else None
        except psutil.NoSuchProcess:
            return None


def runs(process: psutil.Process) -> bool:
    """A zombie has ended: an orphan's new parent may never ask for its status."""
    try:
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def end(processes: Iterable[psutil.Process], *steps: tuple[signal.Signals, float]) -> None:
    """Send the first signal, wait so many seconds, send the next to those still there, ..."""
    left = [process for process in processes if runs(process)]
    for number, patience in steps:
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        until = time.monotonic() + patience
        while (left := [process for process in left if runs(process)]) and (
            time.monotonic() < until
        ):
            time.sleep(0.02)
