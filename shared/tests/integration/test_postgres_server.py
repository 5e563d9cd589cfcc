import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from continuous_line.local.errors import CannotStart
from continuous_line.local.place import NOTE, binaries, copy_wheel
from continuous_line.local.postgres import PostgresServer
from continuous_line.local.processes import ProcessMark, runs

FAST = ("fsync=off", "shared_buffers=16MB")
KILLED_RUN = """
import os, sys
from pathlib import Path
from continuous_line.local.postgres import PostgresServer
server = PostgresServer(Path(sys.argv[1]), options=("fsync=off", "shared_buffers=16MB"))
server.start()
print(server.port, flush=True)
if sys.argv[2] == "killed":
    os.kill(os.getpid(), 9)
sys.stdin.read()
server.stop()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own: as root the server's user could not enter that one."""
    made = Path(tempfile.mkdtemp(prefix="continuous-line-test-"))
    made.chmod(0o755)
    yield made / "postgres"
    PostgresServer(made / "postgres").remove()
    shutil.rmtree(made)


async def _execute(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def _with_a_table(server: PostgresServer) -> str:
    url = await server.create_login("profile", "profile", "first")
    await _execute(url, "CREATE TABLE kept AS SELECT 42 AS number")
    return url


def _server_process(server: PostgresServer) -> psutil.Process:
    return psutil.Process(int((server.cluster / "postmaster.pid").read_text().split("\n")[0]))


async def test_what_was_committed_is_there_after_a_stop_and_a_start(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    server.start()
    await _with_a_table(server)
    server.stop()
    assert not server.running
    server.start()
    try:
        url = server.url("profile", "profile", "first")
        assert await _execute(url, "SELECT number FROM kept") == 42
    finally:
        server.stop()


def test_a_server_left_by_a_killed_run_is_ended(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED_RUN, str(folder), "killed"]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert run.returncode == -signal.SIGKILL
    orphan = _server_process(PostgresServer(folder))
    assert runs(orphan)
    server = PostgresServer(folder, options=FAST)
    assert server.port != int(run.stdout)
    server.start()
    server.stop()
    assert not runs(orphan)


async def test_a_server_that_was_killed_itself_comes_back_with_its_data(folder: Path) -> None:
    server = PostgresServer(folder, options=("shared_buffers=16MB",))
    server.start()
    await _with_a_table(server)
    _server_process(server).kill()
    server.stop()
    server.start()
    try:
        url = server.url("profile", "profile", "first")
        assert await _execute(url, "SELECT number FROM kept") == 42
    finally:
        server.stop()


def test_a_pid_file_that_names_another_program_does_not_stop_the_start(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    server.start()
    lines = (server.cluster / "postmaster.pid").read_text().split("\n")
    server.stop()
    other = subprocess.Popen(["sleep", "60"])
    try:
        (server.cluster / "postmaster.pid").write_text("\n".join([str(other.pid), *lines[1:]]))
        server.start()
        server.stop()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_server_in_use_by_a_living_run_is_left_alone(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED_RUN, str(folder), "living"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        run.stdout.readline()
        with pytest.raises(CannotStart, match=f"in use by process {run.pid}"):
            PostgresServer(folder, options=FAST).start()
    assert run.returncode == 0


def test_a_taken_port_is_one_clear_line(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = PostgresServer(folder, port=taken.getsockname()[1], options=FAST)
        with pytest.raises(CannotStart, match="Address already in use") as refusal:
            server.start()
    assert "\n" not in str(refusal.value)


def test_a_port_of_its_own_choice_that_was_taken_meanwhile_is_chosen_again(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        server.start()
        server.stop()
        assert server.port != taken.getsockname()[1]


def test_a_half_made_cluster_of_a_killed_run_is_made_anew(folder: Path) -> None:
    (folder / "cluster.making").mkdir(parents=True)
    (folder / "cluster.making" / "PG_VERSION").write_text("18")
    server = PostgresServer(folder, options=FAST)
    server.start()
    server.stop()


async def test_a_login_owns_its_database_and_may_enter_no_other(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    server.start()
    try:
        own = await server.create_login("profile", "profile", 'it\'s "secret"')
        await server.create_login("handover", "handover", "other")
        await _execute(own, "CREATE TABLE mine (number int)")
        for closed in ("handover", "postgres", "template1"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asyncpg.connect(server.url(closed, "profile", 'it\'s "secret"'))
        rights = await _execute(
            own, "SELECT (rolsuper OR rolcreatedb OR rolcreaterole) FROM pg_roles "
            "WHERE rolname = current_user",
        )  # fmt: skip
        assert rights is False
    finally:
        server.stop()


async def test_making_a_login_again_keeps_the_data_and_sets_the_password(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    server.start()
    try:
        old = await _with_a_table(server)
        new = await server.create_login("profile", "profile", "second")
        assert await _execute(new, "SELECT number FROM kept") == 42
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(old)
    finally:
        server.stop()


def test_the_server_never_runs_as_root(folder: Path) -> None:
    server = PostgresServer(folder, options=FAST)
    server.start()
    try:
        uids = _server_process(server).uids()
        assert uids.real == (os.geteuid() or server.cluster.stat().st_uid)
        assert uids.real != 0
    finally:
        server.stop()


def test_as_root_a_folder_nobody_may_enter_gets_its_data_elsewhere(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = PostgresServer(closed / "postgres", options=FAST)
    server.start()
    home = server.home
    server.stop()
    elsewhere = (closed / "postgres" / NOTE).exists()
    assert elsewhere == (os.geteuid() == 0)
    server.start()
    assert server.home == home
    server.stop()
    server.remove()
    assert not home.exists()
    assert not (closed / "postgres").exists()


def test_as_root_programs_nobody_may_enter_are_copied(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    copy_wheel(binaries(), closed)
    hidden = closed / binaries().relative_to(binaries().parents[2])
    monkeypatch.setattr("continuous_line.local.place.binaries", lambda: hidden)
    server = PostgresServer(folder, options=FAST)
    server.start()
    try:
        copied = (server.home / "programs").exists()
        assert copied == (os.geteuid() == 0)
    finally:
        server.stop()


def test_a_mark_is_not_mistaken_for_a_later_process_with_its_id(tmp_path: Path) -> None:
    mark = ProcessMark.of(os.getpid())
    assert mark is not None
    assert mark.process() is not None
    ProcessMark(mark.pid, mark.started - 60).write(tmp_path / "mark")
    read = ProcessMark.read(tmp_path / "mark")
    assert read is not None
    assert read.process() is None
