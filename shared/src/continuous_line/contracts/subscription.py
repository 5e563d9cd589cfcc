"""What a subscriber is told that is no event of the log: how things stand, an end, and a test.

They are in no topic: each is made for one municipality's feed, and goes to its subscribers only.
`subject` is the permit holder's opaque id, of a ping the subscription's id.
"""

from datetime import date, datetime
from uuid import UUID

from continuous_line.codes import Mode, Outcome
from continuous_line.contracts.base import PublicEvent

DOMAIN = "subscription"


class StateTold(PublicEvent, frozen=True, kw_only=True):
    """What a newly linked municipality may know of the past, as far as it holds at this moment.

    `link_id`: the link under which it is told; `profile_version`: the last version that was sent
    to this municipality. What is not known, or not so, is absent.
    """

    link_id: UUID
    municipality: str
    linked_at: datetime
    permit_granted_on: date | None = None
    azc: str | None = None
    household_id: UUID | None = None
    profile_version: int | None = None
    profile_sent_at: datetime | None = None
    handover_planned_for: datetime | None = None
    handover_planned_mode: Mode | None = None
    warm_handover_at: datetime | None = None
    handover_by_phone_at: datetime | None = None
    handover_not_held_at: datetime | None = None
    move_planned_on: date | None = None
    moved_on: date | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None


class LinkEnded(PublicEvent, frozen=True, kw_only=True):
    """This municipality is told nothing more of the person under this link; it may have to forget.

    Why, and to whom the person goes, is not said.
    """

    link_id: UUID
    municipality: str


class Ping(PublicEvent, frozen=True, kw_only=True):
    """The owner asked whether anything arrives. It is about nobody."""

    subscription_id: UUID


EVENTS: tuple[type[PublicEvent], ...] = (StateTold, LinkEnded, Ping)
