"""What each event changed adds up to what has changed, whatever the order of events."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.case_owners import case_number
from report_service.domain.behind import case_of, said
from report_service.domain.count import window
from report_service.domain.cuts import By, Cut, Cuts
from report_service.domain.definitions import current
from report_service.domain.fact import Fact, known_on
from report_service.domain.observe import observe
from report_service.domain.period import parse
from report_service.domain.places import Places
from report_service.domain.shares import Asked, Share, effects, share_of
from report_service.testing import History, figures_of
from report_service.testing.lives import PERIODS, lives

METRICS = ("profile-sent", "warm-handover", "activity", "not-held", "usable", "link-basis")
moments = st.integers(0, 300).map(lambda n: datetime(2019, 1, 1, tzinfo=UTC) + timedelta(days=n))


def share(asked: Asked, code: str, facts: Sequence[Fact]) -> tuple[Share, frozenset[Cut]]:
    period = parse(code)
    cuts = Cuts(Places(), period.last_on)
    return share_of(asked, observe(facts, current()), window(period), cuts)


@given(lives(), st.sampled_from(METRICS), st.sampled_from(PERIODS), moments)
@settings(deadline=None, max_examples=200)
def test_the_changes_of_all_events_add_up_to_what_changed(
    person: History, metric: str, code: str, then: datetime
) -> None:
    asked, facts = Asked(current().metrics[metric]), person.facts()
    before = known_on(facts, then)
    since = [fact for fact in facts if fact.recorded_at > then]
    was, is_now = share(asked, code, before)[0], share(asked, code, facts)[0]
    found = list(effects(before, since, lambda known: share(asked, code, known)))
    assert was.numerator + sum(each.numerator for each in found) == is_now.numerator
    assert was.denominator + sum(each.denominator for each in found) == is_now.denominator
    assert all(each.cells for each in found)


@given(st.lists(lives(), max_size=5), st.sampled_from(METRICS), st.sampled_from(PERIODS))
@settings(deadline=None, max_examples=100)
def test_the_shares_of_all_persons_are_the_figure(
    people: list[History], metric: str, code: str
) -> None:
    asked = Asked(current().metrics[metric])
    figures = figures_of(people, parse(code))
    shares = [share(asked, code, person.facts())[0] for person in people]
    below = asked.metric.given or asked.metric.of
    assert sum(each.numerator for each in shares) == figures.country[metric]
    assert sum(each.denominator for each in shares) == figures.country[below]
    for azc, cell in figures.tables[By.AZC].items():
        own = Asked(asked.metric, None, (By.AZC, azc))
        shares = [share(own, code, person.facts())[0] for person in people]
        assert sum(each.numerator for each in shares) == cell[metric]
        assert sum(each.denominator for each in shares) == cell[below]


def test_a_talk_that_was_registered_late_and_taken_back_is_told_with_what_it_changed() -> None:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    moved = person.moved("2019-06-01")
    talk = person.warm("2019-05-12", recorded="2019-07-10")
    back = person.voided(talk, recorded="2019-09-01")
    asked = Asked(current().metrics["warm-handover"])
    found = effects([], person.facts(), lambda known: share(asked, "2019-H1", known))
    assert [(each.fact.id, each.numerator, each.denominator) for each in found] == [
        (str(moved), 0, 1), (str(talk), 1, 0), (str(back), -1, 0),
    ]  # fmt: skip
    told = said(person.facts(), asked.metric, None)
    assert [(each.fact.kind, each.valid) for each in told] == [
        ("opened", True), ("permit", True), ("moved", True), ("warm", False), ("taken-back", True),
    ]  # fmt: skip


def test_a_case_has_the_number_of_the_first_link_of_its_stay_also_when_that_was_corrected() -> None:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    assert case_of(person.person, person.facts(), person.told[0].time.date()) is None
    first = person.linked("2019-03-02")
    number = case_number(person.person, first)
    person.unlinked("2019-04-01")
    person.linked("2019-04-02", to="GM0957")
    assert case_of(person.person, person.facts(), parse("2019-06").first_on) == number
    assert case_of(person.person, person.facts(), parse("2019-02").last_on) is None
    event = person.told[2].event
    person.tell(type(event)(**{
        name: getattr(event, name) for name in event.__struct_fields__ if name != "replaces"
    }, replaces=first))  # fmt: skip
    assert case_of(person.person, person.facts(), parse("2019-06").first_on) == number
    assert isinstance(number, UUID)
