"""How often something changed in each year of a generation: what was counted of a year is as good
as new until then.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql

from continuous_line.database import Tx
from report_service.domain.changed_years import Years
from report_service.tables import changed_years

MAP = Years(0)
"""Stands for the places: what changes there may change any year."""


@dataclass(frozen=True, slots=True)
class YearChanges:
    """Counts, as read in one snapshot."""

    counts: dict[Years, int] = field(default_factory=dict)

    @classmethod
    async def of(cls, tx: Tx, generation: int) -> Self:
        stored = await tx.execute(
            select(changed_years.c.year, changed_years.c.onwards, changed_years.c.changes).where(
                changed_years.c.generation == generation
            )
        )
        return cls({Years(year, onwards): changes for year, onwards, changes in stored})

    def until(self, year: int) -> int:
        """Grows with everything that may change a figure of this year."""
        return sum(
            changes
            for years, changes in self.counts.items()
            if years == MAP or years.first == year or (years.onwards and years.first < year)
        )


async def note(tx: Tx, generation: int, years: Iterable[Years]) -> None:
    """Once for each of these; always in one order, as others may be at it at the same time."""
    rows = [
        {"generation": generation, "year": first, "onwards": onwards, "changes": 1}
        for first, onwards in sorted(set(years))
    ]
    if rows:
        writing = postgresql.insert(changed_years)
        await tx.execute(
            writing.on_conflict_do_update(
                index_elements=["generation", "year", "onwards"],
                set_={"changes": changed_years.c.changes + 1},
            ),
            rows,
        )


async def forget(tx: Tx, generation: int) -> None:
    await tx.execute(delete(changed_years).where(changed_years.c.generation == generation))
