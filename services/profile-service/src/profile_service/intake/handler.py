"""What the worker does with rows of profiles: checks them, opens the profiles in bulk.

Working out a chunk takes long enough for requests to wait: it is done beside the event loop.
"""

from asyncio import to_thread
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select, text

from continuous_line import processing_log
from continuous_line.database import Tx
from continuous_line.errors import Refused
from continuous_line.intake.runner import Unit, row_id
from continuous_line.intake.store import Outcome
from continuous_line.intake.table import Fault, Row
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import DataKey, Vault
from profile_service import contents, projections
from profile_service.application.looking_up import V_NUMBER as KIND_OF_LOOK_UP
from profile_service.files import stream_of
from profile_service.intake.arrivals import Arrival, arrival, faults_of
from profile_service.intake.columns import AZC, V_NUMBER, ProfileColumns
from profile_service.intake.opening import Opening, opening
from profile_service.streams import Profiles
from profile_service.tables import profiles as profiles_table

PROFILES: Final = "profiles"
OPENED: Final = "opened"
REFUSED: Final = "refused"
KNOWN: Final = "v-number-known"
NOT_YOURS: Final = "place-not-yours"
WHOLE_COUNTRY: Final = "NL"
_TURN: Final = text("SELECT pg_advisory_xact_lock(7215004)")


class ProfileRows:
    """The handler of intakes of profiles. Whom a row is about follows from intake and row."""

    kind = PROFILES

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._columns = ProfileColumns(profiles.sections)

    async def check(self, unit: Unit, rows: Sequence[Row]) -> list[Fault]:
        arrivals, found = await to_thread(self._checked, unit, rows)
        numbers = {one.v_number: person for person, one in arrivals.items()}
        whose = await unit.vault.look_up_many(KIND_OF_LOOK_UP, numbers)
        others = {number: who for number, who in whose.items() if who != numbers[number]}
        known = await _with_profile(unit.tx, others.values())
        await _account_found(unit, known)
        detail = "Belongs to somebody who has a profile."
        found += [
            Fault(arrivals[numbers[number]].row, V_NUMBER, KNOWN, detail)
            for number, who in others.items()
            if who in known
        ]
        return found

    async def apply(self, unit: Unit, rows: Sequence[Row]) -> list[Outcome]:
        """One chunk at a time, whoever does it: of two intakes with the same person the second
        finds the profile of the first.

        Raises VersionConflict where one of these profiles was opened meanwhile.
        """
        await unit.tx.execute(_TURN)
        arrivals = await to_thread(self._arrivals, unit, rows)
        keys = await unit.vault.new_keys(arrivals)
        numbers = {one.v_number: person for person, one in arrivals.items() if person in keys}
        mine, others = await _remembered(unit.tx, unit.vault, numbers)
        await _account_found(unit, others)
        openings = await to_thread(_openings, {p: arrivals[p] for p in sorted(mine)}, unit.now)
        await self._write(unit, openings, keys)
        return [
            Outcome(one.row, OPENED, person)
            if person in mine
            else Outcome(one.row, REFUSED, code=KNOWN)
            for person, one in arrivals.items()
        ]

    def _checked(self, unit: Unit, rows: Sequence[Row]) -> tuple[dict[UUID, Arrival], list[Fault]]:
        found = [fault for row in rows for fault in faults_of(row, self._columns, unit.now)]
        found += _elsewhere(rows, unit.intake.places)
        wrong = {fault.row for fault in found}
        arrivals = self._arrivals(unit, [row for row in rows if row.number not in wrong])
        for person, one in arrivals.items():
            try:
                opening(one, person, unit.now)
            except Refused as refusal:
                found.append(Fault(one.row, AZC, refusal.code, refusal.detail))
        return arrivals, found

    def _arrivals(self, unit: Unit, rows: Sequence[Row]) -> dict[UUID, Arrival]:
        intake = unit.intake.intake_id
        return {row_id(intake, row.number): arrival(row, self._columns) for row in rows}

    async def _write(
        self, unit: Unit, openings: Sequence[Opening], keys: Mapping[UUID, DataKey]
    ) -> None:
        """As many single requests would have left it, in four statements."""
        tx, now = unit.tx, unit.now
        await self._profiles.files.store.append_new(
            tx,
            {stream_of(one.person): one.events for one in openings},
            recorded_at=now,
            context=unit.intake.context,
        )
        sealed = ((keys[one.person], *kept) for one in openings for kept in one.kept)
        await contents.keep_many(tx, sealed, now)
        states = {one.person: one.state for one in openings}
        await projections.show_new(tx, states, now=now, policy=self._profiles.policy)
        entries = [
            Processed(
                one.person,
                Activity.PROFILE_INTAKE,
                Manner.CHANGED,
                tuple(of.section.value for of, _ in one.kept),
            )
            for one in openings
        ]
        await processing_log.record(tx, unit.intake.who, entries, now=now)


def _openings(arrivals: Mapping[UUID, Arrival], now: datetime) -> list[Opening]:
    return [opening(one, person, now) for person, one in arrivals.items()]


def _elsewhere(rows: Sequence[Row], places: Collection[str]) -> list[Fault]:
    """Whose token names places registers people there alone."""
    if not places or WHOLE_COUNTRY in places:
        return []
    detail = "Is none of the places of who sent this file."
    named = ((row.number, row.text(AZC)) for row in rows)
    return [
        Fault(number, AZC, NOT_YOURS, detail) for number, azc in named if azc and azc not in places
    ]


async def _account_found(unit: Unit, persons: Collection[UUID]) -> None:
    """That the file showed who of these has a profile."""
    entries = [Processed(one, Activity.PERSON_LOOK_UP, Manner.FOUND) for one in sorted(persons)]
    if entries:
        await processing_log.record(unit.tx, unit.intake.who, entries, now=unit.now)


async def _remembered(
    tx: Tx, vault: Vault, numbers: Mapping[str, UUID]
) -> tuple[set[UUID], set[UUID]]:
    """Those whose V-number leads to them now, as it may lead to nobody else who has a profile;
    and who else has a profile and the number of one of them.

    A look-up without a profile was left by an intake that failed: it is taken over.
    """
    whose = await vault.remember_many(KIND_OF_LOOK_UP, numbers)
    others = {number: who for number, who in whose.items() if who != numbers[number]}
    known = await _with_profile(tx, others.values())
    left = {number: who for number, who in others.items() if who not in known}
    for number, who in left.items():
        await vault.release(KIND_OF_LOOK_UP, number, who)
    if left:
        whose |= await vault.remember_many(KIND_OF_LOOK_UP, {n: numbers[n] for n in left})
    return {person for number, person in numbers.items() if whose.get(number) == person}, known


async def _with_profile(tx: Tx, persons: Collection[UUID]) -> set[UUID]:
    if not persons:
        return set()
    here = profiles_table.c.permit_holder_id
    found = await tx.scalars(select(here).where(here.in_(list(persons))))
    return set(found.all())
