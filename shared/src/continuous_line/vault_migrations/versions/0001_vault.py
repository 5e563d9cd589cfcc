"""Keys of persons, and what they are looked up by."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, DateTime, LargeBinary, Text, Uuid

revision = "0001_vault"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "master_keys",
        Column("id", Text, primary_key=True),
        Column("proof", LargeBinary, nullable=False),
        comment="A known text wrapped with each master key: tells a wrong key from the right one",
    )
    op.create_table(
        "vault_secrets",
        Column("name", Text, primary_key=True),
        Column("wrapped", LargeBinary, nullable=False),
        Column("master_key", Text, nullable=False),
        comment="What keys the look-up hashes: it outlives every master key",
    )
    op.create_table(
        "vault_keys",
        Column("subject", Uuid, primary_key=True),
        Column("wrapped", LargeBinary),
        Column("master_key", Text, index=True),
        Column("erased_at", DateTime(timezone=True)),
        CheckConstraint(
            "(wrapped IS NULL) = (erased_at IS NOT NULL)"
            " AND (wrapped IS NULL) = (master_key IS NULL)",
            name="vault_keys_key_or_erased",
        ),
        comment="The wrapped key of each person, or that it was destroyed: one row, so never both",
    )
    op.create_table(
        "vault_look_ups",
        Column("kind", Text, primary_key=True),
        Column("hash", LargeBinary, primary_key=True),
        Column("subject", Uuid, nullable=False, index=True),
        comment="Keyed hashes of what a person is looked up by; gone with the key",
    )


def downgrade() -> None:
    for table in ("vault_look_ups", "vault_keys", "vault_secrets", "master_keys"):
        op.drop_table(table)
