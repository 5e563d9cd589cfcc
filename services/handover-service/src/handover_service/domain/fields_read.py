"""Reads a table of names and values field by field, and keeps every fault with its path."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, overload

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
LONGEST = 300
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_MISSING: Any = object()


class Fields:
    """One table at `path`. Each method takes a field; `end` names those that nobody took.

    Where a value has a fault a stand-in of its type is given, so that all else is read too.
    """

    def __init__(self, raw: object, path: str, faults: list[str]) -> None:
        self._path, self.faults = path, faults
        self._left: dict[str, Any] = dict(raw) if isinstance(raw, Mapping) else {}
        if not isinstance(raw, Mapping):
            self.fault("", "is a table")

    def at(self, name: str) -> str:
        return ".".join(part for part in (self._path, name) if part)

    def fault(self, name: str, what: str) -> None:
        self.faults.append(f"{self.at(name) or 'file'}: {what}")

    def take(self, name: str, *, needed: bool = False) -> Any:
        value = self._left.pop(name, _MISSING)
        if value is _MISSING:
            if needed:
                self.fault(name, "is missing")
            return None
        return value

    def code(self, name: str, *, needed: bool = True) -> str:
        value = self.take(name, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str) or not CODE.fullmatch(value):
            self.fault(name, "is a code: small letters, digits and hyphens")
            return ""
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts, each on one line."""
        value = self.take(name)
        items = [] if value is None else [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            self.fault(name, "is a list of texts")
            return ()
        return tuple(
            item for number, item in enumerate(items) if self._line(f"{name}[{number}]", item)
        )

    def line(self, name: str) -> str:
        value = self.take(name, needed=True)
        return value if value is not None and self._line(name, value) else ""

    @overload
    def number(self, name: str, least: int, default: int) -> int: ...
    @overload
    def number(self, name: str, least: int, default: None = None) -> int | None: ...
    def number(self, name: str, least: int, default: int | None = None) -> int | None:
        value = self.take(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 36500:
            self.fault(name, f"is a whole number from {least} to 36500")
            return default
        return value

    def flag(self, name: str) -> bool:
        value = self.take(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, "is true or false")
        return value is True

    def day(self, name: str, *, needed: bool = False) -> date | None:
        value = self.take(name, needed=needed)
        if isinstance(value, date) and is_day(value):
            return value
        if value is not None:
            self.fault(name, "is a day: YYYY-MM-DD, without quotes")
        return None

    def one_of(self, name: str, kind: type[E], default: E, *, needed: bool = False) -> E:
        value = self.take(name, needed=needed)
        return default if value is None else self._member(name, value, kind) or default

    def several_of(self, name: str, kind: type[E]) -> tuple[E, ...]:
        found = (
            self._member(f"{name}[{number}]", value, kind)
            for number, value in enumerate(self.words(name))
        )
        return tuple(value for value in found if value is not None)

    def table(self, name: str, read: Callable[["Fields"], T]) -> T | None:
        """None where it is absent."""
        value = self.take(name)
        return None if value is None else self._inner(name, value, read)

    def needed_table(self, name: str, read: Callable[["Fields"], T]) -> T:
        return self._inner(name, self.take(name) or {}, read)

    def tables(self, name: str, read: Callable[["Fields"], T]) -> tuple[T, ...]:
        value = self.take(name)
        if value is not None and not isinstance(value, list):
            self.fault(name, "is a list of tables")
            return ()
        return tuple(
            self._inner(f"{name}[{number}]", item, read) for number, item in enumerate(value or [])
        )

    def end(self) -> None:
        for name in self._left:
            self.fault(name, "is no field here")

    def _inner(self, name: str, value: object, read: Callable[["Fields"], T]) -> T:
        inner = Fields(value, self.at(name), self.faults)
        made = read(inner)
        inner.end()
        return made

    def _line(self, name: str, value: object) -> bool:
        if isinstance(value, str) and value.strip() and len(value) <= LONGEST and _plain(value):
            return True
        self.fault(name, f"is a text of 1 to {LONGEST} characters on one line")
        return False

    def _member(self, name: str, value: object, kind: type[E]) -> E | None:
        if value in {member.value for member in kind}:
            return kind(str(value))
        self.fault(name, f"is one of {', '.join(member.value for member in kind)}")
        return None


def is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def twice(codes: Iterable[str]) -> Sequence[tuple[int, str]]:
    """Where a code stands that stood before."""
    seen: set[str] = set()
    found = []
    for number, code in enumerate(codes):
        if code and code in seen:
            found.append((number, code))
        seen.add(code)
    return found


def _plain(value: str) -> bool:
    return value.isprintable()
