"""The scenarios about single figures, on plain lists of events."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import Days, Figure, Shown, figures_of
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.domain.scorecard import Score, scorecard
from report_service.domain.targets import Against, own_target
from report_service.testing import History
from report_service.testing import figures_of as counted

H1 = parse("2019-H1")
RECORDED = datetime(2018, 1, 1, tzinfo=UTC)


def resident(municipality: str = "GM0988", azc: str = "weert", km: float = 20.0) -> History:
    person = History(azc, municipality)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02", km=km)
    return person


def shown(people: Iterable[History]) -> Shown:
    return figures_of(counted(people, H1).country, current())


def figure(of: Shown, metric: str, part: str | None = None) -> Figure:
    return next(each for each in of.figures if (each.metric, each.part) == (metric, part))


def days(of: Shown, lead_time: str) -> Days:
    return next(each for each in of.lead_times if each.lead_time == lead_time)


@pytest.mark.scenario("S-R3")
def test_warm_handovers_by_distance_stand_beside_those_of_the_country() -> None:
    # given 20 who moved under 25 km and 80 who moved over 100
    near, far = [resident() for _ in range(20)], [resident() for _ in range(80)]
    for person in (*near[:12], *far[:12]):
        person.warm("2019-05-12")
    for person in near:
        person.moved("2019-06-01", km=24.9)
    for person in far:
        person.moved("2019-06-01", km=100.0)

    # when cut by distance
    figures = counted([*near, *far], H1)
    cells = {
        code: figures_of(cell, current()) for code, cell in figures.tables[By.DISTANCE].items()
    }

    # then each band has a share of its own, beside the country's
    shares = {code: figure(cell, "warm-handover").percent for code, cell in cells.items()}
    assert (shares["0-25"], shares["100+"]) == (60, 15)
    assert figure(figures_of(figures.country, current()), "warm-handover").percent == 24


@pytest.mark.scenario("S-R5")
def test_opened_of_sent_with_the_days_of_those_who_opened() -> None:
    # given 40 profiles sent on 1 April, 25 of them opened after 1 to 25 days
    people = [resident() for _ in range(40)]
    for number, person in enumerate(people):
        person.sent("2019-04-01")
        if number < 25:
            person.viewed(f"2019-04-{number + 2:02}")

    # when reported
    found = shown(people)

    # then 25 of 40, with the days of those 25; 15 are still open
    opened = figure(found, "profile-opened")
    assert (opened.numerator, opened.denominator) == (25, 40)
    assert days(found, "sent-to-viewed") == Days("sent-to-viewed", 25, median=13, p90=23)


def town(code: str, region: str = "AM33", province: str = "Limburg") -> PlaceFact:
    return PlaceFact(
        code, "municipality", RECORDED, code, None, None, code, region, region, province
    )


@pytest.mark.scenario("S-R7")
def test_links_by_basis_and_how_many_lie_in_the_matched_region() -> None:
    # given 10 links: 6 by housing quota, 3 by education, 1 by network
    people = []
    for number in range(10):
        person = History()
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        basis = "housing-quota" if number < 6 else "education" if number < 9 else "network"
        # of which 4 followed a match with a region, 3 times the one that Weert lies in
        matched = None if number < 6 else "AM33" if number < 9 else "AM01"
        person.linked("2019-03-02", basis=basis, matched=matched)
        people.append(person)

    # when cut
    found = figures_of(counted(people, H1, Places([town("GM0988")])).country, current())

    # then 60, 30 and 10 percent, and 3 of the 4 inside the region
    shares = {
        each.part: each.percent
        for each in found.figures
        if each.metric == "link-basis" and each.part
    }
    assert shares == {"housing-quota": 60, "education": 30, "network": 10}
    inside = figure(found, "link-in-matched-region")
    assert (inside.numerator, inside.denominator) == (3, 4)


def azc(code: str, unit: str, target: int | None) -> PlaceFact:
    return PlaceFact(
        code, "azc", RECORDED, code, None, name=code, unit=unit, activity_target=target
    )


def moved_active(number: int, active: int, outside: int, where: str) -> list[History]:
    """So many moved out, of whom so many were active, and so many of these outside the azc."""
    people = [resident(azc=where) for _ in range(number)]
    for index, person in enumerate(people):
        person.moved("2019-06-01")
        if index < active:
            person.active("2019-02-01", setting="external" if index < outside else "internal")
    return people


@pytest.mark.scenario("S-R8")
def test_activity_against_the_target_of_the_azc_itself() -> None:
    # given a target of 70% at three azc's, and none at a fourth
    places = Places(
        [azc("weert", "zuid", 70), azc("echt", "zuid", 70), azc("sneek", "noord", 70),
         azc("budel", "zuid", None)]
    )  # fmt: skip
    people = [
        *moved_active(20, 13, 5, "weert"), *moved_active(20, 14, 14, "echt"),
        *moved_active(20, 15, 0, "sneek"), *moved_active(20, 20, 0, "budel"),
    ]  # fmt: skip

    # when compared
    table = counted(people, H1, places).tables[By.AZC]
    cells = {code: figures_of(cell, current()) for code, cell in table.items()}
    found = {code: own_target(code, cell, places, H1.last_on) for code, cell in cells.items()}

    # then 65% is below it, and who was active inside only stands apart
    assert {code: each.against for code, each in found.items()} == {
        "weert": Against.BELOW, "echt": Against.AT, "sneek": Against.ABOVE, "budel": None,
    }  # fmt: skip
    weert = found["weert"]
    assert (weert.active.percent, weert.target) == (65, 70)
    assert (weert.internal_only.numerator, weert.internal_only.denominator) == (8, 13)


def test_a_figure_that_is_not_shown_is_not_compared_either() -> None:
    hidden = Shown(
        (Figure("activity", None, None), Figure("activity-internal-only", None, None)), ()
    )
    found = own_target("weert", hidden, Places([azc("weert", "zuid", 70)]), H1.last_on)
    assert found.against is None


@pytest.mark.scenario("S-R10")
def test_the_scorecard_is_unclear_with_too_few_and_says_how_each_was_adapted() -> None:
    # given 6 referrals, all confirmed, which are fewer than the scorecard's minimum of 10
    # and 12 signals closed in term, 12 own actions none of which was done, 12 plans half with both
    people = [resident() for _ in range(12)]
    for number, person in enumerate(people):
        if number < 6:
            referral = uuid4()
            person.referred("2019-04-01", referral)
            person.referral_confirmed("2019-04-08", referral)
        signal = uuid4()
        person.signalled("2019-04-01", "2019-04-08", signal)
        person.signal_closed("2019-04-08", signal)
        goals = ("client_manager", "permit_holder") if number < 6 else ("permit_holder",)
        person.planned("2019-05-01", 1, goals)

    # when scored
    card = {each.metric: each for each in scorecard(shown(people), current())}

    # then ± with n, + and - where there are enough, and ± in between
    assert (card["spider-in-the-web"].score, card["spider-in-the-web"].too_few) == ("±", True)
    assert card["spider-in-the-web"].figure.denominator == 6
    assert card["liaison"].score is Score.PLUS
    assert card["own-responsibility"].score is Score.MINUS
    assert (card["multi-partiality"].score, card["multi-partiality"].too_few) == ("±", False)
    # and all eight say how they were adapted, in both languages
    assert len(card) == 8
    assert all(each.adapted["en"] and each.adapted["nl"] for each in card.values())


@pytest.mark.parametrize(
    ("numerator", "denominator", "score"),
    [(7, 10, "+"), (67, 100, "+"), (66, 100, "±"), (33, 100, "±"), (32, 100, "-"), (9, 9, "±")],
)
def test_the_bounds_of_the_scores(numerator: int, denominator: int, score: str) -> None:
    cell = Shown((Figure("liaison", numerator, denominator),), ())
    assert [each.score for each in scorecard(cell, current())] == [score]


def test_what_is_not_shown_is_scored_as_unclear() -> None:
    (scored,) = scorecard(Shown((Figure("liaison", None, None),), ()), current())
    assert (scored.score, scored.too_few) == (Score.UNCLEAR, True)


@pytest.mark.scenario("S-R11")
def test_signals_in_term_and_case_days_without_an_owner() -> None:
    # given 8 signals, 6 of them answered in term
    people = [resident() for _ in range(8)]
    for number, person in enumerate(people):
        signal = uuid4()
        person.assigned("2019-03-02")
        person.signalled("2019-04-01", "2019-04-08", signal)
        if number < 7:
            person.signal_answered("2019-04-09", signal, in_time=number < 6)
    # and one case that was without an owner for 3 days
    people[0].owner_left("2019-05-10")
    people[0].reassigned("2019-05-13", "bert")

    # when reported
    found = shown(people)

    # then 6 of 8, and 3 case-days
    answered = figure(found, "signal-answered")
    assert (answered.numerator, answered.denominator) == (6, 8)
    ownerless = figure(found, "ownerless-days")
    assert (ownerless.numerator, ownerless.denominator) == (3, 8 * 121)


@pytest.mark.scenario("S-R12")
def test_units_and_azcs_are_compared_by_one_definition() -> None:
    # given one azc in the north and two in the south
    places = Places(
        [azc("sneek", "noord", 90), azc("weert", "zuid", 50), azc("echt", "zuid", None)]
    )
    people = [
        *moved_active(10, 5, 0, "sneek"), *moved_active(10, 8, 0, "weert"),
        *moved_active(30, 12, 0, "echt"),
    ]  # fmt: skip

    # when cut by azc and by unit
    tables = counted(people, H1, places).tables
    by_azc = {code: (cell["activity"], cell["moved"]) for code, cell in tables[By.AZC].items()}
    by_unit = {code: (cell["activity"], cell["moved"]) for code, cell in tables[By.UNIT].items()}

    # then numerator and denominator of a unit are the sums of those of its azc's, whatever target
    # each has set itself, and each figure has the one definition
    assert by_azc == {"sneek": (5, 10), "weert": (8, 10), "echt": (12, 30)}
    assert by_unit == {"noord": (5, 10), "zuid": (20, 40)}
    assert [one.code for one in current().metrics.values()].count("activity") == 1
