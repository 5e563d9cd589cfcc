"""What is stored stays readable, and what is published of it stays what it was."""

from pathlib import Path

import pytest

from continuous_line.contracts import handover
from continuous_line.publishing_gate import key_of
from continuous_line.testing.golden import GoldenFiles
from continuous_line.testing.ids import fixed_id
from handover_service.domain.kinds import KINDS
from handover_service.publishing import publish, subject

GOLDEN = GoldenFiles(Path(__file__).parents[1] / "golden", KINDS, publish)
PRIVATE = frozenset(
    {
        "PlanConfirmed",
        "DiscussedInPerson",
        "ActionsAgreed",
        "PlanDrafted",
        "PlanEndorsed",
        "StepRecorded",
        "FindingRecorded",
        "ExperienceGiven",
        "SignalPassedOn",
        "MilestoneVoided",
        "SignalVoided",
    }
)
"""The last two are published as `EventVoided`."""


@pytest.mark.parametrize("kind", GOLDEN.names)
def test_a_stored_event_of_any_time_is_read_and_published_as_it_was(kind: str) -> None:
    GOLDEN.check(kind)


@pytest.mark.parametrize("stem", GOLDEN.earlier)
def test_what_was_stored_in_an_earlier_shape_is_read_and_published_as_it_was(stem: str) -> None:
    GOLDEN.check_earlier(stem)


def test_every_kind_has_a_golden_file_and_every_contract_a_kind() -> None:
    GOLDEN.check_complete(handover.EVENTS, private=PRIVATE)


def test_an_event_is_keyed_by_the_person() -> None:
    stored = GOLDEN.stored("CaseAccepted", stream=f"case-{fixed_id('person')}")
    assert subject(stored) == key_of(stored) == str(fixed_id("person"))


def test_what_is_about_nobody_is_keyed_by_the_place() -> None:
    assert subject(GOLDEN.stored("SignalRaised", about="azc-weert")) == "azc-weert"
    assert subject(GOLDEN.stored("ExperienceAnswered")) == "GM0957"


def test_a_proposal_without_a_scenario_waits_for_the_municipality_unpublished() -> None:
    assert publish(GOLDEN.stored("HandoverPlanned", scenario=None)) is None


def test_what_takes_back_a_private_event_is_private_too() -> None:
    voids = GOLDEN.content("EventVoided")["stored"]["voids"] | {"kind": "PlanConfirmed"}
    assert publish(GOLDEN.stored("EventVoided", voids=voids)) is None
