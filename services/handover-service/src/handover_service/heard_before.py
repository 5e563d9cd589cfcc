"""What was known of a person at an earlier moment, by when it was heard."""

from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from continuous_line.database import Tx
from handover_service.domain.resident import Resident
from handover_service.knowledge import resident_of
from handover_service.reactions_persons import facts_of, resident_row


async def heard_before(tx: Tx, person: UUID, moment: datetime) -> Resident | None:
    """Of what is valid now the part that was heard before that moment; None where that is all.

    What was taken back since is not in it. Heard by an earlier version of the service, a fact
    counts from when profile-service recorded it.
    """
    found = await facts_of(tx, [person])
    known = [fact for row, fact in found if (row.heard_at or row.recorded_at or moment) < moment]
    if len(known) == len(found):
        return None
    row = resident_row(known)
    heard = {"heard_azc": row["azc"], "heard_azc_at": row["azc_at"], "heard": len(known)}
    return resident_of(SimpleNamespace(**row, **heard))
