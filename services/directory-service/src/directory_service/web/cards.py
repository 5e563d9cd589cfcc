"""Contacts as a page shows them: in words, the newest doubt and the last check in sight."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from continuous_line.codes_places import COUNTRY
from continuous_line.days import day
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import Words
from directory_service.api.schemas_contacts import Contact, ContactDetails, Phone
from directory_service.config import Policy
from directory_service.domain.call_list import CallList, Entry
from directory_service.domain.listed import Verification
from directory_service.reach import as_people_write
from directory_service.web.codes import DOUBTS, KINDS, REASONS, TOPICS, WHY_NOT, named
from directory_service.web.organisations import Organisations


@dataclass(frozen=True, slots=True)
class Card:
    """`contact_id` None: the desk. `keeps`: the reader may say that it is right."""

    contact_id: UUID | None
    kind: str
    organisation: str
    checked: str
    fresh: bool
    name: str | None
    phones: tuple[str, ...]
    mail: str | None
    hours: str | None
    topics: str
    doubts: str
    keeps: bool
    because: str = ""
    instead: str = ""
    open_cases: int | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards for one reader: `own` are the places that are theirs to keep contacts of."""

    language: Language
    words: Words
    policy: Policy
    today: date
    organisations: Organisations
    own: frozenset[str] = frozenset()

    def of(self, contact: Contact) -> Card:
        checked, fresh = self._checked(contact)
        return Card(
            contact.contact_id,
            named(KINDS, self.language, contact.kind),
            self.organisations[contact.organisation],
            checked,
            fresh,
            *_reached(contact.details),
            topics=self.topics(contact.topics),
            doubts=", ".join(named(DOUBTS, self.language, one) for one in contact.doubts),
            keeps=COUNTRY in self.own or not self.own.isdisjoint(contact.places),
            open_cases=contact.open_cases,
        )

    def called(self, found: CallList, known: Mapping[UUID, Contact]) -> list[Card]:
        """Whom to call, in that order, each with why."""
        return [self._entry(entry, known) for entry in found.entries]

    def missing(self, found: CallList) -> list[str]:
        """A sentence for each kind or topic that nobody can be called about."""
        return [
            self.words["missing"].format(
                whom=named(TOPICS, self.language, gap.topic)
                if gap.topic
                else self.words["or"].join(named(KINDS, self.language, kind) for kind in gap.kinds),
                why=named(WHY_NOT, self.language, gap.why or ""),
            )
            for gap in found.missing
        ]

    def topics(self, codes: Collection[str]) -> str:
        return ", ".join(named(TOPICS, self.language, code) for code in codes)

    def _entry(self, entry: Entry, known: Mapping[UUID, Contact]) -> Card:
        because = " ".join(named(REASONS, self.language, reason) for reason in entry.reasons)
        if entry.contact_id is None or entry.contact_id not in known:
            return self._desk(because)
        card = self.of(known[entry.contact_id])
        instead = ""
        if entry.instead_of is not None:
            why = named(WHY_NOT, self.language, entry.because or "")
            instead = self.words["instead"].format(why=why.partition(",")[0])
        return replace(card, because=because, instead=instead)

    def _desk(self, because: str) -> Card:
        phone = self.policy.desk_phone
        shown = (as_people_write(phone),) if phone else ()
        return Card(
            None, self.words["desk"], self.organisations[self.policy.desk_organisation], "", True,
            None, shown, self.policy.desk_mail, None, "", "", keeps=False, because=because,
        )  # fmt: skip

    def _checked(self, contact: Contact) -> tuple[str, bool]:
        if contact.verified_at is None:
            return self.words["never_checked"], False
        days = (self.today - day(contact.verified_at)).days
        fresh = contact.verification is Verification.VERIFIED
        key = "checked_days" if fresh else "checked_long_ago"
        key = "checked_today" if days == 0 else "checked_yesterday" if days == 1 else key
        return self.words[key].format(days=days), fresh


def _reached(
    details: ContactDetails | None,
) -> tuple[str | None, tuple[str, ...], str | None, str | None]:
    if details is None:
        return None, (), None, None
    phones: list[Phone] = details.phones
    return details.name, tuple(one.shown for one in phones), details.mail, details.hours
