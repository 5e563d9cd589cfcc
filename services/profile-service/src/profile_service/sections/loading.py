"""Reading the schemas at the start: the packaged default, or a folder or file that is named."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import orjson

from continuous_line.codes import Section
from continuous_line.errors import CannotStart
from profile_service.sections.catalogue import Catalogue, SectionSchema
from profile_service.sections.checking import faults_in

Named = tuple[str, Any]


class SchemasRefused(CannotStart):
    """The schemas cannot be used; the message names every fault."""


def load(where: Path | None = None) -> Catalogue:
    """A file holds one schema or a list of them. Raises SchemasRefused."""
    faults: list[str] = []
    documents = list(_documents(where, faults))
    for name, document in documents:
        faults += [f"{name} {fault}" for fault in faults_in(document)]
    if not faults:
        faults += _faults_together(documents)
    if faults:
        source = where or "the packaged default"
        listed = "".join(f"\n  {fault}" for fault in faults)
        raise SchemasRefused(f"The section schemas of {source} cannot be used:{listed}")
    return Catalogue(
        SectionSchema(Section(found["section"]), found["version"], found) for _, found in documents
    )


def _documents(where: Path | None, faults: list[str]) -> Iterator[Named]:
    for file in _files(where, faults):
        try:
            found = orjson.loads(file.read_bytes())
        except (OSError, orjson.JSONDecodeError) as error:
            faults.append(f"{file.name}: cannot be read as JSON ({type(error).__name__})")
            continue
        for document in found if isinstance(found, list) else [found]:
            yield f"{file.name}:", document


def _files(where: Path | None, faults: list[str]) -> list[Traversable | Path]:
    if where is None:
        packaged = files("profile_service.sections") / "default"
        return sorted(packaged.iterdir(), key=lambda file: file.name)
    if where.is_dir():
        found: list[Traversable | Path] = [*sorted(where.glob("*.json"))]
        if not found:
            faults.append("the folder holds no .json file")
        return found
    return [where]


def _faults_together(documents: list[Named]) -> Iterator[str]:
    seen: set[tuple[str, int]] = set()
    for name, document in documents:
        key = (document["section"], document["version"])
        if key in seen:
            yield f"{name} version {key[1]} of {key[0]} is there twice"
        seen.add(key)
    present = {section for section, _ in seen}
    yield from (f"section {section} has no schema" for section in Section if section not in present)
