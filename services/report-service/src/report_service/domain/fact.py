"""A fact about one person: all that the figures need of one public event.

The facts of a person are a grow-only set with the event's id as key, so that order, repeats and
lateness cannot matter. A fact is a plain tuple: a rebuild makes millions of them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple


class Fact(NamedTuple):
    """What each field holds depends on the kind (report_service/facts.py); unused is None.

    `on` is the day that counts (Amsterdam): the event's own day, else that of `at`.
    `recorded_at` is when the event was recorded: "as known on" filters by it.
    """

    id: str
    kind: str
    recorded_at: datetime
    at: datetime
    on: date
    target: str | None = None
    """The event that this one replaces or voids."""
    place: str | None = None
    """The azc of the stay, or the municipality of a link, sending, talk or move."""
    azc: str | None = None
    """The azc left in a move, or where a signal is about."""
    distance_km: float | None = None
    code: str | None = None
    """The coded value: basis, reason, verdict, setting, item, ..."""
    until: date | None = None
    """The last day of an activity or of a stand-in, or the day a signal is due; of a contact the
    day after its last."""
    ref: str | None = None
    """What later facts name: an activity, request, signal or referral."""
    detail: str | None = None
    """A second coded value: the programme of an activity, the region a link was matched to; of a
    contact its first day."""
    items: tuple[str, ...] = ()
    """What a programme asks for; whose goals are in a plan."""
    amount: int = 0
    """The permit holder's actions in a plan."""


def known_on(facts: Iterable[Fact], moment: datetime) -> list[Fact]:
    """The facts that were recorded by that moment."""
    return [fact for fact in facts if fact.recorded_at <= moment]


def valid(facts: Iterable[Fact]) -> list[Fact]:
    """Those that no known event replaces or voids, whatever became of that event itself: what was
    taken back comes back only by a new event."""
    facts = list(facts)
    taken_back = {fact.target for fact in facts if fact.target is not None}
    if taken_back:
        return [fact for fact in facts if fact.id not in taken_back]
    return facts
