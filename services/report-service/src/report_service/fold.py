"""Facts gathered by subject: what live and rebuild do with events, in one place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from continuous_line.contracts import PublicEvent
from continuous_line.contracts.base import TYPE_PREFIX
from report_service.codec import digest, encode_facts
from report_service.domain.definitions import Definitions
from report_service.domain.fact import Fact
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.places import PlaceFact
from report_service.domain.subjects import observe_subject
from report_service.facts import fact
from report_service.facts_places import place_fact, subject_fact

PERSON_COLUMNS = ("permit_holder_id", "facts", "derived")
SUBJECT_COLUMNS = ("code", "facts", "derived")
PLACE_COLUMNS = ("code", "facts")
OBSERVED_COLUMNS = (
    "permit_holder_id", "subject", "population", "from_on", "until_on", "present_until",
    "azc", "municipality", "band", "basis", "marks", "days", "others",
)  # fmt: skip

_DIRECTORY = f"{TYPE_PREFIX}.directory."
Facts = dict[str, Fact]


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

    def __init__(self, definitions: Definitions) -> None:
        self._kinds = definitions.kinds
        self._subjects: dict[str, Facts] = {}
        self._others: dict[str, Facts] = {}
        self.places: dict[str, dict[str, PlaceFact]] = {}

    def add(self, head: Head, event: PublicEvent) -> None:
        if head.type.startswith(_DIRECTORY):
            of_place = place_fact(head, event)
            if of_place is not None:
                self.places.setdefault(head.subject, {})[of_place.id] = of_place
            self._add_other(head, event)
            return
        found = fact(head, event, self._kinds)
        if found is not None:
            known = self._subjects.get(head.subject)
            if known is None:
                self._subjects[head.subject] = {found.id: found}
            else:
                known[found.id] = found
        if len(head.subject) != _UUID_LENGTH:
            self._add_other(head, event)

    def _add_other(self, head: Head, event: PublicEvent) -> None:
        found = subject_fact(head, event)
        if found is not None:
            self._others.setdefault(head.subject, {})[found.id] = found

    def take_persons(self) -> dict[UUID, Facts]:
        """Persons by their opaque id, no longer kept here; what is keyed by a place is none."""
        found: dict[UUID, Facts] = {}
        while self._subjects:
            subject, facts = self._subjects.popitem()
            try:
                person = UUID(subject)
            except ValueError:
                continue
            found[person] = found[person] | facts if person in found else facts
        return found

    @property
    def subjects(self) -> dict[str, Facts]:
        """Facts of contacts, meetings and whatever else is keyed by no person."""
        return self._others


_UUID_LENGTH = 36


def person_record(
    person: UUID, facts: Mapping[str, Fact], definitions: Definitions
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The values of PERSON_COLUMNS, and those of OBSERVED_COLUMNS of each observation."""
    seen = observe(facts.values(), definitions)
    record = (person, encode_facts(facts), digest(seen))
    return record, [observed_record(each, person, None) for each in seen]


def subject_record(
    code: str, facts: Mapping[str, Fact], definitions: Definitions
) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The values of SUBJECT_COLUMNS, and those of OBSERVED_COLUMNS of each observation."""
    seen = observe_subject(facts.values(), definitions)
    record = (code, encode_facts(facts), digest(seen))
    return record, [observed_record(each, None, code) for each in seen]


def observed_record(seen: Observation, person: UUID | None, subject: str | None) -> tuple[Any, ...]:
    """The values of OBSERVED_COLUMNS."""
    return (
        person, subject, seen.population, seen.from_on, seen.until_on, seen.present_until,
        seen.azc, seen.municipality, seen.band, seen.basis, seen.marks, seen.days,
        seen.others or None,
    )  # fmt: skip


def place_record(code: str, facts: Mapping[str, PlaceFact]) -> tuple[str, bytes]:
    """The values of PLACE_COLUMNS."""
    return code, encode_facts(facts)
