"""The folders with programmes: the delivered one, and one of the installation's own.

A file of one's own with the code and version of a delivered one takes its place.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from handover_service.domain.programme import Programme
from handover_service.domain.programme_reading import read

LARGEST = 200_000
"""Bytes of a file."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file. `programme` is None where it has faults; `digest` is of its content."""

    name: str
    digest: str
    faults: tuple[str, ...] = ()
    programme: Programme | None = None
    body: str = ""


def delivered() -> Path:
    """The folder of this package."""
    return Path(str(files("handover_service"))) / "programmes"


def read_folders(own: Path | None) -> list[Found]:
    """Every file of both, read anew."""
    mine = _read(own, "own") if own else []
    taken = {_key(found.programme) for found in mine if found.programme}
    given = _read(delivered(), "delivered")
    return [*(one for one in given if one.programme and _key(one.programme) not in taken), *mine]


def read_folder(folder: Path) -> list[Found]:
    return _read(folder, "")


def read_text(name: str, text: str) -> Found:
    """From the content of one file; comments and the order of fields are none of its digest."""
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Found(name, _digest(text), (f"file: is no TOML: {error}",))
    except RecursionError:
        return Found(name, _digest(text), ("file: is nested too deeply",))
    digest = _digest(json.dumps(raw, sort_keys=True, default=str))
    programme, faults = read(raw)
    if faults:
        return Found(name, digest, tuple(faults))
    return Found(name, digest, (), programme, text)


def stamp(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever a file does: looked at often, so without reading."""
    return tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for folder in folders
        for path in _files(folder)
        if (stat := _stat(path))
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read(folder: Path, label: str) -> list[Found]:
    found: list[Found] = []
    if not folder.is_dir():
        return [Found(f"{label}/", "", ("file: there is no such folder",))]
    versions: dict[tuple[str, int], str] = {}
    for path in _files(folder):
        name = f"{label}/{path.name}" if label else path.name
        one = _file(path, name)
        if one.programme:
            first = versions.setdefault(_key(one.programme), path.name)
            if first != path.name:
                fault = f"version: {first} has the same code and version"
                one = Found(name, one.digest, (fault,))
        found.append(one)
    return found


def _file(path: Path, name: str) -> Found:
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            return Found(name, "", (f"file: is larger than {LARGEST} bytes",))
        return read_text(name, data.decode())
    except OSError as error:
        return Found(name, "", (f"file: cannot be read ({type(error).__name__})",))
    except UnicodeDecodeError:
        return Found(name, "", ("file: is not UTF-8",))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _stat(path: Path) -> Any:
    try:
        return path.stat()
    except OSError:
        return None


def _key(programme: Programme) -> tuple[str, int]:
    return programme.code, programme.version
