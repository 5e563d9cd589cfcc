"""The plan: agreed by all three or not agreed; and every action has one who answers for it."""

import pytest

from continuous_line.codes import Party, VoidReason
from continuous_line.codes_guidance import TakeOverReason
from continuous_line.corrections import NotCorrectable, OthersRestOnIt
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import agreements, corrections, errors, plans
from handover_service.domain import errors_guidance as refusals
from handover_service.domain import events as e
from handover_service.domain import events_guidance as g

ROERMOND, ZWOLLE = "GM0957", "GM0193"
COA, MUNICIPALITY, PERSON = Party
AGREED = {"agreement": fixed_id("agreed")}


def action(told, name: str = "apply", party: Party = PERSON, due: int = 30) -> g.Action:
    return g.Action(id=fixed_id(name), party=party, due_on=told.at(due).date())


def drafted(told, on: int = 2, to: str = ROERMOND, actions=()) -> g.PlanDrafted:
    goal = g.Goal(id=fixed_id("goal"), party=PERSON)
    return told.fact(g.PlanDrafted, on, municipality=to, goals=(goal,), actions=tuple(actions))


def endorsed(told, plan: g.PlanDrafted, *parties: Party, on: int = 3) -> list[g.PlanEndorsed]:
    return [told.fact(g.PlanEndorsed, on, plan=plan.id, party=party) for party in parties]


@pytest.mark.scenario("S-H15")
def test_a_plan_agreed_by_two_is_not_agreed_and_the_third_is_named(case, told) -> None:
    plan = drafted(told)
    state = case.given(told.linked(), plan, *endorsed(told, plan, COA, MUNICIPALITY)).state
    assert not plans.agreed(state, told.at(4))
    assert plans.lacking(state, plan) == (PERSON,)


@pytest.mark.scenario("S-H15")
def test_the_third_who_agrees_makes_it_agreed_in_the_same_act(case, told) -> None:
    plan = drafted(told, actions=[action(told), action(told, "call", COA)])
    given = case.given(told.linked(), plan, *endorsed(told, plan, COA, MUNICIPALITY))
    made = given.when(plans.endorse, told.act(5), plan.id, PERSON, by=PERSON, **AGREED)
    made.then(
        told.decided(g.PlanEndorsed, 5, plan=plan.id, party=PERSON),
        told.fact(
            g.PlanAgreed, 5, id=fixed_id("agreed"), municipality=ROERMOND, plan=plan.id,
            agreed_by=tuple(Party), goals_by=(PERSON,), actions_by=(PERSON, COA),
        ),
    )  # fmt: skip


def test_either_side_records_what_the_permit_holder_says_but_nobody_speaks_for_a_colleague(
    case, told
) -> None:
    plan = drafted(told)
    given = case.given(told.linked(), plan)
    for by in (COA, MUNICIPALITY, PERSON):
        assert given.when(plans.endorse, told.act(5), plan.id, PERSON, by=by, **AGREED).events
    for by in (COA, MUNICIPALITY):
        undated = given.when(
            plans.endorse, told.act(5), plan.id, PERSON, by=by, **AGREED, dated=False
        )
        undated.then_refused(refusals.TalkDayNeeded)
    assert given.when(
        plans.endorse, told.act(5), plan.id, COA, by=COA, **AGREED, dated=False
    ).events
    for party, by in ((COA, MUNICIPALITY), (MUNICIPALITY, COA), (COA, PERSON)):
        refused = given.when(plans.endorse, told.act(5), plan.id, party, by=by, **AGREED)
        refused.then_refused(refusals.OtherParty)


def test_nobody_agrees_twice_or_before_the_plan_or_to_what_is_not_in_force(case, told) -> None:
    first, second = drafted(told), drafted(told, 6)
    given = case.given(told.linked(), first, *endorsed(told, first, COA), second)
    to_first = given.when(plans.endorse, told.act(7), first.id, COA, by=COA, **AGREED)
    assert to_first.then_refused(refusals.NewerPlan).extra["needs"] == ["plan"]
    early = given.when(plans.endorse, told.act(5), second.id, COA, by=COA, **AGREED)
    early.then_refused(refusals.BeforePlan)
    unknown = given.when(plans.endorse, told.act(7), fixed_id("?"), COA, by=COA, **AGREED)
    unknown.then_refused(refusals.UnknownPlan)
    once = case.given(told.linked(), second, *endorsed(told, second, COA, on=7))
    twice = once.when(plans.endorse, told.act(8), second.id, COA, by=COA, **AGREED)
    twice.then_refused(refusals.AlreadyEndorsed)


