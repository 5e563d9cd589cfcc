"""Under which link an event about a person falls: pure, from all that was heard of that person.

Events come in any order, again, late and corrected; what is derived rests on the set alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from continuous_line.contracts import EventVoided, PublicEvent
from continuous_line.links import READING_TERM, Link, LinkFact, links
from continuous_line.links_heard import KINDS, link_fact
from handover_service.subscriptions.feed.kinds import OF_HANDOVER

CLOCKS: Final = timedelta(minutes=5)
"""So much the clocks of two services may differ: rather told beside the state than lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A public event about a person, as far as the rules look at it."""

    id: UUID
    type: str
    sequence: int
    recorded_at: datetime
    event: PublicEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A link, with sequence and moment of the event with which it began to be known."""

    link: Link
    heard_from: int
    recorded_at: datetime

    def holds(self, now: datetime) -> bool:
        """Whether the municipality may know something under it at that moment.

        What was heard has begun: nobody registers ahead, and another's clock may be before ours.
        """
        until = self.link.read_until(READING_TERM)
        return until is None or now < until

    def covers(self, type_: str, sequence: int, recorded_at: datetime) -> bool:
        """Whether an event was recorded when it was known: what was before is in the state.

        In the topic of the links the sequence decides; elsewhere the clocks do, generously, and
        not that of the recording alone: it never goes back, so it may be far ahead of the others.
        """
        if type_.startswith(OF_HANDOVER):
            return sequence >= self.heard_from
        return recorded_at >= min(self.recorded_at, self.link.since) - CLOCKS


def valid(heard: Iterable[Heard]) -> list[Heard]:
    """Without what was taken back or replaced."""
    known = list(heard)
    gone = {corrected(one.event) for one in known}
    return [one for one in known if one.id not in gone]


def corrected(event: PublicEvent) -> UUID | None:
    """The id of the event that this one takes back or replaces."""
    return event.voids if isinstance(event, EventVoided) else event.replaces


def standings(heard: Iterable[Heard]) -> list[Standing]:
    """The person's links one after the other.

    A link's id rests on the first of its corrections and the municipality: one that is put right
    to another municipality is another link.
    """
    known = sorted(heard, key=lambda one: one.sequence)
    before = {one.id: one.event.replaces for one in known if one.event.replaces}
    began: dict[UUID, Heard] = {}
    for one in known:
        fact = _fact(one, before)
        if fact is not None:
            began.setdefault(fact.id, one)
    facts = [fact for one in valid(known) if (fact := _fact(one, before)) is not None]
    return [
        Standing(link=link, heard_from=began[link.id].sequence,
                 recorded_at=began[link.id].recorded_at)
        for link in links(facts)
    ]  # fmt: skip


def current(found: Sequence[Standing]) -> Standing | None:
    """The one that nothing ended, if there is one; a term may have."""
    return found[-1] if found and found[-1].link.until is None else None


def _fact(one: Heard, before: dict[UUID, UUID]) -> LinkFact | None:
    if type(one.event) not in KINDS:
        return None
    root = _root(one.id, before)
    municipality = getattr(one.event, "municipality", None)
    return link_fact(root if municipality is None else uuid5(root, municipality), one.event)


def _root(id_: UUID, before: dict[UUID, UUID]) -> UUID:
    seen = {id_}
    while (earlier := before.get(id_)) is not None and earlier not in seen:
        seen.add(earlier)
        id_ = earlier
    return id_
