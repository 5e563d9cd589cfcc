"""What is stored stays readable, and what is published of it stays what it was."""

from pathlib import Path
from typing import get_args

import pytest

from continuous_line.contracts import handover
from continuous_line.publishing_gate import key_of
from continuous_line.testing.golden import GoldenFiles
from continuous_line.testing.ids import fixed_id
from handover_service.domain.events import Event
from handover_service.publishing import publish

GOLDEN = GoldenFiles(Path(__file__).parents[1] / "golden", get_args(Event), publish)


@pytest.mark.parametrize("kind", GOLDEN.names)
def test_a_stored_event_of_any_time_is_read_and_published_as_it_was(kind: str) -> None:
    GOLDEN.check(kind)


def test_every_kind_has_a_golden_file_and_every_contract_a_kind() -> None:
    GOLDEN.check_complete(handover.EVENTS, private=frozenset({"PlanConfirmed"}))


def test_an_event_is_keyed_by_the_person() -> None:
    stored = GOLDEN.stored("CaseAccepted", stream=f"case-{fixed_id('person')}")
    assert key_of(stored) == str(fixed_id("person"))


def test_what_takes_back_a_private_event_is_private_too() -> None:
    voids = GOLDEN.content("EventVoided")["stored"]["voids"] | {"kind": "PlanConfirmed"}
    assert publish(GOLDEN.stored("EventVoided", voids=voids)) is None
