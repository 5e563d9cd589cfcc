"""Who may see a signal: the two sides of it, and nobody else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from continuous_line.auth import Principal
from continuous_line.codes import AT_THE_AZC, AT_THE_MUNICIPALITY, Role
from continuous_line.codes_guidance import Side
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.mergers import municipalities_of
from handover_service.domain.access import right_of, rights
from handover_service.domain.errors import UnknownCase
from handover_service.domain.errors_signals import UnknownSignal
from handover_service.domain.signals import Signal
from handover_service.streams import Cases, File, admitted
from handover_service.tables_places import municipality_mergers


@dataclass(frozen=True, slots=True)
class Standing:
    """`sides`: for which somebody may speak. `file`: the case, None where it is about nobody."""

    sides: frozenset[Side]
    file: File | None


async def admit_to_signal(
    cases: Cases, tx: Tx, who: Principal, roles: Collection[Role], signal: Signal, now: datetime
) -> Standing:
    """Let pass who is on either side of it, in one of the roles.

    Raises UnknownSignal for everybody else, and RightEnded for whose right to the case ended.
    """
    raised, file, azc = signal.raised, None, signal.raised.azc
    if raised.case_id is not None:
        try:
            found = await admitted(cases, tx, who, roles, [raised.case_id], now=now)
        except UnknownCase:
            raise _unknown() from None
        file = found[raised.case_id]
        azc = file.about(raised.case_id, now).azc
    held = who.roles.intersection(roles)
    sides = set[Side]()
    if held & AT_THE_AZC and azc in who.places:
        sides.add(Side.RECEPTION)
    if held & AT_THE_MUNICIPALITY:
        places = await municipalities_of(tx, municipality_mergers, who, day(now))
        if raised.municipality in places:
            sides.add(Side.MUNICIPALITY)
    if not sides:
        raise _unknown()
    return Standing(frozenset(sides), file)


def municipality_gone(file: File | None, signal: Signal, now: datetime) -> bool:
    """Whether its municipality has no right to the case any more, so that it cannot act on it."""
    raised = signal.raised
    if file is None or raised.case_id is None or raised.municipality is None:
        return False
    right = right_of(rights(file.case(raised.case_id)), frozenset({raised.municipality}))
    return right is None or (right.ended_on is not None and right.ended_on <= day(now))


def _unknown() -> UnknownSignal:
    return UnknownSignal("There is no such signal, or none that concerns you.")
