"""A message of DUO's form, and what becomes of one that came in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True, repr=False)
class Numbers:
    """Of the person; never in a log, address, event, error or plain column."""

    bsn: str | None = None
    v_number: str | None = None
    as_sent: str | None = None
    """Headers and body as they came, of what did not fit the form: whose it is, nobody knows."""

    def __repr__(self) -> str:
        return "Numbers(...)"


@dataclass(frozen=True, slots=True)
class Message:
    """`sender`, `addressee`: OIN. `id`: the sender's, by which a repeat is known."""

    sender: str
    addressee: str
    id: UUID
    registered_at: datetime
    event: str
    numbers: Numbers = Numbers()


class MessageState(StrEnum):
    """`waiting`: nothing decided yet, as a part that is needed was away. `kept`: refused."""

    WAITING = "waiting"
    RECORDED = "recorded"
    NOTED = "noted"
    KEPT = "kept"
    DISCARDED = "discarded"


OPEN: Final = (MessageState.WAITING, MessageState.KEPT)
"""May be tried again or discarded; the numbers are kept as long."""


class Reason(StrEnum):
    """Why a message waits or is kept; a rule that refused its act has a code of its own."""

    NOT_TRIED = "not-tried"
    LOOK_UP_AWAY = "look-up-away"
    EVENT_UNKNOWN = "event-unknown"
    NO_V_NUMBER = "no-v-number"
    PERSON_UNKNOWN = "person-unknown"
    LOOK_UP_REFUSED = "look-up-refused"
    ERASED = "personal-data-erased"
    KNOWN_ALREADY = "known-already"
    SENDER_NOT_YOURS = "bron-not-yours"
    ADDRESSEE_UNKNOWN = "doel-unknown"
    ROLE_MISSING = "role-missing"
    SENT_BEFORE = "bericht-id-reused"
    NOT_IN_FORM = "not-in-form"


AT_THE_DOOR: Final = (Reason.SENDER_NOT_YOURS, Reason.ADDRESSEE_UNKNOWN, Reason.ROLE_MISSING)
"""The sender was refused, and the message kept; sent again it is judged anew."""


class Discard(StrEnum):
    """Why somebody discards a message."""

    REPEATED = "repeated"
    WRONG = "wrong"
    NOT_OURS = "not-ours"
    RECORDED_OTHERWISE = "recorded-otherwise"
    OTHER = "other"


def headers_of(message: Message) -> Mapping[str, str]:
    """As the form names them, in lower case."""
    return {"bron": message.sender, "doel": message.addressee, "berichtid": str(message.id)}


def body_of(message: Message) -> Mapping[str, str]:
    """As the form names its fields; a number that is not there is left out."""
    fields = {
        "registratieDatumTijd": message.registered_at.astimezone(UTC).isoformat(),
        "gebeurtenisId": message.event,
        "bsn": message.numbers.bsn,
        "vNummer": message.numbers.v_number,
    }
    return {name: value for name, value in fields.items() if value is not None}
