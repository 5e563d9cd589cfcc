"""A statement is the same text for the same figure, and shows what was changed in it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from report_service.domain.cuts import By
from report_service.domain.metrics import Days, Figure, Shown
from report_service.domain.period import parse
from report_service.domain.statement import (
    NoStatement,
    Stated,
    differences,
    digest,
    document,
    read,
    stated,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "statement.json"
STATED = Stated(
    metric="not-held",
    period=parse("2019-H1"),
    cell=(By.AZC, "weert"),
    as_of=datetime(2019, 7, 15, 12, tzinfo=UTC),
    map_on=date(2019, 6, 30),
    map_of_period=True,
    positions={"profile.events.v1": [*range(1, 12), 0], "handover.events.v1": [7] * 12},
    held_back=0,
    definitions_digest="0" * 64,
    code_version=2,
    minimum=5,
)
SHOWN = Shown(
    (
        Figure("not-held", 36, 100),
        Figure("not-held", 20, 100, "distance"),
        Figure("not-held", 16, 100, "no-time"),
        Figure("profile-sent", 162, 200),
    ),
    (Days("sent-to-viewed", 25, 3, 9),),
)


def test_the_same_figure_is_the_same_text() -> None:
    """A change here makes statements that were given out fail: give the form a new number."""
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == document(STATED, SHOWN)


def test_it_is_read_back_as_what_it_is_about() -> None:
    found = read(GOLDEN.read_text(encoding="utf-8"))
    assert digest(found) == found["digest"]
    assert stated(found) == STATED


def test_the_digest_depends_on_everything_and_on_no_order() -> None:
    whole = document(STATED, SHOWN)
    assert digest(dict(reversed(whole.items()))) == whole["digest"]
    for key in whole.keys() - {"digest"}:
        assert digest({**whole, key: "other"}) != whole["digest"]


def test_each_figure_that_differs_is_named() -> None:
    other = Shown(
        (Figure("not-held", 35, 100), Figure("not-held", 20, 100, "distance")), SHOWN.lead_times
    )
    assert list(differences(document(STATED, SHOWN), document(STATED, other))) == [
        "not-held: stated 36 of 100, the log says 35 of 100",
        "not-held, no-time: stated 16 of 100, the log says nothing",
    ]
    hidden = Shown((Figure("not-held", None, None),), ())
    assert next(differences(document(STATED, SHOWN), document(STATED, hidden))).endswith(
        "the log says too few to be shown"
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "doorlopende-lijn/statement/1"}'])
def test_what_is_no_statement_is_told(text: str) -> None:
    with pytest.raises(NoStatement):
        stated(read(text))
