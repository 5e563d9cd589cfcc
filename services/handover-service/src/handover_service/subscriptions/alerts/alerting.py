"""Mails owners what is wrong with their subscriptions: a part of the worker.

At most one mail for each subscription, kind and day: it is claimed in a row, and committed, before
the server is asked. Where nobody can tell whether it was taken there is no second one.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final
from uuid import UUID

from continuous_line import telemetry
from continuous_line.clock import Clock
from continuous_line.database import Database
from continuous_line.days import day
from continuous_line.retrying import Backoff
from continuous_line.tenure import pause
from handover_service.config import Policy
from handover_service.mail import MailServer, Outcome
from handover_service.subscriptions.alerts import claims
from handover_service.subscriptions.alerts.addresses import Alerted, alerted
from handover_service.subscriptions.alerts.due import Facts, Kind, due
from handover_service.subscriptions.alerts.facts import everybody, facts_of
from handover_service.subscriptions.alerts.letter import letter
from handover_service.subscriptions.secrets import Secrets
from handover_service.subscriptions.standing import load

_log = telemetry.logger("alerts")
_PAUSE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one owner is told now, for the so-many-th time tried."""

    facts: Facts
    kind: Kind
    to: Alerted
    tries: int


class Alerts:
    """`after`: a sink fails for so long before its owner is told."""

    def __init__(
        self,
        database: Database,
        secrets: Secrets,
        clock: Clock,
        policy: Policy,
        *,
        after: timedelta,
        public_url: str,
    ) -> None:
        self._database, self._secrets, self._clock = database, secrets, clock
        self._policy, self._server, self._after = policy, MailServer(policy), after
        self._pages = f"{public_url.rstrip('/')}/subscriptions"

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; nothing is sent where no mail server is named."""
        backoff = Backoff()
        while not stop.is_set():
            try:
                await self.send()
                backoff.reset()
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", error=error)
                await backoff.pause(stop)
                continue
            await pause(stop, _PAUSE)

    async def send(self) -> int:
        """To everybody of whose subscription there is something to tell; how many were taken."""
        now, sent = self._clock.now(), 0
        async with self._database.transaction() as tx:
            await claims.forget(tx, now)
        if not self._server.there:
            return 0
        async with self._database.reading() as tx:
            found = await facts_of(tx, await everybody(tx), now)
        for facts in found:
            for kind in due(facts, now, self._after):
                mail = await self._claim(facts.id, kind, now)
                if mail is not None:
                    outcome = await self._server.send(self._message(mail, now))
                    await self._note(mail, outcome, now)
                    sent += outcome is Outcome.SENT
        return sent

    async def _claim(self, subscription_id: UUID, kind: Kind, now: datetime) -> Claimed | None:
        """None where it was told meanwhile, the day is taken, or nobody wants to know any more."""
        async with self._database.transaction() as tx:
            await load(tx, subscription_id, lock=True)
            (facts,) = await facts_of(tx, [subscription_id], now)
            to = await alerted(tx, self._secrets, subscription_id)
            if to is None or to.refused or kind not in due(facts, now, self._after):
                return None
            tries = await claims.claim(tx, subscription_id, kind, now)
            return None if tries is None else Claimed(facts, kind, to, tries)

    async def _note(self, mail: Claimed, outcome: Outcome, now: datetime) -> None:
        async with self._database.transaction() as tx:
            await claims.note(tx, mail.facts.id, mail.kind, outcome, mail.tries, now)
            if outcome is Outcome.REFUSED:
                await claims.refuse(tx, mail.facts.id, mail.to.sealed)

    def _message(self, mail: Claimed, now: datetime) -> EmailMessage:
        return letter(
            mail.facts, mail.kind, to=mail.to.address, sender=self._policy.smtp_from,
            on=day(now), link=f"{self._pages}/{mail.facts.id}",
        )  # fmt: skip
