"""What was agreed to do, in a plan or in a talk: by whom, whether it is done, who took it over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Party
from continuous_line.codes_guidance import TakeOverReason
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors_guidance import (
    AlreadyDone,
    AlreadyTheirs,
    BeforePlan,
    DueInThePast,
    NotTheirAction,
    TalkNeeded,
    UnknownAction,
)
from handover_service.domain.events import Event, HandoverByPhone, WarmHandoverHeld
from handover_service.domain.events_guidance import (
    Action,
    ActionsAgreed,
    PlanActionDone,
    PlanActionTakenOver,
    PlanDrafted,
    ProgressTalkHeld,
)
from handover_service.domain.link import municipality_of, open_for_writing

Agreement = PlanDrafted | ActionsAgreed


@dataclass(frozen=True, slots=True)
class Standing:
    """An action as it stands. `party` answers for it, who was to do it first `agreed_with`."""

    action: Action
    agreement: Agreement
    party: Party
    done: PlanActionDone | None

    @property
    def id(self) -> UUID:
        return self.action.id

    @property
    def agreed_with(self) -> Party:
        return self.action.party


def present_plan(case: Case, moment: datetime) -> PlanDrafted | None:
    """The last version with the municipality of that moment; a former one's is history."""
    municipality = case.municipality(moment)
    own = [draft for draft in case.all(PlanDrafted) if draft.municipality == municipality]
    return own[-1] if municipality and own else None


def present_agreements(case: Case, moment: datetime) -> list[Agreement]:
    """The plan, and what was agreed in talks with the municipality of that moment."""
    municipality, plan = case.municipality(moment), present_plan(case, moment)
    talks = case.all(ActionsAgreed) if municipality else []
    own = [talk for talk in talks if case.municipality(talk.at) == municipality]
    return [*([plan] if plan else []), *own]


def standing(case: Case, moment: datetime) -> list[Standing]:
    """Every action that is to be done or was, each once, in the order in which they are named."""
    found: dict[UUID, Standing] = {}
    for agreement in present_agreements(case, moment):
        for action in agreement.actions:
            party = answers_for(case, action, moment)
            one = Standing(action, agreement, party, done(case, action.id))
            found.setdefault(action.id, one)
    return list(found.values())


def answers_for(case: Case, action: Action, moment: datetime) -> Party:
    """Who took it over last by that moment, else with whom it was agreed: exactly one party."""
    taken = (
        fact
        for fact in reversed(case.all(PlanActionTakenOver))
        if fact.action == action.id and fact.at <= moment
    )
    last = next(taken, None)
    return last.by if last else action.party


def done(case: Case, action_id: UUID) -> PlanActionDone | None:
    return next((fact for fact in case.all(PlanActionDone) if fact.action == action_id), None)


def agree(case: Case, act: Act, actions: tuple[Action, ...]) -> Sequence[Event]:
    """Actions of a talk that was held by that day."""
    open_for_writing(case)
    municipality_of(case, act)
    held = WarmHandoverHeld | HandoverByPhone | ProgressTalkHeld
    if not any(isinstance(fact, held) and day(fact.at) <= act.on for fact in case.facts):
        raise TalkNeeded("Record the talk in which this was agreed first.", needs=["talk"])
    check_ahead(act, actions, known=())
    return [ActionsAgreed(id=act.id, at=act.at, case_id=case.id, actions=actions)]


def check_ahead(act: Act, actions: Collection[Action], known: Collection[UUID]) -> None:
    """What is agreed anew lies ahead; what was there keeps its day. Raises DueInThePast."""
    if any(action.due_on < act.on for action in actions if action.id not in known):
        raise DueInThePast("An action is due on that day or later.")


def complete(case: Case, act: Act, action_id: UUID, by: Party) -> Sequence[Event]:
    """Done, said by whoever answered for it at that moment."""
    found = _open(case, act, action_id)
    party = answers_for(case, found.action, act.at)
    if party != by:
        raise NotTheirAction(
            "Another party answers for this action; take it over first, with a reason.",
            needs=["take-over"],
            party=party,
        )
    return [
        PlanActionDone(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            action=action_id,
            by=party,
        )
    ]


def take_over(
    case: Case, act: Act, action_id: UUID, by: Party, reason: TakeOverReason
) -> Sequence[Event]:
    """One party does from then on what another agreed to do."""
    found = _open(case, act, action_id)
    party = answers_for(case, found.action, act.at)
    if party == by:
        raise AlreadyTheirs("This party answers for the action already.")
    return [
        PlanActionTakenOver(
            id=act.id, at=act.at, case_id=case.id, action=action_id, of=party, by=by, reason=reason
        )
    ]


def _open(case: Case, act: Act, action_id: UUID) -> Standing:
    """The action, not done yet or corrected now. Raises UnknownAction, AlreadyDone, BeforePlan."""
    if act.replaces is None:
        open_for_writing(case)
    found = next((one for one in standing(case, act.now) if one.id == action_id), None)
    if found is None:
        raise UnknownAction("There is no such action in the present plan.")
    if found.done and (act.replaces is None or act.replaces.id != found.done.id):
        raise AlreadyDone("The action is done already.")
    if act.on < day(first_named(case, action_id)):
        raise BeforePlan("That day lies before the one on which this was agreed.")
    return found


def first_named(case: Case, action_id: UUID) -> datetime:
    """When the action was agreed first, in whatever version."""
    return next(
        fact.at
        for fact in case.facts
        if isinstance(fact, Agreement) and any(action.id == action_id for action in fact.actions)
    )


def rests_on_actions(left: Case, agreement: Agreement) -> bool:
    """Whether something was done with an action that is in none of what is `left`."""
    there = {a.id for fact in left.facts if isinstance(fact, Agreement) for a in fact.actions}
    gone = {action.id for action in agreement.actions} - there
    acts = (f for f in left.facts if isinstance(f, PlanActionDone | PlanActionTakenOver))
    return any(fact.action in gone for fact in acts)
