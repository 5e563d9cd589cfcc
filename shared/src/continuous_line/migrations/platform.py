"""All tables of the platform that are in the database of every service."""

from sqlalchemy import MetaData

from continuous_line import (
    event_store,
    idempotency,
    parking,
    positions,
    processing_log,
    sequencing,
    sessions,
    watchdog,
)


def declare(metadata: MetaData) -> None:
    """Declare them, so that the check of models against migrations sees them."""
    for module in (
        event_store, sequencing, positions, parking, watchdog, idempotency, sessions,
        processing_log,
    ):  # fmt: skip
        module.tables(metadata)
