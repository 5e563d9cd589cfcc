"""The plan (PIP): drafted, agreed to by each of the three, and agreed once all three did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Party
from handover_service.domain.agreements import (
    Standing,
    answers_for,
    check_ahead,
    present_plan,
    standing,
)
from handover_service.domain.case import Case
from handover_service.domain.errors_guidance import (
    AlreadyEndorsed,
    BeforePlan,
    NamedTwice,
    NewerPlan,
    NotTheirAction,
    OtherParty,
    TalkDayNeeded,
    UnknownAction,
    UnknownPlan,
)
from handover_service.domain.events import Event
from handover_service.domain.events_guidance import (
    Action,
    Goal,
    PlanAgreed,
    PlanDrafted,
    PlanEndorsed,
)
from handover_service.domain.fact import Fact
from handover_service.domain.link import municipality_of, open_for_writing


@dataclass(frozen=True, slots=True)
class NewDraft:
    """`kept`: which of these actions are there already, by their ids."""

    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    kept: frozenset[UUID] = frozenset()


def draft(case: Case, act: Act, new: NewDraft) -> Sequence[Event]:
    """A version that takes the place of the one before; everybody agrees anew.

    An action that was there keeps what is known of it, so it stays with who answers for it.
    """
    open_for_writing(case)
    municipality = municipality_of(case, act)
    before = present_plan(case, act.now)
    if before and act.at < before.at:
        raise NewerPlan("A later version is there already.")
    named = [action.id for action in new.actions]
    if len(named) != len(set(named)):
        raise NamedTwice("An action stands in a plan once.")
    known = {one.id: one for one in standing(case, act.now)}
    check_ahead(act, new.actions, known=new.kept)
    return [
        PlanDrafted(
            id=act.id,
            at=act.at,
            case_id=case.id,
            municipality=municipality,
            goals=new.goals,
            actions=tuple(
                _kept(action, known.get(action.id)) if action.id in new.kept else action
                for action in new.actions
            ),
        )
    ]


def _kept(action: Action, there: Standing | None) -> Action:
    """With whom it was agreed stays; what was taken over counts on top of that."""
    if there is None:
        raise UnknownAction("There is no such action in the present plan.")
    if there.party != action.party:
        raise NotTheirAction(
            "Another party answers for this action; take it over first, with a reason.",
            needs=["take-over"],
            party=there.party,
        )
    return replace(action, party=there.agreed_with)


def endorse(
    case: Case,
    act: Act,
    plan: UUID,
    party: Party,
    *,
    by: Party,
    agreement: UUID,
    dated: bool = True,
) -> Sequence[Event]:
    """`party` agrees, recorded by `by`; the last of the three makes it agreed.

    For the permit holder, who may have said so in a talk without ever signing in, either side
    records it; then it is `dated`: the day of that talk was given. They see who recorded it, and
    take it back themselves. `agreement` is the id of what is recorded then.
    """
    open_for_writing(case)
    if party not in (by, Party.PERMIT_HOLDER):
        raise OtherParty("Every party agrees to the plan itself.")
    if party is not by and not dated:
        raise TalkDayNeeded("Say on which day the permit holder said so.", needs=["occurredAt"])
    found = next((one for one in case.all(PlanDrafted) if one.id == plan), None)
    if found is None:
        raise UnknownPlan("There is no such version of the plan.", needs=["plan"])
    if found != present_plan(case, act.now):
        raise NewerPlan("Another version of the plan is in force; read it first.", needs=["plan"])
    if act.at < found.at:
        raise BeforePlan("That moment lies before the plan was drawn up.")
    if party in endorsed(case, found):
        raise AlreadyEndorsed("This party has agreed already.")
    said = PlanEndorsed(id=act.id, at=act.at, case_id=case.id, plan=plan, party=party)
    if set(lacking(case, found)) != {party}:
        return [said]
    moments = [one.at for one in endorsed(case, found).values()]
    return [said, _agreed(case, found, max(act.at, *moments), agreement)]


def _agreed(case: Case, plan: PlanDrafted, at: datetime, agreement: UUID) -> PlanAgreed:
    return PlanAgreed(
        id=agreement,
        at=at,
        case_id=case.id,
        municipality=plan.municipality,
        plan=plan.id,
        agreed_by=tuple(Party),
        goals_by=tuple(goal.party for goal in plan.goals),
        actions_by=tuple(answers_for(case, action, at) for action in plan.actions),
    )


def endorsed(case: Case, plan: PlanDrafted) -> dict[Party, PlanEndorsed]:
    """Who agreed to this version."""
    return {one.party: one for one in case.all(PlanEndorsed) if one.plan == plan.id}


def lacking(case: Case, plan: PlanDrafted) -> tuple[Party, ...]:
    """Whose agreement is missing."""
    there = endorsed(case, plan)
    return tuple(party for party in Party if party not in there)


def agreed(case: Case, moment: datetime) -> bool:
    """Whether all three agreed to the version in force with the municipality of that moment."""
    plan = present_plan(case, moment)
    return plan is not None and not lacking(case, plan)


def rests_on(case: Case, fact: Fact) -> PlanAgreed | None:
    """What cannot stay where a draft or an agreement to it is taken back."""
    match fact:
        case PlanDrafted(id=plan) | PlanEndorsed(plan=plan):
            return next((one for one in case.all(PlanAgreed) if one.plan == plan), None)
        case _:
            return None
