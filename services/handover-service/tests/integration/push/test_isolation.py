"""Sinks that hang, fail or close the connection take nothing from those that work."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from continuous_line.testing.sinks import reply, sink


async def hangs(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def closes(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    """Without an answer."""


async def test_good_sinks_get_everything_while_bad_ones_are_tried_a_few_times(
    stand: Any, eventually: Any, ids: Any
) -> None:
    persons = await stand.persons(10)
    bad = [hangs] * 4 + [reply(500)] * 4 + [closes] * 2
    async with AsyncExitStack() as open_:
        good = [await open_.enter_async_context(sink()) for _ in range(10)]
        other = [await open_.enter_async_context(sink(behaviour)) for behaviour in bad]
        for server in (*other, *good):
            await stand.subscribe(f"http://localhost:{server.port}/in", most_under_way=4)
        told: list[str] = []
        async with stand.at_work():
            for _ in range(5):
                told += await stand.happens(*persons)
                await eventually(
                    lambda: all(len(server.got) == len(told) for server in good),  # noqa: B023
                    30,
                )
        assert all(sorted(ids(server.got)) == sorted(told) for server in good)
        assert all(0 < len(server.got) < len(told) / 2 for server in other)
