"""Reads what a client wrote as filters, and names every fault with its place.

As written: `{"exact": {"type": "..."}}`, `{"prefix": {...}}`, `{"suffix": {...}}`,
`{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}`; each table has one of these names.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from handover_service.subscriptions.domain.filters import (
    All,
    Any,
    Compare,
    Comparison,
    Filter,
    Not,
)

ATTRIBUTES: Final = frozenset(
    {
        "id", "source", "specversion", "type", "subject", "time", "sequence", "sequencetype",
        "datacontenttype", "dataschema", "dataref", "correlationid", "causationid", "traceparent",
    }
)  # fmt: skip
"""What an event may have. Another name is refused: misspelt, it would silently match nothing."""
DEEPEST: Final = 8
MOST: Final = 100
"""Comparisons in all filters of a subscription: each event is held against all of them."""
LONGEST: Final = 300
_PLAIN: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]*").fullmatch
"""As CloudEvents has attributes: others could not match, nor be stored."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`at`: as `filters[0].not.exact`."""

    at: str
    what: str


def read(raw: object, at: str = "filters") -> tuple[tuple[Filter, ...], tuple[Fault, ...]]:
    """The filters, and all that is wrong; where anything is, the filters are not to be used."""
    reader = _Reader()
    found = reader.several(raw, at, 1, least=0)
    if reader.comparisons > MOST:
        reader.fault(at, f"has at most {MOST} comparisons")
    return found, tuple(reader.faults)


def write(filters: Sequence[Filter]) -> list[dict[str, object]]:
    """As a client would write them; `read` gives the same back."""
    return [_written(one) for one in filters]


def _written(given: Filter) -> dict[str, object]:
    match given:
        case Compare(by, wanted):
            return {by.value: dict(wanted)}
        case All(filters):
            return {"all": write(filters)}
        case Any(filters):
            return {"any": write(filters)}
        case Not(inner):
            return {"not": _written(inner)}


@dataclass(slots=True)
class _Reader:
    faults: list[Fault] = field(default_factory=list)
    comparisons: int = 0

    def fault(self, at: str, what: str) -> None:
        self.faults.append(Fault(at, what))

    def several(self, raw: object, at: str, depth: int, least: int = 1) -> tuple[Filter, ...]:
        if not isinstance(raw, list) or len(raw) < least:
            self.fault(at, "is a list of filters" + (", at least one" if least else ""))
            return ()
        read_ones = (self._one(one, f"{at}[{number}]", depth) for number, one in enumerate(raw))
        return tuple(one for one in read_ones if one is not None)

    def _one(self, raw: object, at: str, depth: int) -> Filter | None:
        readers: dict[str, Callable[[object, str, int], Filter | None]] = {
            "all": lambda inner, place, deep: All(self.several(inner, place, deep)),
            "any": lambda inner, place, deep: Any(self.several(inner, place, deep)),
            "not": self._not,
            **{by.value: self._comparing(by) for by in Comparison},
        }
        if depth > DEEPEST:
            self.fault(at, f"lies deeper than {DEEPEST} filters in one another")
            return None
        if not isinstance(raw, Mapping) or len(raw) != 1 or not readers.keys() >= raw.keys():
            self.fault(at, f"has exactly one of {', '.join(sorted(readers))}")
            return None
        ((name, inner),) = raw.items()
        return readers[name](inner, f"{at}.{name}", depth + 1)

    def _not(self, raw: object, at: str, depth: int) -> Filter | None:
        inner = self._one(raw, at, depth)
        return None if inner is None else Not(inner)

    def _comparing(self, by: Comparison) -> Callable[[object, str, int], Filter | None]:
        def read_it(raw: object, at: str, _depth: int) -> Filter | None:
            if not isinstance(raw, Mapping) or not raw:
                self.fault(at, "names at least one attribute and its text")
                return None
            self.comparisons += len(raw)
            for name, text in raw.items():
                self._attribute(str(name), text, at)
            return Compare(by, tuple((str(name), str(text)) for name, text in raw.items()))

        return read_it

    def _attribute(self, name: str, text: object, at: str) -> None:
        if name not in ATTRIBUTES:
            self.fault(f"{at}.{name[:40]}", f"is none of {', '.join(sorted(ATTRIBUTES))}")
        elif not isinstance(text, str) or not 0 < len(text) <= LONGEST or not _PLAIN(text):
            self.fault(f"{at}.{name}", f"is a text of 1 to {LONGEST} characters, none of control")
