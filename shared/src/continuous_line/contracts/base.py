"""What every public event has, and the registry in which each is found by its type."""

from datetime import datetime
from uuid import UUID

import msgspec

TYPE_PREFIX = "nl.doorlopendelijn"


class PublicEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A complete, past-tense fact, the `data` of a CloudEvent.

    `occurred_at` is when it happened in the world; the envelope's `time` is when it was recorded.
    `replaces` is the id of an earlier event that this one corrects. Nothing in here may be a
    name, a number of a person, a date of birth, free text or a medical fact: the opaque id of
    the person is the envelope's `subject`.
    """

    occurred_at: datetime
    replaces: UUID | None = None


class EventVoided(PublicEvent, frozen=True, kw_only=True):
    """An earlier event of the same topic is taken back."""

    voids: UUID
    reason: str
