"""The timer says what the clock did, once, though several workers run and one dies."""

import asyncio
import signal
import sys
from collections import Counter
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from continuous_line.contracts import PublicEvent, profile

FORM = "information-form"

WORKER = """
import asyncio, os, signal, sys
from pathlib import Path
from continuous_line.clock import FileClock
from continuous_line.database import Database
from handover_service import tracking_rows
from handover_service.programme_table import KnownProgrammes
from handover_service.streams import Cases
from handover_service.timer import Timer

async def main(url, clock, dies_at):
    left, show = int(dies_at), tracking_rows.show

    async def dying(*given):
        nonlocal left
        await show(*given)
        await asyncio.sleep(0.01)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    tracking_rows.show = dying
    async with Database(url, pool_size=2) as database:
        timer = Timer(database, FileClock(Path(clock)), Cases(), KnownProgrammes())
        async with database.transaction():
            print("ready", flush=True)
        sys.stdin.readline()
        while await timer.step():
            pass

asyncio.run(main(*sys.argv[1:]))
"""


async def said(world) -> list[Any]:
    """Kind, milestone and last day of everything in the tracking streams, with the stream."""
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(
            text(
                "SELECT stream, kind, data->>'milestone' AS milestone, data->>'due_on' AS due_on "
                "FROM events WHERE stream LIKE 'tracking-%' ORDER BY position"
            )
        )
        return [tuple(row) for row in rows]


async def timers(world) -> list[Any]:
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(text("SELECT case_id, fires_at FROM timers ORDER BY fires_at"))
        return list(rows)


async def test_a_change_is_looked_at_at_once_and_the_next_day_that_matters_waits(world) -> None:
    case = await world.link()
    assert await world.look() == 1
    assert await world.look() == 0
    waiting = await timers(world)
    assert [str(row.case_id) for row in waiting] == [case.rpartition("/")[2]]
    assert waiting[0].fires_at.isoformat() == "2026-03-02T23:00:00+00:00"


async def test_near_then_missed_then_met_late_each_once_and_no_etag_changes(world, clock) -> None:
    case = await world.owned()
    before = (await world.case_manager.client.get(case)).headers["etag"]
    for day in ("2026-03-06", "2026-03-07", "2026-03-09", "2026-03-10"):
        clock.set(day)
        await world.look()
    assert (await world.case_manager.client.get(case)).headers["etag"] == before
    sent = profile.ProfileSent(
        occurred_at=world.resources.clock.now(), municipality="GM0957", profile_version=1
    )
    person = (await world.tvs.get(case))["permitHolderId"]
    await world.hear(sent, person)
    await world.look()
    own = [one[1] for one in await said(world) if one[2] == "profile-sent"]
    assert own == ["MilestoneNear", "MilestoneMissed", "MilestoneMet"]


async def test_a_corrected_fact_takes_its_milestone_back(world) -> None:
    case = await world.owned()
    made = await world.roermond.post(f"{case}/first-contacts")
    await world.look()
    event = made.rpartition("/")[2]
    await world.roermond.post(f"{case}/events/{event}/voidings", reason="mistake")
    await world.look()
    kinds = [one[1] for one in await said(world) if one[2] in ("first-contact", None)]
    assert kinds == ["MilestoneMet", "MilestoneVoided"]


async def test_three_workers_of_which_one_dies_midway_say_everything_once(
    world, clock, settings
) -> None:
    cases = [await world.link() for _ in range(40)]
    clock.set("2026-04-20")
    workers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            WORKER,
            settings.database_url,
            str(clock.path),
            dies_at,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for dies_at in ("5", "0", "0")
    ]
    for worker in workers:
        assert await asyncio.wait_for(worker.stdout.readline(), 60) == b"ready\n"
    for worker in workers:
        worker.stdin.write(b"go\n")
    ended = [await asyncio.wait_for(worker.wait(), 90) for worker in workers]
    assert ended == [-signal.SIGKILL, 0, 0]
    await world.look()

    found = Counter(await said(world))
    assert set(found.values()) == {1}
    assert {one[1] for one in found} == {"MilestoneMissed"}
    assert Counter(one[2] for one in found) == {
        milestone: len(cases)
        for milestone in ("owner", "profile-sent", "first-contact", "handover-planned")
    }
    waiting = [row.case_id for row in await timers(world)]
    assert sorted(waiting) == sorted(UUID(case.rpartition("/")[2]) for case in cases)


async def test_two_workers_at_one_moment_look_at_a_case_one_after_the_other(world) -> None:
    for _ in range(6):
        await world.owned()
    await asyncio.gather(*(world.look() for _ in range(4)))
    assert set(Counter(await said(world)).values()) == {1}
    assert await world.look() == 0


