"""The checklist as it is read: what is late by the programmes' terms is late on it too."""

from datetime import date

import pytest

from continuous_line.codes import Mode, Party, Scenario, UnlinkReason
from continuous_line.days import day
from handover_service.domain import events as e
from handover_service.domain.anchors import Anchor, marks
from handover_service.domain.checklist import Item, checklist
from handover_service.domain.checks import Status, statuses
from handover_service.domain.due import move_on
from handover_service.domain.item_terms import item_terms
from handover_service.domain.programme import Programmes
from handover_service.domain.resident import Resident
from handover_service.domain.talks_planning import client_manager_known, waiting
from handover_service.domain.terms import terms
from handover_service.programme_files import delivered, read_folder

ROERMOND = "GM0957"
KNOWN = Programmes(one.programme for one in read_folder(delivered()) if one.programme)


def read(of, told, on: int) -> tuple[dict[Item, Status], dict[Item, date]]:
    now = told.at(on)
    due = item_terms(terms(of, Resident(), KNOWN, now), KNOWN)
    return statuses(of, checklist(of, Resident(), now), now, due), due


def test_first_contact_is_to_do_within_two_weeks_of_the_link_and_late_after(case, told) -> None:
    of = case.given(told.linked()).state
    assert read(of, told, 14)[0][Item.FIRST_CONTACT] is Status.TO_DO
    assert read(of, told, 15)[0][Item.FIRST_CONTACT] is Status.LATE


def test_what_waits_for_something_else_is_late_all_the_same(case, told) -> None:
    of = case.given(told.linked()).state
    early, late = read(of, told, 20)[0], read(of, told, 29)[0]
    assert early[Item.PLAN] is Status.NOT_YET
    assert late[Item.PLAN] is Status.LATE


def test_what_is_done_or_ended_is_due_no_more(case, told) -> None:
    met = case.given(told.linked(), told.fact(e.FirstContactMade, 3, municipality="GM0957")).state
    found, due = read(met, told, 300)
    assert found[Item.FIRST_CONTACT] is Status.DONE
    assert Item.FIRST_CONTACT not in due


@pytest.mark.parametrize("on", range(0, 120, 7))
def test_late_on_the_checklist_and_missed_in_the_terms_are_the_same_days(case, told, on) -> None:
    of, now = case.given(told.linked(), told.assigned("cm-1", 1)).state, told.at(on)
    found, due = read(of, told, on)
    missed = {item for item, until in due.items() if until < day(now)}
    by_terms = {term.due_on for term in terms(of, Resident(), KNOWN, now) if term.missed}
    assert {due[item] for item in missed} == by_terms
    assert missed == {item for item, status in found.items() if status is Status.LATE}


def test_who_was_named_under_an_earlier_link_has_the_case_no_more(case, told) -> None:
    named = told.fact(e.ClientManagerNamed, 2, municipality=ROERMOND, client_manager="km-1")
    ended = told.fact(
        e.MunicipalityUnlinked, 5, municipality=ROERMOND, reason=UnlinkReason.RELINKED
    )
    linked = case.given(told.linked(), named).state
    anew = case.given(told.linked(), named, ended, told.linked(20)).state
    assert read(linked, told, 21)[0][Item.CLIENT_MANAGER] is Status.DONE
    assert read(anew, told, 21)[0][Item.CLIENT_MANAGER] is Status.TO_DO
    assert marks(Anchor.CLIENT_MANAGER_NAMED, anew, Resident(), told.at(21)) == []
    assert not client_manager_known(anew, ROERMOND)


def test_what_was_arranged_under_an_earlier_link_holds_no_more(case, told) -> None:
    """A talk and a move that lay ahead; the first contact was made and stays."""
    arranged = (
        told.fact(
            e.HandoverPlanned, 2, municipality=ROERMOND, mode=Mode.IN_PERSON,
            scenario=Scenario.COMBINED, scheduled_for=told.at(30), proposed_by=Party.CLIENT_MANAGER,
        ),
        told.fact(e.MovePlanned, 3, municipality=ROERMOND, planned_on=told.at(40).date()),
        told.fact(e.FirstContactMade, 4, municipality=ROERMOND),
    )  # fmt: skip
    ended = told.fact(
        e.MunicipalityUnlinked, 5, municipality=ROERMOND, reason=UnlinkReason.RELINKED
    )
    of = case.given(told.linked(), *arranged, ended, told.linked(20)).state
    found, _ = read(of, told, 21)
    wanted = (Item.PLAN, Item.MOVE_PLAN, Item.FIRST_CONTACT)
    assert [found[item] for item in wanted] == [Status.NOT_YET, Status.TO_DO, Status.DONE]
    assert waiting(of, ROERMOND) is None
    assert move_on(of, told.at(21)) is None
    for anchor in (Anchor.HANDOVER_PLANNED, Anchor.MOVE):
        assert marks(anchor, of, Resident(), told.at(21)) == []
