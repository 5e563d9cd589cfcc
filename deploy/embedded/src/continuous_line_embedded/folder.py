"""The data folder of one run: everything it keeps, with a lock against a second run."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from continuous_line.local.errors import CannotStart
from continuous_line.local.files import replace_file
from continuous_line.master_keys import new_entry

_MARK = "doorlopende-lijn"
_MARK_TEXT = "The data of one run of Doorlopende Lijn; `make reset` removes this folder.\n"


class DataFolder:
    """Its parts are here after `held`; nothing is made before."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.abspath(path))  # noqa: PTH100  resolve() fails on a broken link

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def clock(self) -> Path:
        return self.path / "clock"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Makes the folder and holds it for this process.

        The lock is the kernel's: it goes with the process that held it, however that ended.
        Raises CannotStart where another run holds it, it cannot be written, or is not ours.
        """
        try:
            self._make()
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotStart(
                f"the data folder {self.path} cannot be written ({error.strerror}): "
                "name another with DATA="
            ) from None
        try:
            self._lock(lock)
            yield
        finally:
            os.close(lock)

    def secrets(self, names: Iterable[str]) -> Mapping[str, str]:
        """One secret per name, made once and kept in a file that nobody else can read."""
        path = self.path / "secrets.json"
        kept: dict[str, str] = {}
        if path.exists():
            try:
                kept = json.loads(path.read_text(encoding="utf-8"))
            except (ValueError, PermissionError):
                raise CannotStart(f"{path} cannot be read: `make reset` starts anew") from None
        missing = {name: secrets.token_urlsafe(32) for name in names if name not in kept}
        if missing:
            replace_file(path, json.dumps(kept | missing, indent=1))
        return kept | missing

    def master_key(self, name: str) -> Path:
        """The file with the ring of master keys of a service, made once."""
        path = self.path / f"{name}-master-key"
        if not path.exists():
            replace_file(path, new_entry("first") + "\n")
        return path

    def is_ours(self) -> bool:
        return (self.path / _MARK).exists()

    def _make(self) -> None:
        # Others may pass through (the database's user does), but list or read nothing.
        self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
        if not self.is_ours():
            if any(self.path.iterdir()):
                raise CannotStart(
                    f"{self.path} holds files of something else: name another folder with DATA="
                )
            replace_file(self.path / _MARK, _MARK_TEXT, 0o644)
        self.logs.mkdir(mode=0o700, exist_ok=True)

    def _lock(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(lock, 20).decode().strip() or "unknown"
            raise CannotStart(
                f"{self.path} is in use by process {holder}: "
                "stop that run first, or name another folder with DATA="
            ) from None
        os.ftruncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
