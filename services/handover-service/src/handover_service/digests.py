"""Mails everybody who asked for it what is new: a part of the worker.

At most one mail for each person and day: the day is claimed in a row, and committed, before the
server is asked. Where it was not taken the row waits for another try; where nobody can tell
(a worker died, a connection broke after all was said) there is none.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database, Tx
from continuous_line.days import AMSTERDAM, day
from continuous_line.retrying import Backoff
from continuous_line.tenure import pause
from continuous_line.vault import Vault
from handover_service import mail_addresses
from handover_service.config import Policy
from handover_service.knowledge import staff_on
from handover_service.mail import MailServer, Outcome
from handover_service.mail_text import digest
from handover_service.notice_queries import for_reader
from handover_service.tables_tracking import mail_addresses as addresses
from handover_service.tables_tracking import mail_digests, notices

_log = telemetry.logger("digests")
_PAUSE: Final = 20.0
_FIRST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=1)
CLAIMED, WAITING = "claimed", "waiting"


@dataclass(frozen=True, slots=True)
class Mail:
    """What one person is told: rows of all open notices, and of those no digest told of."""

    staff_id: str
    address: str
    language: str
    tries: int
    open: Sequence[Any]
    new: Sequence[Any]


class Digests:
    def __init__(
        self, database: Database, vault: Vault, clock: Clock, policy: Policy, public_url: str
    ) -> None:
        self._database, self._vault, self._clock = database, vault, clock
        self._policy, self._server = policy, MailServer(policy)
        self._link = f"{public_url.rstrip('/')}/notices"

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; nothing where no mail server is named."""
        backoff = Backoff()
        while not stop.is_set():
            try:
                if self._server.there:
                    await self.send()
                backoff.reset()
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", error=error)
                await backoff.pause(stop)
                continue
            await pause(stop, _PAUSE)

    async def send(self) -> int:
        """To everybody for whom there is something new today; how many mails were taken."""
        now, sent = self._clock.now(), 0
        if now.astimezone(AMSTERDAM).hour < self._policy.mail_hour:
            return 0
        async with self._database.reading() as tx:
            a = addresses.c
            asked = select(a.staff_id).where(a.refused.is_(False)).order_by(a.staff_id)
            everybody = list(await tx.scalars(asked))
        for staff_id in everybody:
            mail = await self._claim(staff_id, now)
            if mail is not None:
                outcome = await self._server.send(self._message(mail, day(now)))
                await self._note(mail, outcome, now)
                sent += outcome is Outcome.SENT
        return sent

    async def _claim(self, staff_id: str, now: datetime) -> Mail | None:
        """None where there is nothing new, or the day is somebody else's or done."""
        async with self._database.transaction() as tx:
            found = await _open_for(tx, staff_id, day(now))
            told = await _told_until(tx, staff_id)
            new = [row for row in found if row.read_at is None and (not told or row.since > told)]
            if not new:
                return None
            address = await mail_addresses.address_of(tx, self._vault, staff_id)
            if address is None:
                return None
            tries = await _claim_day(tx, staff_id, now)
            if tries is None:
                return None
            return Mail(staff_id, address.address, address.language, tries, found, new)

    async def _note(self, mail: Mail, outcome: Outcome, now: datetime) -> None:
        state = WAITING if outcome is Outcome.AGAIN else outcome.value
        later = min(_FIRST * 2 ** (mail.tries - 1), _LONGEST)
        d = mail_digests.c
        own = d.staff_id == mail.staff_id, d.day == day(now)
        async with self._database.transaction() as tx:
            values = {"state": state, "next_at": now + later}
            await tx.execute(update(mail_digests).where(*own).values(values))
            if outcome is Outcome.REFUSED:
                refused = update(addresses).where(addresses.c.staff_id == mail.staff_id)
                await tx.execute(refused.values(refused=True))

    def _message(self, mail: Mail, on: date) -> Any:
        return digest(
            to=mail.address, sender=self._policy.smtp_from, language=mail.language,
            staff_id=mail.staff_id, on=on, notices=mail.open, new=mail.new, link=self._link,
        )  # fmt: skip


async def _open_for(tx: Tx, staff_id: str, today: date) -> Sequence[Any]:
    """By name, and by what directory-service says of their roles and places today."""
    post = await staff_on(tx, staff_id, today)
    if post is not None and not post.here:
        return []
    roles, places = (post.roles, post.places) if post else (frozenset(), frozenset())
    n = notices.c
    mine = for_reader(staff_id, [role.value for role in roles], places)
    chosen = select(notices).where(mine, n.done_at.is_(None)).order_by(n.due_on, n.case_id, n.id)
    return (await tx.execute(chosen)).all()


async def _told_until(tx: Tx, staff_id: str) -> datetime | None:
    """When the last digest was claimed that was, or may have been, sent."""
    d = mail_digests.c
    earlier = d.staff_id == staff_id, d.state.not_in([WAITING, Outcome.REFUSED.value])
    found: datetime | None = await tx.scalar(select(func.max(d.claimed_at)).where(*earlier))
    return found


async def _claim_day(tx: Tx, staff_id: str, now: datetime) -> int | None:
    """Which try it is; None where the day is taken."""
    row = {"state": CLAIMED, "tries": 1, "next_at": now, "claimed_at": now}
    statement = insert(mail_digests).values(staff_id=staff_id, day=day(now), **row)
    d = mail_digests.c
    again = statement.on_conflict_do_update(
        index_elements=["staff_id", "day"],
        set_={"state": CLAIMED, "tries": d.tries + 1, "claimed_at": now},
        where=(d.state == WAITING) & (d.next_at <= now),
    )
    found: int | None = await tx.scalar(again.returning(d.tries))
    return found
