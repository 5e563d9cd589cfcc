"""What every public event promises, whoever publishes it."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.core.formats.json import JSONFormat

from continuous_line.contracts import (
    CONTRACTS,
    TYPES,
    Envelope,
    PublicEvent,
    data_of,
    decode,
    encode,
    public_id,
    sequence_text,
    type_of,
)
from continuous_line.contracts.handover import HandoverByPhone

GOLDEN = Path(__file__).parents[1] / "golden" / "events"
CODES_OF_PLACES_AND_STAFF = {
    "azc", "from_azc", "to_azc", "municipality", "matched_region", "owner", "client_manager",
    "code", "region", "successor", "unit", "staff_id", "organisation", "places", "topics",
    "programme", "overview", "reason", "task", "party", "provider", "training_code",
    "organiser", "organisations", "invited", "milestone", "required_items",
}  # fmt: skip
NAMES_OF_PLACES = {"name", "province", "region_name", "place"}


def envelope(event: PublicEvent, domain: str, **changes: Any) -> Envelope:
    fields: dict[str, Any] = {
        "id": public_id(UUID(int=1), type_of(domain, event)),
        "source": "urn:nld:oin:00000000000000000000:systeem:test",
        "type": type_of(domain, event),
        "subject": str(UUID(int=2)),
        "time": datetime(2026, 3, 1, 12, tzinfo=UTC),
        "sequence": sequence_text(7),
        "data": msgspec.Raw(msgspec.json.encode(event)),
        "dataschema": "https://example.org/schema",
        "correlationid": UUID(int=3),
    }
    return Envelope(**fields | changes)


def phoned() -> HandoverByPhone:
    return msgspec.json.decode(
        b'{"occurredAt":"2026-03-01T09:00:00Z","municipality":"GM0988","mode":"phone",'
        b'"reason":"distance"}',
        type=HandoverByPhone,
    )


def leaves(hint: Any) -> set[type]:
    """The plain types in an annotation."""
    if get_origin(hint) is None:
        return {hint}
    return set().union(*(leaves(argument) for argument in get_args(hint)))


@pytest.mark.scenario("S-X2")
@pytest.mark.parametrize(("name", "event"), sorted(TYPES.items()))
def test_no_public_event_has_room_for_a_name_a_number_a_birth_date_or_free_text(
    name: str, event: type[PublicEvent]
) -> None:
    about_places = ".directory." in name
    for field, hint in get_type_hints(event).items():
        for leaf in leaves(hint):
            if leaf is str:
                allowed = CODES_OF_PLACES_AND_STAFF | (NAMES_OF_PLACES if about_places else set())
                assert field in allowed, f"{name}.{field} could hold anything"
            elif not isinstance(leaf, type) or not issubclass(leaf, StrEnum | PublicEvent):
                plain = {int, float, bool, UUID, date, datetime, type(None), type(Ellipsis), ...}
                assert leaf in plain or msgspec.structs.fields(leaf)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_version_ever_published_is_still_read_the_same(name: str) -> None:
    written = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    read = data_of(decode(msgspec.json.encode(written)))
    assert read is not None
    assert json.loads(msgspec.json.encode(read)) == written["data"]


def test_there_is_no_golden_file_of_an_event_that_nobody_knows() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(TYPES)


def test_an_envelope_survives_writing_and_reading() -> None:
    written = envelope(phoned(), "handover", causationid=UUID(int=9))
    read = decode(encode(written))
    assert (read.id, read.causationid, read.number) == (written.id, UUID(int=9), 7)
    assert data_of(read) == phoned()


def test_an_envelope_is_a_cloudevent_to_the_library_of_the_standard() -> None:
    message = HTTPMessage(
        headers={"content-type": "application/cloudevents+json"},
        body=encode(envelope(phoned(), "handover")),
    )
    event = from_http_event(message, JSONFormat())
    assert event.get_type() == "nl.doorlopendelijn.handover.HandoverByPhone.v1"
    assert event.get_specversion() == "1.0"
    assert event.get_extension("sequence") == sequence_text(7)


def test_attribute_names_are_lower_case_letters_and_digits_of_at_most_twenty() -> None:
    names = set(json.loads(encode(envelope(phoned(), "handover"))))
    assert all(name.isalnum() and name == name.lower() and len(name) <= 20 for name in names)


def test_the_order_of_sequences_as_text_is_their_order_as_numbers() -> None:
    numbers = [0, 1, 9, 10, 99, 100, 10**12]
    assert sorted(numbers, key=sequence_text) == numbers


def test_a_type_that_a_newer_producer_publishes_is_not_known_and_not_a_fault() -> None:
    newer = envelope(phoned(), "handover", type="nl.doorlopendelijn.handover.Unheard.v1")
    assert data_of(newer) is None


def test_data_that_does_not_fit_its_type_is_refused() -> None:
    wrong = envelope(phoned(), "handover", data=msgspec.Raw(b'{"municipality":1}'))
    with pytest.raises(msgspec.ValidationError):
        data_of(wrong)


def test_the_id_of_a_public_event_follows_from_the_stored_id_and_the_type() -> None:
    kinds = [type_of("handover", phoned()), "nl.doorlopendelijn.handover.CaseAccepted.v1"]
    ids = {public_id(UUID(int=1), kind) for kind in kinds}
    assert len(ids) == 2
    assert ids == {public_id(UUID(int=1), kind) for kind in kinds}


def test_every_contract_names_its_topic_with_a_version() -> None:
    assert {contract.topic for contract in CONTRACTS.values()} == {
        "profile.events.v1",
        "handover.events.v1",
        "directory.events.v1",
    }
