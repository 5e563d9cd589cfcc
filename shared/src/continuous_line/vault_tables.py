"""The tables of a keys database: a database of its own, with its own login and backup term.

A consumer's tables are there too: how far the erasures of the log were applied.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)

from continuous_line import consumer

metadata = MetaData()
consumer.tables(metadata)

master_keys = Table(
    "master_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("proof", LargeBinary, nullable=False),
    comment="A known text wrapped with each master key: tells a wrong key from the right one",
)
vault_secrets = Table(
    "vault_secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("master_key", Text, nullable=False),
    comment="What keys the look-up hashes: it outlives every master key",
)
vault_keys = Table(
    "vault_keys",
    metadata,
    Column("subject", Uuid, primary_key=True),
    Column("wrapped", LargeBinary),
    Column("master_key", Text, index=True),
    Column("erased_at", DateTime(timezone=True)),
    CheckConstraint(
        "(wrapped IS NULL) = (erased_at IS NOT NULL) AND (wrapped IS NULL) = (master_key IS NULL)",
        name="vault_keys_key_or_erased",
    ),
    comment="The wrapped key of each person, or that it was destroyed: one row, so never both",
)
vault_look_ups = Table(
    "vault_look_ups",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("subject", Uuid, nullable=False, index=True),
    comment="Keyed hashes of what a person is looked up by; gone with the key",
)
