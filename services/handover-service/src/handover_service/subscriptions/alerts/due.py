"""Of what an owner is to be told now: pure, from how things stand and what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from continuous_line.webhooks.answers import Reason
from handover_service.subscriptions.standing import State

_NOTED_AGAIN: Final = timedelta(days=1)
"""Where a subscription stays full, that is noted again after so long."""


class Kind(StrEnum):
    """Of alerts; stable codes."""

    DEAD_LETTERS = "dead-letters"
    MISSED = "missed"
    FULL = "full"
    NOT_PERMITTED = "not-permitted"
    FAILING = "failing"
    RECOVERED = "recovered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`dead`, `missed`: so many that nobody was told of; `oldest`: when the first of the dead
    letters was made. `full`: when it was noted last that nothing is added, of which nobody was told
    and while still as much waits. `failing_since`: nothing was taken since that try. `told`: until
    when what was noted is told, for each kind."""

    id: UUID
    name: str
    host: str
    state: State
    reason: str | None
    changed_at: datetime
    delivered_at: datetime | None
    failing_since: datetime | None
    last_status: int | None
    last_reason: str | None
    dead: int
    oldest: datetime | None
    missed: int
    full: datetime | None
    told: Mapping[Kind, datetime] = field(default_factory=dict)


def due(facts: Facts, now: datetime, after: timedelta) -> Sequence[Kind]:
    """`after`: a sink fails, or does not agree, for so long before anybody is told."""
    if facts.state is State.ENDED:
        gone = facts.reason == Reason.GONE and Kind.ENDED not in facts.told
        return [Kind.ENDED] if gone else []
    holds = {
        Kind.DEAD_LETTERS: facts.dead > 0,
        Kind.MISSED: facts.missed > 0,
        Kind.FULL: _full(facts, now - _NOTED_AGAIN),
        Kind.NOT_PERMITTED: _not_permitted(facts, now - after),
        Kind.FAILING: _failing(facts, now - after),
        Kind.RECOVERED: _recovered(facts),
    }
    return [kind for kind, held in holds.items() if held]


def _full(facts: Facts, since: datetime) -> bool:
    """Told each day as long as it stays so. What is not active is added nothing anyhow."""
    return facts.state is State.ACTIVE and facts.full is not None and facts.full > since


def _not_permitted(facts: Facts, before: datetime) -> bool:
    """It was asked and did not agree; told once until the subscription is changed."""
    if facts.state is not State.UNCONFIRMED or facts.reason is None:
        return False
    told = facts.told.get(Kind.NOT_PERMITTED)
    return facts.changed_at <= before and (told is None or told < facts.changed_at)


def _failing(facts: Facts, before: datetime) -> bool:
    """Told once until the sink takes something again."""
    if facts.state is not State.ACTIVE or facts.failing_since is None:
        return False
    told = facts.told.get(Kind.FAILING)
    known = told is not None and (facts.delivered_at is None or told > facts.delivered_at)
    return facts.failing_since <= before and not known


def _recovered(facts: Facts) -> bool:
    """Only to whom was told that it failed, and once."""
    told = facts.told.get(Kind.FAILING)
    if told is None or facts.delivered_at is None or facts.delivered_at <= told:
        return False
    since = facts.told.get(Kind.RECOVERED)
    return since is None or since < told
