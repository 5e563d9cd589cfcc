"""From the log to the feeds: what is heard of a person is kept, and told where it may be known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from continuous_line import mergers
from continuous_line.clock import Clock
from continuous_line.contracts import ABOUT_PERSONS, directory, profile
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.handlers import Arrival
from continuous_line.links_heard import KINDS
from handover_service.subscriptions.feed import numbering, past
from handover_service.subscriptions.feed.kinds import LASTING
from handover_service.subscriptions.feed.numbering import New
from handover_service.subscriptions.feed.places import places
from handover_service.subscriptions.feed.sorting import Heard, Standing, corrected, standings
from handover_service.subscriptions.feed.tables import feed_mergers
from handover_service.subscriptions.feed.turning import Person, farewell, rows_of

TOPICS: Final = (*ABOUT_PERSONS, directory.TOPIC)


@dataclass(slots=True)
class _Batch:
    """What arrived of each person, in order; who is erased in it."""

    arrivals: dict[UUID, list[Arrival]] = field(default_factory=lambda: defaultdict(list))
    erased: dict[UUID, Arrival] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Sequence[Arrival]) -> "_Batch":
        batch = cls()
        for envelope, event in events:
            person = envelope.person
            if person is None or not past.is_kept(event):
                continue
            if isinstance(event, profile.PersonalDataErased):
                batch.erased[person] = (envelope, event)
            else:
                batch.arrivals[person].append((envelope, event))
        for person in batch.erased:
            batch.arrivals.pop(person, None)
        return batch

    def leave_out(self, persons: Iterable[UUID]) -> None:
        for person in persons:
            self.arrivals.pop(person, None)
            self.erased.pop(person, None)

    def everybody(self) -> set[UUID]:
        return {*self.arrivals, *self.erased}

    def relinked(self) -> set[UUID]:
        """Whose links may be others than before."""
        return {
            person
            for person, arrivals in self.arrivals.items()
            if any(type(e) in KINDS or corrected(e) is not None for _, e in arrivals)
        }


@dataclass(frozen=True, slots=True)
class Hearing:
    """The handler of the consumer, for a batch of one partition number."""

    clock: Clock
    source: str

    async def __call__(self, tx: Tx, events: Sequence[Arrival], generation: str = "") -> None:  # noqa: ARG002
        for envelope, event in events:
            if ".directory." in envelope.type:
                await mergers.hear(tx, feed_mergers, envelope, event, told=False)
        batch = _Batch.of(events)
        batch.leave_out(await past.erased(tx, batch.everybody()))
        everybody = batch.everybody()
        if not everybody:
            return
        now = self.clock.now()
        at = await places(tx, day(now))
        links = await past.links_of(tx, everybody)
        rows: list[New] = []
        if batch.erased:
            left = await past.left(tx, batch.erased)
            for gone, arrival in batch.erased.items():
                rows += farewell(arrival, links.pop(gone), left[gone], at, now)
            await past.forget(tx, batch.erased)
        await past.keep(tx, [one for arrivals in batch.arrivals.values() for one in arrivals])
        persons = await self._persons(tx, batch, links)
        known = await past.told(tx, [id_ for person in persons for id_ in person.named()])
        for person in persons:
            rows += rows_of(person, at, known, source=self.source, now=now)
        await numbering.append(tx, rows, now)

    async def _persons(
        self, tx: Tx, batch: _Batch, links: Mapping[UUID, Sequence[Standing]]
    ) -> list[Person]:
        """Whoever something arrived of, with what the rules look at."""
        relinked = batch.relinked()
        asked = relinked | {
            person
            for person, arrivals in batch.arrivals.items()
            if links.get(person) and any(type(event) in LASTING for _, event in arrivals)
        }
        lasting = await past.lasting(tx, asked) if asked else {}
        derived = {person: standings(lasting.get(person, ())) for person in relinked}
        if derived:
            await past.keep_links(tx, derived)
        since = await past.since(tx, derived) if derived else {}
        return [
            Person(
                id=person,
                arrived=tuple(_heard(arrivals)),
                before=tuple(links.get(person, ())),
                after=tuple(derived.get(person, links.get(person, ()))),
                lasting=lasting.get(person, ()),
                since=since.get(person, ()),
            )
            for person, arrivals in batch.arrivals.items()
        ]


def _heard(arrivals: Sequence[Arrival]) -> Iterator[Heard]:
    for envelope, event in arrivals:
        yield past.heard(envelope, event)
