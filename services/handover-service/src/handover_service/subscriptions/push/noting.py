"""Writes down what came of deliveries: of all subscriptions together, many in one transaction."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.retrying import Backoff
from handover_service.subscriptions.push import noting_sql as sql
from handover_service.subscriptions.push.figures import Figures
from handover_service.subscriptions.push.health import Health
from handover_service.subscriptions.push.notes import Fate, Note

_log = telemetry.logger("push")
_MOST: Final = 500
_GATHERING: Final = 0.005


class Noticed(Protocol):
    """Whose deliveries they are. `back`: the sink was left alone and takes things again."""

    id: UUID
    health: Health
    back: bool

    def noted(self, numbers: Sequence[int], *, more: bool) -> None:
        """They are written; `more`: later events of the same persons came up."""


class Noter:
    """`put` returns at once; until `noted` is called nothing is certain. `term`: of events."""

    def __init__(self, database: Database, clock: Clock, figures: Figures, term: timedelta) -> None:
        self._database, self._clock, self._figures = database, clock, figures
        self._term = term
        self._notes: list[tuple[Noticed, Note]] = []
        self._some, self._written = asyncio.Event(), asyncio.Event()
        self._never = asyncio.Event()

    def put(self, of: Noticed, note: Note) -> None:
        self._notes.append((of, note))
        self._some.set()

    async def settled(self, of: UUID) -> None:
        """Until all that was put of that subscription is written."""
        while any(one.id == of for one, _ in self._notes):
            self._written.clear()
            await self._written.wait()

    async def run(self) -> None:
        """Until it is cancelled. What cannot be written is tried until it can."""
        backoff = Backoff()
        while True:
            await self._some.wait()
            await asyncio.sleep(_GATHERING)
            taken = self._notes[:_MOST]
            try:
                await self._write(taken)
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("not noted", error=error)
                await backoff.pause(self._never)
                continue
            backoff.reset()
            del self._notes[: len(taken)]
            self._written.set()
            if not self._notes:
                self._some.clear()

    async def _write(self, taken: Sequence[tuple[Noticed, Note]]) -> None:
        notes = [(of.id, note) for of, note in taken]
        concerned = {of.id: of for of, _ in taken}
        back = [one for one, of in concerned.items() if of.back]
        standing = [
            (one, of.health.failures, of.health.rest_until) for one, of in concerned.items()
        ]
        now = self._clock.now()
        async with self._database.transaction() as tx:
            tries = await sql.places(tx, notes, standing, now)
            risen = await sql.gone(tx, _of(notes, Fate.DELIVERED, Fate.PASSED), self._term, now)
            await sql.failed(tx, _of(notes, Fate.FAILED))
            await sql.put_off(tx, _of(notes, Fate.PUT_OFF))
            await sql.back(tx, back, now)
            await sql.trail(tx, notes, tries)
        for one in back:
            concerned[one].back = False
        numbers: dict[UUID, list[int]] = {}
        for one, note in notes:
            numbers.setdefault(one, []).append(note.number)
            self._count(note)
        for one, of in concerned.items():
            of.noted(numbers[one], more=one in risen or one in back)

    def _count(self, note: Note) -> None:
        match note.fate:
            case Fate.DELIVERED:
                self._figures.delivered.inc()
            case Fate.PASSED:
                self._figures.passed.inc()
            case Fate.FAILED:
                self._figures.failed.labels(note.tried.reason if note.tried else "").inc()
                if note.next_try_at is None:
                    self._figures.died.inc()
            case Fate.PUT_OFF:
                pass


def _of(notes: Sequence[sql.Noted], *fates: Fate) -> Sequence[sql.Noted]:
    return [(one, note) for one, note in notes if note.fate in fates]
