from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import Completeness, Section, VoidReason
from continuous_line.corrections import OthersRestOnIt
from continuous_line.happened import EventVoided, Reference
from continuous_line.links import Link
from continuous_line.testing.ids import fixed_id
from continuous_line.testing.scenario import Scenario
from profile_service.domain.completeness import REQUIRED, progress
from profile_service.domain.consequences import ask_after_handover, come_back, take_back
from profile_service.domain.contents import Entry
from profile_service.domain.corrections import void
from profile_service.domain.errors import (
    AlreadySent,
    NotComplete,
    NotCompleted,
    NotSent,
    UnknownProfile,
)
from profile_service.domain.events import (
    ContentOf,
    PermitHolderRelocated,
    ProfileCompleted,
    ProfileOpened,
    ProfileSectionRecorded,
    ProfileSent,
    ProfileViewed,
    SupplementRequested,
)
from profile_service.domain.profile import Profile, evolve
from profile_service.domain.reading import last_sent, view
from profile_service.domain.sending import (
    complete,
    received,
    record_section,
    request_supplement,
    send,
)

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
ID = fixed_id("event")
ACT = Act(ID, NOW, NOW)
OPENED = ProfileOpened(id=fixed_id("opened"), at=NOW - timedelta(60), azc="weert")
LINK = Link(fixed_id("link"), "GM0193", NOW - timedelta(30))
IN = Completeness.COMPLETE
CONTENTS = tuple(ContentOf(section=section, version=1) for section in REQUIRED)
case = Scenario(evolve, Profile())


def entry(section: Section, *missing: str) -> Entry:
    return Entry(section, 1, {"level": "A1"}, missing)


def recorded(section: Section, completeness: Completeness = IN) -> ProfileSectionRecorded:
    return ProfileSectionRecorded(
        id=fixed_id(section),
        at=NOW - timedelta(20),
        section=section,
        completeness=completeness,
        content_version=1,
        missing=() if completeness is IN else ("level",),
    )


def completed(version: int = 1) -> ProfileCompleted:
    return ProfileCompleted(
        id=fixed_id(f"completed {version}"),
        at=NOW - timedelta(10),
        completeness=50,
        profile_version=version,
        contents=CONTENTS,
    )


def sent(version: int = 1, days_ago: int = 7, municipality: str = "GM0193") -> ProfileSent:
    return ProfileSent(
        id=fixed_id(f"sent {version}"),
        at=NOW - timedelta(days_ago),
        municipality=municipality,
        profile_version=version,
    )


def resent(version: int) -> ProfileSent:
    return replace(sent(version, 1), id=fixed_id(f"resent {version}"))


ALL_IN = [recorded(section) for section in REQUIRED]
ASKED = SupplementRequested(
    id=fixed_id("asked"), at=NOW, municipality="GM0193", sections=(Section.EDUCATION,)
)


@pytest.mark.scenario("S-P1")
def test_three_of_four_required_sections_are_75_percent_and_the_fourth_is_named() -> None:
    refusal = case.given(OPENED, *ALL_IN[:3]).when(complete, ACT).then_refused(NotComplete)
    assert refusal.extra == {
        "missing": [Section.WISHES],
        "missingFields": ["wishes"],
        "percentOfRequired": 75,
    }
    assert "75%" in refusal.detail
    assert "wishes" in refusal.detail


@pytest.mark.scenario("S-P1")
def test_only_with_the_fourth_the_profile_is_completed() -> None:
    partly = recorded(Section.WISHES, Completeness.PARTIAL)
    refusal = case.given(OPENED, *ALL_IN[:3], partly).when(complete, ACT).then_refused(NotComplete)
    assert refusal.extra["missingFields"] == ["wishes/level"]
    case.given(OPENED, *ALL_IN).when(complete, ACT).then(
        ProfileCompleted(id=ID, at=NOW, completeness=50, profile_version=1, contents=CONTENTS)
    )


