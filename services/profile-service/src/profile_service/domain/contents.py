"""What is entered for a section: its fields stay in the vault, events hold its state only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from continuous_line.codes import Completeness, Section

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` None: asked, does not want to tell. `missing`: required fields that are not in."""

    section: Section
    schema_version: int
    content: Content | None
    missing: tuple[str, ...] = ()

    @property
    def completeness(self) -> Completeness:
        """Who was asked and does not want to tell is not asked again: the section is complete."""
        if self.content is None:
            return Completeness.COMPLETE
        if not self.content:
            return Completeness.EMPTY
        return Completeness.PARTIAL if self.missing else Completeness.COMPLETE


class Difference(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """`field` None: the section as a whole, where the person does not want to tell (any more)."""

    section: Section
    field: str | None
    difference: Difference


def changes(
    before: Mapping[Section, Content | None], after: Mapping[Section, Content | None]
) -> list[Change]:
    """Field by field, in the order of the sections; a section that is absent has no fields."""
    return [
        change
        for section in Section
        for change in _in_section(section, before.get(section, {}), after.get(section, {}))
    ]


def _in_section(
    section: Section, before: Content | None, after: Content | None
) -> Iterator[Change]:
    if before is None and after is not None:
        yield Change(section, None, Difference.REMOVED)
    if before is not None and after is None:
        yield Change(section, None, Difference.ADDED)
    old, new = before or {}, after or {}
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield Change(section, name, Difference.ADDED)
        elif name not in new:
            yield Change(section, name, Difference.REMOVED)
        elif old[name] != new[name]:
            yield Change(section, name, Difference.CHANGED)
