"""Ten years of the whole country in Kafka: 300,000 invented permit holders, 33 events each.

Every municipality and reception centre of the reference data, contacts included. Persons are
published one after the other, so that no more than a few hundred are held at once.
"""

import csv
from collections.abc import Iterator
from datetime import date
from importlib import resources
from random import Random

from rich.progress import track

from continuous_line.codes import Completeness, Section
from continuous_line.contracts import profile as p
from continuous_line.event_log import EventLog
from report_service.projections import TOPICS
from report_service.testing import History, Recorder
from report_service.testing.crowd import Crowd, Town
from report_service.testing.log import publish
from report_service.testing.moments import noon

FIRST, LAST = date(2016, 1, 4), date(2025, 12, 19)
PER_PERSON = 33
_AT_ONCE = 250


def towns() -> list[Town]:
    """All municipalities of today."""
    file = resources.files("directory_service") / "reference" / "municipalities-2026.csv"
    with file.open(encoding="utf-8") as opened:
        return [
            (
                row["code"], row["name"], row["province"], row["labour_market_region_code"],
                row["labour_market_region"], float(row["latitude"]), float(row["longitude"]),
            )
            for row in csv.DictReader(opened)
        ]  # fmt: skip


def people(number: int) -> Iterator[list[History]]:
    """In groups; each person has PER_PERSON events, most of which say nothing that is counted."""
    everywhere, rng = towns(), Random(20160104)
    for start in range(0, number, _AT_ONCE):
        crowd = Crowd(towns=everywhere, first=FIRST, last=LAST, seed=start)
        group = crowd.people(min(_AT_ONCE, number - start))
        for person in group:
            _fill_up(person, rng)
        yield group


def _fill_up(person: History, rng: Random) -> None:
    """With what is written in the sections of a profile, day after day."""
    sections, begun = tuple(Section), person.told[0].time.date().isoformat()
    while len(person.told) < PER_PERSON:
        recorded = p.ProfileSectionRecorded(
            occurred_at=noon(begun),
            section=rng.choice(sections),
            completeness=Completeness.PARTIAL,
        )
        person.tell(recorded)


async def publish_country(log: EventLog, persons: int) -> int:
    """How many events it took; shows how far it is."""
    await log.create_topics(TOPICS)
    recorder = Recorder()
    places = recorder.places(Crowd(towns=towns(), first=FIRST, last=LAST).places())
    await publish(log, places, chunk=4000)
    events = len(places)
    groups = track(people(persons), "publishing", total=-(-persons // _AT_ONCE))
    for group in groups:
        records = recorder.of(group)
        await publish(log, records, chunk=len(records))
        events += len(records)
    return events
