"""What the facts of a person come to: rules K1 to K5 one by one."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from continuous_line.codes import Party
from continuous_line.contracts.profile import ProfileOpened
from report_service.domain.count import Cell
from report_service.domain.cuts import NOT_LINKED, By
from report_service.domain.period import parse
from report_service.testing import History, figures_of, noon

H1 = parse("2019-H1")


def resident() -> History:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    return person


def counted(person: History, period: str = "2019-H1") -> Cell:
    return figures_of([person], parse(period)).country


def outcome(person: History, period: str = "2019-H1") -> str:
    cell = counted(person, period)
    assert cell["moved"] == 1
    if cell["not-held"]:
        return next(iter(cell.parts("not-held")))
    outcomes = {"warm": "warm-handover", "phone": "phone-only", "unknown": "unknown"}
    return next(name for name, metric in outcomes.items() if cell[metric])


def test_in_reception_from_the_permit_on_and_not_before() -> None:
    person = resident()
    assert counted(person, "2018")["reception"] == 0
    assert counted(person, "2019-01")["reception"] == 1


def test_in_reception_not_before_the_profile_was_opened() -> None:
    person = History()
    person.permit("2019-01-05")
    person.opened("2019-03-01")
    assert counted(person, "2019-02")["reception"] == 0
    assert counted(person, "2019-03")["reception"] == 1


def test_in_reception_through_the_day_of_the_move() -> None:
    person = resident()
    person.moved("2019-06-01")
    assert counted(person, "2019-06")["reception"] == 1
    assert counted(person, "2019-07")["reception"] == 0


def test_in_reception_through_the_day_the_stay_ended() -> None:
    person = resident()
    person.ended("2019-03-31")
    assert counted(person, "2019-Q1")["reception"] == 1
    assert counted(person, "2019-Q2")["reception"] == 0


def test_a_resident_without_a_permit_is_in_no_figure() -> None:
    person = History()
    person.opened("2019-01-01")
    person.active("2019-02-02")
    assert counted(person) == Cell()


def test_a_permit_voided_takes_the_person_out_of_every_figure() -> None:
    person = History()
    person.opened("2019-01-01")
    person.voided(person.permit("2019-01-05"))
    assert counted(person) == Cell()


def test_days_are_those_of_amsterdam() -> None:
    person = resident()
    late = noon("2019-06-30").replace(hour=22, minute=30)
    person.tell(ProfileOpened(occurred_at=late, azc="echt"))
    assert person.facts()[-1].on == date(2019, 7, 1)


def test_sent_counts_by_the_last_day_of_the_period() -> None:
    person = resident()
    person.sent("2019-04-01", recorded="2019-09-01")
    assert counted(person, "2019-Q1")["profile-sent"] == 0
    assert counted(person, "2019-Q2")["profile-sent"] == 1


def test_sent_to_the_municipality_before_is_not_sent_to_the_one_linked_now() -> None:
    person = resident()
    person.sent("2019-03-03")
    person.unlinked("2019-04-01")
    person.linked("2019-04-01", "GM0193")
    assert counted(person, "2019-Q1")["profile-sent"] == 1
    assert counted(person, "2019-Q2")["profile-sent"] == 0
    person.sent("2019-04-02", "GM0193")
    assert counted(person, "2019-Q2")["profile-sent"] == 1


def test_sent_to_the_municipality_moved_to_counts_whatever_the_link_says() -> None:
    person = resident()
    person.sent("2019-05-01", "GM0193")
    person.moved("2019-06-01", "GM0193")
    assert counted(person)["profile-sent"] == 1
    assert counted(person, "2019-05")["profile-sent"] == 0


def test_warm_needs_all_three_parties() -> None:
    person = resident()
    person.warm("2019-05-12", attended=[Party.CLIENT_MANAGER, Party.PERMIT_HOLDER])
    person.moved("2019-06-01")
    assert outcome(person) == "party-absent"


def test_a_warm_talk_with_another_municipality_does_not_count() -> None:
    person = resident()
    person.warm("2019-05-12", "GM0193")
    person.moved("2019-06-01")
    assert outcome(person) == "unknown"


def test_a_talk_held_after_the_move_counts_for_it() -> None:
    person = resident()
    person.moved("2019-06-01")
    person.warm("2019-08-01")
    assert outcome(person) == "warm"


@pytest.mark.parametrize(
    ("first", "then"), [("phone", "warm"), ("warm", "phone"), ("not_held", "warm")]
)
def test_warm_once_is_warm(first: str, then: str) -> None:
    person = resident()
    getattr(person, first)("2019-04-12")
    getattr(person, then)("2019-05-12")
    person.moved("2019-06-01")
    assert outcome(person) == "warm"


def test_phone_goes_before_not_held_and_the_last_reason_counts() -> None:
    person = resident()
    person.not_held("2019-05-12", "no-capacity")
    person.not_held("2019-04-12", "distance")
    person.moved("2019-06-01")
    assert outcome(person) == "no-capacity"
    person.phone("2019-03-20")
    assert outcome(person) == "phone"


def test_a_talk_voided_is_none_and_a_talk_replaced_is_what_replaced_it() -> None:
    person = resident()
    person.moved("2019-06-01")
    talk = person.warm("2019-05-12")
    assert outcome(person) == "warm"
    by_phone = person.phone("2019-05-12", replaces=talk)
    assert outcome(person) == "phone"
    person.voided(by_phone)
    assert outcome(person) == "unknown"


def test_a_move_corrected_counts_in_the_other_period() -> None:
    person = resident()
    person.moved("2019-07-02", replaces=person.moved("2019-06-30"))
    assert counted(person)["moved"] == 0
    assert counted(person, "2019-H2")["moved"] == 1
    assert counted(person)["reception"] == 1


def test_talks_belong_to_the_stay_they_fall_in() -> None:
    person = resident()
    person.warm("2019-05-12")
    person.moved("2019-06-01")
    person.returned("2019-07-01")
    person.moved("2019-09-01")
    assert outcome(person, "2019-H1") == "warm"
    assert outcome(person, "2019-H2") == "unknown"
    assert counted(person, "2019-08")["reception"] == 1


def test_a_return_after_a_voided_move_splits_nothing() -> None:
    person = resident()
    person.warm("2019-05-12")
    person.voided(person.moved("2019-06-01"))
    person.returned("2019-06-20")
    person.moved("2019-06-25")
    assert outcome(person) == "warm"


def test_the_last_move_in_the_period_gives_the_cuts() -> None:
    person = resident()
    person.moved("2019-03-10", "GM0193")
    person.returned("2019-04-01")
    person.moved("2019-06-01", "GM0988")
    figures = figures_of([person], H1)
    assert figures.country["moved"] == 1
    cells = figures.tables[By.MUNICIPALITY]
    moved = {code: cell["moved"] for code, cell in cells.items() if cell["moved"]}
    assert moved == {"GM0988": 1}


def active(since: str, until: str | None = None) -> Callable[[History], object]:
    return lambda person: person.active(since, until)


@pytest.mark.parametrize(
    ("activity", "counts"),
    [
        (active("2018-12-01", "2018-12-20"), True),
        (active("2018-10-01", "2018-11-01"), True),
        (active("2018-10-01", "2018-10-31"), False),
        (active("2018-10-01"), True),
        (active("2019-06-01"), True),
        (active("2019-06-02"), False),
    ],
)
def test_an_activity_counts_where_it_overlaps_the_stay(
    activity: Callable[[History], object], counts: bool
) -> None:
    person = resident()
    activity(person)
    person.moved("2019-06-01")
    assert counted(person)["activity"] == counts


def test_an_activity_that_ended_before_the_stay_does_not_count() -> None:
    person = resident()
    number = uuid4()
    person.active("2018-09-01", activity=number)
    person.stopped("2018-10-15", number)
    person.moved("2019-06-01")
    assert counted(person)["activity"] == 0


def test_in_reception_the_last_azc_of_the_period_counts() -> None:
    person = resident()
    person.relocated("2019-04-01", "echt")
    people = [person]
    assert set(figures_of(people, parse("2019-Q1")).tables[By.AZC]) == {"weert"}
    assert set(figures_of(people, parse("2019-Q2")).tables[By.AZC]) == {"echt"}


def test_who_has_no_municipality_yet_is_counted_as_such() -> None:
    person = History()
    person.opened("2019-01-01")
    person.permit("2019-01-05")
    assert set(figures_of([person], H1).tables[By.MUNICIPALITY]) == {NOT_LINKED}
