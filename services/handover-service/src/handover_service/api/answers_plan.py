"""What the API gives of the plan, with its words, and of one's own case."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from continuous_line.codes import Party, Role
from continuous_line.fields import Answer
from handover_service.api import answers
from handover_service.application.agreeing import Agreed
from handover_service.application.own_case import OwnCase
from handover_service.domain import plans
from handover_service.domain.agreements import Standing, present_plan, standing
from handover_service.domain.events_guidance import PlanDrafted, PlanEndorsed
from handover_service.domain.experience import Asked
from handover_service.identity import private_id, words_id


class GoalInPlan(Answer):
    """`text` null: erased."""

    party: Party
    text: str | None = None


class ActionInPlan(Answer):
    action_id: UUID
    party: Party = Field(description="With whom it was agreed.")
    due_on: date
    text: str | None = None


class Endorsement(Answer):
    party: Party
    at: datetime = Field(alias="endorsedAt")
    recorded_by: str | None = Field(
        None,
        description="The organisation that recorded it for the permit holder; null: the "
        "party itself did.",
    )


class PlanVersion(Answer):
    plan_id: UUID
    municipality: str
    drafted_at: datetime
    goals: list[GoalInPlan]
    actions: list[ActionInPlan]
    endorsements: list[Endorsement]
    lacking: list[Party] = Field(description="Who has not agreed to this version.")


class StandingAction(Answer):
    """`party` answers for it; `agreementId`: the plan or the agreement of a talk it stands in."""

    action_id: UUID
    agreement_id: UUID
    in_plan: bool
    party: Party
    agreed_with: Party
    due_on: date
    text: str | None = None
    done_at: datetime | None = None


class IntegrationPlan(Answer):
    """`agreed`: all three agreed to the present version; else `lacking` names who did not."""

    agreed: bool
    lacking: list[Party]
    present: PlanVersion | None = None
    actions: list[StandingAction] = Field(description="Of the present plan and of talks.")
    former: list[PlanVersion] = Field(description="Earlier versions, and former municipalities'.")


class OwnExperience(Answer):
    """Whether you are asked how it went; what was answered is kept nowhere with you."""

    state: Asked
    asked_on: date | None = None


class MyCase(Answer):
    case_id: UUID
    state: answers.CaseState
    azc: str | None = None
    municipality: str | None = None
    planned_for: datetime | None = None
    moved_on: date | None = None
    closed_on: date | None = None
    plan: IntegrationPlan
    experience: OwnExperience


def plan(read: Agreed, now: datetime) -> IntegrationPlan:
    case, present = read.case, present_plan(read.case, now)
    return IntegrationPlan(
        agreed=plans.agreed(case, now),
        lacking=list(plans.lacking(case, present)) if present else list(Party),
        present=_version(read, present) if present else None,
        actions=[_standing(read, one) for one in standing(case, now)],
        former=[_version(read, one) for one in case.all(PlanDrafted) if one != present],
    )


def my_case(own: OwnCase, now: datetime) -> MyCase:
    row, asked = own.row, own.question
    return MyCase(
        case_id=own.agreed.case.id,
        state=row.state,
        azc=row.azc,
        municipality=row.municipality,
        planned_for=row.planned_for,
        moved_on=row.moved_on,
        closed_on=row.closed_on,
        plan=plan(own.agreed, now),
        experience=OwnExperience(state=asked.state, asked_on=asked.asked_on),
    )


def _version(read: Agreed, draft: PlanDrafted) -> PlanVersion:
    def said(item: UUID) -> str | None:
        return read.words.get(words_id(draft.id, item))

    return PlanVersion(
        plan_id=private_id(draft.id),
        municipality=draft.municipality,
        drafted_at=draft.at,
        goals=[GoalInPlan(party=goal.party, text=said(goal.id)) for goal in draft.goals],
        actions=[
            ActionInPlan(action_id=a.id, party=a.party, due_on=a.due_on, text=said(a.id))
            for a in draft.actions
        ],
        endorsements=[
            Endorsement(party=party, at=fact.at, recorded_by=_for_them(read, fact))
            for party, fact in plans.endorsed(read.case, draft).items()
        ],
        lacking=list(plans.lacking(read.case, draft)),
    )


def _for_them(read: Agreed, said: PlanEndorsed) -> str | None:
    by = next(one.context for one in read.file.stored if one.event.id == said.id)
    own = said.party is not Party.PERMIT_HOLDER or Role.PERMIT_HOLDER in by.roles
    return None if own else by.organisation


def _standing(read: Agreed, one: Standing) -> StandingAction:
    return StandingAction(
        action_id=one.id,
        agreement_id=private_id(one.agreement.id),
        in_plan=isinstance(one.agreement, PlanDrafted),
        party=one.party,
        agreed_with=one.agreed_with,
        due_on=one.action.due_on,
        text=read.words.get(words_id(one.agreement.id, one.id)),
        done_at=one.done.at if one.done else None,
    )
