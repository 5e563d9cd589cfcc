"""What the `env.py` of every service does: migrate online, one process at a time."""

import asyncio
import os

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, text

from continuous_line.database import direct_engine

LOCK = 7_215_001
"""Key of the advisory lock that only one migration at a time holds."""


def run(metadata: MetaData, variable: str = "DL_DATABASE_URL") -> None:
    """Migrate the database at `variable`, or the one that the caller's Config names.

    Raises CommandError for the offline mode: what was not tried on a database is no migration.
    """
    if context.is_offline_mode():
        raise CommandError("migrations run online only")
    url = context.config.attributes.get("url") or os.environ.get(variable)
    if not url:
        raise CommandError(f"{variable} is not set")
    asyncio.run(_migrate(url, metadata))


async def _migrate(url: str, metadata: MetaData) -> None:
    engine = direct_engine(url, name="migration", answer_within=None)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            await connection.execute(text("SET lock_timeout = '10s'"))
            await connection.commit()
            await connection.run_sync(_run, metadata)
            await connection.commit()
    finally:
        await engine.dispose()


def _run(connection: Connection, metadata: MetaData) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()
