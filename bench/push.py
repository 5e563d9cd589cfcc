"""Pushing to sinks: how many a second against a bare httpx loop, and what bad sinks cost good ones.

First the same number of deliveries to the same sinks, with the same number under way. Ours reads
the feed, keeps what waits, judges rights, signs, sends, and writes down what came of it; the bare
loop posts bodies that are ready. Then 200 sinks of as many municipalities at a steady trickle: the
delay from an event's commit to its arrival at 150 good ones, while the other 50 are as good, and
while 20 of them hang, 20 answer 500 and 10 close the connection.
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
TRICKLE, SETTLING, PAUSE, TURNS = 100, 20, 0.2, 3


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
    """How many times as long good sinks wait while others are bad: the worse of median and p95."""
    codes = [f"GM{1000 + place}" for place in range(GOOD + len(BAD))]
    for code in codes:
        await stand.municipality(code, 20)
    ids = [await stand.subscribe(code, to.address(place)) for place, code in enumerate(codes)]
    others, bad = ids[GOOD:], list[UUID]()
    for place, mode in enumerate(BAD, start=len(codes)):
        to.mode(place, mode)
        bad.append(await stand.subscribe(codes[place - len(BAD)], to.address(place)))
    delays: dict[bool, list[float]] = {True: [], False: []}
    async with stand.pushing():
        for turn in range(2 * TURNS):
            with_bad = turn % 2 == 1
            await switch(stand, on=bad if with_bad else others, off=others if with_bad else bad)
            await trickle(stand, to, codes, SETTLING)
            delays[with_bad] += await trickle(stand, to, codes, TRICKLE)
    return told(delays[True], delays[False])


async def switch(stand: PushStand, on: Sequence[UUID], off: Sequence[UUID]) -> None:
    """Who was off begins with what happens from now on."""
    await stand.sql(
        "UPDATE push_places p SET read_to = c.last FROM subscriptions s, feed_counters c "
        "WHERE s.subscription_id = p.subscription_id AND c.municipality = s.municipality "
        "AND p.subscription_id = ANY(:on)", on=list(on),
    )  # fmt: skip
    change = "UPDATE subscriptions SET state = :state, version = version + 1 "
    where = "WHERE subscription_id = ANY(:ids)"
    await stand.sql(change + where, state="active", ids=list(on))
    await stand.sql(change + where, state="paused", ids=list(off))
    await stand.sql("DELETE FROM push_deliveries WHERE subscription_id = ANY(:ids)", ids=list(off))


async def trickle(stand: PushStand, to: Sinks, codes: Sequence[str], events: int) -> list[float]:
    """Seconds from commit to arrival at the good ones."""
    chance, committed = random.Random(7), dict[str, float]()
    began = time.monotonic()
    for count in range(events):
        place = chance.randrange(len(codes))
        (id_,) = await stand.happen(codes[place], [chance.randrange(20)])
        if place < GOOD:
            committed[f"{id_}@{place}"] = time.monotonic()
        await asyncio.sleep(max(began + count * PAUSE - time.monotonic(), 0))
    found: list[float] = []
    async with asyncio.timeout(60):
        while committed:
            await asyncio.sleep(0.2)
            for id_, (_, at) in (await to.taken()).items():
                if id_ in committed:
                    found.append(at - committed.pop(id_))
    return found


def told(bad: list[float], alone: list[float]) -> float:
    ratios = []
    for name, pick in (("median", statistics.median), ("p95", p95)):
        ours, other = pick(bad), pick(alone)
        ratios.append(ours / other)
        print(
            f"delay at {GOOD} good sinks, {name}: beside {len(BAD)} bad ones {1000 * ours:.0f} ms, "
            f"beside good ones {1000 * other:.0f} ms, ratio {ratios[-1]:.2f}"
        )
    return max(ratios)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


async def main() -> int:
    with workspace("push") as folder:
        async with sinks(GOOD + 2 * len(BAD)) as to, push_stand(folder) as stand:
            fast = await speed(stand, to) >= AT_LEAST
            apart = await isolation(stand, to) <= AT_MOST
    return 0 if fast and apart else 1


if __name__ == "__main__":
    sys.exit(uvloop.run(main()))
