"""Who works on a side of the handover today, for asking somebody by name."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ARRAY, Text, cast, select
from sqlalchemy.dialects.postgresql import distinct_on

from continuous_line.codes_guidance import Side
from continuous_line.database import Tx
from handover_service.domain.signal_owner import ANSWERING
from handover_service.knowledge import still_planned
from handover_service.tables import staff


async def colleagues(tx: Tx, side: Side, places: Collection[str], on: date) -> list[str]:
    """The staff ids of those who may answer signals at these places on that day."""
    s = staff.c
    held = (
        select(staff)
        .where(s.valid_from <= on, still_planned())
        .ext(distinct_on(s.staff_id))
        .order_by(s.staff_id, s.valid_from.desc(), s.sequence.desc())
        .subquery("held")
    )
    answering = [role.value for role in ANSWERING[side]]
    chosen = select(held.c.staff_id).where(
        ~held.c.gone,
        held.c.roles.bool_op("&&")(cast(answering, ARRAY(Text))),
        held.c.places.bool_op("&&")(cast(sorted(places), ARRAY(Text))),
    )
    return list((await tx.execute(chosen.order_by(held.c.staff_id))).scalars())