def test_required_sections_are_configuration() -> None:
    one = recorded(Section.WORK)
    case.given(OPENED, one).when(complete, ACT, (Section.WORK,)).then(
        ProfileCompleted(
            id=ID,
            at=NOW,
            completeness=12,
            profile_version=1,
            contents=(ContentOf(section=Section.WORK, version=1),),
        )
    )


@examples(st.dictionaries(st.sampled_from(Section), st.sampled_from(Completeness)))
def test_a_section_that_is_in_is_never_missing(sections: dict[Section, Completeness]) -> None:
    found = progress(sections)
    for section in REQUIRED:
        assert (section in found.missing) != (sections.get(section) == Completeness.COMPLETE)
    assert (found.of_required == 100) == (not found.missing)
    assert 0 <= found.of_all <= 100


def test_saying_the_same_again_is_no_event_unless_it_answers_something() -> None:
    work, same = entry(Section.WORK), {"changed": False}
    case.given(OPENED, recorded(Section.WORK)).when(record_section, work, ACT, **same).then()
    again = ProfileSectionRecorded(
        id=ID, at=NOW, section=Section.WORK, completeness=IN, content_version=2
    )
    given = case.given(OPENED, *ALL_IN, completed())
    given.when(record_section, work, ACT, **same).then(again)


@pytest.mark.scenario("S-P15")
def test_other_content_is_an_event_though_it_was_complete_already() -> None:
    language = entry(Section.LANGUAGE)
    (event,) = case.given(OPENED, *ALL_IN).when(record_section, language, ACT).events
    assert isinstance(event, ProfileSectionRecorded)
    assert (event.content_version, event.completeness) == (2, IN)


@pytest.mark.scenario("S-P6")
def test_a_version_stays_what_it_was_when_more_is_recorded() -> None:
    newer = replace(recorded(Section.LANGUAGE), id=fixed_id("newer"), content_version=2)
    state = case.given(OPENED, *ALL_IN, completed(), newer).state
    first = state.version(1)
    assert first is not None
    assert first.contents == CONTENTS
    assert ContentOf(section=Section.LANGUAGE, version=2) in state.contents


def test_a_municipality_has_what_it_was_sent_last_and_before_that() -> None:
    given = case.given(
        OPENED, *ALL_IN, completed(1), sent(1, 6), completed(2), sent(2, 5), completed(3)
    )
    assert [one.profile_version for one in received(given.state, "GM0193")] == [1, 2]
    again = case.given(
        OPENED, *ALL_IN, completed(1), sent(1, 6), completed(2), sent(2, 5), resent(1)
    )
    assert [one.profile_version for one in received(again.state, "GM0193")] == [2, 1]
    assert received(given.state, "GM0957") == []


def test_versions_count_and_a_voided_number_is_not_used_again() -> None:
    taken_back = EventVoided(
        id=fixed_id("voided"),
        at=NOW,
        voids=Reference(id=completed().id, kind="ProfileCompleted"),
        reason=VoidReason.MISTAKE,
    )
    case.given(OPENED, *ALL_IN, completed(), taken_back).when(complete, ACT).then(
        ProfileCompleted(id=ID, at=NOW, completeness=50, profile_version=2, contents=CONTENTS)
    )


def test_what_is_sent_is_the_last_completed_version_and_once() -> None:
    case.given(OPENED, *ALL_IN).when(send, LINK, ACT).then_refused(NotCompleted)
    given = case.given(OPENED, *ALL_IN, completed(1), sent(1), completed(2))
    given.when(send, LINK, ACT).then(
        ProfileSent(id=ID, at=NOW, municipality="GM0193", profile_version=2)
    )
    case.given(OPENED, *ALL_IN, completed(), sent()).when(send, LINK, ACT).then_refused(AlreadySent)


def test_after_a_new_link_the_same_version_may_be_sent_again() -> None:
    later = Link(fixed_id("later"), "GM0193", NOW - timedelta(1))
    case.given(OPENED, *ALL_IN, completed(), sent()).when(send, later, ACT).then(
        ProfileSent(id=ID, at=NOW, municipality="GM0193", profile_version=1)
    )


