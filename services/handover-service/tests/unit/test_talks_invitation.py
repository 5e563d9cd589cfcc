from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar

from continuous_line.codes import Mode, Party, Scenario, UnlinkReason
from continuous_line.codes_guidance import MeetingPlace
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service import invitations
from handover_service.domain import events as e
from handover_service.domain.errors_talks import UnknownPlan
from handover_service.domain.talks_invitation import Invitation, invitation
from handover_service.invitations import Language, Setting

ROERMOND, ZWOLLE = "GM0957", "GM0193"
CASE = fixed_id("case")
SETTING = Setting("Weert", "Roermond", "urn:nld:oin:1:systeem:handover", timedelta(hours=1))


@pytest.fixture
def planned(told):
    """`planned(day, for_day)`."""

    def plan(on: int, scheduled_for: int, to: str = ROERMOND, **more) -> e.HandoverPlanned:
        return told.fact(
            e.HandoverPlanned, on, municipality=to, mode=Mode.IN_PERSON,
            scenario=Scenario.COMBINED, scheduled_for=told.at(scheduled_for),
            proposed_by=Party.CLIENT_MANAGER, **more,
        )  # fmt: skip

    return plan


def invited(told, plan: UUID, *events: e.Event, on: int = 65) -> Invitation:
    return invitation(events, CASE, plan, told.at(on))


def test_a_talk_planned_anew_stays_the_same_entry_with_a_higher_number(told, planned) -> None:
    linked, first, second = told.linked(), planned(60, 72), planned(61, 80)
    before = invited(told, first.id, linked, first)
    after = invited(told, first.id, linked, first, second)
    assert (before.first, after.first) == (first.id, first.id)
    assert after.sequence > before.sequence
    assert after.plan == second
    assert invited(told, second.id, linked, first, second) == after


def test_a_confirmed_talk_is_said_to_be_confirmed(told, planned) -> None:
    first = planned(60, 72, moments=(told.at(72), told.at(73)))
    chosen = planned(61, 73, replaces=reference_to(first))
    confirmed = told.fact(e.PlanConfirmed, 61, plan=chosen.id, confirmed_by=Party.CASE_MANAGER)
    assert not invited(told, first.id, told.linked(), first).confirmed
    found = invited(told, first.id, told.linked(), first, chosen, confirmed)
    assert (found.confirmed, found.plan, found.first) == (True, chosen, first.id)


def test_a_plan_taken_back_cancels_the_entry(told, planned) -> None:
    first = planned(60, 72)
    given = [told.linked(), first]
    gone = invited(told, first.id, *given, told.voided(first, 61))
    assert gone.cancelled
    assert gone.sequence > invited(told, first.id, *given).sequence


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.linked(62, to=ZWOLLE),
        lambda told: told.fact(e.HandoverNotHeld, 62, municipality=ROERMOND, reason="no-time"),
        lambda told: told.fact(e.HandoverClosed, 62, outcome="left", overview=Party.CLIENT_MANAGER),
    ],
    ids=["another municipality", "called off", "closed"],
)
def test_what_will_not_take_place_cancels_the_entry(told, planned, change) -> None:
    first = planned(60, 72)
    before = invited(told, first.id, told.linked(), first)
    after = invited(told, first.id, told.linked(), first, change(told))
    assert (before.cancelled, after.cancelled) == (False, True)
    assert after.sequence > before.sequence


def test_a_plan_under_an_earlier_link_stays_cancelled_after_a_new_one(told, planned) -> None:
    first = planned(60, 72)
    ended = told.fact(
        e.MunicipalityUnlinked, 61, municipality=ROERMOND, reason=UnlinkReason.RELINKED
    )
    given = (told.linked(), first, ended, told.linked(62))
    assert invited(told, first.id, *given).cancelled


def test_a_new_date_after_calling_off_moves_the_entry(told, planned) -> None:
    first, second = planned(60, 72), planned(62, 90)
    off = told.fact(e.HandoverNotHeld, 62, municipality=ROERMOND, reason="no-time")
    found = invited(told, first.id, told.linked(), first, off, second)
    assert (found.first, found.plan, found.cancelled) == (first.id, second, False)


def test_the_next_talk_after_one_that_was_held_is_an_entry_of_its_own(told, planned) -> None:
    first, second = planned(60, 72), planned(73, 90)
    events = [told.linked(), first, told.warm(72), second]
    assert invited(told, second.id, *events, on=74).first == second.id
    assert invited(told, first.id, *events, on=74).plan == first


def test_an_unknown_plan_is_refused(told) -> None:
    with pytest.raises(UnknownPlan):
        invited(told, fixed_id("nothing"), told.linked())


def entry_of(file: bytes):
    """The one entry of a file, read back by the same rules as calendars read it."""
    calendar = Calendar.from_ical(file)
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


def test_the_file_names_case_places_and_language_and_no_person(told, planned) -> None:
    first = planned(60, 72, place=MeetingPlace.RECEPTION_CENTRE, language="ti", interpreter=True)
    found = invited(told, first.id, told.linked(), first)
    calendar, entry = entry_of(
        invitations.calendar(found, SETTING, Language.NL, datetime(2026, 5, 1, tzinfo=UTC))
    )
    assert (calendar["METHOD"], entry["STATUS"]) == ("REQUEST", "TENTATIVE")
    assert entry["SUMMARY"] == f"Overdracht met z'n drieën, zaak {str(CASE)[:8]}"
    assert (entry["LOCATION"], entry["SEQUENCE"]) == ("Weert", found.sequence)
    assert entry["DTSTART"].dt == told.at(72)
    assert entry["DTEND"].dt - entry["DTSTART"].dt == SETTING.length
    assert "Taal: ti" in entry["DESCRIPTION"]
    assert "tolk" in entry["DESCRIPTION"]
    assert {address.params["CN"] for address in entry["ATTENDEE"]} == {
        "Casemanager, Weert", "Klantmanager, Roermond", f"Vergunninghouder, zaak {str(CASE)[:8]}",
    }  # fmt: skip


def test_a_cancelled_entry_says_so(told, planned) -> None:
    first = planned(60, 72)
    found = invited(told, first.id, told.linked(), first, told.voided(first, 61))
    calendar, entry = entry_of(
        invitations.calendar(found, SETTING, Language.EN, datetime(2026, 5, 1, tzinfo=UTC))
    )
    assert (calendar["METHOD"], entry["STATUS"]) == ("CANCEL", "CANCELLED")