def test_a_redraft_needs_everybody_anew_and_the_one_before_is_history(case, told) -> None:
    first, second = drafted(told), drafted(told, 6)
    state = case.given(told.linked(), first, *endorsed(told, first, *Party), second).state
    assert not plans.agreed(state, told.at(7))
    assert plans.lacking(state, second) == tuple(Party)
    assert plans.lacking(state, first) == ()


def test_a_plan_survives_the_move_and_is_history_with_another_municipality(case, told) -> None:
    plan = drafted(told)
    facts = [told.linked(), plan, *endorsed(told, plan, *Party)]
    assert plans.agreed(case.given(*facts, told.moved(20)).state, told.at(30))
    relinked = case.given(*facts, told.linked(20, to=ZWOLLE)).state
    assert not plans.agreed(relinked, told.at(30))
    assert agreements.present_plan(relinked, told.at(30)) is None
    assert agreements.standing(relinked, told.at(30)) == []
    assert relinked.all(g.PlanDrafted) == [plan]


@pytest.mark.scenario("S-H15")
def test_own_actions_stay_the_permit_holders_until_taken_over_with_a_reason(case, told) -> None:
    own = action(told)
    facts = [told.linked(), drafted(told, actions=[own])]
    given = case.given(*facts)
    refused = given.when(agreements.complete, told.act(9), own.id, MUNICIPALITY)
    said = refused.then_refused(refusals.NotTheirAction).extra
    assert said == {"needs": ["take-over"], "party": PERSON}
    (taken,) = given.when(
        agreements.take_over, told.act(9), own.id, MUNICIPALITY, TakeOverReason.NOT_ABLE
    ).events
    assert (taken.of, taken.by) == (PERSON, MUNICIPALITY)
    after = case.given(*facts, taken)
    after.when(agreements.complete, told.act(10), own.id, PERSON).then_refused(
        refusals.NotTheirAction
    )
    (done,) = after.when(agreements.complete, told.act(10), own.id, MUNICIPALITY).events
    assert done.by == MUNICIPALITY


def test_what_was_done_before_it_was_taken_over_was_done_by_who_had_it_then(case, told) -> None:
    own = action(told)
    taken = told.fact(
        g.PlanActionTakenOver, 20, action=own.id, of=PERSON, by=COA, reason=TakeOverReason.ASKED
    )
    given = case.given(told.linked(), drafted(told, actions=[own]), taken)
    (done,) = given.when(agreements.complete, told.act(15), own.id, PERSON).events
    assert done.by == PERSON


def test_done_once_and_not_before_it_was_agreed_and_only_what_stands_there(case, told) -> None:
    own = action(told)
    facts = [told.linked(), drafted(told, actions=[own])]
    done = told.fact(g.PlanActionDone, 9, action=own.id, by=PERSON)
    given = case.given(*facts, done)
    given.when(agreements.complete, told.act(10), own.id, PERSON).then_refused(refusals.AlreadyDone)
    corrected = given.when(agreements.complete, told.act(8, replaces=done), own.id, PERSON)
    assert corrected.events[0].replaces == reference_to(done)
    fresh = case.given(*facts)
    early = fresh.when(agreements.complete, told.act(1), own.id, PERSON)
    early.then_refused(refusals.BeforePlan)
    unknown = fresh.when(agreements.complete, told.act(9), fixed_id("?"), PERSON)
    unknown.then_refused(refusals.UnknownAction)
    mine = fresh.when(agreements.take_over, told.act(9), own.id, PERSON, TakeOverReason.ASKED)
    mine.then_refused(refusals.AlreadyTheirs)


def test_an_action_goes_on_in_the_next_version_with_who_answers_for_it(case, told) -> None:
    own = action(told)
    taken = told.fact(
        g.PlanActionTakenOver, 4, action=own.id, of=PERSON, by=COA, reason=TakeOverReason.ASKED
    )
    given = case.given(told.linked(), drafted(told, actions=[own]), taken)
    as_before = plans.NewDraft((), (own,), frozenset({own.id}))
    given.when(plans.draft, told.act(40), as_before).then_refused(refusals.NotTheirAction)
    theirs = action(told, party=COA)
    kept = plans.NewDraft((), (theirs,), frozenset({own.id}))
    (second,) = given.when(plans.draft, told.act(40), kept).events
    assert second.actions == (own,)
    unknown = plans.NewDraft((), (action(told, "?"),), frozenset({fixed_id("?")}))
    given.when(plans.draft, told.act(9), unknown).then_refused(refusals.UnknownAction)


