"""Which subscriptions this process serves: each is served by one process at a time.

A lease is a session lock on a connection of its own. A process that dies takes its connection
along, and another one takes over within a second; one that loses it stops at once, long before
the server gives the locks to others.
"""

import asyncio
import math
from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from continuous_line.database import Tx, fetch

_PATIENCE: Final = 8.0
"""Seconds to wait for an answer: less than the server needs to see that a client is gone."""
_PRESENT: Final = "SELECT pg_try_advisory_lock_shared(7416, 0)"
_COUNT: Final = (
    "SELECT count(DISTINCT pid) AS processes FROM pg_locks WHERE locktype = 'advisory' "
    "AND classid = 7416 AND objid = 0 AND objsubid = 2 AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_TAKE: Final = (
    "SELECT id FROM unnest($1::uuid[]) AS t (id) "
    "WHERE pg_try_advisory_lock(hashtextextended(id::text, 7416)) LIMIT $2"
)
_GIVE: Final = (
    "SELECT pg_advisory_unlock(hashtextextended(id::text, 7416)) FROM unnest($1::uuid[]) AS t (id)"
)


def share(subscriptions: int, processes: int) -> int:
    """How many each process may serve, so that all are served."""
    return math.ceil(subscriptions / max(processes, 1))


class Leases:
    """`connection`: a direct one, on which every statement is a transaction."""

    def __init__(self, connection: Tx) -> None:
        self._connection = connection
        self.held: set[UUID] = set()
        self._present = False

    async def look(self, wanted: Collection[UUID]) -> Sequence[UUID]:
        """Take what this process may serve more of these; those that it should give back.

        Raises TimeoutError or what the driver raises where the connection is lost.
        """
        async with asyncio.timeout(_PATIENCE):
            if not self._present:
                await fetch(self._connection, _PRESENT)
                self._present = True
            (found,) = await fetch(self._connection, _COUNT)
            most = share(len(wanted), found.processes)
            free = [one for one in wanted if one not in self.held]
            room = most - len(self.held.intersection(wanted))
            if room > 0 and free:
                rows = await fetch(self._connection, _TAKE, free, room)
                self.held.update(row.id for row in rows)
        over = sorted(self.held.intersection(wanted))[most:] if room < 0 else []
        return [*over, *(one for one in self.held if one not in wanted)]

    async def give(self, ids: Sequence[UUID]) -> None:
        """Others may serve these."""
        if ids:
            async with asyncio.timeout(_PATIENCE):
                await fetch(self._connection, _GIVE, list(ids))
            self.held.difference_update(ids)
