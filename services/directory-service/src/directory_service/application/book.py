"""Where one request looks up and records contacts: the streams, the vault and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes_places import COUNTRY
from continuous_line.days import day
from continuous_line.processing_log import Manner, Processed
from continuous_line.processing_register import Activity
from continuous_line.vault import Vault
from continuous_line.writing import Writing
from directory_service.application import details
from directory_service.application.recording import act_on
from directory_service.areas import own_places
from directory_service.config import Policy
from directory_service.domain.contact import Contact
from directory_service.domain.contact_events import ContactEvent
from directory_service.domain.keeping import Keeper
from directory_service.reach import Details
from directory_service.roles import CONTACT_KEEPERS
from directory_service.streams import Directory, Found


@dataclass(frozen=True, slots=True)
class Book:
    """Also for who only reads: every look at somebody's details is recorded."""

    directory: Directory
    vault: Vault
    policy: Policy
    writing: Writing

    @property
    def today(self) -> date:
        return day(self.writing.now)

    def act(self, occurred_at: datetime | None) -> Act:
        return act_on(self.writing, occurred_at)

    @property
    def everywhere(self) -> bool:
        """Whether every place is theirs."""
        return COUNTRY in self.writing.who.places

    async def own(self) -> frozenset[str]:
        """The places of who asks, with all that lies in them."""
        return await own_places(self.writing.tx, self.writing.who, self.today)

    async def keeper(self) -> Keeper:
        who = self.writing.who
        roles = tuple(sorted(who.roles & frozenset(CONTACT_KEEPERS)))
        return Keeper(who.organisation, roles, await self.own())

    async def open(self, contact_id: UUID) -> Found[Contact, ContactEvent]:
        return await self.directory.contacts.open(self.writing, contact_id)

    async def save(
        self, contact_id: UUID, found: Found[Contact, ContactEvent], events: list[ContactEvent]
    ) -> int:
        return await self.directory.contacts.save(self.writing, contact_id, found, events)

    async def details(self, versions: Mapping[UUID, int], manner: Manner) -> dict[UUID, Details]:
        """How to reach these contacts; `versions`: of the details that each has (0: none).

        What is erased or was never recorded is absent; one record in the log for each other.
        """
        found = await details.opened(self.writing.tx, self.vault, versions)
        await self.writing.processed(
            *(
                Processed(
                    contact_id,
                    Activity.CONTACT_READING,
                    manner,
                    tuple(detail.value for detail in told.holds),
                )
                for contact_id, told in found.items()
            )
        )
        return found
