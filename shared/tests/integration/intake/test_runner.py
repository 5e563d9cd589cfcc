"""Intakes in the background: checked, done in chunks, resumed, forgotten."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.errors import Erased
from continuous_line.intake.intake import (
    HasFaults,
    IntakeEnded,
    IntakeState,
    NotCheckedYet,
    UnknownIntake,
)
from continuous_line.intake.runner import row_id


async def test_a_dry_run_checks_every_row_and_writes_none(desk: Any) -> None:
    begun = await desk.start(12, bad=[4, 9])
    assert (await desk.intake(begun)).state is IntakeState.UPLOADED

    await desk.finish()

    found = await desk.intake(begun)
    assert (found.state, found.done, found.total) == (IntakeState.CHECKED, 12, 12)
    assert (found.faulty, found.faults, found.valid) == (2, 2, 10)
    assert await desk.written() == []


async def test_progress_is_seen_chunk_by_chunk(desk: Any) -> None:
    begun, runner = await desk.start(12), desk.runner()

    seen = []
    for _ in range(3):
        await runner.step()
        seen.append((await desk.intake(begun)).done)

    assert seen == [5, 10, 12]


async def test_with_faults_nothing_is_committed_unless_only_valid_rows_are_asked(desk: Any) -> None:
    begun = await desk.start(12, bad=[4])
    with pytest.raises(NotCheckedYet):
        await desk.commit(begun)
    await desk.finish()
    with pytest.raises(HasFaults) as refusal:
        await desk.commit(begun)
    assert refusal.value.extra["faultyRows"] == 1

    await desk.commit(begun, only_valid=True)
    await desk.finish()

    found = await desk.intake(begun)
    assert (found.state, found.applied, found.done) == (IntakeState.DONE, 11, 12)
    assert 4 not in await desk.written()
    outcomes = {one.row: one for one in await desk.result(begun)}
    assert list(outcomes) == list(range(2, 14))
    assert outcomes[4].outcome == "faulty"
    assert outcomes[5].id == row_id(begun, 5)


async def test_without_dry_run_it_goes_on_by_itself_and_stops_at_faults(desk: Any) -> None:
    clean = await desk.start(7, dry_run=False)
    faulty = await desk.start(7, dry_run=False, bad=[3])
    valid = await desk.start(7, dry_run=False, only_valid=True, bad=[3])

    await desk.finish()

    states = [(await desk.intake(begun)).state for begun in (clean, faulty, valid)]
    assert states == [IntakeState.DONE, IntakeState.CHECKED, IntakeState.DONE]


async def test_what_a_killed_worker_left_goes_on_at_the_next_row_and_nothing_is_done_twice(
    desk: Any,
) -> None:
    begun = await desk.start(12, dry_run=False)
    reached = asyncio.Event()

    async def hang(rows: list[int]) -> None:
        if 8 in rows:
            reached.set()
            await asyncio.sleep(60)

    killed = asyncio.create_task(desk.finish(hang))
    await reached.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    assert (await desk.intake(begun)).done == 5

    await desk.finish()

    assert (await desk.intake(begun)).state is IntakeState.DONE
    assert await desk.written() == list(range(2, 14))


async def test_two_workers_share_the_work_and_do_nothing_twice(desk: Any) -> None:
    begun = [await desk.start(23, dry_run=False) for _ in range(3)]

    await asyncio.gather(*(desk.finish() for _ in range(3)))
    await desk.finish()

    assert {(await desk.intake(one)).state for one in begun} == {IntakeState.DONE}
    assert await desk.written() == sorted(list(range(2, 25)) * 3)


async def test_rows_lie_sealed_and_are_forgotten_when_it_is_done(desk: Any) -> None:
    begun = await desk.start(6, dry_run=False)
    tables = ("intakes", "intake_chunks", "intake_faults")
    hidden = desk.secret.encode().hex()
    for table in tables:
        stored = await desk.stored(table)
        assert desk.secret not in stored
        assert hidden not in stored

    await desk.finish()

    with pytest.raises(Erased):
        await desk.vault.reading_key(begun)
    assert (await desk.intake(begun)).forgotten
    assert len(await desk.result(begun)) == 6


async def test_what_nobody_commits_is_abandoned_after_a_term_and_forgotten(desk: Any) -> None:
    begun = await desk.start(6)
    await desk.finish()
    runner = desk.runner(waiting=timedelta(0))

    await runner.clean()
    while await runner.step():
        pass

    assert (await desk.intake(begun)).state is IntakeState.ABANDONED
    with pytest.raises(Erased):
        await desk.vault.reading_key(begun)
    with pytest.raises(IntakeEnded):
        await desk.commit(begun)


async def test_what_ended_long_ago_is_removed_altogether(desk: Any) -> None:
    begun = await desk.start(6, dry_run=False)
    await desk.finish()

    await desk.runner(kept=timedelta(0)).clean()

    with pytest.raises(UnknownIntake):
        await desk.intake(begun)


async def test_a_fault_of_the_handler_fails_the_intake_after_some_tries(desk: Any) -> None:
    begun = await desk.start(12, dry_run=False)

    def broken(rows: list[int]) -> None:
        if 8 in rows:
            raise ValueError(desk.secret)

    await desk.finish(broken)

    found = await desk.intake(begun)
    assert (found.state, found.failure, found.done) == (IntakeState.FAILED, "internal", 5)
    assert await desk.written() == [2, 3, 4, 5, 6]
    assert {one.outcome for one in await desk.result(begun)} == {"written", "not-committed"}


async def test_another_organisation_finds_no_such_intake(desk: Any) -> None:
    begun = await desk.start(3)

    with pytest.raises(UnknownIntake):
        await desk.intake(begun, organisation="other")
    with pytest.raises(UnknownIntake):
        await desk.intake(uuid4())
