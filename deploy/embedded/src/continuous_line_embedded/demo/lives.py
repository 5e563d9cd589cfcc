"""One made-up life, told as the requests that people and systems would send.

Every day is chosen so that the outcome the life was given is what happened; every recording day is
when somebody would have got round to it: mostly within days, sometimes after months.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from continuous_line_embedded.demo import contents, endings, talks
from continuous_line_embedded.demo.acts import (
    TVS,
    Act,
    Actor,
    at,
    case_manager,
    client_manager,
    location_manager,
)
from continuous_line_embedded.demo.contents import REQUIRED
from continuous_line_embedded.demo.fiction import Resident

FIRST, LAST = date(2019, 1, 1), date(2019, 6, 30)
BASES = ("housing-quota", "education", "labour-market", "network", "background")


@dataclass
class Life:
    """`moved`: out, in the half year; `leaves_on`: the day, of who moves out later.

    `stuck`: where a profile that was not sent in time got stuck.
    """

    person: str
    resident: Resident
    azc: str
    municipality: str
    former_municipality: str
    opened_on: date
    granted_on: date
    relinked: bool = False
    permit: bool = True
    sent: bool = False
    stuck: str = ""
    moved: bool = False
    leaves_on: date | None = None
    linked_at_once: bool = False
    active: bool = False
    outcome: str = ""
    reason: str = ""
    way: str = "plain"
    household: str = ""
    talk_by: str = ""
    members: tuple[str, ...] = ()
    when: Days | None = None


@dataclass(frozen=True)
class Days:
    """When things happened. The move is the anchor; all before it leave it room."""

    linked_on: date
    relinked_on: date
    sent_on: date
    talk_on: date
    moved_on: date


def days(life: Life, chance: random.Random) -> Days:
    waits = 0 if life.linked_at_once else chance.randint(1, 15)
    linked = max(life.granted_on, FIRST - timedelta(40)) + timedelta(waits)
    relinked = linked + timedelta(chance.randint(2, 5))
    sent = (relinked if life.relinked else linked) + timedelta(chance.randint(1, 8))
    talk = sent + timedelta(chance.randint(1, 10))
    moved = max(talk + timedelta(chance.randint(1, 6)), FIRST + timedelta(chance.randint(1, 178)))
    if life.leaves_on is not None:
        talk = max(sent + timedelta(1), life.leaves_on - timedelta(chance.randint(3, 16)))
        return Days(linked, relinked, sent, talk, life.leaves_on)
    return Days(linked, relinked, sent, talk, min(moved, LAST))


def late(chance: random.Random) -> timedelta:
    """How long after the fact it is recorded: mostly days, one in twelve weeks or months."""
    return timedelta(chance.randint(10, 80) if chance.random() < 0.08 else chance.randint(0, 2))


def _soon(life: Life, chance: random.Random) -> timedelta:
    """A register is quicker than people; a household is registered at once."""
    return timedelta(0) if life.household else late(chance) / 4


def acts_of(life: Life, chance: random.Random) -> tuple[list[Act], list[Act]]:
    """What must be recorded in this order, and what may be recorded at any time between."""
    when = life.when or days(life, chance)
    manager = case_manager(life.azc, chance.randint(1, 2))
    acts, loose = list(_stay(life, chance)), []
    if life.active or not life.permit:
        loose.append(_activity(life, manager, chance))
    if life.permit:
        acts += _case(life, when, manager, chance)
    else:
        acts.append(endings.left(life, chance))
    return acts, loose


def act(life: Life, on: date, actor: Actor, service: str, path: str, **body: object) -> Act:
    """A request about this life; its number in the story is given later."""
    return Act(on, 0, life.person, actor, service, path, body, lane=life.household or life.person)


def _stay(life: Life, chance: random.Random) -> Iterator[Act]:
    yield act(
        life,
        life.opened_on + _soon(life, chance),
        TVS,
        "profile",
        "/profiles",
        permitHolderId=life.person,
        azc=life.azc,
        occurredAt=at(life.opened_on).isoformat(),
    )
    if life.permit:
        yield act(
            life,
            life.granted_on + _soon(life, chance),
            TVS,
            "profile",
            "/profiles/{person}/permits",
            grantedOn=life.granted_on.isoformat(),
        )
    if life.household:
        yield act(
            life,
            life.granted_on + timedelta(1),
            TVS,
            "profile",
            "/profiles/{person}/household-memberships",
            householdId=life.household,
        )


def _activity(life: Life, manager: Actor, chance: random.Random) -> Act:
    started = max(life.opened_on + timedelta(chance.randint(0, 2)), FIRST - timedelta(150))
    return act(
        life,
        max(started + late(chance), life.opened_on + timedelta(3)),
        manager,
        "profile",
        "/profiles/{person}/activities",
        activityType=chance.choice(("language", "volunteering", "self-activity", "training")),
        setting=chance.choice(("internal", "external")),
        startedOn=started.isoformat(),
        continuesAfterMove=chance.random() < 0.2,
    )


def _case(life: Life, when: Days, manager: Actor, chance: random.Random) -> Iterator[Act]:
    yield from _links(life, when, chance)
    yield act(
        life,
        when.linked_on + timedelta(1),
        location_manager(life.azc),
        "handover",
        "/cases/{case}/owners",
        owner=manager.subject,
    )
    yield from _profile(life, when, manager, chance)
    if life.moved or life.leaves_on:
        yield from talks.around_the_move(life, when, manager, chance)


def _section(life: Life, on: date, by: Actor, section: str) -> Act:
    """Chance of its own: what a section says changes nothing of how the life goes on."""
    own = random.Random(f"{life.person}/{section}")  # noqa: S311 - made-up lives, no secrets
    content = contents.content(section, life.resident, own, on)
    path = f"/profiles/{{person}}/sections/{section}"
    return replace(act(life, on, by, "profile", path, content=content), method="PUT")


def _links(life: Life, when: Days, chance: random.Random) -> Iterator[Act]:
    first = life.former_municipality if life.relinked else life.municipality
    linked = act(
        life,
        when.linked_on + timedelta(chance.randint(0, 1)),
        TVS,
        "handover",
        "/links",
        permitHolderId=life.person,
        municipality=first,
        azc=life.azc,
        basis=chance.choice(BASES),
        occurredAt=at(when.linked_on).isoformat(),
    )
    yield replace(linked, remember="case")
    if life.relinked and first != life.municipality:
        yield act(
            life,
            when.relinked_on + timedelta(1),
            TVS,
            "handover",
            "/links",
            permitHolderId=life.person,
            municipality=life.municipality,
            azc=life.azc,
            basis=chance.choice(BASES),
            occurredAt=at(when.relinked_on).isoformat(),
        )


def _profile(life: Life, when: Days, manager: Actor, chance: random.Random) -> Iterator[Act]:
    """Sections, completion, sending; those not sent got stuck somewhere on the way."""
    stuck = life.stuck
    sections = REQUIRED[:2] if stuck == "thin" else REQUIRED
    for section in sections:
        yield _section(life, when.sent_on, manager, section)
    if stuck != "thin":
        yield act(life, when.sent_on, manager, "profile", "/profiles/{person}/completions")
    sending = act(
        life,
        when.sent_on + timedelta(chance.randint(0, 1)),
        manager,
        "profile",
        "/profiles/{person}/sendings",
        municipality=life.municipality,
        occurredAt=at(when.sent_on, 12).isoformat(),
    )
    if stuck == "voided":
        yield sending
        voiding = act(
            life,
            when.sent_on + timedelta(4),
            manager,
            "profile",
            "/profiles/{person}/events/{event}/voidings",
            reason="did-not-happen",
        )
        yield replace(voiding, voids="ProfileSent")
    elif stuck == "after-period" and not life.moved:
        july = LAST + timedelta(chance.randint(1, 20))
        yield replace(
            sending,
            recorded_on=july,
            body=dict(sending.body) | {"occurredAt": at(july).isoformat()},
        )
    elif life.sent:
        yield sending
        if chance.random() < 0.6:
            reader = client_manager(life.municipality)
            read = act(life, when.sent_on + timedelta(2), reader, "profile", "/profiles/{person}")
            yield replace(read, method="GET")
