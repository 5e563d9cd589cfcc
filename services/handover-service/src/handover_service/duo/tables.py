"""Messages of DUO's form that came in, and what became of each."""

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from handover_service.tables import metadata

duo_messages = Table(
    "duo_messages",
    metadata,
    Column("message_id", Uuid, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("sent_as", Uuid),
    Column("body_hash", LargeBinary, nullable=False),
    Column("sender", Text),
    Column("addressee", Text),
    Column("municipality", Text),
    Column("event", Text),
    Column("registered_at", DateTime(timezone=True)),
    Column("faults", ARRAY(Text)),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("tries", Integer, nullable=False),
    Column("tried_at", DateTime(timezone=True)),
    Column("permit_holder_id", Uuid),
    Column("case_id", Uuid),
    Column("event_id", Uuid),
    Column("sealed", LargeBinary),
    Column("sealed_for", Uuid),
    Column("discarded_because", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Text),
    Index("duo_messages_order_idx", "state", "received_at", "message_id"),
)
"""`sent_as`: the sender's berichtId; `sender`, `addressee`: OIN, null where it came before they
were kept. What did not fit the form has none of these, no event and no moment, but `faults`: which
parts of it. `body_hash`: keyed. `municipality`: it was addressed to; null: to this installation.
`sealed`: the numbers, with the key of `sealed_for`: of the person as soon as it is known, else of
the message itself; both null once it is dealt with. `event_id`: the public event that it led to,
or that was there already."""
