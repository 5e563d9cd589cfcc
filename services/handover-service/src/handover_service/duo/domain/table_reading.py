"""Reading a conversion table; every fault is named."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from handover_service.duo.domain.table import Line, Meaning, Table

EVENT: Final = re.compile(r"[A-Z]{2}[0-9]{3}", re.ASCII)
_LINES: Final = "events"
_FIELDS: Final = ("event", "meaning", "about", "madeOf")
_NEEDED: Final = ("event", "meaning")


def read(raw: Mapping[str, Any], types: Collection[str]) -> tuple[Table | None, list[str]]:
    """The table, or None and its faults. `types`: public types that a message may be made of."""
    lines = raw.get(_LINES)
    faults = [f"{name}: is not known here" for name in raw if name != _LINES]
    if not isinstance(lines, list) or not lines:
        return None, [*faults, f"{_LINES}: is a list of at least one line"]
    for number, line in enumerate(lines):
        faults += (f"{_LINES}[{number}]{fault}" for fault in _faults(line, types))
    faults += _doubles(lines, "event", "is there twice")
    faults += _doubles(lines, "madeOf", "makes more than one event")
    if faults:
        return None, faults
    return Table(tuple(_line(line) for line in lines)), []


def _faults(line: Any, types: Collection[str]) -> Iterator[str]:
    if not isinstance(line, Mapping):
        yield ": is no table"
        return
    yield from (f".{name}: is not known here" for name in line if name not in _FIELDS)
    yield from (f".{name}: is required" for name in _NEEDED if name not in line)
    texts = {name: line[name] for name in _FIELDS if name in line}
    yield from (f".{name}: is no text" for name, value in texts.items() if not _text(value))
    event, meaning, made_of = (texts.get(name) for name in ("event", "meaning", "madeOf"))
    if _text(event) and not EVENT.fullmatch(str(event)):
        yield ".event: is two capitals and three digits"
    if _text(meaning) and meaning not in set(Meaning):
        yield f".meaning: is one of {', '.join(Meaning)}"
    if _text(made_of) and made_of not in types:
        yield ".madeOf: is no type of a public event about persons"


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _doubles(lines: list[Any], field: str, fault: str) -> Iterator[str]:
    values = (line.get(field) for line in lines if isinstance(line, Mapping))
    counted = Counter(value for value in values if _text(value))
    yield from (f"{field} {value}: {fault}" for value, count in counted.items() if count > 1)


def _line(line: Mapping[str, str]) -> Line:
    return Line(line["event"], Meaning(line["meaning"]), line.get("about", ""), line.get("madeOf"))
