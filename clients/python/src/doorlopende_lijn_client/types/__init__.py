"""Generated types: one module per service, and `events` for the data of public events."""

from doorlopende_lijn_client.types import directory, events, handover, profile, report

__all__ = ["directory", "events", "handover", "profile", "report"]
