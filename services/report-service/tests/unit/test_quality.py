"""How late facts are recorded, and which contradict each other."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from report_service.domain.contradictions import Contradiction, contradictions
from report_service.domain.definitions import current
from report_service.domain.life import live
from report_service.domain.observation import Observation
from report_service.domain.observe import observe
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.domain.quality import Counted, Lateness, Recording, contradictions_of
from report_service.testing import History, figures_of

H1 = parse("2019-H1")
K = Contradiction


def resident() -> History:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    return person


def found(person: History) -> list[tuple[str, str]]:
    life = live(person.facts())
    assert life is not None
    return [
        (seen.marks[0], seen.from_on.isoformat())
        for seen in contradictions(life, lambda one, other, _on: one == other)
    ]


def in_order(person: History) -> None:
    person.sent("2019-03-03")
    person.viewed("2019-03-04")
    person.active("2019-03-05")
    person.warm("2019-05-12")
    person.moved("2019-06-01")
    person.returned("2019-08-01")
    person.active("2019-08-02")
    person.linked("2019-08-03", "GM0193")
    person.moved("2019-09-01", "GM0193")


def relinked(person: History) -> None:
    person.linked("2019-04-01", "GM0193")
    person.unlinked("2019-04-01")
    person.linked("2019-05-01", "GM0193")


@pytest.mark.parametrize("telling", [in_order, relinked])
def test_what_fits_contradicts_nothing(telling: Callable[[History], None]) -> None:
    person = resident()
    telling(person)
    assert found(person) == []


@pytest.mark.parametrize(
    ("telling", "kind", "on"),
    [
        (lambda p: p.moved("2019-06-01", "GM0193"), K.MOVED_WITHOUT_LINK, "2019-06-01"),
        (lambda p: (p.moved("2019-06-01"), p.moved("2019-06-20")), K.MOVED_AGAIN, "2019-06-20"),
        (lambda p: (p.moved("2019-06-01"), p.warm("2019-06-02")), K.TALK_AFTER_MOVE, "2019-06-02"),
        (lambda p: (p.moved("2019-06-01"), p.phone("2019-06-09")), K.TALK_AFTER_MOVE, "2019-06-09"),
        (lambda p: p.linked("2019-04-01", "GM0193"), K.LINK_OVER_LINK, "2019-04-01"),
        (lambda p: p.sent("2019-03-01"), K.SENT_WITHOUT_LINK, "2019-03-01"),
        (lambda p: p.viewed("2019-04-01"), K.VIEWED_WITHOUT_SENDING, "2019-04-01"),
        (lambda p: (p.ended("2019-04-01"), p.active("2019-04-02")), K.ACTIVITY_AFTER_STAY,
         "2019-04-02"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_on_its_day(
    telling: Callable[[History], object], kind: Contradiction, on: str
) -> None:
    person = resident()
    telling(person)
    assert found(person) == [(kind, on)]


def test_a_talk_after_the_move_counts_in_the_figures_as_it_is() -> None:
    person = resident()
    person.moved("2019-06-01")
    person.warm("2019-06-02")
    assert figures_of([person], H1).country["warm-handover"] == 1
    assert "contradiction" not in figures_of([person], H1).country.numbers


def test_moved_to_the_successor_of_the_municipality_linked_to_fits() -> None:
    recorded = datetime(2018, 1, 1, tzinfo=UTC)
    merger = PlaceFact("m", "merged", recorded, "GM0988", date(2019, 4, 1), successor="GM0193")
    person = resident()
    person.moved("2019-06-01", "GM0193")

    def told(seen: list[Observation]) -> int:
        return sum(1 for each in seen if each.population == "contradiction")

    facts, by = person.facts(), current()
    assert told(observe(facts, by, Places([merger]).same, H1.last_on)) == 0
    assert told(observe(facts, by)) == 1


def recording(people: list[History]) -> Recording:
    found = Recording()
    for person in people:
        found.add(person.facts(), date(2019, 1, 1), date(2019, 12, 31))
    return found


def test_lateness_is_told_by_kind_with_the_share_after_a_day_median_and_p90() -> None:
    # given 10 profiles sent on 1 April, recorded on the day, a day later, and 8 of them later still
    people = [resident() for _ in range(10)]
    for number, person in enumerate(people):
        person.sent("2019-04-01", recorded=f"2019-04-{1 + number:02}")

    # when the half year is looked at
    by_kind = {each.kind: each for each in recording(people).of(H1, minimum=5)}

    # then 8 of 10 were late, and what happened in another period is in none
    assert by_kind["sent"] == Lateness("sent", 10, 8, median=4, p90=8)
    assert by_kind["linked"] == Lateness("linked", 10, 0, median=0, p90=0)
    assert "opened" not in by_kind


def test_what_was_taken_back_was_not_late() -> None:
    people = [resident() for _ in range(6)]
    for person in people:
        person.voided(person.sent("2019-04-01", recorded="2019-06-01"))
    assert "sent" not in {each.kind for each in recording(people).of(H1, minimum=5)}


def test_lateness_of_few_persons_is_not_shown() -> None:
    person = resident()
    for day in range(1, 9):
        person.sent(f"2019-04-{day:02}")
    (sent,) = [each for each in recording([person]).of(H1, minimum=5) if each.kind == "sent"]
    assert sent == Lateness("sent", None, None, None, None)


def test_few_contradictions_are_hidden_in_a_month_and_in_those_that_would_give_them_back() -> None:
    months = {date(2019, 1, 1): 2, date(2019, 2, 1): 9, date(2019, 3, 1): 7}
    told = {K.TALK_AFTER_MOVE: months}

    def number(period: str) -> int | None:
        counted = contradictions_of(told, parse(period), minimum=5)
        return next(each.number for each in counted if each.kind is K.TALK_AFTER_MOVE)

    assert number("2019-Q1") == 18
    assert (number("2019-01"), number("2019-02")) == (None, None)
    others = contradictions_of(told, parse("2019-Q1"), minimum=5)
    assert Counted(K.MOVED_AGAIN, 0) in others
    assert len(others) == len(Contradiction)
