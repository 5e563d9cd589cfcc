"""What the API takes about the plan, and about what the permit holder is shown and asked."""

from typing import Annotated

from pydantic import Field

from continuous_line.codes import Party, VoidReason
from continuous_line.codes_guidance import (
    ExperienceAnswer,
    ReferralKind,
    TakeOverReason,
    WelcomeKind,
)
from continuous_line.fields import Body, Day, Id
from handover_service.api.schemas import Correctable, Happening
from handover_service.application.agreeing import ActionAsked, GoalAsked
from handover_service.texts import LONGEST

Words = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]+$",
        description="In plain words; no medical facts. Kept sealed, and in no event.",
    ),
]


class PlanGoal(Body):
    party: Annotated[Party, Field(description="Whose goal it is.")]
    text: Words

    def asked(self) -> GoalAsked:
        return GoalAsked(self.party, self.text)


class AgreedAction(Body):
    party: Annotated[Party, Field(description="Who does it.")]
    due_on: Day
    text: Words

    def asked(self) -> ActionAsked:
        return ActionAsked(self.party, self.due_on, self.text)


class PlanAction(AgreedAction):
    action_id: Annotated[
        Id | None, Field(description="Of an action that is there already and goes on.")
    ] = None

    def asked(self) -> ActionAsked:
        return ActionAsked(self.party, self.due_on, self.text, self.action_id)


class PlanDraft(Happening):
    """A whole version: it takes the place of the one before, and everybody agrees anew."""

    goals: Annotated[list[PlanGoal], Field(min_length=1, max_length=20)]
    actions: Annotated[list[PlanAction], Field(max_length=40)] = Field(default_factory=list)


class TalkAgreement(Happening):
    actions: Annotated[list[AgreedAction], Field(min_length=1, max_length=40)]


class PlanEndorsement(Happening):
    plan_id: Annotated[Id, Field(description="The version that was read.")]
    party: Annotated[
        Party | None,
        Field(
            description="`permit-holder` where the permit holder said so in a talk: then "
            "`occurredAt` is when."
        ),
    ] = None


class ActionCompletion(Correctable):
    pass


class ActionTakeOver(Happening):
    reason: TakeOverReason


class TakingBack(Happening):
    reason: VoidReason


class RoleCard(Correctable):
    pass


class Welcome(Correctable):
    welcome: WelcomeKind


class Referral(Correctable):
    referral_to: ReferralKind


class ReferralConfirmation(Correctable):
    pass


class Experience(Body):
    answer: ExperienceAnswer