def test_a_plan_lies_ahead_after_the_link_in_an_open_case(case, told) -> None:
    late = plans.NewDraft((), (action(told, due=8),))
    given = case.given(told.linked(), drafted(told))
    given.when(plans.draft, told.act(9), late).then_refused(refusals.DueInThePast)
    twice = plans.NewDraft((), (action(told), action(told)))
    given.when(plans.draft, told.act(9), twice).then_refused(refusals.NamedTwice)
    empty = plans.NewDraft((), ())
    given.when(plans.draft, told.act(1), empty).then_refused(refusals.NewerPlan)
    given.when(plans.draft, told.act(-1), empty).then_refused(errors.BeforeLink)
    closed = told.fact(e.HandoverClosed, 50, outcome="accepted", overview="client-manager")
    over = case.given(told.linked(), closed)
    over.when(plans.draft, told.act(60), empty).then_refused(errors.CaseIsClosed)


def test_what_a_talk_agrees_needs_a_talk(case, told) -> None:
    some = (action(told),)
    without = case.given(told.linked()).when(agreements.agree, told.act(9), some)
    assert without.then_refused(refusals.TalkNeeded).extra["needs"] == ["talk"]
    held = case.given(told.linked(), told.warm(8)).when(agreements.agree, told.act(9), some)
    assert held.events[0].actions == some
    (one,) = agreements.standing(case.given(told.linked(), *held.events).state, told.at(10))
    assert (one.party, one.done) == (PERSON, None)


class TestTakenBack:
    """`void` of what somebody recorded, and of what cannot stay without it."""

    def void(self, person, told, facts, wrong):
        given = person.given(told.linked(), *facts)
        return given.when(
            corrections.void, told.act(40), wrong.case_id, reference_to(wrong), VoidReason.MISTAKE,
            along=fixed_id("along"),
        )  # fmt: skip

    def agreed(self, told, plan):
        return told.fact(
            g.PlanAgreed, 3, municipality=ROERMOND, plan=plan.id, agreed_by=tuple(Party),
            goals_by=(), actions_by=(),
        )  # fmt: skip

    def test_an_agreed_draft_takes_the_agreement_with_it(self, person, told) -> None:
        plan = drafted(told)
        agreed = self.agreed(told, plan)
        made = self.void(person, told, [plan, *endorsed(told, plan, *Party), agreed], plan)
        assert [event.voids.id for event in made.events] == [agreed.id, plan.id]

    def test_so_does_what_one_party_agreed_to(self, person, told) -> None:
        plan = drafted(told)
        said = endorsed(told, plan, *Party)
        agreed = self.agreed(told, plan)
        made = self.void(person, told, [plan, *said, agreed], said[0])
        assert [event.voids.id for event in made.events] == [agreed.id, said[0].id]

    def test_the_agreement_itself_is_nobodys_to_take_back(self, person, told) -> None:
        plan = drafted(told)
        agreed = self.agreed(told, plan)
        made = self.void(person, told, [plan, *endorsed(told, plan, *Party), agreed], agreed)
        made.then_refused(NotCorrectable)

    def test_not_a_draft_of_which_an_action_was_done(self, person, told) -> None:
        own = action(told)
        plan, done = drafted(told, actions=[own]), told.fact(
            g.PlanActionDone, 9, action=own.id, by=PERSON
        )  # fmt: skip
        self.void(person, told, [plan, done], plan).then_refused(OthersRestOnIt)
        again = drafted(told, 12, actions=[own])
        assert self.void(person, told, [plan, done, again], again).events

    def test_not_a_take_over_by_whom_it_was_done(self, person, told) -> None:
        own = action(told)
        taken = told.fact(
            g.PlanActionTakenOver, 4, action=own.id, of=PERSON, by=COA, reason=TakeOverReason.ASKED
        )
        facts = [drafted(told, actions=[own]), taken]
        assert self.void(person, told, facts, taken).events
        done = told.fact(g.PlanActionDone, 9, action=own.id, by=COA)
        self.void(person, told, [*facts, done], taken).then_refused(OthersRestOnIt)
