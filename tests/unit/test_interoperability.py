"""The table beside HL7's referrals has a place for everything, and one only."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from continuous_line.codes import Outcome
from continuous_line.contracts import CONTRACTS
from handover_service.domain.stage import Stage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    sys.modules.pop("interoperability_document", None)
    import interoperability_document

    return interoperability_document


def test_every_state_of_a_referral_is_there_in_its_order(document: Any) -> None:
    assert tuple(document.ROWS) == document.STATES


def test_a_case_is_in_one_state_whatever_its_stage_and_outcome(document: Any) -> None:
    cases = [(stage, None) for stage in Stage if stage is not Stage.CLOSED]
    for stage, outcome in [*cases, *((Stage.CLOSED, outcome) for outcome in Outcome)]:
        states = [
            state
            for state, row in document.ROWS.items()
            if stage in row.stages and (outcome is None or outcome in row.outcomes)
        ]
        assert states == [document.state_of(stage, outcome)], (stage, outcome)


def test_every_event_that_leads_to_a_state_is_a_public_one(document: Any) -> None:
    public = {event for contract in CONTRACTS.values() for event in contract.events}
    assert {event for row in document.ROWS.values() for event in row.events} <= public


def test_every_event_that_the_document_names_exists() -> None:
    text = (ROOT / "docs/interoperability.md").read_text("utf-8")
    named = set(re.findall(r"`((?:[A-Z][a-z]+){2,})`", text)) - {"ServiceRequest"}
    public = {event.__name__ for contract in CONTRACTS.values() for event in contract.events}
    assert "MunicipalityLinked" in named
    assert named <= public
