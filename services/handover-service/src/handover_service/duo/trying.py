"""One try at a message: who it is about, what its event means, and that it is done once.

Who the person is, is asked with no transaction open and by the token of whoever asks for the try.
The effect and the new state of the message are one transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from continuous_line import processing_log, telemetry
from continuous_line.auth import Principal
from continuous_line.database import Tx
from continuous_line.errors import Erased, Refused, VersionConflict
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.writing import Writing, context_of
from handover_service.duo import sealed, store
from handover_service.duo.domain.messages import MessageState, Numbers, Reason
from handover_service.duo.domain.table import Meaning
from handover_service.duo.errors import LookUpAway, TryAgain
from handover_service.duo.people import NotTold
from handover_service.duo.room import Given, Room, people_of
from handover_service.duo.store import Stored

PART = ("duo-message",)
_log = telemetry.logger("duo")


@dataclass(frozen=True, slots=True)
class Try:
    """By somebody, now. `token`: theirs."""

    room: Room
    given: Given
    who: Principal
    token: str
    now: datetime

    async def at(self, message: Stored, numbers: Numbers) -> Stored:
        """What has become of it. Raises LookUpAway and TryAgain: then it waits, and NotInForm."""
        meaning = self.room.table.meaning(message.told.event)
        if meaning is None:
            return await self._keep(message, numbers, Reason.EVENT_UNKNOWN)
        if numbers.v_number is None:
            return await self._keep(message, numbers, Reason.NO_V_NUMBER)
        try:
            person = await people_of(self.given).find(self.token, numbers.v_number)
        except NotTold:
            return await self._keep(message, numbers, Reason.LOOK_UP_REFUSED)
        except LookUpAway:
            await self._keep(message, numbers, Reason.LOOK_UP_AWAY, state=MessageState.WAITING)
            raise
        if person is None:
            return await self._keep(message, numbers, Reason.PERSON_UNKNOWN)
        try:
            done = await self._do(message, meaning, person)
        except VersionConflict:
            raise TryAgain("Somebody else wrote to this case; send it again.") from None
        except Refused as refusal:
            if refusal.status == 503:
                raise
            return await self._keep(message, numbers, refusal.code, person)
        await forget_key(self.given, message)
        return done

    async def _do(self, message: Stored, meaning: Meaning, person: UUID) -> Stored:
        async with self.given.database.transaction() as tx:
            current = await store.locked(tx, message.message_id)
            if not current.is_open:
                return current
            values: dict[str, Any] = {"state": MessageState.NOTED}
            if meaning is Meaning.MOVED:
                unit = Writing(tx, self.who, self.now, context_of(self.who))
                effect = await self.room.move(
                    self.given, unit, person, current.municipality, current.told.registered_at
                )
                values = {"case_id": effect.case_id, "event_id": effect.event_id}
                values["state"] = MessageState.RECORDED if effect.new else MessageState.NOTED
            known = values["state"] is MessageState.NOTED and meaning is Meaning.MOVED
            await self._account(tx, person, Manner.CHANGED)
            return await store.change(
                tx,
                message.message_id,
                **values,
                reason=Reason.KNOWN_ALREADY if known else None,
                permit_holder_id=person,
                sealed=None,
                sealed_for=None,
                decided_at=self.now,
                decided_by=self.who.subject,
                **self._tried(current),
            )

    async def _keep(
        self,
        message: Stored,
        numbers: Numbers,
        reason: str,
        person: UUID | None = None,
        *,
        state: MessageState = MessageState.KEPT,
    ) -> Stored:
        """Open, with the reason; under the key of whom it is about where that is known now."""
        values: dict[str, Any] = {}
        if person is not None and message.sealed_for != person:
            try:
                ciphertext = await sealed.sealed(self.given.vault, person, numbers)
                values = {"permit_holder_id": person, "sealed": ciphertext, "sealed_for": person}
            except Erased:
                reason = Reason.ERASED
                values = {"permit_holder_id": person, "sealed": None, "sealed_for": None}
        async with self.given.database.transaction() as tx:
            current = await store.locked(tx, message.message_id)
            if not current.is_open:
                return current
            if person is not None:
                await self._account(tx, person, Manner.REFUSED, reason)
            kept = await store.change(
                tx,
                message.message_id,
                state=state,
                reason=str(reason),
                **values,
                **self._tried(current),
            )
        if values:
            await forget_key(self.given, message)
        _log.info("message kept", message=str(message.message_id), reason=str(reason))
        return kept

    async def _account(
        self, tx: Tx, person: UUID, manner: Manner, reason: str | None = None
    ) -> None:
        entry = Processed(person, Activity.CASE_RECORDING, manner, PART)
        await processing_log.record(tx, self.who, [entry], now=self.now, reason=reason)

    def _tried(self, current: Stored) -> dict[str, Any]:
        return {"tries": current.tries + 1, "tried_at": self.now}


async def forget_key(given: Given, message: Stored) -> None:
    """Of the message itself, once nothing is sealed with it. Where it fails, a key stays that
    opens nothing."""
    if message.sealed_for is None or message.sealed_for == message.permit_holder_id:
        return
    try:
        await given.vault.forget(message.sealed_for, given.clock.now())
    except Exception as error:  # noqa: BLE001 - what was recorded stands
        _log.warning("key not forgotten", error=type(error).__name__)
