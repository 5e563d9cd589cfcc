"""How the histories of 2019 end: accepted and closed, or left; nobody of them waits today."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from continuous_line_embedded.demo import lives
from continuous_line_embedded.demo.acts import TVS, Act, Actor, at, client_manager

if TYPE_CHECKING:
    from continuous_line_embedded.demo.lives import Life

_TASKS = ({"task": "integration-plan", "party": "client-manager"},)


def accepted_and_closed(
    life: Life, moved: date, manager: Actor, chance: random.Random
) -> Iterator[Act]:
    """The municipality takes the case over, and COA closes it; `moved`: when that was recorded."""
    accepted = moved + timedelta(chance.randint(5, 20))
    receiver = client_manager(life.municipality)
    yield lives.act(life, accepted, receiver, "handover", "/cases/{case}/acceptances")
    yield lives.act(
        life,
        accepted + timedelta(chance.randint(3, 14)),
        manager,
        "handover",
        "/cases/{case}/closings",
        outcome="accepted",
        overview="client-manager",
        tasks=list(_TASKS),
    )


def left(life: Life, chance: random.Random) -> Act:
    """Somebody without a permit leaves the country in the months after the half year."""
    on = lives.LAST + timedelta(chance.randint(10, 300))
    told = at(on).isoformat()
    path = "/profiles/{person}/stay-endings"
    return lives.act(life, on, TVS, "profile", path, reason="left", occurredAt=told)
