"""Contacts in both directions, on the map of the period's last day."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.codes_directory import ContactKind
from continuous_line.contracts import PublicEvent
from continuous_line.contracts import directory as d
from report_service.domain.count import Figures, count
from report_service.domain.cuts import By
from report_service.domain.definitions import current
from report_service.domain.metrics import Figure, Shown, figures_of
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.domain.subjects import observe_subject
from report_service.facts_places import subject_fact
from report_service.testing import Told, noon

RECORDED = datetime(2018, 1, 1, tzinfo=UTC)


def figure(of: Shown, metric: str) -> Figure:
    return next(each for each in of.figures if each.metric == metric)


def directory(events: Iterable[tuple[str, PublicEvent]]) -> list[list[Told]]:
    """What was told of each subject."""
    found: dict[str, list[Told]] = {}
    for subject, event in events:
        told = Told(uuid4(), event.occurred_at, event, "directory")
        found.setdefault(subject, []).append(told)
    return list(found.values())


def of_places(subjects: Iterable[list[Told]], places: Places, period: str = "2019-H1") -> Figures:
    observed = []
    for told in subjects:
        facts = [fact for each in told if (fact := subject_fact(each, each.event)) is not None]
        observed += observe_subject(facts, current())
    return count(observed, parse(period), places)


def town(code: str, region: str = "AM33", province: str = "Limburg") -> PlaceFact:
    return PlaceFact(
        code, "municipality", RECORDED, code, None, None, code, region, region, province
    )


def contact(
    place: str, verified: str, kind: ContactKind = ContactKind.CLIENT_MANAGER
) -> list[tuple[str, PublicEvent]]:
    number, at = uuid4(), noon("2018-12-01")
    return [
        (str(number), d.ContactRegistered(
            occurred_at=at, contact_id=number, kind=kind, organisation="gemeente",
            places=(place,), valid_from=date(2018, 12, 1),
        )),
        (str(number), d.ContactVerified(
            occurred_at=noon(verified), contact_id=number, organisation="gemeente",
            roles=(Role.CLIENT_MANAGER,),
        )),
    ]  # fmt: skip


@pytest.mark.scenario("S-R6")
def test_contacts_are_counted_in_both_directions_and_whoever_has_none() -> None:
    # given 342 municipalities, 300 with a contact verified within 180 days of the last day
    codes = [f"GM{number:04}" for number in range(342)]
    places = Places(town(code) for code in codes)
    events: list[tuple[str, PublicEvent]] = []
    for code in codes[:300]:
        events += contact(code, "2019-01-01")
    # and others verified too long ago, or of another kind
    events += contact(codes[300], "2018-12-31") + contact(
        codes[301], "2019-05-01", ContactKind.OTHER
    )
    # and 100 that know whom to call at COA
    for number, code in enumerate(codes[:120]):
        said = d.KnowsCoaContact(
            occurred_at=noon("2019-02-01"), municipality=code, known=number < 100
        )
        events.append((code, said))

    # when reported
    found = figures_of(of_places(directory(events), places).country, current())

    # then two figures with the same denominator, and 42 without
    at_town, at_coa = figure(found, "contact-at-municipality"), figure(found, "contact-at-coa")
    assert (at_town.numerator, at_town.denominator) == (300, 342)
    assert (at_coa.numerator, at_coa.denominator) == (100, 342)


def test_a_contact_of_a_region_or_the_country_answers_for_the_municipalities_in_it() -> None:
    places = Places([town("GM0988"), town("GM0003", "AM01", "Groningen"), town("GM0193", "AM10")])
    region = of_places(directory(contact("AM33", "2019-05-01")), places)
    assert region.country["contact-at-municipality"] == 1
    province = of_places(directory(contact("PV20", "2019-05-01")), places)
    assert province.tables[By.MUNICIPALITY]["GM0003"]["contact-at-municipality"] == 1
    country = of_places(directory(contact("NL", "2019-05-01")), places)
    assert country.country["contact-at-municipality"] == 3


def test_a_merged_municipality_speaks_for_itself_before_those_it_came_from() -> None:
    merger = PlaceFact("m", "merged", RECORDED, "GM0003", date(2019, 3, 1), successor="GM0988")
    places = Places([town("GM0988"), town("GM0003"), merger])
    old = d.KnowsCoaContact(occurred_at=noon("2019-02-01"), municipality="GM0003", known=True)
    new = d.KnowsCoaContact(occurred_at=noon("2019-04-01"), municipality="GM0988", known=False)
    by_old = of_places(directory([("GM0003", old)]), places).country
    by_both = of_places(directory([("GM0003", old), ("GM0988", new)]), places).country
    assert (by_old["contact-at-coa"], by_both["contact-at-coa"]) == (1, 0)
