import asyncio
from collections.abc import Callable

import asyncpg


async def run(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_a_fresh_database_is_empty(fresh_database: str) -> None:
    await run(fresh_database, "CREATE TABLE thing (id int)")
    assert await run(fresh_database, "SELECT count(*) FROM pg_stat_user_tables") == 1


async def test_the_next_fresh_database_does_not_see_the_one_before(fresh_database: str) -> None:
    assert await run(fresh_database, "SELECT to_regclass('thing')") is None


async def test_a_database_can_be_copied(new_database: Callable[..., str]) -> None:
    first = new_database()
    await run(first, "CREATE TABLE thing (id int)")
    second = new_database(template=first)
    assert await run(second, "SELECT count(*) FROM thing") == 0


def test_a_test_without_a_loop_can_use_the_database(fresh_database: str) -> None:
    assert asyncio.run(run(fresh_database, "SELECT 1")) == 1
