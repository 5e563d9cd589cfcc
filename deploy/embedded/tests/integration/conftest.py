"""Stands with tiny services instead of the real ones: tested is who starts and ends them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from continuous_line_embedded.folder import DataFolder
from continuous_line_embedded.removal import remove
from continuous_line_embedded.services import Service
from continuous_line_embedded.stand import Stand

HERE = Path(__file__).parent


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place for a data folder that the database's user can reach too."""
    made = Path(tempfile.mkdtemp(prefix="continuous-line-stand-"))
    made.chmod(0o755)
    yield made / "data"
    remove(DataFolder(made / "data"))
    shutil.rmtree(made)


@pytest.fixture
def stand_of(folder: Path) -> Callable[..., Stand]:
    """`stand_of(profile=["broken"], handover=[])`: a stand of tiny services by behaviour.

    `vault` names those that have one.
    """

    def made(
        *, more: dict[str, Any] | None = None, vault: Sequence[str] = (), **behaviours: list[str]
    ) -> Stand:
        program = (sys.executable, str(HERE / "tiny_service.py"))
        services = [
            Service(name, ("migrate",), (*program, *behaviour), vault=name in vault)
            for name, behaviour in (behaviours or {"profile": [], "handover": []}).items()
        ]
        options = ("fsync=off", "shared_buffers=16MB")
        return Stand(folder, services=services, postgres_options=options, **(more or {}))

    return made


@pytest.fixture
def run_of(folder: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """`run_of("deaf")`: a stand in a process of its own, returned when it is up."""
    runs = []

    def started(*behaviour: str, until: str = "everything is up") -> "subprocess.Popen[str]":
        command = [sys.executable, str(HERE / "stand_process.py"), str(folder), *behaviour]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        runs.append(run)
        assert run.stdout is not None
        said = []
        for line in run.stdout:
            said.append(line)
            if until in line:
                return run
        raise AssertionError("".join(said))

    yield started
    for run in runs:
        run.kill()
        run.communicate()
