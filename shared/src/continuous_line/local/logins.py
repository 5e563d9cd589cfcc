"""One database and one least-privilege login per service."""

import asyncpg

_ROLE = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


async def create_login(admin_url: str, database: str, user: str, password: str) -> None:
    """`user` owns `database` and may enter no other; nobody else may enter it.

    May be repeated: what exists stays, and the password is the one given.
    """
    connection = await asyncpg.connect(admin_url)
    try:
        exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", user)
        verb = "ALTER" if exists else "CREATE"
        await _execute(connection, f"{verb} ROLE %I {_ROLE} PASSWORD %L", user, password)
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            await _execute(connection, "CREATE DATABASE %I OWNER %I", database, user)
        await _execute(connection, "ALTER DATABASE %I OWNER TO %I", database, user)
        for closed in (database, "postgres", "template1"):
            await _execute(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", closed)
    finally:
        await connection.close()


async def _execute(
    connection: "asyncpg.Connection[asyncpg.Record]", statement: str, *values: str
) -> None:
    """Utility statements take no parameters: the server itself quotes names and literals."""
    text = await connection.fetchval("SELECT format($1, VARIADIC $2::text[])", statement, values)
    await connection.execute(text)
