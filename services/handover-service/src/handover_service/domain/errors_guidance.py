"""What is refused about plans, actions, referrals and the question how it went.

Refused      409  most of them; `needs` names what has to be there first
NotFound     404  UnknownAction, UnknownPlan, UnknownReferral
Forbidden    403  OtherParty
"""

from continuous_line.errors import Forbidden, NotFound, Refused


class UnknownPlan(NotFound):
    """There is no such version of the plan, or not with the present municipality."""

    code = "plan-unknown"


class UnknownAction(NotFound):
    """Not in the present plan, nor agreed in a talk with the present municipality."""

    code = "action-unknown"


class UnknownReferral(NotFound):
    code = "referral-unknown"


class OtherParty(Forbidden):
    """Every party agrees for itself; what the permit holder says in a talk either side records."""

    code = "other-party"


class TalkDayNeeded(Refused):
    """What the permit holder said in a talk is recorded with the day of that talk."""

    code = "talk-day-needed"


class NewerPlan(Refused):
    """A later version takes the place of the one that somebody means."""

    code = "newer-plan"


class BeforePlan(Refused):
    """That moment lies before the version or the action that it is about."""

    code = "before-plan"


class AlreadyEndorsed(Refused):
    code = "already-endorsed"


class DueInThePast(Refused):
    """What is agreed lies ahead."""

    code = "due-in-the-past"


class NamedTwice(Refused):
    code = "named-twice"


class NotTheirAction(Refused):
    """Whoever answers for an action does it; another takes it over first, with a reason."""

    code = "not-their-action"


class AlreadyTheirs(Refused):
    code = "already-theirs"


class AlreadyDone(Refused):
    code = "already-done"


class TalkNeeded(Refused):
    """What was agreed in a talk needs one that was held."""

    code = "talk-needed"


class AlreadyConfirmed(Refused):
    code = "already-confirmed"


class NotAsked(Refused):
    """Nobody is asked how it went before that day, or who lives in no municipality."""

    code = "not-asked"


class AnsweredAlready(Refused):
    code = "answered-already"
