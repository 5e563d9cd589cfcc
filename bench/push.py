"""Pushing to sinks: how many a second against a bare httpx loop, and what bad sinks cost good ones.

First the same number of deliveries to the same sinks, with the same number under way. Ours reads
the feed, keeps what waits, judges rights, signs, sends, and writes down what came of it; the bare
loop posts bodies that are ready. Then 200 sinks of as many municipalities at a steady trickle: the
delay from an event's commit to its arrival at 150 good ones, alone, and beside 20 that hang, 20
that answer 500 and 10 that close the connection. For each bad one hundreds of deliveries are due,
of as many persons. In a turn with them their owners resume one after the other, so that what failed
before keeps nobody from trying; it lasts longer than a request may, and counts only where each of
them was tried.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Sequence
from uuid import UUID

import httpx
import uvloop
from measure import report, side_by_side, workspace
from push_sinks import CLOSES, FAILS, HANGS
from push_stand import PushStand, Sinks, push_stand, sinks

from continuous_line.webhooks.rendering import render

AT_LEAST, AT_MOST = 0.5, 1.5
SINKS, UNDER_WAY, EVENTS, PERSONS, ROUNDS = 4, 8, 200, 400, 3
GOOD, BAD = 150, (HANGS,) * 20 + (FAILS,) * 20 + (CLOSES,) * 10
BACKLOG, DUE, TRIES = 320, 300, 3
"""Of each bad sink: so many persons' deliveries wait, so many are due at least, so often tried."""
PAIRS, EACH, LASTS, RESUMED, QUIET = 3, 3, 44.0, 12.0, 8.0
"""Events of each municipality in a turn, at one moment; seconds of a turn; seconds by which all bad
ones are resumed; and seconds after they were paused, in which what is under way at them ends."""
Trickle = Sequence[tuple[int, Sequence[int]]]


async def speed(stand: PushStand, to: Sinks) -> float:
    """The ratio of deliveries a second."""
    code = "GM0001"
    await stand.municipality(code, PERSONS)
    for place in range(SINKS):
        await stand.subscribe(code, to.address(place), UNDER_WAY)
    client = httpx.AsyncClient(
        limits=httpx.Limits(max_connections=SINKS * UNDER_WAY), timeout=20, trust_env=False
    )
    sent = 0

    async def ours() -> int:
        nonlocal sent
        await stand.happen(code, range(EVENTS))
        sent += EVENTS * SINKS
        while await delivered(stand) < sent:  # noqa: ASYNC110 - it is asked
            await asyncio.sleep(0.02)
        return EVENTS * SINKS

    async def bare() -> int:
        bodies = [render(stand.told(code, place)[0]) for place in range(EVENTS)]
        waiting = [(place, body) for body in bodies for place in range(SINKS)]

        async def post() -> None:
            while waiting:
                place, body = waiting.pop()
                headers = {**body.headers, "webhook-id": "1"}
                answer = await client.post(to.address(place), content=body.body, headers=headers)
                answer.raise_for_status()

        await asyncio.gather(*(post() for _ in range(SINKS * UNDER_WAY)))
        return EVENTS * SINKS

    async with client, stand.pushing():
        found = await side_by_side(ours, bare, ROUNDS)
    await stand.sql("UPDATE subscriptions SET state = 'paused'")
    report(f"deliveries to {SINKS} sinks, {SINKS * UNDER_WAY} under way", *found)
    return found[0] / found[1]


async def delivered(stand: PushStand) -> int:
    (row,) = await stand.sql("SELECT coalesce(sum(delivered), 0) AS count FROM push_places")
    return int(row.count)


