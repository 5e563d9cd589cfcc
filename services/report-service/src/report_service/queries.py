"""Figures from the generation that serves: as known now, or as known at an earlier moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from continuous_line import watchdog
from continuous_line.database import Tx
from report_service import generations, sources
from report_service.domain.count import Figures
from report_service.domain.definitions import Definitions
from report_service.domain.metrics import Hidden, together
from report_service.domain.observation import MOVED, RECEPTION
from report_service.domain.period import Period
from report_service.domain.places import Places
from report_service.editions import Edition
from report_service.figures_counted import Counting
from report_service.generations import CONSUMER
from report_service.moments import Asked, hidden_at_other_moments
from report_service.recent import Recent
from report_service.tables import generation_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures with all that is needed to know what they are of.

    Counted in the serving `generation`, or in an `edition`. `sequences`: per topic, the last
    sequence read at each partition number. `held_back`: persons about whom something could not be
    read yet. `caught_up_at`: everything published by then is in it, in the system's time; None
    where that is not known.
    """

    period: Period
    as_of: datetime
    map_on: date
    map_of_period: bool
    generation: int | None
    edition: UUID | None
    code_version: int
    rules_version: str
    definitions: Definitions
    sequences: Mapping[str, Mapping[int, int]]
    held_back: int
    caught_up_at: datetime | None
    figures: Figures
    not_shown: Hidden
    places: Places


async def report(
    tx: Tx,
    period: Period,
    *,
    now: datetime,
    minimum: int,
    as_of: datetime | None = None,
    edition: Edition | None = None,
    map_on: date | None = None,
    recent: Recent | None = None,
    wanted: Collection[str] | None = None,
) -> Report:
    """The figures of one period; `tx` reads one snapshot, and so one generation.

    `edition` counts what is kept of an earlier moment; `as_of` without it derives every person anew
    from what was recorded by then. `map_on` is the day of the places and mergers (default: the last
    day of the period). `minimum`: smaller cells are not shown. With `recent` what was counted
    before is not again. `wanted`: the denominators and lead times of which something is to be shown
    (default: all). Not shown is also what is hidden in this period at another moment that can be
    asked for: now, or when an edition is of. Raises NothingServes.
    """
    serving = await sources.of_serving(tx)
    source = serving if edition is None else sources.of_edition(edition)
    as_of = as_of if edition is None else edition.as_of
    derived = edition is None and as_of is not None
    counting = await Counting.at(tx, source, as_of=as_of, now=now, recent=recent, derived=derived)
    figures = await counting.of(period, map_on)
    asked = Asked(period, map_on, minimum, wanted)
    own = await counting.hidden(period, map_on, minimum, wanted)
    elsewhere = await hidden_at_other_moments(
        tx, asked, serving, now=now, apart_from=None if derived else source, recent=counting.recent
    )
    progress = await watchdog.stored(tx, CONSUMER)
    return Report(
        period=period,
        as_of=as_of or now,
        map_on=map_on or period.last_on,
        map_of_period=map_on is None,
        generation=source.generation,
        edition=None if edition is None else edition.id,
        code_version=source.code_version,
        rules_version=generations.rules_version(source.code_version, source.definitions),
        definitions=source.definitions,
        sequences=source.sequences,
        held_back=source.held_back,
        caught_up_at=caught_up_at(progress),
        figures=figures,
        not_shown=together([own, *elsewhere]),
        places=counting.places,
    )


def caught_up_at(progress: Sequence[watchdog.Progress]) -> datetime | None:
    """Everything published by then was read; None where that is not known."""
    known = [one.caught_up_at for one in progress if one.caught_up_at is not None]
    return min(known) if known and len(known) == len(progress) else None


@dataclass(frozen=True, slots=True)
class Span:
    """The first day somebody was in reception, the day of the last move of all, and that of the
    last one but a few: with those few alone a page would tell of hardly anybody."""

    first_on: date
    last_move_on: date
    last_moves_on: date


async def span(tx: Tx, few: int) -> Span | None:
    """None where nobody was in reception, or nobody has moved. `few`: persons, at least 1."""
    seen = generation_tables(await generations.serving_generation(tx)).observed.c
    first = await tx.scalar(select(func.min(seen.from_on)).where(seen.population == RECEPTION))
    moves = select(seen.from_on).where(seen.population == MOVED).order_by(seen.from_on.desc())
    last = list(await tx.scalars(moves.limit(few)))
    return None if first is None or not last else Span(first, last[0], last[-1])


__all__ = ["Report", "Span", "report", "span"]
