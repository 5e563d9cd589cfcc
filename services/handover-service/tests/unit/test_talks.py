from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuous_line.act import Act, AheadOfNow
from continuous_line.codes import Basis, Mode, NoWarmReason, Party, Section, Verdict
from continuous_line.codes_guidance import Attendant
from continuous_line.testing.ids import fixed_id
from handover_service.domain import errors, talks
from handover_service.domain import events as e
from handover_service.domain.case import Case
from handover_service.domain.errors_talks import NotAMember
from handover_service.domain.talks import NewTalk

ROERMOND, ZWOLLE, AZC = "GM0957", "GM0193", "azc-weert"
FIRST, CASE = datetime(2026, 3, 1, 10, tzinfo=UTC), fixed_id("case")
ALL = frozenset(Party)
TWO = frozenset({Party.CASE_MANAGER, Party.CLIENT_MANAGER})


@pytest.mark.scenario("S-H3")
def test_in_person_with_all_three_is_warm(case, told) -> None:
    warm = told.decided(
        e.WarmHandoverHeld, 9, municipality=ROERMOND, azc=AZC, attended=tuple(Party),
        interpreter=True,
    )  # fmt: skip
    new = NewTalk(Mode.IN_PERSON, ALL, interpreter=True)
    case.given(told.linked()).when(talks.record_talk, told.act(9), new, AZC).then(warm)


@pytest.mark.scenario("S-H4")
@pytest.mark.parametrize("absent", list(Party))
def test_in_person_without_one_of_them_is_not_held(case, told, absent) -> None:
    new = NewTalk(Mode.IN_PERSON, ALL - {absent})
    kept = case.given(told.linked()).when(talks.record_talk, told.act(9), new, AZC).events[0]
    assert (type(kept), kept.reason) == (e.HandoverNotHeld, NoWarmReason.PARTY_ABSENT)
    assert absent not in kept.attended


@pytest.mark.scenario("S-H5")
@pytest.mark.parametrize("mode", [Mode.PHONE, Mode.VIDEO])
def test_by_phone_or_video_needs_a_reason(case, told, mode) -> None:
    given = case.given(told.linked())
    without = given.when(talks.record_talk, told.act(9), NewTalk(mode, TWO), AZC)
    without.then_refused(errors.ReasonNeeded, "reason-needed")
    phoned = told.decided(
        e.HandoverByPhone, 9, municipality=ROERMOND, mode=mode, reason=NoWarmReason.DISTANCE
    )
    new = NewTalk(mode, ALL, reason=NoWarmReason.DISTANCE)
    given.when(talks.record_talk, told.act(9), new, AZC).then(phoned)


def test_a_call_that_one_of_the_two_missed_was_not_held(case, told) -> None:
    alone = frozenset({Party.CLIENT_MANAGER, Party.PERMIT_HOLDER})
    new = NewTalk(Mode.PHONE, alone, reason=NoWarmReason.DISTANCE)
    kept = case.given(told.linked()).when(talks.record_talk, told.act(9), new, AZC).events[0]
    assert (type(kept), kept.reason) == (e.HandoverNotHeld, NoWarmReason.DISTANCE)


@pytest.mark.scenario("S-H20")
def test_a_closing_talk_without_the_azc_case_manager_is_kept_and_not_warm(case, told) -> None:
    new = NewTalk(Mode.IN_PERSON, ALL - {Party.CASE_MANAGER})
    kept = case.given(told.linked()).when(talks.record_talk, told.act(42), new, AZC).events[0]
    assert isinstance(kept, e.HandoverNotHeld)


def test_all_three_attended_in_some_mode(case, told) -> None:
    given = case.given(told.linked())
    given.when(talks.record_talk, told.act(9), NewTalk(None, ALL), AZC).then_refused(
        errors.ModeNeeded
    )


def test_a_talk_is_with_who_was_linked_at_that_moment_or_moved_to(case, told) -> None:
    given = case.given(told.linked(), told.linked(20, to=ZWOLLE), told.moved(40, to=ZWOLLE))
    new = NewTalk(Mode.IN_PERSON, ALL)
    for on, municipality in ((10, ROERMOND), (30, ZWOLLE), (60, ZWOLLE)):
        held = given.when(talks.record_talk, told.act(on), new, AZC).events[0]
        assert held.municipality == municipality


