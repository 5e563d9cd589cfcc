"""What happens around a move: the talk, or why there was none, and the move itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from continuous_line_embedded.demo import endings, lives
from continuous_line_embedded.demo.acts import TVS, Act, Actor, at, client_manager

if TYPE_CHECKING:
    from continuous_line_embedded.demo.lives import Days, Life

ALL_THREE = ("case-manager", "client-manager", "permit-holder")
_TALKED = frozenset({"warm", "phone-only"})
OUTCOMES = "/cases/{case}/handover-outcomes"


def around_the_move(life: Life, when: Days, manager: Actor, chance: random.Random) -> Iterator[Act]:
    """The talk by the way it came about, and the move; either may be recorded late."""
    before, after = _talks(life, when, manager)
    if life.leaves_on and life.outcome in _TALKED:
        yield _first_contact(life, when, chance)
    yield from before
    recorded = when.moved_on + lives.late(chance)
    yield lives.act(
        life,
        recorded,
        TVS,
        "handover",
        "/cases/{case}/moves",
        movedOn=when.moved_on.isoformat(),
    )
    yield from after
    if life.outcome == "warm" and chance.random() < 0.7:
        receiver = client_manager(life.municipality)
        yield lives.act(
            life,
            recorded + timedelta(2),
            receiver,
            "handover",
            "/cases/{case}/acknowledgements",
            **_verdict(chance),
        )
    yield from endings.accepted_and_closed(life, recorded, manager, chance)


def _first_contact(life: Life, when: Days, chance: random.Random) -> Act:
    on = max(when.sent_on, when.talk_on - timedelta(chance.randint(2, 12)))
    receiver = client_manager(life.municipality)
    told = at(on).isoformat()
    return lives.act(
        life, on, receiver, "handover", "/cases/{case}/first-contacts", occurredAt=told
    )


def _verdict(chance: random.Random) -> dict[str, object]:
    if chance.random() < 0.8:
        return {"verdict": "usable"}
    return {"verdict": "incomplete", "sections": ["education"]}


Requests = tuple[list[Act], list[Act]]
"""Those before the move and those after it."""


def _talks(life: Life, when: Days, manager: Actor) -> Requests:
    if life.talk_by and life.talk_by != life.person:
        return [], []  # somebody of the household recorded the talk for all
    match life.outcome:
        case "warm":
            return _warm_ways(life, when, manager)
        case "phone-only":
            return _phone_ways(life, when, manager)
        case "not-held":
            return [_not_held(life, when.talk_on, manager)], []
        case _:
            return _unknown_ways(life, when, manager)


def _warm_ways(life: Life, when: Days, manager: Actor) -> Requests:
    warm, phone = _warm(life, when.talk_on, manager), _phone(life, when.talk_on, manager)
    match life.way:
        case "after-move":
            return [], [_warm(life, when.moved_on + timedelta(12), manager)]
        case "phone-first":
            return [phone, _warm(life, when.talk_on + timedelta(1), manager)], []
        case "corrected":
            later = when.moved_on + timedelta(20)
            return [phone], [replace(warm, recorded_on=later, corrects="HandoverByPhone")]
        case "registered-late":
            return [], [replace(warm, recorded_on=when.moved_on + timedelta(60))]
        case _:
            return [warm], []


def _phone_ways(life: Life, when: Days, manager: Actor) -> Requests:
    phone = _phone(life, when.talk_on, manager)
    match life.way:
        case "warm-voided":
            later = when.moved_on + timedelta(30)
            voided = _voided(life, later, manager, "WarmHandoverHeld")
            return [_warm(life, when.talk_on, manager), phone], [voided]
        case "registered-late":
            return [], [replace(phone, recorded_on=when.moved_on + timedelta(45))]
        case _:
            return [phone], []


def _unknown_ways(life: Life, when: Days, manager: Actor) -> Requests:
    if life.way != "phone-voided":
        return [], []
    later = when.moved_on + timedelta(9)
    voided = _voided(life, later, manager, "HandoverByPhone")
    return [_phone(life, when.talk_on, manager)], [voided]


def _talk(life: Life, on: date, manager: Actor, **body: object) -> Act:
    told = lives.act(
        life, on, manager, "handover", OUTCOMES, occurredAt=at(on, 10).isoformat(), **body
    )
    return replace(told, members=life.members)


def _warm(life: Life, on: date, manager: Actor) -> Act:
    return _talk(life, on, manager, mode="in-person", attended=list(ALL_THREE), interpreter=True)


def _phone(life: Life, on: date, manager: Actor) -> Act:
    both = list(ALL_THREE[:2])
    return _talk(life, on, manager, mode="phone", attended=both, reason="distance")


def _not_held(life: Life, on: date, manager: Actor) -> Act:
    return _talk(life, on, manager, attended=[], reason=life.reason)


def _voided(life: Life, on: date, manager: Actor, what: str) -> Act:
    told = lives.act(
        life, on, manager, "handover", "/cases/{case}/events/{event}/voidings", reason="mistake"
    )
    return replace(told, voids=what)
