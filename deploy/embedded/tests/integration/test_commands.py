"""The commands as a person types them, where something stands in the way: one clear line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from continuous_line_embedded.folder import DataFolder


def _typed(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "continuous_line_embedded", *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | variables,
    )


@pytest.mark.parametrize("command", ["up", "demo"])
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("in the way")
    typed = _typed(command, DATA=str(tmp_path / "file" / "data"))
    assert typed.returncode == 1
    assert typed.stderr.startswith("error: the data folder ")
    assert typed.stderr.count("\n") == 1


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        base = str(port - 1 if port < 65000 else port - 4)
        typed = _typed("up", "--folder", str(tmp_path / "data"), PORT_BASE=base)
    assert typed.returncode == 1
    assert f"error: port {port} for " in typed.stderr
    assert typed.stderr.count("\n") == 1


def test_reset_removes_a_data_folder_and_only_that(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    with data.held():
        pass
    assert _typed("reset", DATA=str(data.path)).returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert "is not there" in _typed("reset", DATA=str(data.path)).stdout
    (tmp_path / "thesis.txt").write_text("ten years of work")
    refused = _typed("reset", DATA=str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert (tmp_path / "thesis.txt").exists()


def test_reset_refuses_in_one_line_while_a_run_uses_the_folder(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    with data.held():
        refused = _typed("reset", DATA=str(data.path))
    assert refused.returncode == 1
    assert f"is in use by process {os.getpid()}" in refused.stderr
    assert refused.stderr.count("\n") == 1
