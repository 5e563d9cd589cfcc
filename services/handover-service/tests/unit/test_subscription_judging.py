"""What is judged wrong about a subscription, whatever is sent."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from continuous_line.webhooks.rules import SinkRules
from handover_service.subscriptions.api.bodies import collected
from handover_service.subscriptions.api.schemas import ChangedSubscription, NewSubscription
from handover_service.subscriptions.judging import (
    FOR_PUSH_ONLY,
    Installed,
    faults_of,
    faults_of_change,
    filter_faults,
)
from handover_service.subscriptions.types import TYPES

HERE = Installed(SinkRules(("hooks.example.nl",)), ("cloudevents",), most_under_way=8)
SINK = "https://hooks.example.nl/in"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(["exact", "not", "any"]), inner)
    ),
    max_leaves=8,
)
BODIES = st.dictionaries(
    st.sampled_from([*NewSubscription.model_json_schema()["properties"], "colour"]),
    JSON,
    max_size=4,
)


def judged(sent: dict[str, Any]) -> list[str]:
    """The places of all faults, of the shape and of the rules."""
    shape = collected(sent, NewSubscription.model_validate)
    found = [one["loc"][0] for one in shape.faults]
    return [str(at) for at in (*found, *(one.at[0] for one in faults_of(sent, HERE)))]


@given(BODIES)
def test_whatever_is_sent_is_judged_without_failing(sent: dict[str, Any]) -> None:
    shape = collected(sent, NewSubscription.model_validate)
    assert (shape.read is None) == bool(shape.faults)
    collected(sent, ChangedSubscription.model_validate)
    for push in (True, False):
        faults_of_change(sent, HERE, push=push)
    assert set(judged(sent)) <= {*sent, "name"}


@given(BODIES, st.text(min_size=1))
def test_a_sink_elsewhere_is_a_fault_whatever_else_is_wrong(
    sent: dict[str, Any], path: str
) -> None:
    elsewhere = sent | {"sink": f"https://elsewhere.example/{path}"}
    assert "sink" in judged(elsewhere)


@given(st.sets(st.sampled_from(FOR_PUSH_ONLY)))
def test_what_is_about_sending_is_a_fault_each_where_there_is_no_sink(names: set[str]) -> None:
    sent = {name: {} for name in names}
    assert {one.at[0] for one in faults_of(sent, HERE)} == names
    assert faults_of(sent | {"sink": SINK}, HERE) == []


@given(st.integers(1, 64), st.integers(1, 64))
def test_nobody_has_more_under_way_at_a_sink_than_is_installed(installed: int, asked: int) -> None:
    sent = {"sink": SINK, "protocolSettings": {"mostUnderWay": asked}}
    here = replace(HERE, most_under_way=installed)
    for found in (faults_of(sent, here), faults_of_change(sent, here, push=True)):
        assert [one.code for one in found] == ["more_than_installed"] * (asked > installed)


@given(JSON)
def test_every_fault_of_a_filter_has_a_place_and_a_sentence(raw: object) -> None:
    for at, what in filter_faults(raw):
        assert all(isinstance(step, int | str) for step in at)
        assert what.endswith(".")


def test_every_type_that_can_be_named_is_told_to_a_municipality_or_made_for_it() -> None:
    assert not any(".directory." in name for name in TYPES)
    assert "nl.doorlopendelijn.subscription.StateTold.v1" in TYPES
    assert "nl.doorlopendelijn.handover.MunicipalityUnlinked.v1" not in TYPES
    assert judged({"name": "Fictief", "types": sorted(TYPES), "sink": SINK}) == []
