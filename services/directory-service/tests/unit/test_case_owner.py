"""Whose the open case of a person is, whatever the order in which the facts arrived."""

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

from continuous_line.case_owners import case_number
from continuous_line.testing.ids import fixed_id
from directory_service.domain.case_owner import open_case, received_case
from directory_service.domain.link import LinkFact, LinkFactKind

K, PERSON = LinkFactKind, fixed_id("person")


def fact(kind: LinkFactKind, on: int, gone: str | None = None, **told: Any) -> LinkFact:
    return LinkFact(
        id=fixed_id(f"{kind}-{on}"),
        kind=kind,
        at=datetime(2026, 3, on, 9, tzinfo=UTC),
        on=date(2026, 3, on),
        sequence=on,
        gone=fixed_id(gone) if gone else None,
        **told,
    )


LINKED = fact(K.LINKED, 1, municipality="GM0988", azc="weert")
ASSIGNED = fact(K.ASSIGNED, 2, owner="cm-1")
STAND_IN = fact(K.REASSIGNED, 5, owner="cm-2", until=date(2026, 3, 9))
CLOSED = fact(K.CLOSED, 12)
NUMBER = case_number(PERSON, LINKED.id)


def owners(*facts: LinkFact) -> list[tuple[str, int]]:
    """With the day of March on which they begin."""
    found = open_case(PERSON, facts)
    return [(tenure.owner, tenure.first.day) for tenure in found.tenures] if found else []


def test_a_case_is_known_by_its_number_from_the_link_to_the_closing() -> None:
    assert open_case(PERSON, []) is None
    found = open_case(PERSON, [LINKED])
    assert found is not None
    assert (found.id, found.places, found.tenures) == (NUMBER, {"weert"}, ())
    assert open_case(PERSON, [LINKED, ASSIGNED, CLOSED]) is None
    opened_again = fact(K.VOIDED, 13, gone="HandoverClosed-12")
    assert owners(LINKED, ASSIGNED, CLOSED, opened_again) == [("cm-1", 2)]


def test_a_link_anew_after_the_closing_is_another_case_without_owner() -> None:
    anew = fact(K.LINKED, 15, municipality="GM0957", azc="echt")
    found = open_case(PERSON, [LINKED, ASSIGNED, CLOSED, anew])
    assert found is not None
    assert (found.id, found.places, found.tenures) == (case_number(PERSON, anew.id), {"echt"}, ())


def test_another_link_and_a_corrected_one_stay_in_the_case() -> None:
    relinked = fact(K.LINKED, 4, municipality="GM0957", azc="weert")
    corrected = fact(K.LINKED, 6, gone="MunicipalityLinked-1", municipality="GM0193", azc="weert")
    found = open_case(PERSON, [LINKED, relinked, corrected])
    assert found is not None
    assert found.id == NUMBER


def test_a_stand_in_falls_back_and_who_left_has_nothing_more() -> None:
    assert owners(LINKED, ASSIGNED, STAND_IN) == [("cm-1", 2), ("cm-2", 5), ("cm-1", 10)]
    gone = fact(K.OWNER_LEFT, 7, owner="cm-1")
    assert owners(LINKED, ASSIGNED, STAND_IN, gone) == [("cm-1", 2), ("cm-2", 5), ("cm-2", 7)]
    taken_back = fact(K.VOIDED, 8, gone="CaseReassigned-5")
    assert owners(LINKED, ASSIGNED, STAND_IN, taken_back) == [("cm-1", 2)]


def test_the_case_is_where_the_person_lives_and_the_order_of_arrival_changes_nothing() -> None:
    facts = [LINKED, ASSIGNED, STAND_IN, fact(K.RELOCATED, 6, azc="echt"), CLOSED,
             fact(K.VOIDED, 13, gone="HandoverClosed-12")]  # fmt: skip
    found = {open_case(PERSON, order) for order in permutations(facts)}
    assert [(case.id, case.places) for case in found if case] == [(NUMBER, {"echt"})]


def receivers(*facts: LinkFact) -> list[tuple[str, int]]:
    found = received_case(PERSON, facts)
    return [(tenure.owner, tenure.first.day) for tenure in found.tenures] if found else []


def named(owner: str, on: int, to: str = "GM0988", until: int | None = None) -> LinkFact:
    last = date(2026, 3, until) if until else None
    return fact(K.CLIENT_MANAGER, on, municipality=to, owner=owner, until=last)


def test_the_municipality_has_the_case_by_whom_it_named_until_they_part() -> None:
    first, stand_in = named("km-1", 2), named("km-2", 5, until=9)
    assert receivers(LINKED, first, stand_in) == [("km-1", 2), ("km-2", 5), ("km-1", 10)]
    gone = fact(K.CLIENT_MANAGER_LEFT, 11, municipality="GM0988", owner="km-1")
    found = received_case(PERSON, [LINKED, first, gone])
    assert found is not None
    assert [(one.owner, one.last) for one in found.tenures] == [("km-1", date(2026, 3, 10))]
    parted = fact(K.UNLINKED, 12, municipality="GM0988")
    elsewhere = fact(K.LINKED, 13, municipality="GM0957", azc="weert")
    assert receivers(LINKED, first, parted) == []
    assert receivers(LINKED, first, parted, elsewhere) == []
    there = named("km-9", 14, to="GM0957")
    assert receivers(LINKED, first, parted, elsewhere, there) == [("km-9", 14)]
    assert receivers(LINKED, first, CLOSED) == []


def test_who_has_it_at_the_municipality_is_the_same_in_any_order_of_arrival() -> None:
    facts = [LINKED, named("km-1", 2), named("km-2", 5, until=9), named("km-9", 6, to="GM0957"),
             fact(K.VOIDED, 8, gone="ClientManagerNamed-5")]  # fmt: skip
    found = {received_case(PERSON, order) for order in permutations(facts)}
    assert [(case.places, [one.owner for one in case.tenures]) for case in found if case] == [
        ({"GM0988"}, ["km-1"])
    ]
