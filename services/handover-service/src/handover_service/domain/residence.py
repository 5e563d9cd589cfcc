"""Where somebody lives: what was said last of it, by the case's own facts or by profile-service."""

from datetime import datetime

from handover_service.domain.case import Case
from handover_service.domain.resident import Resident


def azc_of(case: Case, resident: Resident, moment: datetime) -> tuple[str, datetime] | None:
    """The reception centre at that moment, and since when."""
    own = case.azc_at(moment)
    if resident.azc is None or resident.azc_at is None or resident.azc_at > moment:
        return own
    if own is None or resident.azc_at > own[1]:
        return resident.azc, resident.azc_at
    return own
