"""Whom a person is on the way to, whatever the order in which the facts arrived."""

from datetime import UTC, date, datetime
from itertools import permutations

from continuous_line.testing.ids import fixed_id
from directory_service.domain.link import LinkFact, LinkFactKind, OpenLink, open_link

K = LinkFactKind


def fact(kind: LinkFactKind, on: int, gone: str | None = None, **places: str) -> LinkFact:
    return LinkFact(
        id=fixed_id(f"{kind}-{on}"),
        kind=kind,
        at=datetime(2026, 3, on, 9, tzinfo=UTC),
        on=date(2026, 3, on),
        sequence=on,
        gone=fixed_id(gone) if gone else None,
        **places,
    )


LINKED = fact(K.LINKED, 1, municipality="GM0988", azc="weert")
RELOCATED = fact(K.RELOCATED, 2, azc="echt")
MOVED = fact(K.MOVED, 3, municipality="GM0988")
CLOSED = fact(K.CLOSED, 4)
TAKEN_BACK = fact(K.VOIDED, 5, gone="HandoverClosed-4")


def test_a_link_is_open_from_its_day_until_the_closing() -> None:
    assert open_link([]) is None
    assert open_link([LINKED]) == OpenLink("GM0988", "weert", date(2026, 3, 1))
    assert open_link([LINKED, MOVED]) == OpenLink(
        "GM0988", "weert", date(2026, 3, 1), date(2026, 3, 3)
    )
    assert open_link([LINKED, MOVED, CLOSED]) is None


def test_who_is_unlinked_left_or_came_back_is_on_the_way_to_nobody() -> None:
    for end in (K.UNLINKED, K.STAY_ENDED, K.RETURNED):
        assert open_link([LINKED, fact(end, 2)]) is None
    anew = fact(K.LINKED, 9, municipality="GM0957", azc="weert")
    assert open_link([LINKED, fact(K.RETURNED, 8), anew]) is not None


def test_who_lives_elsewhere_meanwhile_counts_there() -> None:
    assert open_link([LINKED, RELOCATED]) == OpenLink("GM0988", "echt", date(2026, 3, 1))


def test_the_order_of_arrival_changes_nothing() -> None:
    facts = [LINKED, RELOCATED, MOVED, CLOSED, TAKEN_BACK]
    found = {open_link(order) for order in permutations(facts)}
    assert found == {OpenLink("GM0988", "echt", date(2026, 3, 1), date(2026, 3, 3))}


def test_a_link_that_another_replaces_counts_no_more() -> None:
    instead = fact(K.LINKED, 6, gone="MunicipalityLinked-1", municipality="GM0957", azc="weert")
    assert open_link([instead, LINKED]) == OpenLink("GM0957", "weert", date(2026, 3, 6))
    assert open_link([LINKED, fact(K.VOIDED, 2, gone="MunicipalityLinked-1")]) is None