async def test_a_case_that_cannot_be_looked_at_does_not_keep_others_waiting(
    world, monkeypatch
) -> None:
    from handover_service import timer

    bad, good = await world.link(), await world.owned()
    look_at = timer.look_at

    async def failing(tx, cases, known, case_id, now) -> Any:
        if str(case_id) in bad:
            raise ValueError("made to fail")
        return await look_at(tx, cases, known, case_id, now)

    monkeypatch.setattr(timer, "look_at", failing)
    await world.look()
    assert [one[2] for one in await said(world)] == ["owner"]
    waiting = {str(row.case_id): row.fires_at for row in await timers(world)}
    put_off = waiting[bad.rpartition("/")[2]]
    assert put_off.isoformat().startswith("2026-03-01T12:1")
    assert good.rpartition("/")[2] in waiting


async def test_history_typed_in_late_is_not_said_to_be_missed_before_it_is_all_there(
    world, clock
) -> None:
    # given a link and an owner of long ago, recorded today
    clock.set("2026-06-01")
    await world.employ("cm-1")
    case = await world.link(occurredAt="2026-03-01T12:00:00Z")
    await world.look()
    assert "MilestoneMissed" not in {one[1] for one in await said(world)}
    assert "missed" not in await abouts(world)
    # when the rest follows on the same day
    owned = {"owner": "cm-1", "occurredAt": "2026-03-02T12:00:00Z"}
    await world.location_manager.post(f"{case}/owners", **owned)
    await world.look()
    clock.set("2026-06-01", 21, 30)
    assert await world.look() == 0
    assert "missed" not in await abouts(world)
    # then, a day later, only what is missing after all is said, and nothing is taken back
    clock.set("2026-06-02")
    await world.look()
    found = [(one[1], one[2]) for one in await said(world)]
    assert ("MilestoneMet", "owner") in found
    assert ("MilestoneMissed", "owner") not in found
    assert ("MilestoneMissed", "first-contact") in found
    assert "MilestoneVoided" not in {kind for kind, _ in found}
    # and those whose turn it is hear of it first, though its day is months ago
    assert await abouts(world) == {"missed": {1}}
    clock.set("2026-06-09")
    await world.look()
    assert await abouts(world) == {"missed": {1, 2}}


@pytest.mark.parametrize("recorded", ["2026-06-01", "2026-03-05"], ids=["late", "heard late"])
async def test_a_permit_that_is_heard_late_is_no_missed_term_before_the_rest_is_heard(
    world, clock, recorded
) -> None:
    # given two cases, and permits of long ago that are heard today: recorded today, or delayed
    complete, open_ = uuid4(), uuid4()
    for person in (complete, open_):
        await world.owned(person)
    clock.set("2026-06-01")
    await world.look()
    there = datetime.fromisoformat(f"{recorded}T09:00:00Z")

    async def hear(person: UUID, fact: type[PublicEvent], **more: Any) -> None:
        event = fact(occurred_at=there, **more)
        await world.hear(event, str(person), recorded_at=there)

    for person in (complete, open_):
        await hear(person, profile.PermitGranted, granted_on=date(2026, 2, 20))
        await world.look()
    # when the rest follows on the same day for one of them
    done = datetime.fromisoformat("2026-03-02T09:00:00Z")
    completed = profile.ProfileCompleted(occurred_at=done, completeness=100, profile_version=1)
    await world.hear(completed, str(complete), recorded_at=there)
    await world.look()

    async def about_profile() -> list[tuple[str, str]]:
        told = await said(world)
        return [(one[0].removeprefix("tracking-"), one[1]) for one in told if one[2] == FORM]

    # then nothing is said to be missed yet
    assert await about_profile() == [(str(complete), "MilestoneMet")]
    # and a day later only what is missing after all; nothing is taken back
    for today in ("2026-06-02", "2026-06-03"):
        clock.set(today)
        await world.look()
        found = [(str(complete), "MilestoneMet"), (str(open_), "MilestoneMissed")]
        assert await about_profile() == found
    assert "MilestoneVoided" not in {one[1] for one in await said(world)}


async def test_a_talk_that_is_voided_and_told_anew_on_one_day_was_not_missed_in_between(
    world, clock
) -> None:
    case = await world.owned()
    wrong = await world.roermond.post(f"{case}/first-contacts")
    clock.set("2026-05-01")
    await world.look()
    event = wrong.rpartition("/")[2]
    await world.roermond.post(f"{case}/events/{event}/voidings", reason="mistake")
    await world.look()
    right = "2026-03-03T12:00:00Z"
    await world.roermond.post(f"{case}/first-contacts", occurredAt=right)
    await world.look()
    kinds = {one[1] for one in await said(world) if one[2] == "first-contact"}
    assert kinds == {"MilestoneMet"}


async def abouts(world) -> dict[str, set[int]]:
    """Levels that are told of, by what about."""
    found: dict[str, set[int]] = {}
    async with world.resources.database.reading() as tx:
        rows = await tx.execute(text("SELECT about, level FROM notices WHERE done_at IS NULL"))
        for row in rows:
            found.setdefault(row.about, set()).add(row.level)
    return found
