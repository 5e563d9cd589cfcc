"""Which fields of a profile a reader gets, and which are withheld and why.

Every field says for whom and what for it may be shared; nothing is shared that does not say so.
Which role reads for which purpose, and every default annotation, is our assumption: no source
gives one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from continuous_line.codes import LegalBasis, Purpose, Role, Section


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the schema says of one field."""

    legal_basis: LegalBasis
    purposes: frozenset[Purpose]
    audience: frozenset[Role]


Rules = Mapping[Section, Mapping[str, Sharing]]
"""Per section its fields; of the schema version that the content was recorded with."""


class Why(StrEnum):
    NOT_GRANTED = "not-granted"
    OTHER_AUDIENCE = "other-audience"
    OTHER_PURPOSE = "other-purpose"


@dataclass(frozen=True, slots=True)
class Reader:
    """`sections`: those of a grant; None where the right rests on no grant."""

    role: Role
    purpose: Purpose
    sections: frozenset[Section] | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """`field` None: the whole section."""

    section: Section
    field: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Shared:
    fields: Mapping[Section, frozenset[str]]
    withheld: tuple[Withheld, ...]

    def cut(self, section: Section, content: Mapping[str, Any]) -> dict[str, Any]:
        """What of the content of a section the reader gets."""
        allowed = self.fields.get(section, frozenset())
        return {name: value for name, value in content.items() if name in allowed}


PURPOSES: Mapping[Role, Purpose] = {
    Role.CASE_MANAGER: Purpose.RECEPTION,
    Role.LOCATION_MANAGER: Purpose.RECEPTION,
    Role.PARTICIPATION_CASE_MANAGER: Purpose.REVIEW,
    Role.CLIENT_MANAGER: Purpose.INTEGRATION,
    Role.MUNICIPAL_SYSTEM: Purpose.INTEGRATION,
    Role.PERMIT_HOLDER: Purpose.OWN_DATA,
    Role.TVS_SYSTEM: Purpose.REGISTRATION,
}
"""What each role reads for. A provider reads for the purpose of its grant."""


def share(rules: Rules, reader: Reader) -> Shared:
    """A permit holder reads all that is recorded of the person; others what is meant for them."""
    fields: dict[Section, frozenset[str]] = {}
    withheld: list[Withheld] = []
    for section, of_fields in rules.items():
        if reader.sections is not None and section not in reader.sections:
            withheld.append(Withheld(section, None, Why.NOT_GRANTED))
            continue
        whys = {name: why_not(sharing, reader) for name, sharing in of_fields.items()}
        fields[section] = frozenset(name for name, why in whys.items() if why is None)
        withheld += [Withheld(section, name, why) for name, why in whys.items() if why]
    return Shared(fields, tuple(withheld))


def why_not(sharing: Sharing, reader: Reader) -> Why | None:
    """None where the reader gets the field."""
    if reader.role is Role.PERMIT_HOLDER:
        return None
    if reader.role not in sharing.audience:
        return Why.OTHER_AUDIENCE
    return None if reader.purpose in sharing.purposes else Why.OTHER_PURPOSE
