"""What is stored stays readable, and what is published of it stays what it was."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from continuous_line.contracts import directory
from continuous_line.event_codec import Codec
from continuous_line.event_store import Context, Stored
from directory_service.domain.events import KINDS
from directory_service.publishing import publish, subject

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = [kind.__name__ for kind in KINDS]
CODEC: Codec[Any] = Codec(KINDS, {})


def stored(event: Any) -> Stored[Any]:
    context = Context(subject="s", organisation="coa", roles=(), correlation_id=uuid4())
    return Stored(1, "azc-sint-annaparochie", 1, event, datetime.now(UTC), context)


@pytest.mark.parametrize("kind", NAMES)
def test_a_stored_event_of_any_time_is_read_and_published_as_it_was(kind: str) -> None:
    golden = msgspec.json.decode((GOLDEN / f"{kind}.json").read_bytes())
    event = CODEC.decode(kind, msgspec.json.encode(golden["stored"]).decode())
    found = publish(stored(event))
    assert msgspec.json.decode(msgspec.json.encode(found)) == golden["public"]
    assert msgspec.json.decode(CODEC.encode(event)[1]) == golden["stored"]


def test_every_kind_has_a_golden_file_and_every_contract_a_kind() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(NAMES)
    assert {event.__name__ for event in directory.EVENTS} == set(NAMES)


def test_an_event_is_keyed_by_the_code_of_its_place() -> None:
    golden = msgspec.json.decode((GOLDEN / "ReceptionCentreClosed.json").read_bytes())
    event = CODEC.decode("ReceptionCentreClosed", msgspec.json.encode(golden["stored"]).decode())
    assert subject(stored(event)) == "sint-annaparochie"
