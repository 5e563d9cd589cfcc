"""What is stored stays readable, and what is published of it stays what it was."""

from pathlib import Path

import pytest

from continuous_line.contracts import profile
from continuous_line.publishing_gate import key_of
from continuous_line.testing.golden import GoldenFiles
from continuous_line.testing.ids import fixed_id
from profile_service.domain.events import KINDS
from profile_service.publishing import publish

GOLDEN = GoldenFiles(Path(__file__).parents[1] / "golden", KINDS, publish)


@pytest.mark.parametrize("kind", GOLDEN.names)
def test_a_stored_event_of_any_time_is_read_and_published_as_it_was(kind: str) -> None:
    GOLDEN.check(kind)


def test_every_kind_has_a_golden_file_and_every_contract_a_kind() -> None:
    GOLDEN.check_complete(profile.EVENTS, frozenset({"VersionViewed"}))


def test_an_event_is_keyed_by_the_person() -> None:
    stored = GOLDEN.stored("ProfileSent", stream=f"profile-{fixed_id('person')}")
    assert key_of(stored) == str(fixed_id("person"))