def test_no_talk_before_the_link_or_ahead_of_now(case, told) -> None:
    given, new = case.given(told.linked(5)), NewTalk(Mode.IN_PERSON, ALL)
    given.when(talks.record_talk, told.act(4), new, AZC).then_refused(errors.BeforeLink)
    given.when(talks.record_talk, told.act(5), new, AZC).events  # noqa: B018
    with pytest.raises(AheadOfNow):
        told.act(9, now=8)


def test_after_the_closing_only_earlier_talks_are_recorded(case, told) -> None:
    closed = told.fact(e.HandoverClosed, 50, outcome="accepted", overview="client-manager")
    given, new = case.given(told.linked(), closed), NewTalk(Mode.IN_PERSON, ALL)
    given.when(talks.record_talk, told.act(51), new, AZC).then_refused(errors.CaseIsClosed)
    assert given.when(talks.record_talk, told.act(49), new, AZC).events


def test_only_a_talk_that_was_held_is_acknowledged(case, told) -> None:
    incomplete = (Verdict.INCOMPLETE, (Section.EDUCATION,))
    given = case.given(told.linked())
    given.when(talks.acknowledge, told.act(9), *incomplete).then_refused(
        errors.NothingToAcknowledge
    )
    warm = told.warm(8)
    said = case.given(told.linked(), warm).when(talks.acknowledge, told.act(9), *incomplete)
    assert said.events[0].sections == (Section.EDUCATION,)
    taken_back = case.given(told.linked(), warm, told.voided(warm, 9))
    taken_back.when(talks.acknowledge, told.act(9), *incomplete).then_refused(
        errors.NothingToAcknowledge
    )


@pytest.mark.parametrize(
    ("verdict", "sections"),
    [(Verdict.INCOMPLETE, ()), (Verdict.USABLE, (Section.WORK,))],
)
def test_incomplete_names_sections_and_usable_none(case, told, verdict, sections) -> None:
    given = case.given(told.linked(), told.warm(8))
    given.when(talks.acknowledge, told.act(9), verdict, sections).then_refused(
        errors.SectionsNeeded
    )


@given(
    mode=st.none() | st.sampled_from(Mode),
    attended=st.frozensets(st.sampled_from(Party)),
    reason=st.none() | st.sampled_from(NoWarmReason),
    interpreter=st.booleans(),
    closes_module=st.booleans(),
)
def test_warm_is_in_person_with_all_three_and_nothing_else(
    mode, attended, reason, interpreter, closes_module
) -> None:
    linked = e.MunicipalityLinked(
        id=fixed_id("link"), at=FIRST, case_id=CASE, municipality=ROERMOND, azc=AZC,
        basis=Basis.EDUCATION,
    )  # fmt: skip
    act = Act(fixed_id("new"), FIRST, FIRST)
    new = NewTalk(mode, attended, interpreter, reason, closes_module=closes_module)
    try:
        (kept,) = talks.record_talk(Case(CASE, (linked,)), act, new, AZC)
    except errors.ReasonNeeded:
        assert mode in (Mode.PHONE, Mode.VIDEO)
        assert reason is None
    except errors.ModeNeeded:
        assert (mode, attended) == (None, ALL)
    else:
        warm = mode is Mode.IN_PERSON and attended == ALL
        assert isinstance(kept, e.WarmHandoverHeld) == warm
        assert isinstance(kept, e.HandoverByPhone) <= (mode in (Mode.PHONE, Mode.VIDEO))
        assert kept.closes_module == closes_module


MEMBERS = [fixed_id(f"case-{number}") for number in range(5)]


@given(
    members=st.sets(st.sampled_from(MEMBERS), min_size=1),
    exceptions=st.dictionaries(st.sampled_from(MEMBERS), st.frozensets(st.sampled_from(Party))),
)
def test_a_household_act_leaves_each_member_with_exactly_one_outcome(members, exceptions) -> None:
    common = NewTalk(Mode.IN_PERSON, ALL)
    other = {member: NewTalk(Mode.IN_PERSON, there) for member, there in exceptions.items()}
    if not exceptions.keys() <= members:
        with pytest.raises(NotAMember):
            talks.of_each(common, members, other)
        return
    outcomes = talks.of_each(common, members, other)
    assert outcomes.keys() == members
    for member, outcome in outcomes.items():
        assert outcome == other.get(member, common)


def test_who_else_was_there_is_kept_with_the_talk(case, told) -> None:
    new = NewTalk(Mode.IN_PERSON, ALL, others=(Attendant.FAMILY,), closes_module=True)
    kept = case.given(told.linked()).when(talks.record_talk, told.act(42), new, AZC).events[0]
    assert (kept.others, kept.closes_module) == ((Attendant.FAMILY,), True)
