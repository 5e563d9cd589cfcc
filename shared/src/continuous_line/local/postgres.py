"""A PostgreSQL server of our own from the binaries in the PyPI wheel, without a container."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from continuous_line.local import place, postmaster
from continuous_line.local.errors import CannotStart
from continuous_line.local.files import replace_file
from continuous_line.local.logins import create_login
from continuous_line.local.place import binaries
from continuous_line.local.processes import ProcessMark, end

__all__ = ["PostgresServer", "binaries", "free_port"]

# Terse: the details of an error would repeat the values of a row in the log.
_OPTIONS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
)
_LOG_LIMIT = 5_000_000
_FAST, _IMMEDIATE = signal.SIGINT, signal.SIGQUIT


def free_port() -> int:
    """A port of loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgresServer:
    """A server on loopback that is a child of this process; passwords by scram.

    `folder` holds the cluster, or a note where it is (see `place`); the superuser is `postgres`
    with a password made here. `options` are settings of postgresql.conf (`fsync=off` for tests);
    by default nothing that was committed is ever lost. Started as root it runs as the owner of
    the cluster, else as `nobody`.
    """

    def __init__(
        self, folder: Path, port: int | None = None, options: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder.resolve()
        self.port = port or free_port()
        self._port_is_ours = port is None
        self._options = options
        self._place: place.Place | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._unwanted = False

    @property
    def home(self) -> Path:
        """Where the files are."""
        return place.noted(self.folder)

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def password(self) -> str:
        return (self.home / "superuser.password").read_text(encoding="ascii").strip()

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self, patience: float = 120) -> None:
        """Returns when the server takes connections. Ends first what a killed run left of it.

        A port of its own choice is chosen once: a second start keeps it.

        Raises CannotStart with one line that says why not. `stop`, from another thread, makes
        a start give up.
        """
        self._unwanted = False
        try:
            self._prepare()
        except OSError as error:
            raise CannotStart(f"PostgreSQL cannot use {self.folder}: {error}") from None
        for attempt in (1, 2, 3):
            try:
                self._run(patience)
                self._port_is_ours = False
                break
            except CannotStart as error:
                taken = "could not bind" in str(error) or "could not create" in str(error)
                if not (taken and self._port_is_ours) or attempt == 3:
                    raise
                self.port = free_port()

    def stop(self, patience: float = 4) -> None:
        """Ends within seconds: the fast way, else at once, which loses nothing either."""
        self._unwanted = True
        process, self._process = self._process, None
        if process is None:
            return
        for number in (_FAST, _IMMEDIATE, signal.SIGKILL):
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
                break
        end(postmaster.processes_of(self.cluster), (signal.SIGKILL, 1))
        (self.home / "owner").unlink(missing_ok=True)

    def end_orphans(self) -> bool:
        """Ends the server of a killed run. True where there was one. Raises CannotStart while
        the run that started it still lives."""
        pid_file = postmaster.pid_file(self.cluster)
        if not pid_file.exists():
            return False
        left = list(postmaster.processes_of(self.cluster))
        if left:
            owner = ProcessMark.read(self.home / "owner")
            if owner is not None and owner.pid != os.getpid() and owner.process() is not None:
                raise CannotStart(f"the database in {self.folder} is in use by process {owner.pid}")
            named = postmaster.pid_in(self.cluster)
            first = [process for process in left if process.pid == named]
            end(first, (_FAST, 8), (_IMMEDIATE, 4))
            end(left, (signal.SIGKILL, 4))
        # A stale file may name a process of another program by now; PostgreSQL would refuse.
        pid_file.unlink(missing_ok=True)
        return bool(left)

    def remove(self) -> None:
        """Removes every file of the server, which must not run."""
        self.end_orphans()
        place.remove(self.folder)

    async def create_login(self, database: str, user: str, password: str) -> str:
        """A database, and a login that owns it and may enter no other. Returns its URL.

        May be repeated; the password is then the new one.
        """
        await create_login(self.url(), database, user, password)
        return self.url(database, user, password)

    def _prepare(self) -> None:
        self._place = place.find_place(self.folder)
        self.end_orphans()
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.unlink()
        if not self.cluster.exists():
            self._initialise()
        mark = ProcessMark.of(os.getpid())
        if mark is not None:
            mark.write(self.home / "owner")

    def _initialise(self) -> None:
        """In a folder beside it first, so that a killed initdb leaves no half cluster."""
        making, password = self.home / "cluster.making", self.home / "superuser.password"
        shutil.rmtree(making, ignore_errors=True)
        replace_file(password, secrets.token_urlsafe(24))
        self._account.own(password)
        fast = ("--no-sync",) if "fsync=off" in self._options else ()
        made, start = self._spawn(
            "initdb", "-D", str(making), "-U", "postgres", "--auth=scram-sha-256",
            f"--pwfile={password}", "--encoding=UTF8", "--locale=C", *fast,
        )  # fmt: skip
        if made.wait() != 0:
            shutil.rmtree(making, ignore_errors=True)
            raise CannotStart(f"PostgreSQL could not make its database: {self._reason(start)}")
        making.rename(self.cluster)

    def _run(self, patience: float) -> None:
        settings = (word for option in (*_OPTIONS, *self._options) for word in ("-c", option))
        if self._unwanted:
            raise CannotStart("PostgreSQL was told to stop while it started")
        process, start = self._spawn(
            "postgres", "-D", str(self.cluster), "-p", str(self.port), *settings
        )
        self._process = process
        until = time.monotonic() + patience
        while not postmaster.takes_connections(self.cluster, process.pid):
            if process.poll() is not None:
                self._process = None
                raise CannotStart(f"PostgreSQL does not start: {self._reason(start)}")
            if time.monotonic() > until:
                self.stop()
                raise CannotStart(f"PostgreSQL does not answer after {patience:.0f} s: {self.log}")
            time.sleep(0.02)

    @property
    def _account(self) -> place.Account:
        return self._place.account if self._place is not None else place.Account()

    def _spawn(self, program: str, *arguments: str) -> "tuple[subprocess.Popen[bytes], int]":
        """The process and the length of the log before it."""
        assert self._place is not None  # noqa: S101
        with self.log.open("ab") as log:
            start = log.tell()
            process = subprocess.Popen(
                [str(self._place.programs / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
                umask=0o077,
                start_new_session=True,
                user=self._account.uid,
                group=self._account.gid,
                extra_groups=None if self._account.uid is None else [],
            )
        return process, start

    def _reason(self, start: int) -> str:
        """The line of the log since `start` that says most."""
        with self.log.open("rb") as log:
            log.seek(start)
            lines = log.read().decode(errors="replace").splitlines()
        telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
        cause = [line for line in lines if "could not" in line]
        return (cause + telling + lines + ["it said nothing"])[0].strip()
