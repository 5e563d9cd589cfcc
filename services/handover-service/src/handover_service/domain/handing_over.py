"""Who gets which of somebody's cases: households stay together, and loads come out even."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from handover_service.domain.errors import NobodyToHandTo


def distribute(
    units: Collection[Sequence[UUID]],
    loads: Mapping[str, int],
    chosen: Mapping[UUID, str] | None = None,
) -> dict[UUID, str]:
    """For each case its new owner: who has the fewest, the largest household first.

    `loads`: how many open cases each of the receivers has now. `chosen`: who is to get a case
    whatever the loads; the rest of its household goes along unless it is chosen for as well.
    Raises NobodyToHandTo.
    """
    chosen = chosen or {}
    load = dict(loads)
    found: dict[UUID, str] = {}
    free: list[Sequence[UUID]] = []
    for unit in units:
        wanted = [chosen[case] for case in unit if case in chosen]
        if not wanted:
            free.append(unit)
            continue
        for case in unit:
            to = chosen.get(case, wanted[0])
            found[case] = to
            load[to] = load.get(to, 0) + 1
    if free and not loads:
        raise NobodyToHandTo("Nobody is named to whom these cases could go.")
    for unit in sorted(free, key=lambda one: (-len(one), min(one))):
        to = min(loads, key=lambda staff_id: (load[staff_id], staff_id))
        found |= dict.fromkeys(unit, to)
        load[to] += len(unit)
    return found
