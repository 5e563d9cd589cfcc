"""The made-up lives of the demo: what they promise to the replay and to the count."""

from collections import Counter
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line_embedded.demo import figures, invented, stories, tally
from continuous_line_embedded.demo.command import reference_places
from continuous_line_embedded.demo.places import Places
from continuous_line_embedded.demo.tally import Share

PLACES = Places(
    ("weert", "echt", "sneek"), ("GM0957", "GM0014", "GM0363", "GM0370", "GM0988", "GM0344")
)
SHARES = {"profile-sent": 0.81, "warm-handover": 0.24, "activity": 0.65}
some = settings(max_examples=25, deadline=None)


def written(seed: int, holders: int = 60) -> list[stories.Story]:
    return stories.write(seed, holders, PLACES, SHARES)


@some
@given(seed=st.integers(0, 2**32), holders=st.integers(1, 120))
def test_the_lives_meet_the_shares_they_were_asked_to_meet(seed: int, holders: int) -> None:
    found = tally.count(written(seed, holders))
    moved = round(holders * stories.MOVED)
    assert found["profile-sent"] == Share(round(holders * 0.81), holders)
    assert found["warm-handover"] == Share(round(moved * 0.24), moved)
    assert found["activity"] == Share(round(moved * 0.65), moved)


@some
@given(seed=st.integers(0, 2**32))
def test_everybody_who_moved_out_has_exactly_one_outcome(seed: int) -> None:
    found = tally.count(written(seed))
    four = ("warm-handover", "phone-only", "not-held", "unknown")
    assert sum(found[name].numerator for name in four) == found["unknown"].denominator
    reasons = sum(s.numerator for name, s in found.items() if name.startswith("not-held:"))
    assert reasons == found["not-held"].numerator


@some
@given(seed=st.integers(0, 2**32))
def test_nothing_is_recorded_before_it_happened_or_out_of_order(seed: int) -> None:
    for story in written(seed):
        days = [act.recorded_on for act in story.acts]
        assert days == sorted(days)
        assert [act.number for act in story.acts] == list(range(len(days)))
        for act in story.acts:
            happened = [act.body.get(name) for name in ("grantedOn", "movedOn", "startedOn")]
            happened.append(str(act.body.get("occurredAt", ""))[:10])
            assert all(date.fromisoformat(str(d)) <= act.recorded_on for d in happened if d)


@some
@given(seed=st.integers(0, 2**32))
def test_each_act_has_a_key_of_its_own_and_the_same_in_every_run(seed: int) -> None:
    keys = [act.key for story in written(seed) for act in story.acts]
    assert len(set(keys)) == len(keys)
    assert keys == [act.key for story in written(seed) for act in story.acts]


def test_the_lives_hold_everything_that_makes_reality_hard() -> None:
    told = stories.write(2019, 1000, PLACES, SHARES)
    acts = [act for story in told for act in story.acts]
    late = [
        act.recorded_on - datetime.fromisoformat(str(act.body["occurredAt"])).date()
        for act in acts
        if "occurredAt" in act.body
    ]
    links = Counter(act.person for act in acts if act.path == "/links")
    assert max(lag.days for lag in late) > 60
    assert sum(act.repeated for act in acts) > 100
    assert any(act.corrects for act in acts)
    assert {"WarmHandoverHeld", "HandoverByPhone", "ProfileSent"} <= {act.voids for act in acts}
    assert sum(number > 1 for number in links.values()) > 20
    truths = [story.truth for story in told if story.truth]
    assert any(not truth.moved and truth.in_reception for truth in truths)
    assert any(not truth.in_reception for truth in truths)
    assert [len(act.members) for act in acts if act.members] == [3]


@some
@given(seed=st.integers(0, 2**32), holders=st.integers(1, 120))
def test_every_history_ends_and_nobody_of_it_waits_today(seed: int, holders: int) -> None:
    for story in written(seed, holders):
        paths = [act.path.rpartition("/")[2] for act in story.acts]
        assert story.acts[-1].recorded_on <= stories.RECORDED_UNTIL
        if "stay-endings" not in paths:
            assert paths.index("moves") < paths.index("acceptances") < paths.index("closings")
            # Only an activity may be registered later still.
            assert set(paths[paths.index("closings") + 1 :]) <= {"activities"}


def test_in_the_invented_year_the_share_of_warm_handovers_rises_month_by_month() -> None:
    told = stories.write(2019, 1000, PLACES, SHARES)
    shares = [tally.count(told, month.code)["warm-handover"] for month in invented.MONTHS]
    assert all(share.denominator >= 5 for share in shares)
    percents = [100 * share.numerator / share.denominator for share in shares]
    assert percents == sorted(percents)
    assert percents[0] < 30
    assert percents[-1] > 75


@some
@given(seed=st.integers(0, 2**32), holders=st.integers(1, 120))
def test_who_did_not_move_in_the_half_year_moves_in_the_invented_one(
    seed: int, holders: int
) -> None:
    told = written(seed, holders)
    counts = [tally.count(told, half.code)["warm-handover"] for half in invented.HALVES]
    months = [tally.count(told, month.code)["warm-handover"] for month in invented.MONTHS]
    stayed = holders - tally.count(told)["warm-handover"].denominator
    arrived = round(holders * invented.ARRIVALS)
    assert sum(share.denominator for share in counts) == stayed + arrived
    assert sum(share.denominator for share in months) == stayed + arrived
    assert sum(share.numerator for share in months) == sum(share.numerator for share in counts)


def test_the_invented_year_reaches_several_municipalities_with_enough_people_to_be_shown() -> None:
    told = stories.write(2019, 1000, reference_places(), SHARES)
    movers = Counter(
        [act.body["municipality"] for act in story.acts if act.path == "/links"][-1]
        for story in told
        if story.invented
    )
    assert sum(number >= 10 for number in movers.values()) >= 12


def test_a_share_of_nobody_is_no_percentage() -> None:
    assert Share(0, 0).text == "nobody"
    assert Share(1, 4).text == "25.0% (1 of 4)"


def test_a_figure_that_the_report_hides_is_wrong_of_the_half_year_and_not_of_a_small_period() -> (
    None
):
    caused = {"warm-handover": Share(1, 4), "unknown": Share(2, 4)}
    found = {"unknown": Share(1, 4)}
    assert len(figures.differences(found, caused)) == 2
    assert len(figures.differences(found, caused, small=True)) == 1
