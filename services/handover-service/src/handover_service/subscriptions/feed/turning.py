"""What a municipality is told when something arrives of a person: pure, from before and after."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.contracts.subscription import LinkEnded
from continuous_line.handlers import Arrival
from handover_service.subscriptions.feed.kinds import LASTING, TOLD
from handover_service.subscriptions.feed.numbering import New, made
from handover_service.subscriptions.feed.places import Places
from handover_service.subscriptions.feed.sorting import Heard, Standing, corrected, current
from handover_service.subscriptions.feed.state import state
from handover_service.subscriptions.feed.telling import told

Told = Collection[tuple[UUID, UUID | None]]
"""Event and link, of what is in a feed already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`before`, `after`: the links, as they were derived until now and with what arrived.

    `lasting`: all that state rests on, as far as anything arrived that it may rest on. `since`:
    all that is kept, in the order of recording, where the links were derived anew.
    """

    id: UUID
    arrived: Sequence[Heard]
    before: Sequence[Standing]
    after: Sequence[Standing]
    lasting: Sequence[Heard]
    since: Sequence[Heard]

    def named(self) -> Iterator[UUID]:
        """The events that may be in a feed already, and those that they correct."""
        for one in (*self.arrived, *self.since):
            yield one.id
            if (earlier := corrected(one.event)) is not None:
                yield earlier


def rows_of(
    person: Person, at: Places, known: Told, *, source: str, now: datetime
) -> Iterator[New]:
    """The rows that follow, in their order."""
    was, is_ = current(person.before), current(person.after)
    if was is not None and (is_ is None or is_.link.id != was.link.id):
        yield from _ended(person, was, at, source=source, now=now)
    feed = at.feed_of(is_.link.municipality) if is_ is not None else None
    if is_ is None or feed is None:
        return
    begins = was is None or was.link.id != is_.link.id or (is_.holds(now) and not was.holds(now))
    cause = _cause(person, is_, known, begins=begins)
    if cause is not None:
        telling = state(person.lasting, is_.link, now)
        envelope = told(telling, person.id, cause=cause, source=source, at=now)
        yield made(envelope, feed, is_.link.id)
    for one in person.since if begins else person.arrived:
        here = is_.covers(one.type, one.sequence, one.recorded_at) and _of(one, feed, at)
        if here and type(one.event) in TOLD and (one.id, is_.link.id) not in known:
            yield New(
                municipality=feed, event_id=one.id, permit_holder_id=person.id,
                link_id=is_.link.id, type=one.type,
            )  # fmt: skip


def farewell(
    arrival: Arrival, links: Sequence[Standing], left: Collection[str], at: Places, now: datetime
) -> Iterator[New]:
    """The last that is told of somebody: that all is erased.

    Also where they are linked no more, as long as that end is in the feed (`left`): it goes with
    all else of them, and whoever has not read it yet would keep what they know.
    """
    envelope, _ = arrival
    last = current(links)
    here = {last.link.municipality} if last is not None and last.holds(now) else set()
    for feed in sorted({at.feed_of(one) or "" for one in here.union(left)} - {""}):
        yield made(envelope, feed, None)


def _ended(
    person: Person, was: Standing, at: Places, *, source: str, now: datetime
) -> Iterator[New]:
    feed = at.feed_of(was.link.municipality)
    if feed is not None and was.holds(now):
        event = LinkEnded(occurred_at=now, link_id=was.link.id, municipality=was.link.municipality)
        cause = person.arrived[-1].id
        yield made(told(event, person.id, cause=cause, source=source, at=now), feed, None)


def _of(one: Heard, feed: str, at: Places) -> bool:
    """Not what is between the person and another municipality, nor where somebody went."""
    named = getattr(one.event, "municipality", None)
    return named is None or at.heir(named) == feed


def _cause(person: Person, is_: Standing, known: Told, *, begins: bool) -> UUID | None:
    """What the state is told because of; None where it needs no telling.

    A link that begins, or holds again; or something of before it that was heard, or taken back,
    only now.
    """
    if begins:
        return person.arrived[-1].id
    late = (one.id for one in person.arrived if _is_late(one, is_, known))
    return next(late, None)


def _is_late(one: Heard, is_: Standing, known: Told) -> bool:
    if type(one.event) not in LASTING:
        return False
    earlier = corrected(one.event)
    before = earlier is not None and (earlier, is_.link.id) not in known
    return before or not is_.covers(one.type, one.sequence, one.recorded_at)
