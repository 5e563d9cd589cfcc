"""The role card, a welcome and a referral."""

import pytest

from continuous_line.codes import VoidReason
from continuous_line.codes_guidance import ReferralKind, WelcomeKind
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import corrections, errors, guiding
from handover_service.domain import errors_guidance as refusals
from handover_service.domain import events as e
from handover_service.domain import events_guidance as g
from handover_service.domain.checklist import checklist, missing
from handover_service.domain.resident import Resident

SCHOOL = ReferralKind.LANGUAGE_SCHOOL


@pytest.mark.scenario("S-H22")
@pytest.mark.parametrize("welcome", WelcomeKind)
def test_a_welcome_before_the_move_is_no_handover(case, told, welcome) -> None:
    given = case.given(told.linked())
    (sent,) = given.when(guiding.send_welcome, told.act(9), welcome).events
    assert (sent.municipality, sent.welcome) == ("GM0957", welcome)
    after = case.given(told.linked(), sent).state
    assert after.talks == []
    now = told.at(10)
    assert missing(checklist(after, Resident(), now)) == missing(
        checklist(given.state, Resident(), now)
    )


@pytest.mark.scenario("S-H22")
def test_after_the_move_there_is_no_welcome_any_more(case, told) -> None:
    given = case.given(told.linked(), told.moved(20))
    late = given.when(guiding.send_welcome, told.act(20), WelcomeKind.LETTER)
    late.then_refused(errors.AlreadyMoved)
    registered_late = given.when(guiding.send_welcome, told.act(19), WelcomeKind.LETTER)
    assert registered_late.events


def test_a_role_card_is_shown_in_a_case_and_corrected_after_its_closing(case, told) -> None:
    (shown,) = case.given(told.linked()).when(guiding.show_role_card, told.act(9)).events
    closed = told.fact(e.HandoverClosed, 50, outcome="accepted", overview="client-manager")
    given = case.given(told.linked(), shown, closed)
    given.when(guiding.show_role_card, told.act(60)).then_refused(errors.CaseIsClosed)
    corrected = given.when(guiding.show_role_card, told.act(8, replaces=shown))
    assert corrected.events[0].replaces == reference_to(shown)


def test_a_referral_is_confirmed_once_and_not_before_it_was_made(case, told) -> None:
    number = fixed_id("referral")
    (made,) = (
        case.given(told.linked()).when(guiding.refer, told.act(9), SCHOOL, referral=number).events
    )
    given = case.given(told.linked(), made)
    given.when(guiding.confirm_referral, told.act(8), number).then_refused(refusals.BeforePlan)
    (confirmed,) = given.when(guiding.confirm_referral, told.act(12), number).events
    again = case.given(told.linked(), made, confirmed)
    again.when(guiding.confirm_referral, told.act(13), number).then_refused(
        refusals.AlreadyConfirmed
    )
    unknown = again.when(guiding.confirm_referral, told.act(13), fixed_id("?"))
    unknown.then_refused(refusals.UnknownReferral)


def test_a_corrected_referral_keeps_its_number_and_a_voided_one_takes_its_confirmation_along(
    case, person, told
) -> None:
    number = fixed_id("referral")
    made = told.fact(g.ReferralMade, 9, referral=number, referral_to=SCHOOL)
    confirmed = told.fact(g.ReferralConfirmed, 12, referral=number)
    given = case.given(told.linked(), made, confirmed)
    to = ReferralKind.VOLUNTEERING
    (right,) = given.when(
        guiding.refer, told.act(9, replaces=made), to, referral=fixed_id("other")
    ).events
    assert (right.referral, right.referral_to) == (number, to)
    voided = person.given(told.linked(), made, confirmed).when(
        corrections.void, told.act(20), made.case_id, reference_to(made), VoidReason.MISTAKE,
        along=fixed_id("along"),
    )  # fmt: skip
    assert [event.voids.id for event in voided.events] == [confirmed.id, made.id]
