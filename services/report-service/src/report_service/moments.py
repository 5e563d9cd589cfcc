"""What is hidden of a period at one moment stays hidden at every other that can be asked for.

Most numbers are the same at two moments: one that is shown at the first would give back what is
hidden beside it at the second. Looked at are now, and the editions that are kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from continuous_line.database import Tx
from continuous_line.days import start_of
from report_service import editions, sources
from report_service.domain.metrics import Hidden, sensitive
from report_service.domain.period import Period
from report_service.editions import Edition
from report_service.figures_counted import Counting
from report_service.recent import Recent
from report_service.sources import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """`map_on`, `minimum` and `wanted` as queries.report has them."""

    period: Period
    map_on: date | None
    minimum: int
    wanted: Collection[str] | None


async def hidden_at_other_moments(
    tx: Tx,
    asked: Asked,
    serving: Source,
    *,
    now: datetime,
    apart_from: Source | None,
    recent: Recent,
) -> Sequence[Hidden]:
    """At every moment but that of a source."""
    apart = None if apart_from is None else apart_from.state
    found: list[Hidden] = []
    if serving.state != apart:
        counting = await Counting.at(tx, serving, as_of=None, now=now, recent=recent)
        found.append(await counting.hidden(asked.period, asked.map_on, asked.minimum, asked.wanted))
    others = await editions.kept_since(tx, start_of(asked.period.first_on))
    return [
        *found,
        *[await _in_edition(tx, one, asked, recent) for one in others if one.id != apart],
    ]


async def _in_edition(tx: Tx, edition: Edition, asked: Asked, recent: Recent) -> Hidden:
    """Once found it is known: an edition never changes."""
    key = (edition.id, asked.period, asked.map_on, asked.minimum)
    known = recent.hidden.find(key) or {}
    wanted = sensitive(edition.definitions) if asked.wanted is None else frozenset(asked.wanted)
    missing = wanted - known.keys()
    if missing:
        counting = await Counting.at(
            tx, sources.of_edition(edition), as_of=edition.as_of, now=edition.as_of,
            recent=recent,
        )  # fmt: skip
        found = await counting.hidden(asked.period, asked.map_on, asked.minimum, missing)
        found = {code: found.get(code, frozenset()) for code in missing}
        known = recent.hidden.keep(key, {**known, **found})
    return {code: known[code] for code in wanted}