def test_a_completed_version_that_was_sent_stays() -> None:
    voided = Reference(id=completed().id, kind="ProfileCompleted")
    case.given(OPENED, *ALL_IN, completed(), sent()).when(
        void, voided, VoidReason.MISTAKE, ACT
    ).then_refused(OthersRestOnIt)


@pytest.mark.scenario("S-P4")
def test_opened_twice_is_one_view_and_after_a_new_link_another() -> None:
    seen = ProfileViewed(id=ID, at=NOW, link=LINK.id, municipality="GM0193", profile_version=1)
    assert view([], LINK, sent(), ACT) == [seen]
    assert view([seen], LINK, sent(), ACT) == []
    later = Link(fixed_id("later"), "GM0193", NOW)
    assert view([seen], later, sent(), ACT)[0].link == later.id


def test_there_is_nothing_to_open_before_it_was_sent_or_after_it_was_taken_back() -> None:
    taken_back = EventVoided(
        id=ID, at=NOW, voids=Reference(id=sent().id, kind="ProfileSent"), reason=VoidReason.MISTAKE
    )
    state = case.given(OPENED, *ALL_IN, completed(), sent(), taken_back).state
    assert last_sent(state, "GM0193") is None
    assert view([], LINK, None, ACT) == []


@pytest.mark.scenario("S-P6")
def test_what_a_municipality_asks_for_is_on_the_missing_list_until_it_is_recorded() -> None:
    given = case.given(OPENED, *ALL_IN, completed(), sent())
    given.when(request_supplement, "GM0193", (Section.EDUCATION,), ACT).then(
        SupplementRequested(id=ID, at=NOW, municipality="GM0193", sections=(Section.EDUCATION,))
    )
    asked = case.given(OPENED, *ALL_IN, completed(), sent(), ASKED).state
    assert asked.asked == (Section.EDUCATION,)
    (answer,) = record_section(asked, entry(Section.EDUCATION), ACT)
    assert evolve(asked, answer).asked == ()


def test_a_municipality_without_the_profile_cannot_ask_for_more_of_it() -> None:
    given = case.given(OPENED, *ALL_IN, completed(), sent(municipality="GM0957"))
    given.when(request_supplement, "GM0193", (Section.WORK,), ACT).then_refused(NotSent)


@pytest.mark.scenario("S-H3")
def test_an_incomplete_handover_asks_for_a_supplement_once_until_it_is_corrected() -> None:
    expected = SupplementRequested(id=ID, at=NOW, municipality="GM0193", sections=(Section.WORK,))
    case.given(OPENED).when(ask_after_handover, "GM0193", (Section.WORK,), ACT).then(expected)
    case.given(OPENED, expected).when(ask_after_handover, "GM0193", (Section.WORK,), ACT).then()
    state = case.given(OPENED, expected).state
    correction = Act(fixed_id("correction"), NOW, NOW)
    (voided,) = take_back(state, expected, correction)
    assert take_back(evolve(state, voided), expected, correction) == []
    assert case.given(OPENED, expected, voided).state.asked == ()
    case.given().when(ask_after_handover, "GM0193", (Section.WORK,), ACT).then_refused(
        UnknownProfile
    )


def test_who_returns_to_another_reception_centre_lives_there_again() -> None:
    moved = PermitHolderRelocated(id=ID, at=NOW, from_azc="weert", to_azc="echt")
    case.given(OPENED).when(come_back, "echt", ACT).then(moved)
    case.given(OPENED).when(come_back, "weert", ACT).then()
    case.given(OPENED, moved).when(come_back, "sneek", ACT).then()


@examples(st.lists(st.sampled_from(Section)), st.lists(st.sampled_from(Section)))
def test_completing_again_and_again_counts_the_versions(
    before: list[Section], between: list[Section]
) -> None:
    state = case.given(OPENED, *ALL_IN).state
    versions = []
    for section in [*before, *between]:
        for event in record_section(state, entry(section), ACT):
            state = evolve(state, event)
        (done,) = complete(state, ACT)
        state = evolve(state, done)
        assert isinstance(done, ProfileCompleted)
        versions.append(done.profile_version)
    assert all(later == earlier + 1 for earlier, later in pairwise(versions))
