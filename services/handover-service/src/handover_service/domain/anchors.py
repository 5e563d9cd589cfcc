"""The moments that a programme may name: what meets a milestone, and what a term is counted from.

Beside these words `step:<code>` is a step of the programme that was recorded, and
`milestone:<code>` another milestone of it that was met.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from continuous_line.days import day, start_of
from handover_service.domain.case import Case
from handover_service.domain.events import (
    CaseAccepted,
    CaseAssigned,
    FirstContactMade,
    HandoverAcknowledged,
    HandoverByPhone,
    HandoverPlanned,
    MovePlanned,
    Talk,
    WarmHandoverHeld,
)
from handover_service.domain.events_guidance import (
    ActionsAgreed,
    PlanAgreed,
    PlanDrafted,
    RoleCardShown,
    WelcomeSent,
)
from handover_service.domain.fact import Fact
from handover_service.domain.receiving import named
from handover_service.domain.resident import Resident

STEP, MILESTONE = "step:", "milestone:"


class Anchor(StrEnum):
    """What a programme may name, of the case and of what was heard of the person."""

    PERMIT_GRANTED = "permit-granted"
    PROFILE_COMPLETED = "profile-completed"
    PROFILE_SENT = "profile-sent"
    ASSESSMENT_DONE = "assessment-done"
    LINKED = "linked"
    OWNER_NAMED = "owner-named"
    CLIENT_MANAGER_NAMED = "client-manager-named"
    FIRST_CONTACT = "first-contact"
    HANDOVER_PLANNED = "handover-planned"
    HANDOVER_HELD = "handover-held"
    WARM_HANDOVER = "warm-handover"
    CLOSING_TALK = "closing-talk"
    ACKNOWLEDGED = "acknowledged"
    ACTIONS_AGREED = "actions-agreed"
    PLAN_DRAFTED = "plan-drafted"
    PLAN_AGREED = "plan-agreed"
    ROLE_CARD_SHOWN = "role-card-shown"
    WELCOME_SENT = "welcome-sent"
    MOVE = "move"
    MOVED = "moved"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    ASSIGNED = "assigned"
    CONTACT = "contact"
    PROGRESS_TALK = "progress-talk"


WITHIN_PROGRAMME = frozenset({Anchor.ASSIGNED, Anchor.CONTACT, Anchor.PROGRESS_TALK})
"""Told of one period in the programme; `periods` knows them."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something happened on that day; `at` is the moment that its event names."""

    on: date
    at: datetime


def marks(anchor: Anchor, case: Case, heard: Resident, now: datetime) -> list[Mark]:
    """When it happened, the first first; of a municipality only with the present one."""
    if anchor in _HEARD:
        return _HEARD[anchor](heard, case.municipality(now))
    if anchor in _DERIVED:
        return _DERIVED[anchor](case, now)
    said = (fact for fact in case.facts if _KINDS[anchor](fact))
    municipality = case.municipality(now)
    return sorted(_mark(fact.at) for fact in said if _with(fact, municipality))


def _sent(heard: Resident, municipality: str | None) -> list[Mark]:
    return sorted(_mark(one.at) for one in heard.sent if one.municipality == municipality)


def _completed(heard: Resident, _municipality: str | None) -> list[Mark]:
    return [_mark(heard.completed_at)] if heard.completed_at else []


def _day(on: date | None) -> list[Mark]:
    return [Mark(on, start_of(on))] if on else []


def _mark(at: datetime) -> Mark:
    return Mark(day(at), at)


def _with(fact: Fact, municipality: str | None) -> bool:
    return getattr(fact, "municipality", municipality) == municipality


def _linked(case: Case, now: datetime) -> list[Mark]:
    """The link in force; of somebody who has moved the last one to that municipality."""
    held, to = case.link(now), case.municipality(now)
    links = [held] if held else [link for link in case.links if link.municipality == to]
    return [_mark(links[-1].at)] if links else []


def _moved(case: Case, now: datetime) -> list[Mark]:
    moved = case.move(day(now))
    return [Mark(moved.moved_on, moved.at)] if moved else []


def _move(case: Case, now: datetime) -> list[Mark]:
    """The day of the move, made or else planned last."""
    to = case.municipality(now)
    plan = case.arranged(MovePlanned, to)
    planned = [Mark(plan.planned_on, plan.at)] if plan else []
    return _moved(case, now) or planned


def _closed(case: Case, _now: datetime) -> list[Mark]:
    return [_mark(case.closing.at)] if case.closing else []


def _closing_talk(fact: Fact) -> bool:
    return isinstance(fact, Talk) and fact.closes_module


def _is(*kinds: type[Fact]) -> Callable[[Fact], bool]:
    return lambda fact: isinstance(fact, kinds)


def _handover_planned(case: Case, now: datetime) -> list[Mark]:
    """A proposal under an earlier link is none any more."""
    to = case.municipality(now)
    plans = (fact for fact in case.since_parted(to) if isinstance(fact, HandoverPlanned))
    return sorted(_mark(plan.at) for plan in plans if plan.municipality == to)


def _client_manager_named(case: Case, now: datetime) -> list[Mark]:
    """Since the link in force: who was named under an earlier one has the case no more."""
    to = case.municipality(now)
    return sorted(_mark(fact.at) for fact in named(case, to)) if to else []


_KINDS: dict[Anchor, Callable[[Fact], bool]] = {
    Anchor.OWNER_NAMED: _is(CaseAssigned),
    Anchor.FIRST_CONTACT: _is(FirstContactMade),
    Anchor.HANDOVER_HELD: _is(WarmHandoverHeld, HandoverByPhone),
    Anchor.WARM_HANDOVER: _is(WarmHandoverHeld),
    Anchor.CLOSING_TALK: _closing_talk,
    Anchor.ACKNOWLEDGED: _is(HandoverAcknowledged),
    Anchor.ACTIONS_AGREED: _is(ActionsAgreed),
    Anchor.PLAN_DRAFTED: _is(PlanDrafted),
    Anchor.PLAN_AGREED: _is(PlanAgreed),
    Anchor.ROLE_CARD_SHOWN: _is(RoleCardShown),
    Anchor.WELCOME_SENT: _is(WelcomeSent),
    Anchor.ACCEPTED: _is(CaseAccepted),
}
_HEARD: dict[Anchor, Callable[[Resident, str | None], list[Mark]]] = {
    Anchor.PERMIT_GRANTED: lambda heard, _: _day(heard.granted_on),
    Anchor.ASSESSMENT_DONE: lambda heard, _: _day(heard.assessed_on),
    Anchor.PROFILE_COMPLETED: _completed,
    Anchor.PROFILE_SENT: _sent,
}
_DERIVED: dict[Anchor, Callable[[Case, datetime], list[Mark]]] = {
    Anchor.CLIENT_MANAGER_NAMED: _client_manager_named,
    Anchor.HANDOVER_PLANNED: _handover_planned,
    Anchor.LINKED: _linked,
    Anchor.MOVE: _move,
    Anchor.MOVED: _moved,
    Anchor.CLOSED: _closed,
}
