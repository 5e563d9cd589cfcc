"""What is stored stays readable, and what is published of it stays what it was."""

from pathlib import Path

import pytest

from continuous_line.contracts import directory
from continuous_line.publishing_gate import key_of
from continuous_line.testing.golden import GoldenFiles
from directory_service.domain.events import KINDS
from directory_service.publishing import publish

GOLDEN = GoldenFiles(Path(__file__).parents[1] / "golden", KINDS, publish)
PRIVATE = frozenset({"ProgrammeDescribed", "DemandRecorded", "DemandAnswered"})


@pytest.mark.parametrize("kind", GOLDEN.names)
def test_a_stored_event_of_any_time_is_read_and_published_as_it_was(kind: str) -> None:
    GOLDEN.check(kind)


def test_every_kind_has_a_golden_file_and_every_contract_a_kind() -> None:
    GOLDEN.check_complete(directory.EVENTS, PRIVATE)


def test_an_event_is_keyed_by_the_code_of_its_place() -> None:
    stored = GOLDEN.stored("ReceptionCentreClosed", stream="azc-sint-annaparochie")
    assert key_of(stored) == "sint-annaparochie"
