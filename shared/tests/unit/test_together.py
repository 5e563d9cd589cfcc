"""Asking for many at once."""

import asyncio
from collections.abc import Sequence

import pytest

from continuous_line.together import Together


class Asked:
    """Doubles numbers; refuses any question with a negative one."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, questions: Sequence[int]) -> list[int]:
        self.batches.append(list(questions))
        await asyncio.sleep(0)
        if min(questions) < 0:
            raise ValueError("negative")
        return [2 * question for question in questions]


async def test_what_is_asked_at_the_same_time_goes_together_and_each_gets_its_own_answer() -> None:
    asked = Asked()
    together = Together(asked)
    answers = await asyncio.gather(*(together.soon(number) for number in range(250)))
    assert answers == [2 * number for number in range(250)]
    assert [len(batch) for batch in asked.batches] == [100, 100, 50]


async def test_what_comes_while_a_question_is_under_way_waits_for_the_next() -> None:
    asked = Asked()
    together = Together(asked)
    first = together.soon(1)
    await asyncio.sleep(0)
    second = together.soon(2)
    assert (await first, await second) == (2, 4)
    assert asked.batches == [[1], [2]]


async def test_nobody_fails_for_the_question_of_another() -> None:
    together = Together(Asked())
    good, bad, other = together.soon(1), together.soon(-1), together.soon(3)
    assert (await good, await other) == (2, 6)
    with pytest.raises(ValueError, match="negative"):
        await bad


async def test_who_no_longer_waits_does_no_harm() -> None:
    asked = Asked()
    together = Together(asked)
    gone, stays = together.soon(1), together.soon(2)
    gone.cancel()
    assert await stays == 4
    together.soon(-1)
    await together.finished()
    assert asked.batches == [[1, 2], [-1]]
    assert await together.soon(5) == 10
