"""What is sent in and answered; names of the form are DUO's own."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from continuous_line.fields import Answer, Body, Code, Moment
from handover_service.duo.domain.messages import Discard, MessageState
from handover_service.duo.store import Stored

Event = Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{3}$", max_length=5)]
Bsn = Annotated[str, Field(pattern=r"^[0-9]{9}$", max_length=9)]
VNumber = Annotated[str, Field(pattern=r"^[0-9]{10}$", max_length=10)]


class Notificatie(Body):
    """DUO's form. Both numbers are optional there; a message without any is kept."""

    registratie_datum_tijd: Moment
    gebeurtenis_id: Event = Field(description="As SS139: outflow from COA into the municipality.")
    bsn: Bsn | None = None
    v_nummer: VNumber | None = None


class NewDiscarding(Body):
    reason: Discard


class DuoMessage(Answer):
    """`state`: `recorded` and `noted` are done, `waiting` and `kept` are open."""

    message_id: UUID
    bericht_id: UUID | None = Field(description="The sender's; null: it did not fit the form.")
    organisation: str
    municipality: Code | None = Field(description="It was addressed to; null: to us.")
    event: str | None
    registered_at: datetime | None
    faults: list[str] | None = Field(None, description="Which parts did not fit the form.")
    received_at: datetime
    state: MessageState
    reason: str | None = Field(description="Why it waits, is kept, or was noted only.")
    tries: int
    tried_at: datetime | None = None
    case_id: UUID | None = None
    event_id: UUID | None = Field(None, description="The public event that it led to.")
    discarded_because: Discard | None = None
    decided_at: datetime | None = None

    @classmethod
    def of(cls, stored: Stored) -> Self:
        return cls(
            bericht_id=stored.sent_as,
            **{name: getattr(stored, name) for name in cls.model_fields if name != "bericht_id"},
        )


class DuoMessageNumbers(Answer):
    """Of whom an open message is about, as its sender wrote them."""

    bsn: str | None = None
    v_number: str | None = None
    as_sent: str | None = Field(
        None, description="Headers of the form and the body as they came, where they did not fit."
    )
