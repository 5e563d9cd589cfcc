"""A likely way from the reception centre to the municipality, of which little goes missing.

Of acts in any order some metrics count next to nothing: they ask for several that follow each other
(a role card and a client manager before the move). Made up by a source of chance.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from uuid import UUID

from continuous_line.codes import Party
from continuous_line.codes_guidance import InformationItem
from report_service.testing.history import History

Step = Callable[[str], UUID]
SKIPPED, PAUSE = 8, 20
"""One in so many steps is not made; at most so many days lie between two."""


def journey(person: History, chance: Random, first: date, thing: UUID) -> None:
    """`first`: the earliest day of the first step; `thing`: the id of a signal, referral, request
    or activity that may be told of elsewhere too."""
    on = first
    for step in _steps(person, chance, thing):
        on += timedelta(chance.randrange(PAUSE))
        if chance.randrange(SKIPPED):
            step(on.isoformat())


def _steps(person: History, chance: Random, thing: UUID) -> list[Step]:
    p = person
    talk = chance.choice((p.warm, p.warm, p.phone, p.not_held))
    return [
        p.assigned, p.completed, lambda on: p.active(on, None, thing, "internal", "voorwerk"),
        p.linked, p.sent, p.viewed, lambda on: p.requested(on, thing),
        lambda on: p.answered(on, thing, chance.choice(("planned", "none"))), p.role_card,
        p.client_manager, p.first_contact, lambda on: _all_said(p, on), p.welcomed,
        lambda on: p.signalled(on, _within(on), thing), lambda on: p.signal_answered(on, thing),
        lambda on: p.signal_closed(on, thing), talk, p.planned, p.moved,
        lambda on: p.acknowledged(on, chance.choice(("usable", "incomplete"))),
        lambda on: p.done(on, Party.PERMIT_HOLDER), lambda on: p.referred(on, thing),
        lambda on: p.referral_confirmed(on, thing), p.closed,
    ]  # fmt: skip


def _all_said(person: History, on: str) -> UUID:
    return [person.informed(on, item.value) for item in InformationItem][-1]


def _within(on: str) -> str:
    return (date.fromisoformat(on) + timedelta(14)).isoformat()
