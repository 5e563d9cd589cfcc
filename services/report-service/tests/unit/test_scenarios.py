"""The scenarios of the report on plain lists of events."""

import pytest

from report_service.domain.period import parse
from report_service.testing import History, figures_of

H1 = parse("2019-H1")


def in_reception(*, sent: bool) -> History:
    person = History()
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    if sent:
        person.sent("2019-03-03")
    return person


def moved_out(*, active: bool = False) -> History:
    person = in_reception(sent=True)
    if active:
        person.active("2018-12-01", "2019-02-01")
    person.moved("2019-06-01")
    return person


@pytest.mark.scenario("S-R1")
def test_three_figures_each_with_a_denominator_of_its_own() -> None:
    # given 200 in reception, 162 of whom had their profile sent
    stayed = [in_reception(sent=number < 62) for number in range(100)]
    # and the 100 of them who moved out: 24 warm, 65 active
    moved = [moved_out(active=number < 65) for number in range(100)]
    for person in moved[:24]:
        person.warm("2019-05-12")

    # when reported
    figures = figures_of(stayed + moved, H1).country

    # then each share stands apart
    assert (figures["profile-sent"], figures["reception"]) == (162, 200)
    assert (figures["warm-handover"], figures["moved"]) == (24, 100)
    assert (figures["activity"], figures["moved"]) == (65, 100)


@pytest.mark.scenario("S-R2")
def test_whoever_moved_out_is_in_exactly_one_outcome() -> None:
    # given 100 who moved out
    moved = [moved_out() for _ in range(100)]
    for person in moved[:24]:
        person.phone("2019-04-20")
        person.warm("2019-05-12")
    for person in moved[24:54]:
        person.not_held("2019-04-20")
        person.phone("2019-05-12")
    for number, person in enumerate(moved[54:90]):
        reason = "distance" if number < 20 else "no-time" if number < 30 else "no-capacity"
        person.not_held("2019-04-20", "other")
        person.not_held("2019-05-12", reason)

    # when split
    figures = figures_of(moved, H1).country

    # then the four parts add up
    assert (figures["warm-handover"], figures["phone-only"], figures["unknown"]) == (24, 30, 10)
    assert figures.parts("not-held") == {"distance": 20, "no-time": 10, "no-capacity": 6}
    assert 24 + 30 + figures["not-held"] + 10 == figures["moved"]
