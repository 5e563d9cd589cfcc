"""On the page of a case: how far the plan is, and what the permit holder was shown and given.

Without a word of what was agreed: whoever needs that opens the plan, and that is recorded.
"""

from typing import Any

from continuous_line.days import day
from handover_service import roles
from handover_service.domain import guiding, plans
from handover_service.domain.agreements import present_plan, standing
from handover_service.domain.case import Case
from handover_service.domain.events_guidance import RoleCardShown, WelcomeSent
from handover_service.streams import File
from handover_service.web.codes_guidance import CODES
from handover_service.web.guards import PageDesk


async def panel(at: PageDesk, _file: File, case: Case) -> dict[str, Any] | None:
    now = at.writing.now
    plan, actions = present_plan(case, now), standing(case, now)
    todo = [one for one in actions if one.done is None]
    referrals = guiding.referrals(case)
    return {
        "plan": plan,
        "lacking": plans.lacking(case, plan) if plan else (),
        "actions": len(actions),
        "todo": len(todo),
        "late": sum(one.action.due_on < day(now) for one in todo),
        "card": case.last(RoleCardShown),
        "welcomes": case.all(WelcomeSent),
        "referrals": len(referrals),
        "unconfirmed": sum(guiding.confirmation(case, one.referral) is None for one in referrals),
        "guided": CODES[at.visitor.language],
        "may_open": at.writing.who.has(*roles.TALK),
    }
