"""A fact about one person: all that the figures need of one public event.

The facts of a person are a grow-only set with the event's id as key, so that order, repeats and
lateness cannot matter. A fact is a plain tuple: a rebuild makes millions of them.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple

Kind = Literal[
    "opened",
    "permit",
    "relocated",
    "stay-ended",
    "sent",
    "activity",
    "activity-ended",
    "linked",
    "unlinked",
    "warm",
    "phone",
    "not-held",
    "moved",
    "returned",
    "taken-back",
]


class Fact(NamedTuple):
    """What each field holds depends on the kind; what it does not use is None.

    `on` is the day that counts (Amsterdam): the event's own day, else that of `at`.
    `recorded_at` is when the event was recorded: "as known on" filters by it.
    """

    id: str
    kind: Kind
    recorded_at: datetime
    at: datetime
    on: date
    target: str | None = None
    """The event that this one replaces or voids."""
    place: str | None = None
    """The azc of the stay, or the municipality of a link, sending, talk or move."""
    azc: str | None = None
    """The azc left in a move."""
    distance_km: float | None = None
    code: str | None = None
    """The basis of a link or move, the reason for no warm handover, why the stay ended."""
    until: date | None = None
    """The last day of an activity."""
    activity: str | None = None
    """The id of the activity."""


def known_on(facts: list[Fact], moment: datetime) -> list[Fact]:
    """The facts that were recorded by that moment."""
    return [fact for fact in facts if fact.recorded_at <= moment]
