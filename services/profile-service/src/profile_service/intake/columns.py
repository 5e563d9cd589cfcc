"""The columns that a file of profiles may have: those of the stay, and a field's own name each.

They follow from the schemas of the sections, so a field of the configuration has its column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from continuous_line.codes import Section
from continuous_line.intake.reading import Columns
from profile_service.sections import Catalogue

AZC: Final = "azc"
OPENED_ON: Final = "openedOn"
GRANTED_ON: Final = "grantedOn"
V_NUMBER: Final = "identity.vNumber"
STAY: Final = (AZC, OPENED_ON, GRANTED_ON)
REQUIRED: Final = frozenset({AZC, V_NUMBER})
DECLINED: Final = "declined"


@dataclass(frozen=True, slots=True)
class Field:
    """`path`: where in the content of the section the column's value belongs."""

    column: str
    path: tuple[str, ...]
    schema: Mapping[str, Any]


class ProfileColumns:
    """Of the current version of every section."""

    def __init__(self, sections: Catalogue) -> None:
        self.sections = sections

    @cached_property
    def fields(self) -> dict[Section, list[Field]]:
        return {
            schema.section: list(_fields(schema.section.value, (), schema.document))
            for schema in self.sections
        }

    @cached_property
    def columns(self) -> Columns:
        names = {field.column for fields in self.fields.values() for field in fields}
        untold = {declined(section) for section in Section}
        return Columns(frozenset({*STAY, *names, *untold}), REQUIRED)


def declined(section: Section) -> str:
    """The column that says: asked, does not want to tell."""
    return f"{section.value}.{DECLINED}"


def _fields(column: str, path: tuple[str, ...], schema: Mapping[str, Any]) -> Iterator[Field]:
    if schema.get("type") != "object":
        yield Field(column, path, schema)
        return
    for name, inner in schema.get("properties", {}).items():
        yield from _fields(f"{column}.{name}", (*path, name), inner)
