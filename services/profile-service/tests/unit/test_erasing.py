"""When personal data go, and what stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from continuous_line.act import Act
from continuous_line.codes import ErasureGround, Section, StayEndReason
from continuous_line.errors import Erased
from continuous_line.links import Link
from continuous_line.testing.ids import fixed_id
from profile_service.domain.erasing import Terms, due_at, erase
from profile_service.domain.events import PersonalDataErased, ProfileEvent, ProfileOpened, StayEnded
from profile_service.domain.profile import Profile, fold

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TERMS = Terms(after_closing=timedelta(days=100), after_stay=timedelta(days=50))
OPENED = ProfileOpened(id=fixed_id("opened"), at=AT, azc="weert")


def after(*more: ProfileEvent) -> Profile:
    return fold([OPENED, *more])


def linked(*, closed: int | None = None, until: int | None = None) -> Link:
    def days(number: int | None) -> datetime | None:
        return None if number is None else AT + timedelta(days=number)

    return Link(UUID(int=1), "GM0957", AT, days(until), days(closed))


ENDED = StayEnded(id=fixed_id("ended"), at=AT + timedelta(days=3), reason=StayEndReason.LEFT)
ERASED = PersonalDataErased(id=fixed_id("erased"), at=AT, ground=ErasureGround.REQUEST)


def test_erasing_is_an_event_with_its_ground_and_happens_once() -> None:
    act = Act(fixed_id("erased"), AT, AT)
    assert erase(after(), ErasureGround.REQUEST, act) == [ERASED]
    with pytest.raises(Erased) as refused:
        erase(after(ERASED), ErasureGround.TERM, act)
    assert refused.value.extra == {"erasedOn": "2026-03-01"}


def test_the_facts_without_the_data_stay() -> None:
    state = after(ERASED)
    assert state.exists
    assert state.azc(AT) == "weert"
    assert set(state.sections) == set(Section)


@pytest.mark.parametrize(
    ("state", "links", "days"),
    [
        (after(), [], None),
        (after(), [linked()], None),
        (after(), [linked(closed=10)], 110),
        (after(), [linked(closed=10, until=20)], None),
        (after(), [linked(closed=10, until=20), linked()], None),
        (after(), [linked(closed=10, until=20), linked(closed=30)], 130),
        (after(ENDED), [], 53),
        (after(ENDED), [linked(closed=10)], 53),
        (after(ENDED, ERASED), [], None),
        (Profile(), [linked(closed=10)], None),
    ],
)
def test_the_term_runs_from_the_closing_of_the_last_case_or_the_end_of_the_stay(
    state: Profile, links: list[Link], days: int | None
) -> None:
    wanted = None if days is None else AT + timedelta(days=days)
    assert due_at(state, links, TERMS) == wanted
