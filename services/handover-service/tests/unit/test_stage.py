"""The tables that docs/case.md is drawn from are what the decisions do."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from continuous_line.act import Act
from continuous_line.codes import (
    Basis,
    Mode,
    NoWarmReason,
    Outcome,
    OwnerReason,
    Party,
    Scenario,
    StayEndReason,
    UnlinkReason,
    Verdict,
)
from continuous_line.errors import Refused
from continuous_line.testing.ids import fixed_id
from handover_service.domain import closing, moving, ownership, plans, receiving, talks
from handover_service.domain import events as e
from handover_service.domain import events_guidance as g
from handover_service.domain import link as linking
from handover_service.domain import talks_planning as planning
from handover_service.domain.case import Case, State, case, fold
from handover_service.domain.events import ClosingReason, Task, TaskCode
from handover_service.domain.stage import TRANSITIONS, Need, Stage, Transition, stage

ROERMOND, AZC, LATE = "GM0957", "azc-weert", 40
TASKS = (Task(task=TaskCode.LANGUAGE, party=Party.CLIENT_MANAGER),)
BY_ACT = {transition.act: transition for transition in TRANSITIONS}
Decided = Sequence[e.Event]
Deciding = Callable[[State, Case, Act, Any], Decided]


def closing_as(outcome: Outcome, ended: Sequence[StayEndReason] = ()) -> Deciding:
    new = closing.NewClosing(outcome, Party.CASE_MANAGER, TASKS, ClosingReason.NO_ANSWER)
    return lambda _, c, act, __: closing.close(c, act, new, frozenset(ended))


def recording(mode: Mode | None, *attended: Party) -> Deciding:
    new = talks.NewTalk(mode, frozenset(attended), False, NoWarmReason.DISTANCE)
    return lambda _, c, act, __: talks.record_talk(c, act, new, AZC)


def linking_to(_: State, c: Case, act: Act, __: Any) -> Decided:
    new = linking.NewLink(ROERMOND if not c.links else "GM0193", AZC, Basis.OTHER)
    return linking.link(_, act, new, new_case=c.id, unlinking=fixed_id("unlinking"))


def proposing(by: Party) -> Deciding:
    def plan(_: State, c: Case, act: Act, told: Any) -> Decided:
        new = planning.NewPlan(Mode.IN_PERSON, by, (told.at(LATE + 5),), Scenario.COMBINED)
        return planning.plan(c, act, new)

    return plan


def agreeing(_: State, c: Case, act: Act, __: Any) -> Decided:
    who = Party.PERMIT_HOLDER
    return plans.endorse(c, act, fixed_id("plan"), who, by=who, agreement=fixed_id("agreed"))


STAFF = ownership.Staff(frozenset({"case-manager"}), frozenset({AZC}), here=True)  # type: ignore[arg-type]
ACTS: dict[str, Deciding] = {
    "link": linking_to,
    "link anew": linking_to,
    "unlink": lambda _, c, act, __: linking.unlink(c, act, UnlinkReason.OTHER),
    "name the owner": lambda _, c, act, __: ownership.assign(
        c, act, "cm-1", azc=AZC, staff=STAFF, reason=OwnerReason.OTHER
    ),
    "name the client manager": lambda _, c, act, __: receiving.name_client_manager(
        c, act, receiving.NewClientManager("km-2"), None
    ),
    "make the first contact": lambda _, c, act, __: receiving.make_first_contact(c, act),
    "propose a talk, as the municipality": proposing(Party.CLIENT_MANAGER),
    "propose a talk, as the azc": proposing(Party.CASE_MANAGER),
    "confirm the talk": lambda _, c, act, __: planning.confirm(
        c, act, planning.Choice(Party.CASE_MANAGER), replanning=fixed_id("replanning")
    ),
    "record that no talk was held": recording(None),
    "record a talk by phone": recording(Mode.PHONE),
    "record the talk with all three": recording(Mode.IN_PERSON, *Party),
    "acknowledge": lambda _, c, act, __: talks.acknowledge(c, act, Verdict.USABLE, ()),
    "agree the plan, as the last of three": agreeing,
    "plan the move": lambda _, c, act, told: moving.plan_move(c, act, told.at(LATE + 9).date()),
    "move": lambda _, c, act, __: moving.move(c, act, moving.NewMove(act.on, AZC, ROERMOND)),
    "accept": lambda _, c, act, __: receiving.accept(c, act, by="km-1", naming=fixed_id("naming")),
    "close as accepted": closing_as(Outcome.ACCEPTED),
    "close as left, died or returned": closing_as(Outcome.DIED, [StayEndReason.DIED]),
    "close otherwise, with a reason": closing_as(Outcome.OTHER),
    "come back to reception": lambda _, c, act, __: moving.come_back(c, act, AZC),
}


def facts_for(told: Any, needs: Sequence[Need]) -> list[e.Event]:
    """The least of facts with which these needs are met."""
    by, facts = Party.CLIENT_MANAGER, [told.linked()]
    if Need.CLIENT_MANAGER in needs:
        facts.append(
            told.fact(e.ClientManagerNamed, 1, municipality=ROERMOND, client_manager="km-1")
        )
    if Need.PROPOSAL in needs:
        facts.append(
            told.fact(
                e.HandoverPlanned, 2, municipality=ROERMOND, mode=Mode.IN_PERSON,
                scenario=Scenario.COMBINED, scheduled_for=told.at(LATE + 5), proposed_by=by,
            )
        )  # fmt: skip
    if Need.TALK in needs:
        facts.append(told.warm(3))
    if Need.PLAN in needs:
        drafted = told.fact(
            g.PlanDrafted, 4, id=fixed_id("plan"), municipality=ROERMOND, goals=(), actions=()
        )
        both = (Party.CASE_MANAGER, Party.CLIENT_MANAGER)
        said = [told.fact(g.PlanEndorsed, 5, plan=drafted.id, party=party) for party in both]
        facts += [drafted, *said]
    if {Need.MOVE, Need.MOVE_OR_CLOSING} & set(needs):
        facts.append(told.moved(6))
    if Need.ACCEPTANCE in needs:
        facts.append(told.fact(e.CaseAccepted, 7, municipality=ROERMOND))
    return facts


def decided(told: Any, transition: Transition, facts: list[e.Event], act: Deciding) -> Stage:
    state = fold(facts)
    found = case(state, told.linked().case_id)
    after = fold(act(state, found, told.act(LATE), told), state)
    return stage(case(after, found.id), told.at(LATE + 1))


def test_every_act_of_the_table_is_tried() -> None:
    assert ACTS.keys() == BY_ACT.keys()


@pytest.mark.parametrize("name", sorted(BY_ACT))
def test_with_what_it_needs_an_act_is_done_and_leads_where_the_table_says(told, name) -> None:
    transition = BY_ACT[name]
    facts = [] if name == "link" else facts_for(told, transition.needs)
    before = stage(case(fold(facts), told.linked().case_id), told.at(LATE))
    after = decided(told, transition, facts, ACTS[name])
    assert after is (transition.to or before)


MISSING = [(t.act, need) for t in TRANSITIONS for need in t.needs]


@pytest.mark.parametrize(("name", "need"), MISSING)
def test_without_one_of_its_needs_an_act_is_refused_and_the_need_is_named(told, name, need) -> None:
    transition, act = BY_ACT[name], ACTS[name]
    facts = facts_for(told, [one for one in transition.needs if one is not need])
    if need is Need.LINK:
        facts = [*facts, told.voided(facts[0], 8)]
        facts = [fact for fact in facts if not isinstance(fact, e.MovedToMunicipality)]
    if need is Need.OPEN_CASE:
        closed = told.fact(
            e.HandoverClosed, 9, outcome=Outcome.OTHER, overview=Party.CASE_MANAGER,
            reason=ClosingReason.NO_ANSWER,
        )  # fmt: skip
        facts.append(closed)
    if need is Need.STAY_ENDED:
        act = closing_as(Outcome.DIED)
    with pytest.raises(Refused) as refused:
        decided(told, transition, facts, act)
    assert need in refused.value.extra["needs"]
