from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import Purpose, Section
from continuous_line.days import day
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.errors import (
    ExpiryTooFar,
    GrantEnded,
    GrantExpired,
    NotAgreed,
    PurposeOfOthers,
    UnknownGrant,
    UnknownProfile,
)
from profile_service.domain.events import AccessGranted, AccessRevoked, ProfileOpened
from profile_service.domain.grants import (
    Wanted,
    ended,
    grant,
    grants,
    last_day,
    revoke,
    right_of,
)
from profile_service.domain.profile import Profile, evolve, fold

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
SCHOOL = "taalschool"
JUNE = date(2026, 6, 30)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW - timedelta(60), azc="weert")
LANGUAGE = (Section.EDUCATION, Section.LANGUAGE)
WANTED = Wanted(SCHOOL, Purpose.LANGUAGE_LESSONS, LANGUAGE, JUNE)
case = Scenario(evolve, Profile())


def granted(
    name: str = "grant",
    *,
    sections: tuple[Section, ...] = LANGUAGE,
    until: date = JUNE,
    purpose: Purpose = Purpose.LANGUAGE_LESSONS,
) -> AccessGranted:
    return AccessGranted(
        id=fixed_id(name),
        at=NOW - timedelta(1),
        grant_id=fixed_id(name),
        party=SCHOOL,
        purpose=purpose,
        sections=sections,
        expires_on=until,
    )


def amsterdam(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.scenario("S-P7")
def test_a_school_reads_what_was_granted_through_the_last_second_of_the_last_day() -> None:
    found = grants(case.given(OPENED, granted()).state)
    last, first = amsterdam("2026-06-30T23:59:59+02:00"), amsterdam("2026-07-01T00:00:00+02:00")
    right = right_of(found, SCHOOL, last)
    assert right is not None
    assert right.sections == LANGUAGE
    assert right_of(found, SCHOOL, first) is None
    assert ended(found, SCHOOL, first) == first
    assert last_day(first) == JUNE
    assert right_of(found, "another", last) is None
    assert ended(found, "another", first) is None


def test_what_is_granted_says_to_whom_for_what_which_sections_and_how_long() -> None:
    case.given(OPENED).when(grant, WANTED, ACT).then(
        AccessGranted(
            id=ID,
            at=NOW,
            grant_id=ID,
            party=SCHOOL,
            purpose=Purpose.LANGUAGE_LESSONS,
            sections=LANGUAGE,
            expires_on=JUNE,
        )
    )
    case.given().when(grant, WANTED, ACT).then_refused(UnknownProfile)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted(SCHOOL, Purpose.WORK, LANGUAGE, JUNE, agreed=False), NotAgreed),
        (Wanted(SCHOOL, Purpose.INTEGRATION, LANGUAGE, JUNE), PurposeOfOthers),
        (Wanted(SCHOOL, Purpose.WORK, LANGUAGE, date(2026, 3, 9)), GrantExpired),
        (Wanted(SCHOOL, Purpose.WORK, LANGUAGE, date(2027, 3, 12)), ExpiryTooFar),
    ],
)
def test_nobody_is_let_in_unasked_for_ever_or_for_the_purpose_of_others(wanted, refusal) -> None:
    case.given(OPENED).when(grant, wanted, ACT).then_refused(refusal)


def test_a_grant_is_revoked_at_once_and_only_once() -> None:
    at_once = AccessRevoked(id=ID, at=NOW, grant_id=fixed_id("grant"), party=SCHOOL)
    earlier = Act(ID, NOW - timedelta(hours=2), NOW)
    case.given(OPENED, granted()).when(revoke, fixed_id("grant"), earlier).then(at_once)
    revoked = case.given(OPENED, granted(), at_once)
    assert right_of(grants(revoked.state), SCHOOL, NOW) is None
    before = right_of(grants(revoked.state), SCHOOL, NOW - timedelta(seconds=1))
    assert before is not None
    revoked.when(revoke, fixed_id("grant"), ACT).then_refused(GrantEnded)
    case.given(OPENED).when(revoke, fixed_id("grant"), ACT).then_refused(UnknownGrant)


def test_two_grants_are_read_each_for_its_own_purpose() -> None:
    for_work = granted("work", sections=(Section.WORK,), purpose=Purpose.WORK)
    right = right_of(grants(case.given(OPENED, granted(), for_work).state), SCHOOL, NOW)
    assert right is not None
    assert right.sections == (Section.EDUCATION, Section.WORK, Section.LANGUAGE)
    assert right.purposes == {
        Purpose.LANGUAGE_LESSONS: frozenset(LANGUAGE),
        Purpose.WORK: frozenset({Section.WORK}),
    }


@examples(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(0, 40),
            st.sets(st.sampled_from(Section), min_size=1),
            st.none() | st.integers(0, 40),
        ),
        max_size=5,
    ),
    st.integers(0, 60),
)
def test_nothing_is_read_but_what_some_grant_that_holds_is_for(rows, hours_from_start) -> None:
    events: list[object] = [OPENED]
    for number, (since, days, sections, revoked) in enumerate(rows):
        one = AccessGranted(
            id=fixed_id(number),
            at=NOW + timedelta(days=since),
            grant_id=fixed_id(number),
            party=SCHOOL,
            purpose=Purpose.WORK,
            sections=tuple(sections),
            expires_on=day(NOW) + timedelta(days),
        )
        events.append(one)
        if revoked is not None:
            at = NOW + timedelta(days=revoked)
            events.append(
                AccessRevoked(
                    id=fixed_id(f"revoked {number}"), at=at, grant_id=one.grant_id, party=SCHOOL
                )
            )
    moment = NOW + timedelta(days=hours_from_start)
    found = grants(fold(events))  # type: ignore[arg-type]
    right = right_of(found, SCHOOL, moment)
    expected = {
        section
        for since, days, sections, revoked in rows
        for section in sections
        if since <= hours_from_start <= days and (revoked is None or hours_from_start < revoked)
    }
    assert set(right.sections if right else ()) == expected
