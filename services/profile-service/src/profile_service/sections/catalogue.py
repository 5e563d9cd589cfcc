"""All sections with all versions of their schemas; entries are checked against the current one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from continuous_line.codes import LegalBasis, Purpose, Role, Section
from profile_service.domain.contents import Content, Entry
from profile_service.domain.sharing import Reader, Rules, Shared, Sharing, share
from profile_service.sections.faults import Fault, InvalidContent, faults_of

Document = Mapping[str, Any]

FORMATS: Final = FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def _pattern(
    _validator: Validator, pattern: str, value: object, _schema: Document
) -> Iterator[ValidationError]:
    r"""`$` is the end of the text, as in JSON Schema; in Python a line break may follow it."""
    exact = re.sub(r"(?<!\\)\$$", r"\\Z", pattern)
    if isinstance(value, str) and re.search(exact, value) is None:
        yield ValidationError("pattern")


STRICT: Final[Any] = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class SectionSchema:
    """One version of a section: what its fields are, and why each may be shared."""

    section: Section
    version: int
    document: Document

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(self.document.get("required", ()))

    @property
    def fields(self) -> Mapping[str, Any]:
        fields: Mapping[str, Any] = self.document["properties"]
        return fields

    @cached_property
    def entered(self) -> dict[str, Any]:
        """What may be entered: fields that are required only to be complete may be absent."""
        about = ("$schema", "$id", "section", "version", "required")
        return {name: value for name, value in self.document.items() if name not in about}

    @cached_property
    def rules(self) -> Mapping[str, Sharing]:
        return {name: _sharing(field) for name, field in self.fields.items()}

    @cached_property
    def _validator(self) -> Any:
        return STRICT(self.entered, format_checker=FORMATS)

    def faults(self, content: object) -> list[Fault]:
        """All of them, in the order of the fields' paths; none of them repeats a value."""
        why = self.document.get("othersRefused", {}).get("en")
        found: set[Fault] = set()
        for error in self._validator.iter_errors(content):
            found.update(faults_of(error, why))
        return sorted(found, key=lambda fault: (fault.pointer, fault.code))

    def accept(self, content: Content) -> Entry:
        """Raises InvalidContent."""
        if found := self.faults(content):
            raise InvalidContent(found)
        missing = tuple(name for name in self.required if name not in content)
        return Entry(self.section, self.version, content, missing)

    def declined(self) -> Entry:
        """The person was asked and does not want to tell."""
        return Entry(self.section, self.version, None)


class Catalogue:
    """Content keeps the version it was recorded with, so all versions stay in it."""

    def __init__(self, schemas: Iterable[SectionSchema]) -> None:
        self._versions: dict[Section, dict[int, SectionSchema]] = {}
        for schema in schemas:
            self._versions.setdefault(schema.section, {})[schema.version] = schema
        self._shared = lru_cache(maxsize=1000)(self._share)

    def __iter__(self) -> Iterator[SectionSchema]:
        """The current version of each, in the order of the sections."""
        return (self.current(section) for section in Section)

    def current(self, section: Section) -> SectionSchema:
        return self._versions[section][max(self._versions[section])]

    def versions(self, section: Section) -> tuple[int, ...]:
        return tuple(sorted(self._versions[section]))

    def of(self, section: Section, version: int) -> SectionSchema:
        """The current one where that version was taken out of the configuration."""
        return self._versions[section].get(version) or self.current(section)

    def rules(self, versions: Mapping[Section, int] | None = None) -> Rules:
        """Of every section: the version that is named, else the current one."""
        named = versions or {}
        return {
            section: self.of(section, named[section]).rules
            if section in named
            else self.current(section).rules
            for section in Section
        }

    def shared(
        self, reader: Reader, only: Iterable[Section], versions: Mapping[Section, int]
    ) -> Shared:
        """What the reader gets of these sections; the same for everybody who reads alike."""
        return self._shared(reader, tuple((section, versions.get(section)) for section in only))

    def _share(self, reader: Reader, of: tuple[tuple[Section, int | None], ...]) -> Shared:
        rules = self.rules({section: version for section, version in of if version is not None})
        return share({section: rules[section] for section, _ in of}, reader)


def _sharing(field: Mapping[str, Any]) -> Sharing:
    return Sharing(
        LegalBasis(field["legalBasis"]),
        frozenset(Purpose(purpose) for purpose in field["purposes"]),
        frozenset(Role(role) for role in field["audience"]),
    )
