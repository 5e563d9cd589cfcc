"""The agenda of a talk: what must be said, what the profile asks to discuss, and what was said.

The flag of the profile is asked in the name of who plans or opens, and kept sealed; a profile
that cannot be read now is asked for when the agenda is opened the next time.
"""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from continuous_line.act import When
from continuous_line.codes_guidance import InformationItem
from continuous_line.database import Database, Tx
from continuous_line.errors import Erased
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from handover_service import roles, texts
from handover_service.application.households import Decided
from handover_service.application.recording import Recorded, act_on, save
from handover_service.domain import talks_agenda as agenda
from handover_service.domain.events_guidance import DiscussedInPerson, InformationConfirmed
from handover_service.domain.programme import Programmes
from handover_service.domain.talks_agenda import InPersonFlag, Said
from handover_service.profile_client import ProfileClient
from handover_service.programme_table import KnownProgrammes
from handover_service.streams import Desk, File

KIND = "agenda"


@dataclass(frozen=True, slots=True)
class Agenda:
    """`required`: what the programmes ask to say. `flag`: whether something is to be discussed in
    person; UNKNOWN: the profile was not read."""

    required: tuple[InformationItem, ...]
    told: dict[InformationItem, InformationConfirmed]
    flag: InPersonFlag
    discussed: DiscussedInPerson | None

    @property
    def items(self) -> list[InformationItem]:
        """All that may be said, the required first."""
        return sorted(InformationItem, key=lambda item: item not in self.required)


@dataclass(frozen=True, slots=True)
class Flags:
    """What the profiles say of discussing in person: asked in somebody's name, kept sealed."""

    profile: ProfileClient
    vault: Vault
    database: Database
    programmes: KnownProgrammes

    async def ask(self, token: str, persons: dict[UUID, UUID], now: datetime) -> None:
        """For each case, of whom it is; kept in a transaction of its own."""
        found = await gather(
            *(self.profile.discuss_in_person(token, person) for person in persons.values())
        )
        async with self.database.transaction() as tx:
            for (case_id, person), flag in zip(persons.items(), found, strict=True):
                await self._keep(tx, case_id, person, flag, now)

    async def known(self, tx: Tx, case_id: UUID) -> InPersonFlag:
        about = _about(case_id)
        kept = (await texts.opened(tx, self.vault, [about])).get(about)
        return InPersonFlag(kept) if kept else InPersonFlag.UNKNOWN

    async def learned(self, token: str, case_id: UUID, person: UUID, now: datetime) -> InPersonFlag:
        """Asked for now; kept in a transaction of its own where there is anything to keep."""
        flag = await self.profile.discuss_in_person(token, person)
        if flag is not InPersonFlag.UNKNOWN:
            async with self.database.transaction() as tx:
                await self._keep(tx, case_id, person, flag, now)
        return flag

    async def _keep(
        self, tx: Tx, case_id: UUID, person: UUID, flag: InPersonFlag, now: datetime
    ) -> None:
        """What was known stays where nothing is learned. Nothing is kept of who was erased."""
        if flag is InPersonFlag.UNKNOWN:
            return
        try:
            await texts.put(tx, self.vault, person, KIND, {_about(case_id): flag.value}, now)
        except Erased:
            return


def ask_after_planning(desk: Desk, flags: Flags, token: str, decided: Decided) -> None:
    """Once the plan is recorded, so that nobody waits for the profile with a transaction open."""
    persons = {case_id: file.person for case_id, file in decided.files.items()}
    now = desk.writing.now
    desk.writing.afterwards.append(lambda: flags.ask(token, persons, now))


@dataclass(frozen=True, slots=True)
class Read:
    """What this service knows of an agenda: all but what the profile may still be asked."""

    file: File
    case_id: UUID
    flag: InPersonFlag
    programmes: Programmes
    now: datetime


async def read(desk: Desk, flags: Flags, case_id: UUID) -> Read:
    """For whoever leads the talk; that it was opened is kept."""
    file, w = await desk.open(roles.TALK, case_id), desk.writing
    flag = await flags.known(w.tx, case_id)
    await w.processed(Processed(file.person, Activity.CASE_READING, Manner.OPENED, (KIND,)))
    return Read(file, case_id, flag, await flags.programmes.known(w.tx), w.now)


async def agenda_of(known: Read, flags: Flags, token: str) -> Agenda:
    """The profile is asked where nothing is known: not with the transaction of `read` open."""
    flag = known.flag
    if flag is InPersonFlag.UNKNOWN:
        flag = await flags.learned(token, known.case_id, known.file.person, known.now)
    case = known.file.case(known.case_id)
    required = agenda.required_items(case, known.programmes, known.now)
    return Agenda(required, agenda.told(case), flag, agenda.discussed(case))


async def confirm(desk: Desk, flags: Flags, case_id: UUID, said: Said, when: When) -> Recorded:
    """What was said in the talk is ticked; nothing of its content is stored."""
    file, w = await desk.open(roles.TALK, case_id), desk.writing
    flag = await flags.known(w.tx, case_id) if said.discussed else InPersonFlag.UNKNOWN
    await w.processed(Processed(file.person, Activity.CASE_RECORDING, Manner.CHANGED, (KIND,)))
    events = agenda.confirm_told(
        file.case(case_id), act_on(desk, file, when), said, flag, ids=_ids(said)
    )
    return await save(desk, file, events)


def _ids(said: Said) -> Sequence[UUID]:
    return [uuid4() for _ in range(len(said.items) + 1)]


def _about(case_id: UUID) -> UUID:
    """Under which id the flag of this case is kept."""
    return uuid5(case_id, KIND)
