"""Computing a statement again from the log alone: no generation, no edition, no table.

Every person is derived with the map as it was known, one partition number after the other; only
counts are kept.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Any

from continuous_line.contracts import CONTRACTS
from continuous_line.days import day
from continuous_line.errors import ContinuousLineError
from continuous_line.event_log.port import PARTITIONS, EventLog
from report_service.domain.count import Tally, window
from report_service.domain.definitions import Definitions
from report_service.domain.metrics import conceal
from report_service.domain.observation import Observation
from report_service.domain.observe import CODE_VERSION, observe
from report_service.domain.period import Period, lineage, path
from report_service.domain.places import PlaceFact, Places
from report_service.domain.statement import Stated, digest_of, document
from report_service.domain.subjects import observe_subject
from report_service.figures_at import shown_in
from report_service.fold_log import Folded, fold_partitions
from report_service.history import require_history
from report_service.pace import quick_allocation

Progress = Callable[[int, int], None]
"""Called with events read so far and in all."""
_TOPICS = tuple(contract.topic for contract in CONTRACTS.values())
_DIRECTORY = CONTRACTS["directory"].topic


class CannotVerify(ContinuousLineError):
    """Something is missing that is needed to tell; the message says what."""


async def compute(
    log: EventLog, stated: Stated, definitions: Definitions, progress: Progress
) -> dict[str, Any]:
    """The statement as the log makes it.

    Raises CannotVerify, HistoryIncomplete, or LogUnavailable.
    """
    if stated.code_version != CODE_VERSION:
        raise CannotVerify(
            f"it was made by rules {stated.code_version}, this release has {CODE_VERSION}: "
            "take the release that made it"
        )
    if digest_of(definitions) != stated.definitions_digest:
        raise CannotVerify(f"its definitions, {stated.definitions_digest}, are not these")
    await require_history(log, _TOPICS)
    with quick_allocation():
        return await _Computing(log, stated, definitions, progress).document()


class _Computing:
    def __init__(
        self, log: EventLog, stated: Stated, definitions: Definitions, progress: Progress
    ) -> None:
        self._log, self._stated, self._definitions = log, stated, definitions
        self._progress, self._read = progress, 0
        # Sequences are dense: the last one of a topic is how many there are.
        self._total = sum(max(last, default=0) for last in stated.positions.values())

    async def document(self) -> dict[str, Any]:
        stated, by = self._stated, self._definitions
        places = Places([fact async for fact in self._places()])
        map_on = None if stated.map_of_period else stated.map_on
        levels = lineage(stated.period)
        tallies = {
            period: Tally(places, map_on or period.last_on) for level in levels for period in level
        }
        async for folded in self._folded(_TOPICS):
            for of_person, observed, periods in self._observed(folded, places, list(tallies)):
                for period in periods:
                    days = window(period, day(stated.as_of))
                    tallies[period].include(observed, days, of_person=of_person)
        figures = {period: tally.figures() for period, tally in tallies.items()}
        by_level = [[figures[period] for period in level] for level in levels]
        where = path(levels, stated.period)
        not_shown = conceal(by_level, where, by, stated.minimum)
        return document(stated, shown_in(figures[stated.period], by, not_shown, stated.cell))

    async def _places(self) -> AsyncIterator[PlaceFact]:
        async for folded in self._folded([_DIRECTORY]):
            for facts in folded.fold.places.values():
                for fact in facts.values():
                    yield fact

    async def _folded(self, topics: Sequence[str]) -> AsyncIterator[Folded]:
        """Each partition number, up to what is stated."""
        ends = {
            at: end
            for at, end in (await self._log.end_offsets(topics)).items()
            if self._last(at.topic, at.partition)
        }
        folding = fold_partitions(
            self._log, range(PARTITIONS), ends, self._definitions, self._belongs
        )
        async with aclosing(folding) as partitions:
            async for folded in partitions:
                self._require_reached(folded, topics)
                if len(topics) > 1:
                    self._read += folded.events
                    self._progress(self._read, self._total)
                yield folded

    def _require_reached(self, folded: Folded, topics: Sequence[str]) -> None:
        for topic in topics:
            wanted = self._last(topic, folded.number)
            found = folded.positions.get(topic)
            if wanted and (found is None or found.sequence != wanted):
                raise CannotVerify(
                    f"the log does not have event {wanted} of {topic}, which is stated as read"
                )

    def _last(self, topic: str, number: int) -> int:
        last = self._stated.positions.get(topic, ())
        return last[number] if number < len(last) else 0

    def _belongs(self, topic: str, number: int, sequence: int, _recorded_at: datetime) -> bool:
        return sequence <= self._last(topic, number)

    def _observed(
        self, folded: Folded, places: Places, periods: Sequence[Period]
    ) -> Iterable[tuple[bool, Sequence[Observation], Sequence[Period]]]:
        """Whether of a person, and what; periods whose mergers are the same see the same of one."""
        alike: dict[frozenset[str], list[Period]] = {}
        for period in periods:
            alike.setdefault(places.merged_by(period.last_on), []).append(period)
        for facts in folded.fold.take_persons().values():
            for some in alike.values():
                known = facts.values()
                observed = observe(known, self._definitions, places.same, some[0].last_on)
                yield True, observed, some
        for facts in folded.fold.subjects.values():
            yield False, observe_subject(facts.values(), self._definitions), periods
