"""What was closed last, for a work list that is empty."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC
from continuous_line.database import Row, Tx, fetch
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from handover_service.tables_places import municipality_mergers

_LAST: Final = 10
_CLOSED: Final = """
    SELECT case_id, azc, municipality, closed_on, outcome FROM cases c
    WHERE closed_on IS NOT NULL AND (azc = ANY($1) OR EXISTS (
      SELECT FROM case_rights r WHERE r.case_id = c.case_id AND r.municipality = ANY($2)
      AND (r.ended_on IS NULL OR r.ended_on > $3)))
    ORDER BY closed_on DESC, case_id LIMIT $4
    """


async def last_closed(tx: Tx, who: Principal, now: datetime) -> Sequence[Row]:
    """Of the reader's places, the newest first."""
    municipalities = await municipalities_of(tx, municipality_mergers, who, day(now))
    azcs = who.places if who.roles & AT_THE_AZC else frozenset()
    return await fetch(tx, _CLOSED, sorted(azcs), sorted(municipalities), day(now), _LAST)
