"""The generations that are kept, as operators choose between them."""

from dataclasses import dataclass
from datetime import datetime

from continuous_line.database import Tx
from report_service import generations, rebuild_operations
from report_service.generations import NothingServes
from report_service.rebuild_records import RebuildRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """`to_go`: events to build before it can be switched to; None where it is not being built.

    `behind`: events it has read fewer than the one that serves. `other_rules`: made by other rules
    than this release's.
    """

    number: int
    rules: str
    made_at: datetime
    serves: bool
    other_rules: bool
    to_go: int | None
    behind: int


async def kept(tx: Tx, building: RebuildRecord | None) -> list[Generation]:
    """The newest first; none where the worker has not made the first one yet."""
    try:
        serving = await generations.serving_generation(tx)
    except NothingServes:
        return []
    current, found = generations.current_rules(), []
    for number, rules, made_at in await generations.kept(tx):
        being_built = building is not None and building.generation == number
        found.append(
            Generation(
                number=number,
                rules=rules,
                made_at=made_at,
                serves=number == serving,
                other_rules=rules != current,
                to_go=building.total - building.done if building and being_built else None,
                behind=await rebuild_operations.behind(tx, number, serving),
            )
        )
    return found[::-1]
