"""What an owner is told, from how things stand and what was told."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from handover_service.subscriptions.alerts.due import Facts, Kind, due
from handover_service.subscriptions.standing import State

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = START + timedelta(days=10)
HOUR = timedelta(hours=1)
MOMENTS = st.integers(0, 240).map(lambda hours: START + timedelta(hours=hours))
NEW = (Kind.DEAD_LETTERS, Kind.MISSED, Kind.FULL)
"""Of these the facts hold only what nobody was told of."""
FACTS = st.builds(
    Facts,
    id=st.just(UUID(int=1)), name=st.just("Fictief"), host=st.just("hooks.example.nl"),
    state=st.sampled_from(State),
    reason=st.none() | st.sampled_from(["gone", "owner", "not-permitted"]),
    changed_at=MOMENTS, delivered_at=st.none() | MOMENTS, failing_since=st.none() | MOMENTS,
    last_status=st.none(), last_reason=st.none(), dead=st.integers(0, 3),
    oldest=st.none(), missed=st.integers(0, 2), full=st.none() | MOMENTS,
    told=st.dictionaries(st.sampled_from(Kind), MOMENTS),
)  # fmt: skip


@given(FACTS)
def test_of_what_has_ended_nothing_is_told_but_that(facts: Facts) -> None:
    if facts.state is State.ENDED:
        assert set(due(facts, NOW, HOUR)) <= {Kind.ENDED}
    else:
        assert Kind.ENDED not in due(facts, NOW, HOUR)


@given(FACTS)
def test_what_stays_as_it_is_is_told_once(facts: Facts) -> None:
    for kind in due(facts, NOW, HOUR):
        if kind not in NEW:
            told = Facts(**_fields(facts) | {"told": {**facts.told, kind: NOW}})
            assert kind not in due(told, NOW + HOUR, HOUR)


@given(FACTS)
def test_a_sink_is_said_to_be_back_only_where_it_was_said_to_fail(facts: Facts) -> None:
    if Kind.RECOVERED in due(facts, NOW, HOUR):
        assert facts.told[Kind.FAILING] < facts.delivered_at


@given(FACTS, st.integers(0, 59))
def test_nobody_is_told_of_a_sink_that_fails_for_less_than_the_hour(
    facts: Facts, minutes: int
) -> None:
    since = NOW - timedelta(minutes=minutes)
    young = Facts(**_fields(facts) | {"failing_since": since, "changed_at": since})
    assert not {Kind.FAILING, Kind.NOT_PERMITTED} & set(due(young, NOW, HOUR))


@given(FACTS, st.integers(0, 47), st.sampled_from(State))
def test_only_of_an_active_subscription_that_was_noted_full_today_is_that_told(
    facts: Facts, hours: int, state: State
) -> None:
    noted = Facts(**_fields(facts) | {"full": NOW - timedelta(hours=hours), "state": state})
    told = Kind.FULL in due(noted, NOW, HOUR)
    assert told == (state is State.ACTIVE and hours < 24)


def _fields(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__slots__}
