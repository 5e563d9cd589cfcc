"""What changed a figure, kind by kind, for those who see no persons."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from report_service.changes import Changed, OfKind, by_kind
from report_service.domain.fact import Fact
from report_service.domain.shares import Effect

AT = datetime(2019, 5, 1, tzinfo=UTC)


def changed(kind: str, persons: Iterable[UUID | None]) -> list[Changed]:
    return [
        Changed(
            person,
            Effect(Fact(str(uuid4()), kind, AT, AT, date(2019, 5, 1)), 1, 1, frozenset()),
        )
        for person in persons
    ]


def told(found: Iterable[Changed]) -> dict[str, int | None]:
    return {each.kind: each.events for each in by_kind(found, 5)}


def test_events_of_many_persons_are_told() -> None:
    found = changed("warm", [uuid4() for _ in range(6)])
    assert by_kind(found, 5) == [OfKind("warm", 6, 6, 6)]


def test_many_events_of_one_person_are_those_of_one_and_a_second_kind_is_hidden_with_them() -> None:
    one = uuid4()
    found = [
        *changed("requested", [one] * 9),
        *changed("warm", [uuid4() for _ in range(6)]),
        *changed("phone", [uuid4() for _ in range(7)]),
    ]
    assert told(found) == {"phone": 7, "requested": None, "warm": None}


def test_events_about_nobody_count_as_one_each() -> None:
    assert told(changed("signal", [None] * 6)) == {"signal": 6}
