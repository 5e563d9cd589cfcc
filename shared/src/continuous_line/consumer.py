"""From the log to a handler: the effect and the position commit together, each event once."""

from sqlalchemy import MetaData, Table

from continuous_line import parking, positions, watchdog


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """All tables that consumers need in a service's database."""
    return (
        *positions.tables(metadata),
        *parking.tables(metadata),
        *watchdog.tables(metadata),
    )
