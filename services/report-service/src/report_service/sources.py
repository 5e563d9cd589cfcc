"""What figures are counted in: the generation that serves, or an edition that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from continuous_line import parking
from continuous_line.database import Tx
from report_service import generations
from report_service.codec import decode_place_facts
from report_service.domain.definitions import Definitions, read_kept
from report_service.domain.places import PlaceFact, Places
from report_service.editions import Edition
from report_service.generations import CONSUMER
from report_service.tables import GenerationTables, edition_tables, generation_tables, metadata
from report_service.year_changes import YearChanges

_positions = metadata.tables["consumer_positions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is counted in: a generation, or an edition; `state` changes with what it holds."""

    tables: GenerationTables
    definitions: Definitions
    code_version: int
    sequences: Mapping[str, Mapping[int, int]]
    held_back: int
    state: object
    generation: int | None
    changes: YearChanges = field(default_factory=YearChanges)

    def state_in(self, year: int) -> object:
        """Changes with what it holds of a year: other years may change without it."""
        if self.generation is None:
            return self.state
        return self.generation, self.changes.until(year)


async def of_serving(tx: Tx) -> Source:
    generation = await generations.serving_generation(tx)
    code, text = await generations.made_by(tx, generation)
    sequences = await _sequences(tx, generation)
    waiting = await parking.events_held(tx, CONSUMER, str(generation))
    return Source(
        tables=generation_tables(generation),
        definitions=read_kept(text),
        code_version=code,
        sequences=sequences,
        held_back=await parking.keys_held(tx, CONSUMER, str(generation)),
        state=(generation, str(sequences), waiting),
        generation=generation,
        changes=await YearChanges.of(tx, generation),
    )


def of_edition(edition: Edition) -> Source:
    return Source(
        tables=edition_tables(edition.number),
        definitions=edition.definitions,
        code_version=edition.code_version,
        sequences=edition.vector,
        held_back=edition.refused,
        state=edition.id,
        generation=None,
    )


async def places_in(tx: Tx, tables: GenerationTables, as_of: datetime | None) -> Places:
    """The map; with `as_of` as it was known then."""
    facts: list[PlaceFact] = []
    for stored in await tx.scalars(select(tables.place.c.facts)):
        facts += decode_place_facts(stored)
    return Places(f for f in facts if as_of is None or f.recorded_at <= as_of)


async def _sequences(tx: Tx, generation: int) -> dict[str, dict[int, int]]:
    stored = await tx.execute(
        select(_positions.c.partition, _positions.c.positions)
        .where(_positions.c.consumer == CONSUMER, _positions.c.generation == str(generation))
        .order_by(_positions.c.partition)
    )
    found: dict[str, dict[int, int]] = {}
    for number, topics in stored:
        for topic, (_offset, sequence) in sorted(topics.items()):
            found.setdefault(topic, {})[number] = sequence
    return found
