import pytest

from continuous_line.codes_guidance import InformationItem
from continuous_line.testing.ids import fixed_ids
from handover_service.domain import errors_talks, talks_agenda
from handover_service.domain import events_guidance as g
from handover_service.domain.events_guidance import DiscussedInPerson, InformationConfirmed
from handover_service.domain.programme import Programmes
from handover_service.domain.talks_agenda import InPersonFlag, Said
from handover_service.programme_files import delivered, read_folder

KNOWN = Programmes(one.programme for one in read_folder(delivered()) if one.programme)
HOUSING, MOVE = InformationItem.HOUSING, InformationItem.MOVE


@pytest.fixture
def ids():
    made = fixed_ids("told")
    return [next(made) for _ in range(12)]


def test_each_point_is_confirmed_once(case, told, ids) -> None:
    said = Said((MOVE, HOUSING))
    first = (
        case.given(told.linked())
        .when(talks_agenda.confirm_told, told.act(9), said, InPersonFlag.UNKNOWN, ids=ids)
        .events
    )
    assert [event.item for event in first] == [HOUSING, MOVE]
    again = case.given(told.linked(), *first)
    again.when(
        talks_agenda.confirm_told, told.act(10), said, InPersonFlag.UNKNOWN, ids=ids
    ).then_refused(errors_talks.NothingTold)


@pytest.mark.scenario("S-H7")
@pytest.mark.parametrize("flag", [InPersonFlag.DISCUSS, InPersonFlag.UNKNOWN])
def test_what_was_discussed_in_person_is_a_fact_without_content(case, told, ids, flag) -> None:
    said = Said((), discussed=True)
    (fact,) = (
        case.given(told.linked())
        .when(talks_agenda.confirm_told, told.act(9), said, flag, ids=ids)
        .events
    )
    assert fact == DiscussedInPerson(id=ids[0], at=told.at(9), case_id=fact.case_id)


def test_nothing_is_ticked_as_discussed_that_the_profile_does_not_ask(case, told, ids) -> None:
    case.given(told.linked()).when(
        talks_agenda.confirm_told,
        told.act(9),
        Said((), discussed=True),
        InPersonFlag.NOTHING,
        ids=ids,
    ).then_refused(errors_talks.NotOnTheAgenda)


def test_a_point_taken_back_is_to_be_said_again(case, told, ids) -> None:
    said = told.fact(InformationConfirmed, 9, item=HOUSING)
    given = case.given(told.linked(), said, told.voided(said, 10))
    assert talks_agenda.told(given.state) == {}
    assert given.when(
        talks_agenda.confirm_told, told.act(11), Said((HOUSING,)), InPersonFlag.UNKNOWN, ids=ids
    ).events


def test_required_is_what_the_running_programmes_ask_for(case, told) -> None:
    # given a case on which the national default runs, then with Drechtsteden's programme beside it
    linked = told.linked()
    assigned = told.fact(g.ProgrammeAssigned, 3, programme="drechtsteden", version=1)
    default, both = case.given(linked).state, case.given(linked, assigned).state
    # then the agenda asks for what they ask for, in its own order
    asked = talks_agenda.required_items(default, KNOWN, told.at(9))
    assert InformationItem.HOUSING in asked
    assert InformationItem.VOLUNTEERING not in asked
    more = set(talks_agenda.required_items(both, KNOWN, told.at(9))) - set(asked)
    assert more == {InformationItem.WORK_AND_EDUCATION, InformationItem.LANGUAGE_LESSONS}
    # and before that programme began, not
    assert talks_agenda.required_items(both, KNOWN, told.at(2)) == asked


def test_where_no_programme_asks_for_anything_all_points_are_required(case, told) -> None:
    of = case.given(told.linked()).state
    assert talks_agenda.required_items(of, Programmes(), told.at(9)) == tuple(InformationItem)


def test_sealed_words_are_of_one_length() -> None:
    assert len({len(flag.value) for flag in InPersonFlag}) == 1
