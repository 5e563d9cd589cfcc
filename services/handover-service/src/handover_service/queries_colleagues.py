"""Who works somewhere in a role on a day, to be named as somebody who does something."""

from collections.abc import Collection
from datetime import date
from typing import Final

from continuous_line.codes import Role
from continuous_line.database import Tx, fetch

_COLLEAGUES: Final = """
    SELECT staff_id FROM (
      SELECT DISTINCT ON (s.staff_id) s.* FROM staff s
      WHERE s.valid_from <= $1 AND NOT EXISTS (
        SELECT FROM staff AS l WHERE l.gone AND l.staff_id = s.staff_id
        AND l.valid_from <= s.valid_from AND l.sequence > s.sequence)
      ORDER BY s.staff_id, s.valid_from DESC, s.sequence DESC
    ) held
    WHERE NOT gone AND places && $2 AND roles && $3 AND NOT roles && $4
    ORDER BY staff_id
    """
"""What holds for somebody on a day: see `knowledge.still_planned`."""
NEVER_OWN: Final = (Role.ASYLUM_DECISION_MAKER, Role.PARTICIPATION_CASE_MANAGER)


async def colleagues(
    tx: Tx,
    roles: Collection[Role],
    places: Collection[str],
    on: date,
    without: Collection[Role] = (),
) -> list[str]:
    """The staff ids of those in one of the roles at one of the places, and in none `without`."""
    wanted, barred = [role.value for role in roles], [role.value for role in without]
    rows = await fetch(tx, _COLLEAGUES, on, sorted(places), wanted, barred)
    return [row.staff_id for row in rows]