async def isolation(stand: PushStand, to: Sinks) -> float:
    """How many times as long good sinks wait beside bad ones: the worse of median and p95."""
    codes = [f"GM{1000 + place}" for place in range(GOOD + len(BAD))]
    for code in codes[:GOOD]:
        await stand.municipality(code, 20)
    for code in codes[GOOD:]:
        await stand.municipality(code, BACKLOG)
        await stand.happen(code, range(BACKLOG))
    for place, mode in enumerate(BAD, start=GOOD):
        to.mode(place, mode)
    ids = [await stand.subscribe(code, to.address(place)) for place, code in enumerate(codes)]
    bad, events = ids[GOOD:], shuffled(len(codes))
    alone, beside_bad = list[float](), list[float]()
    async with stand.pushing():
        async with asyncio.timeout(60):
            while await least_due(stand, bad) < DUE:  # noqa: ASYNC110 - it is asked
                await asyncio.sleep(0.5)
        await pause(stand, bad)
        await trickle(stand, to, codes, events[: len(codes) // 4])
        for pair in range(1, PAIRS + 1):
            one = await trickle(stand, to, codes, events)
            other = await beside(stand, to, codes, events, bad)
            compared(f"pair {pair}", other, one)
            alone += one
            beside_bad += other
            await pause(stand, bad)
    return compared("all", beside_bad, alone)


def shuffled(codes: int) -> Trickle:
    """Which municipality and which persons, one after the other: the same in every turn."""
    chance = random.Random(7)
    order = chance.sample(range(codes), codes)
    return [(place, chance.sample(range(20), EACH)) for place in order]


async def beside(
    stand: PushStand, to: Sinks, codes: Sequence[str], events: Trickle, bad: Sequence[UUID]
) -> list[float]:
    """A turn with the bad ones. Raises RuntimeError where they had not enough to do with us."""
    due = [await least_due(stand, bad)]
    await to.tried()
    found, _ = await asyncio.gather(trickle(stand, to, codes, events), resume(stand, bad))
    tried = (await to.tried())[GOOD : len(codes)]
    due.append(await least_due(stand, bad))
    by_mode = {mode: [n for n, one in zip(tried, BAD, strict=True) if one == mode] for mode in BAD}
    tries = ", ".join(f"{mode} {min(n)} to {max(n)}" for mode, n in by_mode.items())
    print(f"tries at each bad sink: {tries}; due at each before and after: {due}")
    if min(tried) < TRIES or min(due) < DUE:
        raise RuntimeError("the bad sinks were not tried enough, or had too little waiting")
    return found


async def resume(stand: PushStand, bad: Sequence[UUID]) -> None:
    for one in bad:
        await stand.sql(
            "UPDATE subscriptions SET state = 'active', version = version + 1 "
            "WHERE subscription_id = :id", id=one,
        )  # fmt: skip
        await asyncio.sleep(RESUMED / len(bad))


async def pause(stand: PushStand, bad: Sequence[UUID]) -> None:
    await stand.sql(
        "UPDATE subscriptions SET state = 'paused' WHERE subscription_id = ANY(:ids)", ids=list(bad)
    )
    await asyncio.sleep(QUIET)


async def least_due(stand: PushStand, ids: Sequence[UUID]) -> int:
    """How many deliveries, of as many persons, may be tried now: where they are fewest."""
    (row,) = await stand.sql(
        "SELECT min((SELECT count(*) FROM push_deliveries d WHERE d.subscription_id = id "
        "AND head AND state = 'waiting' AND next_try_at <= now())) AS least "
        "FROM unnest(CAST(:ids AS uuid[])) AS t (id)", ids=list(ids),
    )  # fmt: skip
    return int(row.least)


async def trickle(
    stand: PushStand, to: Sinks, codes: Sequence[str], events: Trickle
) -> list[float]:
    """Seconds from commit to arrival at the good ones."""
    committed, rest = dict[str, float](), LASTS / len(codes)
    began = time.monotonic()
    for count, (place, persons) in enumerate(events, start=1):
        told = await stand.happen(codes[place], persons)
        if place < GOOD:
            committed |= {f"{id_}@{place}": time.monotonic() for id_ in told}
        await asyncio.sleep(max(began + count * rest - time.monotonic(), 0))
    found: list[float] = []
    async with asyncio.timeout(60):
        while committed:
            await asyncio.sleep(0.2)
            for id_, (_, at) in (await to.taken()).items():
                if id_ in committed:
                    found.append(at - committed.pop(id_))
    return found


def compared(which: str, beside_bad: Sequence[float], alone: Sequence[float]) -> float:
    ratios = []
    for name, pick in (("median", statistics.median), ("p95", p95)):
        ours, other = pick(beside_bad), pick(alone)
        ratios.append(ours / other)
        print(
            f"delay at {GOOD} good sinks, {which}, {name}: beside {len(BAD)} bad ones "
            f"{1000 * ours:.0f} ms, alone {1000 * other:.0f} ms, ratio {ratios[-1]:.2f}"
        )
    return max(ratios)


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


async def main() -> int:
    with workspace("push") as folder:
        async with sinks(GOOD + len(BAD)) as to, push_stand(folder) as stand:
            fast = await speed(stand, to) >= AT_LEAST
            apart = await isolation(stand, to) <= AT_MOST
    return 0 if fast and apart else 1


if __name__ == "__main__":
    sys.exit(uvloop.run(main()))
