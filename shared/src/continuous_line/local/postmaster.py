"""What a PostgreSQL cluster says of its server: `postmaster.pid`, as pg_ctl reads it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psutil


def pid_file(cluster: Path) -> Path:
    return cluster / "postmaster.pid"


def pid_in(cluster: Path) -> int | None:
    """The process that the file names; it may have ended, or be another's by now."""
    try:
        return int(pid_file(cluster).read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def takes_connections(cluster: Path, pid: int) -> bool:
    """Whether this process is the server and has said in the eighth line that it is ready."""
    try:
        lines = pid_file(cluster).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def processes_of(cluster: Path) -> Iterator[psutil.Process]:
    """The server and its children: each has the cluster as its working directory."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name().startswith("postgres") and process.cwd() == str(cluster):
                yield process
