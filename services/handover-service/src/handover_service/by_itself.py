"""Who records what nobody asked for."""

from uuid import UUID, uuid4

from continuous_line.event_store import Context


def by_itself(correlation_id: UUID | None = None, causation_id: UUID | None = None) -> Context:
    """Who records what the service concludes from others' events, or from the day."""
    return Context(
        subject="handover-service",
        organisation="coa",
        roles=(),
        correlation_id=correlation_id or uuid4(),
        causation_id=causation_id,
    )
