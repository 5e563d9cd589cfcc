"""The command `load-reference`: appends what the files know and the directory does not yet.

Places that are registered already are left as they are, so it may run as often as one likes.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from uuid import uuid4

from continuous_line.act import Act
from continuous_line.auth import Principal
from continuous_line.database import Database, Tx
from continuous_line.event_store import Context
from continuous_line.writing import Writing
from directory_service.domain import municipality, programme, reception_centre
from directory_service.domain.events import MunicipalityEvent, ReceptionCentreEvent
from directory_service.domain.events_offers import ProgrammeEvent
from directory_service.domain.municipality import Municipality
from directory_service.domain.programme import Programme
from directory_service.projections import replace_rows
from directory_service.streams import Directory, E, S, Streams

ORGANISATION = "reference-data"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many streams got new events."""

    municipalities: int
    reception_centres: int


async def load_reference(database: Database, directory: Directory, now: datetime) -> Loaded:
    """All in one transaction. Raises VersionConflict where somebody registers the same places."""
    async with database.transaction() as tx:
        appending = _Appending(tx, now, by_itself(tx, now).context)
        await appending.missing(directory.programmes, _programmes(now))
        return Loaded(
            await appending.missing(directory.municipalities, _municipalities(now)),
            await appending.missing(directory.reception_centres, _reception_centres(now)),
        )


def by_itself(tx: Tx, now: datetime) -> Writing:
    """What a command of this service writes, asked by nobody over HTTP."""
    who = Principal(ORGANISATION, ORGANISATION, frozenset(), frozenset())
    context = Context(
        subject=ORGANISATION, organisation=ORGANISATION, roles=(), correlation_id=uuid4()
    )
    return Writing(tx, who, now, context)


@dataclass(frozen=True, slots=True)
class _Appending:
    tx: Tx
    now: datetime
    context: Context

    async def missing(self, streams: Streams[S, E], wanted: Mapping[str, list[E]]) -> int:
        """Append the events of those places that have no stream yet."""
        known = await streams.store.load_many(self.tx, [streams.stream(key) for key in wanted])
        new = {key: events for key, events in wanted.items() if not known[streams.stream(key)]}
        for key in sorted(new):
            await streams.store.append(
                self.tx,
                streams.stream(key),
                new[key],
                expected_version=0,
                recorded_at=self.now,
                context=self.context,
            )
        rows = [row for events in new.values() for row in streams.rows(streams.state_of(events))]
        if rows:
            await replace_rows(self.tx, streams.table, new, rows)
        return len(new)


def _municipalities(now: datetime) -> dict[str, list[MunicipalityEvent]]:
    today = {row["code"]: _described(row) for row in _rows("municipalities-2026.csv")}
    found = {
        code: municipality.register(Municipality(), code, described, None, _act(now))
        for code, described in today.items()
    }
    for row in _rows("municipality-mergers.csv"):
        code, successor = row["code"], row["successor_code"]
        into = today[successor]
        former = municipality.Description(
            row["name"],
            row["province"],
            into.region,
            into.region_name,
            into.latitude,
            into.longitude,
        )
        registered = municipality.register(Municipality(), code, former, None, _act(now))
        merged = municipality.merge(
            municipality.state_of(registered),
            municipality.state_of(found[successor]),
            date.fromisoformat(row["merged_on"]),
            _act(now),
        )
        found[code] = [*registered, *merged]
    return found


def _described(row: Mapping[str, str]) -> municipality.Description:
    return municipality.Description(
        row["name"],
        row["province"],
        row["labour_market_region_code"],
        row["labour_market_region"],
        float(row["latitude"]),
        float(row["longitude"]),
    )


def _reception_centres(now: datetime) -> dict[str, list[ReceptionCentreEvent]]:
    return {
        row["azc"]: reception_centre.register(
            reception_centre.ReceptionCentre(),
            row["azc"],
            reception_centre.Description(
                row["name"],
                row["unit"],
                row["place"],
                float(row["latitude"]),
                float(row["longitude"]),
            ),
            None,
            _act(now),
        )
        for row in _rows("reception-centres.csv")
    }


def _programmes(now: datetime) -> dict[str, list[ProgrammeEvent]]:
    """Bound to the places that are known, which for Aan de slag are none: no source names one."""
    return {
        row["programme"]: programme.describe(
            Programme(), row["programme"], tuple(row["places"].split()), _act(now)
        )
        for row in _rows("programmes.csv")
    }


def _act(now: datetime) -> Act:
    return Act(uuid4(), now, now)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("directory_service.reference").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
