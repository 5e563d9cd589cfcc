"""Of a case: whom to call on either side, and what both places offer while somebody is at the azc.

All of it is directory-service's, asked in the reader's own name; without it there is a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from continuous_line.days import day
from handover_service.directory_client import DirectoryClient, Entry
from handover_service.domain.case import Case
from handover_service.domain.residence import azc_of
from handover_service.streams import File
from handover_service.web.guards import PageDesk
from handover_service.web.look import names


@dataclass(frozen=True, slots=True)
class Asking:
    """What the directory is asked about a case. `offers`: whether what there is to do, too."""

    at: PageDesk
    azc: str | None
    municipality: str | None
    offers: bool
    named: Mapping[str, str]

    async def __call__(self) -> dict[str, Any]:
        """`calls` and `offered` as the client gives them; `checked`: of each place, in words."""
        at, azc, municipality = self.at, self.azc, self.municipality
        around = await DirectoryClient.of(at.resources.http, at.resources.policy).around(
            at.visitor.token, azc=azc, municipality=municipality, offers=self.offers
        )
        checked = {call.place: _checked(at, call.entry) for call in around.calls if call.entry}
        return {
            "told": around.told,
            "calls": around.calls,
            "offered": around.offered,
            "checked": checked,
            "named": self.named,
            "kinds": {azc: "azc", municipality: "municipality"},
            "pages": at.resources.policy.directory_pages,
        }


async def panel(at: PageDesk, file: File, case: Case) -> Asking:
    now = at.writing.now
    stays, municipality = azc_of(case, file.resident, now), case.municipality(now)
    azc = stays[0] if stays else None
    at_the_azc = case.closing is None and case.move(day(now)) is None
    named = await names(at, (azc, municipality))
    return Asking(at, azc, municipality, at_the_azc, named)


def _checked(at: PageDesk, entry: Entry) -> str:
    """How long ago somebody asked whether it is right; nothing of the desk."""
    words = at.visitor.words
    if entry.contact is None:
        return ""
    if entry.contact.verified_at is None:
        return words["call_never_checked"]
    days = (day(at.writing.now) - day(entry.contact.verified_at)).days
    if days <= 0:
        return words["call_checked_today"]
    return words["call_checked_yesterday" if days == 1 else "call_checked"].format(days=days)
