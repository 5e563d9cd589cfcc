"""The plan and what is agreed in talks: recorded with its words, read, and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from continuous_line.act import When
from continuous_line.codes import Party, Role, VoidReason
from continuous_line.codes_guidance import TakeOverReason
from continuous_line.event_store import Stored
from handover_service import roles, texts
from handover_service.application import accounting
from handover_service.application.recording import Recorded, act_on, save, void_stored
from handover_service.domain import agreements, plans
from handover_service.domain.agreements import Agreement
from handover_service.domain.case import Case
from handover_service.domain.errors_guidance import UnknownPlan
from handover_service.domain.events import Event
from handover_service.domain.events_guidance import Action, Goal, PlanDrafted
from handover_service.domain.fact import Fact
from handover_service.identity import private_id, words_id
from handover_service.streams import Desk, File

PART = "plan"


@dataclass(frozen=True, slots=True)
class GoalAsked:
    party: Party
    text: str


@dataclass(frozen=True, slots=True)
class ActionAsked:
    """`id`: of an action that is there already and goes on."""

    party: Party
    due_on: date
    text: str
    id: UUID | None = None


def party_of(desk: Desk, file: File) -> Party:
    """For which of the three somebody speaks."""
    who = desk.writing.who
    if who.permit_holder_id == file.person:
        return Party.PERMIT_HOLDER
    return Party.CASE_MANAGER if who.has(Role.CASE_MANAGER) else Party.CLIENT_MANAGER


async def draft(
    desk: Desk,
    case_id: UUID,
    goals: Sequence[GoalAsked],
    actions: Sequence[ActionAsked],
    when: When,
) -> Recorded:
    """A version of the plan; its words go to the vault."""
    file = await accounting.opened(desk, roles.TALK, case_id, PART)
    act = act_on(desk, file, when)
    named = {uuid4(): goal for goal in goals}
    numbered = [(one.id or uuid4(), one) for one in actions]
    new = plans.NewDraft(
        tuple(Goal(id=id_, party=goal.party) for id_, goal in named.items()),
        _actions(numbered),
        frozenset(one.id for one in actions if one.id),
    )
    recorded = await save(desk, file, plans.draft(file.case(case_id), act, new))
    said = {id_: goal.text for id_, goal in named.items()}
    await _keep_words(desk, file, act.id, said | {id_: one.text for id_, one in numbered})
    return recorded


async def agree(desk: Desk, case_id: UUID, actions: Sequence[ActionAsked], when: When) -> Recorded:
    """What was agreed in a talk, beside the plan."""
    file = await accounting.opened(desk, roles.TALK, case_id, PART)
    act = act_on(desk, file, when)
    numbered = [(uuid4(), one) for one in actions]
    events = agreements.agree(file.case(case_id), act, _actions(numbered))
    recorded = await save(desk, file, events)
    await _keep_words(desk, file, act.id, {id_: one.text for id_, one in numbered})
    return recorded


async def endorse(
    desk: Desk, case_id: UUID, plan_id: UUID, party: Party | None, when: When
) -> Recorded:
    """`party` None: whoever says it. The third makes it agreed, in the same act."""
    file = await accounting.opened(desk, roles.AGREE, case_id, PART)
    case, by = file.case(case_id), party_of(desk, file)
    events = plans.endorse(
        case, act_on(desk, file, when), _agreement(case, plan_id).id, party or by,
        by=by, agreement=uuid4(), dated=when.occurred_at is not None,
    )  # fmt: skip
    return await _recorded(desk, file, await save(desk, file, events))


async def complete(desk: Desk, case_id: UUID, action_id: UUID, when: When) -> Recorded:
    file = await accounting.opened(desk, roles.AGREE, case_id, PART)
    act, by = act_on(desk, file, when), party_of(desk, file)
    events = agreements.complete(file.case(case_id), act, action_id, by)
    return await _recorded(desk, file, await save(desk, file, events))


async def take_over(
    desk: Desk, case_id: UUID, action_id: UUID, reason: TakeOverReason, when: When
) -> Recorded:
    file = await accounting.opened(desk, roles.TALK, case_id, PART)
    act, by = act_on(desk, file, when), party_of(desk, file)
    events = agreements.take_over(file.case(case_id), act, action_id, by, reason)
    return await _recorded(desk, file, await save(desk, file, events))


@dataclass(frozen=True, slots=True)
class Agreed:
    """A case with the words of what is and was agreed, by `words_id`."""

    file: File
    case: Case
    words: Mapping[UUID, str]


async def read(desk: Desk, case_id: UUID) -> Agreed:
    file = await accounting.opened(desk, roles.AGREE, case_id, PART)
    return await with_words(desk, file, file.case(case_id))


async def with_words(desk: Desk, file: File, case: Case) -> Agreed:
    """That they were opened is kept first."""
    await accounting.read(desk, file, PART)
    kept = [one for fact in case.facts if isinstance(fact, Agreement) for one in _words_of(fact)]
    return Agreed(file, case, await texts.opened(desk.writing.tx, desk.vault, kept))


async def void(
    desk: Desk, case_id: UUID, agreement_id: UUID, reason: VoidReason, when: When
) -> Recorded:
    """Take back a version of the plan, or what was agreed in a talk, with its words."""
    file = await accounting.opened(desk, roles.TALK, case_id, PART)
    fact = _agreement(file.case(case_id), agreement_id)
    recorded = await void_stored(desk, file, _stored(file, fact), reason, when)
    await texts.drop(desk.writing.tx, _words_of(fact))
    return await _recorded(desk, file, recorded)


async def withdraw(
    desk: Desk, case_id: UUID, plan_id: UUID, party: Party, reason: VoidReason, when: When
) -> Recorded:
    """Take back that a party agreed: whoever recorded it does, or the party itself."""
    file = await accounting.opened(desk, roles.AGREE, case_id, PART)
    case = file.case(case_id)
    plan = _agreement(case, plan_id)
    said = plans.endorsed(case, plan).get(party) if isinstance(plan, PlanDrafted) else None
    if said is None:
        raise UnknownPlan("This party has agreed to no such plan.")
    own = party is party_of(desk, file) is Party.PERMIT_HOLDER
    recorded = await void_stored(desk, file, _stored(file, said), reason, when, own=own)
    return await _recorded(desk, file, recorded)


def _stored(file: File, fact: Fact) -> Stored[Event]:
    return next(one for one in file.stored if one.event.id == fact.id)


def _agreement(case: Case, agreement_id: UUID) -> Agreement:
    for fact in case.facts:
        if isinstance(fact, Agreement) and private_id(fact.id) == agreement_id:
            return fact
    raise UnknownPlan("There is no such plan or agreement in this case.", needs=["plan"])


def _words_of(fact: Agreement) -> list[UUID]:
    goals = [goal.id for goal in fact.goals] if isinstance(fact, PlanDrafted) else []
    return [words_id(fact.id, item) for item in (*goals, *(one.id for one in fact.actions))]


def _actions(numbered: Iterable[tuple[UUID, ActionAsked]]) -> tuple[Action, ...]:
    return tuple(Action(id=id_, party=one.party, due_on=one.due_on) for id_, one in numbered)


async def _keep_words(desk: Desk, file: File, agreement: UUID, said: Mapping[UUID, str]) -> None:
    w = desk.writing
    words = {words_id(agreement, item): text for item, text in said.items()}
    await texts.put(w.tx, desk.vault, file.person, PART, words, w.now)
    await accounting.changed(desk, file, PART)


async def _recorded(desk: Desk, file: File, recorded: Recorded) -> Recorded:
    await accounting.changed(desk, file, PART)
    return recorded
