from continuous_line.act import AheadOfNow
from continuous_line.codes import Basis, UnlinkReason
from continuous_line.testing.ids import fixed_id
from handover_service.domain import errors, moving
from handover_service.domain import events as e
from handover_service.domain.access import rights
from handover_service.domain.case import case, latest
from handover_service.domain.link import NewLink, link, unlink

ROERMOND, ZWOLLE, AZC = "GM0957", "GM0193", "azc-weert"
NEW = NewLink(ROERMOND, AZC, Basis.EDUCATION, "AM33", 20.6)
IDS = {"new_case": fixed_id("case"), "unlinking": fixed_id("unlinking")}


def test_the_first_link_opens_a_case(person, told) -> None:
    linked = told.decided(
        e.MunicipalityLinked, 0, municipality=ROERMOND, azc=AZC, basis=Basis.EDUCATION,
        matched_region="AM33", distance_km=20.6,
    )  # fmt: skip
    person.given().when(link, told.act(0), NEW, **IDS).then(linked)


def test_linking_again_ends_the_old_link_in_the_same_act(person, told) -> None:
    ended = told.decided(
        e.MunicipalityUnlinked, 5, id=fixed_id("unlinking"), municipality=ZWOLLE,
        reason=UnlinkReason.RELINKED,
    )  # fmt: skip
    given = person.given(told.linked(to=ZWOLLE))
    outcome = given.when(link, told.act(5), NEW, new_case=fixed_id("other"),
                         unlinking=fixed_id("unlinking"))  # fmt: skip
    assert outcome.events[0] == ended
    assert outcome.events[1].case_id == fixed_id("case")


def test_the_same_municipality_is_not_linked_twice(person, told) -> None:
    given = person.given(told.linked())
    given.when(link, told.act(5), NEW, **IDS).then_refused(errors.AlreadyLinked, "already-linked")


def test_a_late_link_leaves_the_later_one_in_force(person, told) -> None:
    given = person.given(told.linked(0), told.linked(20, to=ZWOLLE))
    late = given.when(link, told.act(10), NewLink("GM0988", AZC, Basis.OTHER), **IDS).events
    state = person.given(told.linked(0), told.linked(20, to=ZWOLLE), *late).state
    now = latest(state)
    assert now is not None
    assert [now.link(told.at(day)).municipality for day in (5, 15, 25)] == [
        ROERMOND, "GM0988", ZWOLLE,
    ]  # fmt: skip


def test_who_lives_in_a_municipality_comes_back_before_a_new_link(person, told) -> None:
    given = person.given(told.linked(), told.moved(30))
    given.when(link, told.act(40), NEW, **IDS).then_refused(errors.NotInReception)
    back = told.fact(e.ReturnedToReception, 50, azc=AZC)
    again = person.given(told.linked(to=ZWOLLE), told.moved(30, to=ZWOLLE), back)
    anew = again.when(link, told.act(60), NEW, **IDS).events
    assert [type(event) for event in anew] == [e.MunicipalityLinked]


def test_who_came_back_may_be_linked_to_the_same_municipality_again(person, told) -> None:
    back = told.fact(e.ReturnedToReception, 50, azc=AZC)
    again = person.given(told.linked(), told.moved(30), back)
    assert len(again.when(link, told.act(60), NEW, **IDS).events) == 1


def test_a_municipality_sees_nothing_of_who_came_back_to_reception(person, told) -> None:
    back = told.fact(e.ReturnedToReception, 50, azc=AZC)
    came_back = latest(person.given(told.linked(), told.moved(30), back).state)
    assert came_back is not None
    found = rights(came_back)
    assert [(right.municipality, right.ended_on) for right in found] == [
        (ROERMOND, told.at(50).date())
    ]


def test_a_replaced_link_stays_in_its_case_and_counts_alone(person, told) -> None:
    wrong = told.linked(to=ZWOLLE)
    right = person.given(wrong).when(link, told.act(0, replaces=wrong), NEW, **IDS).events
    assert [type(event) for event in right] == [e.MunicipalityLinked]
    found = case(person.given(wrong, *right).state, fixed_id("case"))
    assert [fact.municipality for fact in found.links] == [ROERMOND]


def test_unlinking_needs_a_link(case, told) -> None:
    linked = told.linked()
    given = case.given(linked, told.voided(linked, 1))
    given.when(unlink, told.act(2), UnlinkReason.LEFT).then_refused(errors.NotLinked, "not-linked")
    ended = told.decided(e.MunicipalityUnlinked, 2, municipality=ROERMOND, reason=UnlinkReason.LEFT)
    case.given(told.linked()).when(unlink, told.act(2), UnlinkReason.LEFT).then(ended)


def test_a_move_is_recorded_once_and_corrected_by_replacing(case, told) -> None:
    moved = told.moved(30)
    new = moving.NewMove(told.at(31).date(), AZC, ROERMOND, 20.6)
    given = case.given(told.linked(), moved)
    given.when(moving.move, told.act(31), new).then_refused(errors.AlreadyMoved)
    replaced = given.when(moving.move, told.act(31, replaces=moved), new).events[0]
    assert (replaced.moved_on, replaced.replaces.id) == (told.at(31).date(), moved.id)


def test_a_move_lies_neither_ahead_nor_before_the_link(case, told) -> None:
    given = case.given(told.linked(5))
    ahead = moving.NewMove(told.at(41).date(), AZC, ROERMOND)
    given.when(moving.move, told.act(40, now=40), ahead).then_refused(AheadOfNow)
    early = moving.NewMove(told.at(4).date(), AZC, ROERMOND)
    given.when(moving.move, told.act(6), early).then_refused(errors.BeforeLink)


def test_a_move_elsewhere_than_linked_has_no_basis(case, told) -> None:
    new = moving.NewMove(told.at(9).date(), AZC, ZWOLLE)
    assert case.given(told.linked()).when(moving.move, told.act(9), new).events[0].basis is None


def test_only_who_moved_or_was_closed_comes_back(case, told) -> None:
    given = case.given(told.linked())
    given.when(moving.come_back, told.act(9), AZC).then_refused(errors.NotMoved, "not-moved")
    back = told.decided(e.ReturnedToReception, 40, azc=AZC)
    case.given(told.linked(), told.moved(30)).when(moving.come_back, told.act(40), AZC).then(back)
