"""Under which link an event falls, whatever the order in which it is heard."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.codes import Basis, UnlinkReason, VoidReason
from continuous_line.contracts import (
    CONTRACTS,
    EventVoided,
    PublicEvent,
    handover,
    profile,
    type_name,
)
from continuous_line.testing.ids import fixed_id
from handover_service.subscriptions.feed.kinds import NEVER, TOLD
from handover_service.subscriptions.feed.sorting import CLOCKS, Heard, current, standings

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
ROERMOND, ZWOLLE = "GM0957", "GM0193"


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def heard(number: int, event: PublicEvent, domain: str = "handover") -> Heard:
    """Recorded in the minute of its number."""
    return Heard(
        id=fixed_id(number), type=type_name(domain, type(event)), sequence=number,
        recorded_at=at(number), event=event,
    )  # fmt: skip


def linked(number: int, to: str, replaces: UUID | None = None) -> Heard:
    event = handover.MunicipalityLinked(
        occurred_at=at(number), municipality=to, azc="weert", basis=Basis.EDUCATION,
        replaces=replaces,
    )  # fmt: skip
    return heard(number, event)


def unlinked(number: int, of: str) -> Heard:
    event = handover.MunicipalityUnlinked(
        occurred_at=at(number), municipality=of, reason=UnlinkReason.MISTAKE
    )
    return heard(number, event)


def voided(number: int, what: UUID) -> Heard:
    reason = next(iter(VoidReason)).value
    return heard(number, EventVoided(occurred_at=at(number), voids=what, reason=reason))


def municipality(facts: Sequence[Heard]) -> str | None:
    found = current(standings(facts))
    return None if found is None else found.link.municipality


def test_who_is_unlinked_in_between_is_nobodys_and_then_the_others() -> None:
    facts = [linked(1, ROERMOND), unlinked(2, ROERMOND), linked(3, ZWOLLE)]
    assert [municipality(facts[:n]) for n in range(4)] == [None, ROERMOND, None, ZWOLLE]


def test_a_link_put_right_to_another_municipality_is_another_link() -> None:
    first = linked(1, ROERMOND)
    (before,) = standings([first])
    (after,) = standings([first, linked(5, ZWOLLE, replaces=first.id)])
    assert after.link.municipality == ZWOLLE
    assert after.link.id != before.link.id
    assert after.heard_from == 5


def test_a_link_whose_day_is_put_right_stays_the_same_link() -> None:
    first = linked(1, ROERMOND)
    (before,) = standings([first])
    (after,) = standings([first, linked(5, ROERMOND, replaces=first.id)])
    assert (after.link.id, after.heard_from) == (before.link.id, 1)
    assert after.link.since == at(5)


def test_a_link_taken_back_holds_no_more() -> None:
    first = linked(1, ROERMOND)
    assert municipality([first, voided(2, first.id)]) is None


def test_of_the_handover_what_was_recorded_before_the_link_is_not_under_it() -> None:
    (link,) = standings([linked(5, ROERMOND)])
    kind = type_name("handover", handover.CaseAssigned)
    assert not link.covers(kind, 4, at(99))
    assert link.covers(kind, 6, at(0))


@pytest.mark.parametrize(("behind", "covered"), [(CLOCKS, True), (2 * CLOCKS, False)])
def test_another_services_clock_may_run_behind_without_an_event_being_lost(
    behind: timedelta, covered: bool
) -> None:
    (link,) = standings([linked(5, ROERMOND)])
    kind = type_name("profile", profile.ProfileSectionRecorded)
    assert link.covers(kind, 1, link.recorded_at - behind) is covered


def test_the_clock_of_the_links_may_be_ahead_without_an_event_being_lost() -> None:
    event = handover.MunicipalityLinked(
        occurred_at=at(5), municipality=ROERMOND, azc="weert", basis=Basis.EDUCATION
    )
    kind = type_name("handover", type(event))
    (link,) = standings(
        [Heard(id=fixed_id(5), type=kind, sequence=5, recorded_at=at(99_999), event=event)]
    )
    assert link.covers(type_name("profile", profile.ProfileSent), 1, at(6))


@st.composite
def lives(draw: st.DrawFn) -> list[Heard]:
    """Links, endings, corrections and voidings of one person, as they were recorded."""
    facts: list[Heard] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        to = draw(st.sampled_from([ROERMOND, ZWOLLE]))
        earlier = draw(st.sampled_from(facts)).id if facts else None
        kinds = ["link", "unlink"] + (["replace", "void"] if earlier else [])
        match draw(st.sampled_from(kinds)):
            case "link":
                facts.append(linked(number, to))
            case "unlink":
                facts.append(unlinked(number, to))
            case "replace":
                facts.append(linked(number, to, replaces=earlier))
            case _:
                assert earlier is not None
                facts.append(voided(number, earlier))
    return facts


@examples(lives(), st.randoms(use_true_random=False))
def test_order_and_repeats_do_not_matter(facts: list[Heard], chance: object) -> None:
    again = [*facts, *facts]
    chance.shuffle(again)  # type: ignore[attr-defined]
    unique = list({one.id: one for one in again}.values())
    assert standings(unique) == standings(facts)


@examples(lives())
def test_links_come_one_after_the_other_and_only_the_last_is_open(facts: list[Heard]) -> None:
    found = standings(facts)
    for one, following in pairwise(found):
        assert one.link.until is not None
        assert one.link.until <= following.link.since


def test_of_every_event_about_persons_it_is_decided_whether_a_municipality_may_have_it() -> None:
    known = {event for name in ("profile", "handover") for event in CONTRACTS[name].events}
    assert known == TOLD | NEVER
    assert not TOLD & NEVER
