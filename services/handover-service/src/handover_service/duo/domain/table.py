"""The conversion table: what an event of the form means here, and of which event it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from continuous_line.codes import Role


class Meaning(StrEnum):
    """What is done with it: a move is recorded, or it is only noted."""

    MOVED = "moved"
    NOTED = "noted"

    @property
    def roles(self) -> frozenset[Role]:
        """Who may say so: moves are registered by the TVS-like system alone."""
        return _ROLES[self]


_ROLES: Mapping[Meaning, frozenset[Role]] = {
    Meaning.MOVED: frozenset({Role.TVS_SYSTEM}),
    Meaning.NOTED: frozenset({Role.TVS_SYSTEM, Role.MUNICIPAL_SYSTEM}),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`made_of`: the type of our public event, None where the event is never made here."""

    event: str
    meaning: Meaning
    about: str = ""
    made_of: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    lines: tuple[Line, ...]

    def meaning(self, event: str) -> Meaning | None:
        """None: the table does not have it."""
        return next((line.meaning for line in self.lines if line.event == event), None)

    def event_of(self, public_type: str) -> str | None:
        """The event that is made of ours; None: it has no place in the form."""
        return next((line.event for line in self.lines if line.made_of == public_type), None)
