"""Whatever happens to plans and actions, in whatever order and refused or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from continuous_line.act import Act
from continuous_line.codes import Party, VoidReason
from continuous_line.codes_guidance import TakeOverReason
from continuous_line.days import day
from continuous_line.errors import Refused
from continuous_line.happened import reference_to
from continuous_line.testing.ids import fixed_id
from handover_service.domain import agreements, corrections, plans
from handover_service.domain import events as e
from handover_service.domain import events_guidance as g
from handover_service.domain.case import Case, State, case, evolve

ROERMOND, ZWOLLE = "GM0957", "GM0193"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["draft", "redraft", "endorse", "endorse", "take_over", "complete", "link", "void"]
        ),
        st.sampled_from(Party),
        st.sampled_from(Party),
        st.integers(0, 9),
    ),
    max_size=25,
)


@dataclass(frozen=True)
class Step:
    """One act, a day after the one before; `pick` chooses among what there is."""

    state: State
    found: Case
    act: Act
    party: Party
    by: Party
    pick: int

    def some(self) -> agreements.Standing:
        there = agreements.standing(self.found, self.act.now)
        if not there:
            raise Refused("There is no action.")
        return there[self.pick % len(there)]

    def fresh(self) -> g.Action:
        id_ = fixed_id(f"action {self.act.id}")
        return g.Action(id=id_, party=self.party, due_on=self.act.on + timedelta(9))

    def draft(self) -> Sequence[e.Event]:
        return plans.draft(self.found, self.act, plans.NewDraft((), (self.fresh(),)))

    def redraft(self) -> Sequence[e.Event]:
        some = self.some()
        kept = replace(some.action, party=some.party)
        new = plans.NewDraft((), (kept, self.fresh()), frozenset({some.id}))
        return plans.draft(self.found, self.act, new)

    def endorse(self) -> Sequence[e.Event]:
        plan = agreements.present_plan(self.found, self.act.now)
        if plan is None:
            raise Refused("There is no plan.")
        agreed = fixed_id(f"agreed {self.act.id}")
        return plans.endorse(
            self.found, self.act, plan.id, self.party, by=self.by, agreement=agreed
        )

    def take_over(self) -> Sequence[e.Event]:
        reason = TakeOverReason.OTHER
        return agreements.take_over(self.found, self.act, self.some().id, self.by, reason)

    def complete(self) -> Sequence[e.Event]:
        return agreements.complete(self.found, self.act, self.some().id, self.by)

    def link(self) -> Sequence[e.Event]:
        to = (ROERMOND, ZWOLLE)[self.pick % 2]
        return [
            e.MunicipalityLinked(
                id=self.act.id, at=self.act.at, case_id=self.found.id, municipality=to,
                azc="azc-weert", basis="other",
            )
        ]  # fmt: skip

    def void(self) -> Sequence[e.Event]:
        valid = [f for f in self.state.valid if not isinstance(f, e.MunicipalityLinked)]
        if not valid:
            raise Refused("There is nothing to take back.")
        wrong = reference_to(valid[self.pick % len(valid)])
        along = fixed_id(f"along {self.act.id}")
        return corrections.void(
            self.state, self.act, self.found.id, wrong, VoidReason.MISTAKE, along=along
        )


def played(told: Any, steps: Any) -> list[Case]:
    """The case as it was after every step that was not refused."""
    first = told.linked()
    state = evolve(State(), first)
    cases = [case(state, first.case_id)]
    for number, (kind, party, by, pick) in enumerate(steps, 1):
        act = replace(told.act(number), id=fixed_id(f"act {number}"))
        try:
            made = getattr(Step(state, cases[-1], act, party, by, pick), kind)()
        except Refused:
            continue
        for event in made:
            state = evolve(state, event)
        cases.append(case(state, first.case_id))
    return cases


@settings(max_examples=200, deadline=None)
@drawn(steps=STEPS)
def test_a_plan_is_agreed_exactly_where_all_three_agreed_to_the_version_in_force(
    make_told, steps
) -> None:
    told = make_told()
    now = told.at(400)
    for found in played(told, steps):
        municipality = found.municipality(now)
        own = [one for one in found.all(g.PlanDrafted) if one.municipality == municipality]
        said = {one.party for one in found.all(g.PlanEndorsed) if own and one.plan == own[-1].id}
        assert plans.agreed(found, now) == (said == set(Party))
        published = [one for one in found.all(g.PlanAgreed) if own and one.plan == own[-1].id]
        assert len(published) == (said == set(Party))


@settings(max_examples=200, deadline=None)
@drawn(steps=STEPS)
def test_every_action_has_at_all_times_exactly_one_party_that_answers_for_it(
    make_told, steps
) -> None:
    told = make_told()
    for found in played(told, steps):
        there = agreements.standing(found, told.at(400))
        assert len({one.id for one in there}) == len(there)
        for one in there:
            party = one.action.party
            for on in range(40):
                taken = [
                    fact
                    for fact in found.all(g.PlanActionTakenOver)
                    if fact.action == one.id and day(fact.at) == day(told.at(on))
                ]
                party = taken[-1].by if taken else party
                assert agreements.answers_for(found, one.action, told.at(on)) == party


@settings(max_examples=200, deadline=None)
@drawn(steps=STEPS)
def test_what_is_done_was_done_by_who_answered_for_it(make_told, steps) -> None:
    for found in played(make_told(), steps):
        for fact in found.all(g.PlanActionDone):
            agreed = [one for one in found.facts if isinstance(one, agreements.Agreement)]
            actions = [a for one in agreed for a in one.actions if a.id == fact.action]
            assert actions
            assert agreements.answers_for(found, actions[0], fact.at) == fact.by
