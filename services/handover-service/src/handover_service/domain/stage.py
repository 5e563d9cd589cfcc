"""How far a case has come, which acts lead on, and what each needs first: the state machine.

A case has come as far as the furthest of its valid facts with the present municipality: people
register late, are linked anew and come back, so no act is tied to one stage. What an act needs is
a fact, and the refusal names it. docs/case.md is drawn from these tables.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.checklist import confirmed_for
from handover_service.domain.events import (
    FirstContactMade,
    HandoverAcknowledged,
    HandoverByPhone,
    WarmHandoverHeld,
)
from handover_service.domain.events_guidance import PlanAgreed
from handover_service.domain.ownership import first_assignment
from handover_service.domain.receiving import accepted_by


class Stage(StrEnum):
    """In the order in which they come."""

    UNLINKED = "unlinked"
    LINKED = "linked"
    ASSIGNED = "assigned"
    CONTACTED = "contacted"
    PLANNED = "planned"
    NOT_HELD = "not-held"
    HELD_BY_PHONE = "held-by-phone"
    HELD = "held"
    ACKNOWLEDGED = "acknowledged"
    AGREED = "agreed"
    MOVED = "moved"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Need(StrEnum):
    """What has to be there first; the names are those of `needs` in a refusal."""

    LINK = "link"
    OPEN_CASE = "open-case"
    CLIENT_MANAGER = "client-manager"
    PROPOSAL = "proposal"
    TALK = "talk"
    PLAN = "plan"
    MOVE = "move"
    MOVE_OR_CLOSING = "move-or-closing"
    ACCEPTANCE = "acceptance"
    STAY_ENDED = "stay-ended"


@dataclass(frozen=True, slots=True)
class Transition:
    """`act` leads to `to`, or leaves the stage as it is (None)."""

    act: str
    needs: tuple[Need, ...]
    to: Stage | None


_OPEN: Final = (Need.OPEN_CASE, Need.LINK)
TRANSITIONS: Final = (
    Transition("link", (), Stage.LINKED),
    Transition("link anew", (), Stage.LINKED),
    Transition("unlink", _OPEN, Stage.UNLINKED),
    Transition("name the owner", _OPEN, Stage.ASSIGNED),
    Transition("name the client manager", _OPEN, None),
    Transition("make the first contact", _OPEN, Stage.CONTACTED),
    Transition("propose a talk, as the municipality", _OPEN, None),
    Transition("propose a talk, as the azc", (*_OPEN, Need.CLIENT_MANAGER), None),
    Transition("confirm the talk", (*_OPEN, Need.PROPOSAL), Stage.PLANNED),
    Transition("record that no talk was held", (Need.LINK,), Stage.NOT_HELD),
    Transition("record a talk by phone", (Need.LINK,), Stage.HELD_BY_PHONE),
    Transition("record the talk with all three", (Need.LINK,), Stage.HELD),
    Transition("acknowledge", (Need.LINK, Need.TALK), Stage.ACKNOWLEDGED),
    Transition("agree the plan, as the last of three", (Need.OPEN_CASE, Need.PLAN), Stage.AGREED),
    Transition("plan the move", _OPEN, None),
    Transition("move", _OPEN, Stage.MOVED),
    Transition("accept", _OPEN, Stage.ACCEPTED),
    Transition("close as accepted", (*_OPEN, Need.MOVE, Need.ACCEPTANCE), Stage.CLOSED),
    Transition("close as left, died or returned", (Need.OPEN_CASE, Need.STAY_ENDED), Stage.CLOSED),
    Transition("close otherwise, with a reason", (Need.OPEN_CASE,), Stage.CLOSED),
    Transition("come back to reception", (Need.MOVE_OR_CLOSING,), Stage.UNLINKED),
)


def stage(case: Case, now: datetime) -> Stage:
    """The furthest stage whose fact is valid."""
    if case.closing:
        return Stage.CLOSED
    municipality = case.municipality(now)
    if municipality is None:
        return Stage.UNLINKED
    if accepted_by(case, municipality):
        return Stage.ACCEPTED
    if case.move(day(now)):
        return Stage.MOVED
    return _before_the_move(case, municipality)


def _before_the_move(case: Case, municipality: str) -> Stage:
    def said(kind: type[FirstContactMade | HandoverAcknowledged | PlanAgreed]) -> bool:
        return any(fact.municipality == municipality for fact in case.all(kind))

    talks = [talk for talk in case.talks if talk.municipality == municipality]
    reached = {
        Stage.ASSIGNED: first_assignment(case) is not None,
        Stage.CONTACTED: said(FirstContactMade),
        Stage.PLANNED: confirmed_for(case, municipality) is not None,
        Stage.NOT_HELD: bool(talks),
        Stage.HELD_BY_PHONE: any(isinstance(talk, HandoverByPhone) for talk in talks),
        Stage.HELD: any(isinstance(talk, WarmHandoverHeld) for talk in talks),
        Stage.ACKNOWLEDGED: said(HandoverAcknowledged),
        Stage.AGREED: said(PlanAgreed),
    }
    return next((one for one in reversed(reached) if reached[one]), Stage.LINKED)
