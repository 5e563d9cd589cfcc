"""What the database counts is what the rule in Python counts, and what live and rebuild keep is
what `observe` says: for random lives, on a map whose municipalities merge."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from continuous_line.clock import SystemClock
from continuous_line.database import Database, Tx
from continuous_line.event_log.port import EventLog, Record
from report_service import generations, rebuild_records
from report_service.codec import digest
from report_service.counting_cells import Cells
from report_service.domain.count import Figures, Tally, window
from report_service.domain.definitions import current
from report_service.domain.metrics import sensitive
from report_service.domain.observe import observe
from report_service.domain.period import Period, parse
from report_service.domain.places import Places
from report_service.domain.subjects import observe_subject
from report_service.facts_places import place_fact, subject_fact
from report_service.queries import Report, report
from report_service.rebuild import Rebuild
from report_service.recent import Kept, Recent
from report_service.sources import places_in
from report_service.tables import generation_tables
from report_service.testing import History, Recorder, Told
from report_service.testing.random_lives import random_life
from report_service.testing.random_places import random_map, random_subjects

Live = Callable[[Sequence[Record]], Awaitable[None]]
PERIODS = ("2019", "2019-H1", "2019-Q1", "2019-Q3", "2019-03", "2019-07", "2020-01")
YEAR = (
    "2019",
    "2019-H1",
    "2019-H2",
    *(f"2019-Q{n}" for n in (1, 2, 3, 4)),
    *(f"2019-{n:02d}" for n in range(1, 13)),
)
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
            tally.include(observe_subject(facts, by), days, of_person=False)
        return tally.figures()


async def cells(tx: Tx, map_on: date | None) -> Cells:
    tables = generation_tables(1)
    return Cells(
        tx=tx, tables=tables, definitions=current(), places=await places_in(tx, tables, None),
        map_on=map_on, known_to=TODAY,
    )  # fmt: skip


def persons(found: Figures) -> dict[tuple[str, str, str], int]:
    """Behind the numbers of each cell that has any."""
    every = {("country", "NL"): found.country} | {
        (by, code): cell for by, table in found.tables.items() for code, cell in table.items()
    }
    return {
        (*key, code): number
        for key, cell in every.items()
        for code, number in cell.persons.items()
        if number
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
                found = await (await cells(tx, map_on)).figures(period)
            wanted = country.figures(period, map_on)
            assert found.country == wanted.country
            assert found.tables == wanted.tables
            assert persons(found) == persons(wanted)
            assert wanted.country["reception"] or code == "2020-01"


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_persons_of_many_periods_are_counted_at_once_as_those_of_each(
    database: Database, live: Live, seed: int
) -> None:
    country = Country(seed)
    await live(country.records())
    year = [parse(code) for code in YEAR]
    denominators = sensitive(current())
    for map_on in (None, date(2026, 1, 1)):
        async with database.reading() as tx:
            found = await (await cells(tx, map_on)).sizes(year)
        for period in year:
            wanted = persons(country.figures(period, map_on))
            assert persons(found[period]) == {
                key: number for key, number in wanted.items() if key[2] in denominators
            }, period.code


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


@pytest.mark.parametrize("seed", [6, 7])
async def test_what_was_counted_of_a_year_is_as_good_as_new_until_it_changes(
    database: Database, live: Live, seed: int
) -> None:
    records, recent, again = Country(seed).records(), Recent(figures=Kept(1000)), 0
    parts = 8
    for part in range(parts):
        await live(records[part * len(records) // parts : (part + 1) * len(records) // parts])
        async with database.reading() as tx:
            before = recent.figures.added
            for code in PERIODS:
                kept = await asked(tx, code, recent)
                anew = await asked(tx, code, Recent())
                assert kept.figures.country == anew.figures.country
                assert kept.figures.tables == anew.figures.tables
                assert kept.not_shown == anew.not_shown
            again += recent.figures.added > before
    assert again > 1


async def asked(tx: Tx, code: str, recent: Recent) -> Report:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return await report(tx, parse(code), now=now, minimum=5, recent=recent)


def linked_on(day: str) -> History:
    one = History(municipality="GM0988")
    one.permit(day)
    one.linked(day)
    return one


async def test_a_year_in_which_nothing_happens_is_not_counted_again(
    database: Database, live: Live
) -> None:
    recorder, recent = Recorder(), Recent()
    await live(recorder.of([linked_on("2019-02-01")]))
    async with database.reading() as tx:
        await asked(tx, "2019-H1", recent)
        counted = recent.figures.added
    await live(recorder.of([linked_on("2020-02-01")]))
    async with database.reading() as tx:
        found = await asked(tx, "2019-H1", recent)
        assert recent.figures.added == counted
        assert found.figures.country["link"] == 1
    await live(recorder.of([linked_on("2019-02-02")]))
    async with database.reading() as tx:
        assert (await asked(tx, "2019-H1", recent)).figures.country["link"] == 2
        assert recent.figures.added > counted
