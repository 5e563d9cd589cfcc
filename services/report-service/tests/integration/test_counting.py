"""What the database counts is what the rule in Python counts, and what live and rebuild keep is
what `observe` says: for random lives, on a map whose municipalities merge."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.event_log.port import EventLog, Record
from report_service import generations, rebuild_records
from report_service.codec import digest
from report_service.counting import counted, persons_by_the_day
from report_service.domain.count import Figures, Tally, window
from report_service.domain.definitions import current
from report_service.domain.observe import observe
from report_service.domain.period import Period, parse
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.facts_places import place_fact, subject_fact
from report_service.rebuild import Rebuild
from report_service.sources import places_in
from report_service.tables import generation_tables
from report_service.testing import History, Recorder, Told
from report_service.testing.random_lives import random_life
from report_service.testing.random_places import random_map, random_subjects

Live = Callable[[Sequence[Record]], Awaitable[None]]
PERIODS = ("2019", "2019-H1", "2019-Q1", "2019-Q3", "2019-03", "2019-07", "2020-01")
TODAY = date(2019, 11, 15)
"""In the middle of a period: what is counted by the day is counted up to it."""


class Country:
    """What happened to many, told once."""

    def __init__(self, seed: int, persons: int = 150) -> None:
        chance = Random(seed)
        self.people = [random_life(chance, number, most=25) for number in range(persons)]
        self.map, self.subjects = random_map(chance), random_subjects(chance, most=60)
        self.chance = chance

    def records(self) -> list[Record]:
        """Persons mixed with each other, each in the order told; places first."""
        recorder = Recorder()
        records = [recorder.record(code, told) for code, told in self.map]
        for code, several in self.subjects.items():
            records += [recorder.record(code, told) for told in several]
        waiting: list[tuple[History, list[Told]]] = [
            (person, list(person.told)) for person in self.people if person.told
        ]
        while waiting:
            person, told = self.chance.choice(waiting)
            records.append(recorder.record(str(person.person), told.pop(0)))
            if not told:
                waiting.remove((person, told))
        return records

    def places(self) -> Places:
        facts = [place_fact(told, told.event) for _, told in self.map]
        return Places(fact for fact in facts if fact is not None)

    def figures(self, period: Period, map_on: date | None) -> Figures:
        by, places = current(), self.places()
        tally, days = Tally(places, map_on or period.last_on), window(period, TODAY)
        for person in self.people:
            tally.include(observe(person.facts(), by, places.same, period.last_on), days)
        for several in self.subjects.values():
            facts = [f for told in several if (f := subject_fact(told, told.event)) is not None]
            tally.include(observe_subject(facts, by), days)
        return tally.figures()


def persons(found: Figures) -> dict[tuple[str, str], int]:
    """Behind the case-days of each cell that has any."""
    return {
        (by, code): cell.persons["case-day"]
        for by, table in found.tables.items()
        for code, cell in table.items()
        if cell["case-day"] or cell.persons["case-day"]
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_database_counts_as_the_rule_does(
    database: Database, live: Live, seed: int
) -> None:
    country = Country(seed)
    await live(country.records())
    for code in PERIODS:
        period = parse(code)
        for map_on in (None, date(2026, 1, 1)):
            async with database.reading() as tx:
                places = await places_in(tx, generation_tables(1), None)
                tally = Tally(places, map_on or period.last_on)
                days = window(period, TODAY)
                async for seen, number in counted(
                    tx, generation_tables(1), current(), days, places
                ):
                    tally.add(seen, number)
                async for alike, number in persons_by_the_day(
                    tx, generation_tables(1), current(), days, places
                ):
                    tally.add_persons(alike, number)
            found, wanted = tally.figures(), country.figures(period, map_on)
            assert found.country == wanted.country
            assert found.tables == wanted.tables
            assert persons(found) == persons(wanted)
            assert found.country.persons["case-day"] or not found.country["case-day"]
            assert wanted.country["reception"] or code == "2020-01"


@pytest.mark.parametrize("seed", [4, 5])
async def test_live_and_rebuild_keep_what_observe_says(
    database: Database, database_url: str, log: EventLog, live: Live, seed: int
) -> None:
    country = Country(seed, persons=80)
    await live(country.records())
    rebuild = uuid4()
    async with database.transaction() as tx:
        await rebuild_records.request(tx, rebuild, by="operator", now=SystemClock().now())
    building = Rebuild(database, log, SystemClock(), database_url=database_url)
    assert await building.run(rebuild) == "switched"
    async with database.reading() as tx:
        assert await generations.digest(tx, 1) == await generations.digest(tx, 2)
        for generation in (1, 2):
            person = generation_tables(generation).person.c
            rows = await tx.execute(select(person.permit_holder_id, person.derived))
            kept = {number: bytes(derived) for number, derived in rows}
            assert kept == {
                one.person: digest(observe(one.facts(), current()))
                for one in country.people
                if one.facts()
            }
            counting = text(f"SELECT count(*) FROM generation_000{generation}.observed")
            observed = sum(len(one.observations()) for one in country.people)
            about_none = sum(
                len(
                    observe_subject([f for t in told if (f := subject_fact(t, t.event))], current())
                )
                for told in country.subjects.values()
            )
            assert await tx.scalar(counting) == observed + about_none
