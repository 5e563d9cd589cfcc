"""Facts gathered by person and by place: what live and rebuild do with events, in one place."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from continuous_line.contracts import PublicEvent
from continuous_line.contracts.base import TYPE_PREFIX
from report_service.codec import encode_facts, encode_row
from report_service.domain.derive import derive
from report_service.domain.fact import Fact
from report_service.domain.places import PlaceFact
from report_service.facts import fact, place_fact

PersonRecord = tuple[UUID, date | None, date | None, date | None, bytes, bytes]
PERSON_COLUMNS = ("permit_holder_id", "first_on", "last_on", "moved_on", "facts", "row")
PlaceRecord = tuple[str, bytes]
PLACE_COLUMNS = ("code", "facts")

_DIRECTORY = f"{TYPE_PREFIX}.directory."


class Head(Protocol):
    """What is needed of an envelope."""

    @property
    def id(self) -> UUID | str: ...
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def time(self) -> datetime: ...


class Fold:
    """Facts by subject and id, as gathered; adding one twice, or in another order, is the same."""

    def __init__(self) -> None:
        self.persons: dict[str, dict[str, Fact]] = {}
        self.places: dict[str, dict[str, PlaceFact]] = {}

    def add(self, head: Head, event: PublicEvent) -> None:
        if head.type.startswith(_DIRECTORY):
            of_place = place_fact(head, event)
            if of_place is not None:
                self.places.setdefault(head.subject, {})[of_place.id] = of_place
            return
        found = fact(head, event)
        if found is not None:
            known = self.persons.get(head.subject)
            if known is None:
                self.persons[head.subject] = {found.id: found}
            else:
                known[found.id] = found

    def take_persons(self) -> dict[UUID, dict[str, Fact]]:
        """Persons by their opaque id, no longer kept here; what is keyed by a place is none."""
        found: dict[UUID, dict[str, Fact]] = {}
        while self.persons:
            subject, facts = self.persons.popitem()
            try:
                person = UUID(subject)
            except ValueError:
                continue
            found[person] = found[person] | facts if person in found else facts
        return found


def person_record(person: UUID, facts: Mapping[str, Fact]) -> PersonRecord:
    """The values of PERSON_COLUMNS."""
    row = derive(facts.values())
    moved_on = row.moves[-1].moved_on if row.moves else None
    return (person, row.first_on, row.last_on, moved_on, encode_facts(facts), encode_row(row))


def place_record(code: str, facts: Mapping[str, PlaceFact]) -> PlaceRecord:
    """The values of PLACE_COLUMNS."""
    return code, encode_facts(facts)
