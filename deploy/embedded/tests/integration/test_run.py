"""A stand as a process of its own: Ctrl-C, kill -9, and what the next run makes of it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from continuous_line.local.processes import runs

Run = subprocess.Popen[str]
RunOf = Callable[..., Run]


def _descendants(run: Run) -> list[psutil.Process]:
    return psutil.Process(run.pid).children(recursive=True)


def _ended(run: Run, patience: float) -> str:
    said, _ = run.communicate(timeout=patience)
    return said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_every_process_within_ten_seconds(run_of: RunOf, number: int) -> None:
    run = run_of("with-helper")
    started = _descendants(run)
    assert len(started) > 4
    run.send_signal(number)
    said = _ended(run, 10)
    assert run.returncode == 0
    assert "Everything stopped" in said
    assert not any(runs(process) for process in started)


def test_services_that_do_not_listen_are_ended_within_ten_seconds_too(run_of: RunOf) -> None:
    run = run_of("deaf", "with-helper")
    started = _descendants(run)
    run.send_signal(signal.SIGINT)
    time.sleep(0.2)
    run.send_signal(signal.SIGINT)
    _ended(run, 10)
    assert not any(runs(process) for process in started)


@pytest.mark.parametrize("moment", ["Data folder", "PostgreSQL", "Databases", "migrated"])
def test_ctrl_c_during_the_start_leaves_nothing(run_of: RunOf, folder: Path, moment: str) -> None:
    run = run_of(until=moment)
    run.send_signal(signal.SIGINT)
    _ended(run, 10)
    assert run.returncode == 130
    left = [
        process.pid
        for process in psutil.process_iter()
        if runs(process) and str(folder) in " ".join(process.cmdline())
    ]
    assert left == []


def test_the_run_after_a_killed_one_repairs_what_it_left(run_of: RunOf) -> None:
    killed = run_of("with-helper", "deaf")
    orphans = _descendants(killed)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert any(runs(process) for process in orphans)
    run = run_of()
    assert not any(runs(process) for process in orphans)
    run.send_signal(signal.SIGINT)
    assert "Everything stopped" in _ended(run, 10)


def test_a_second_run_says_in_one_line_who_uses_the_folder(run_of: RunOf) -> None:
    first = run_of()
    with pytest.raises(AssertionError, match=f"error: .* is in use by process {first.pid}"):
        run_of()
