"""Behind a figure: the events that somebody counts by, and the case they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from continuous_line.case_owners import case_number
from report_service.domain.cases import cases
from report_service.domain.definitions import Metric
from report_service.domain.fact import Fact, valid
from report_service.domain.life import live
from report_service.domain.shares import recorded

_STAY = frozenset(
    {"permit", "opened", "relocated", "stay-ended", "moved", "returned", "linked", "unlinked"}
)
_OF: Mapping[str, frozenset[str]] = {
    "request": frozenset({"requested", "request-answered"}),
    "signal": frozenset({"signal", "signal-answered", "signal-closed"}),
    "plan": frozenset({"plan"}),
    "action": frozenset({"plan", "action-done"}),
    "referral": frozenset({"referral", "referral-confirmed"}),
    "case": frozenset({"assigned", "owner-left", "closed"}),
    "case-day": frozenset({"assigned", "owner-left", "closed"}),
}
"""What a population is made of, beside the stay and the links."""


class Said(NamedTuple):
    """`valid`: no later event takes it back."""

    fact: Fact
    valid: bool


def said(facts: Iterable[Fact], metric: Metric, given: Metric | None) -> list[Said]:
    """The events that a metric looks at, and what took one of them back; as they were recorded.

    `given`: the metric that its denominator is.
    """
    known = list(facts)
    kinds = _STAY | _OF.get(metric.of, frozenset()) | metric.has.kinds
    if metric.parts is not None:
        kinds |= metric.parts.condition.kinds
    if given is not None:
        kinds |= given.has.kinds
    if "activity" in kinds:
        kinds |= {"activity-ended"}
    looked_at = {fact.id for fact in known if fact.kind in kinds}
    stands = {fact.id for fact in valid(known)}
    return [
        Said(fact, fact.id in stands)
        for fact in sorted(known, key=recorded)
        if fact.id in looked_at or fact.target in looked_at
    ]


def case_of(person: UUID, facts: Sequence[Fact], on: date) -> UUID | None:
    """The number of the last case that had begun by that day; None without one.

    It is that of the first link of the stay as first recorded: a correction keeps it.
    """
    life = live(facts)
    if life is None or "linked" not in life.of:
        return None
    begun = [case for case in cases(life) if case.from_on <= on]
    if not begun:
        return None
    by_id = {fact.id: fact for fact in facts}
    first = begun[-1].link
    while (before := by_id.get(first.target or "")) is not None and before.kind == "linked":
        first = before
    return case_number(person, UUID(first.id))
