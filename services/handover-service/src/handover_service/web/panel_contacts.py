"""Of a case: whom to call on either side, and what both places offer while somebody is at the azc.

All of it is directory-service's, asked in the reader's own name; without it there is a link.
"""

from typing import Any

from continuous_line.days import day
from handover_service.directory_client import DirectoryClient, ToCall
from handover_service.domain.case import Case
from handover_service.domain.residence import azc_of
from handover_service.streams import File
from handover_service.web.guards import PageDesk
from handover_service.web.look import names


async def panel(at: PageDesk, file: File, case: Case) -> dict[str, Any]:
    """`known` None: the directory gives nothing."""
    now = at.writing.now
    stays, municipality = azc_of(case, file.resident, now), case.municipality(now)
    azc = stays[0] if stays else None
    at_the_azc = case.closing is None and case.move(day(now)) is None
    known = await DirectoryClient.of(at.resources.http, at.resources.policy).known(
        at.visitor.token, azc=azc, municipality=municipality, offers=at_the_azc
    )
    return {
        "known": known,
        "sides": ((municipality, known and known.municipality), (azc, known and known.coa)),
        "checked": {side.contact_id: _checked(at, side) for side in _sides(known)},
        "named": await names(at, (azc, municipality)),
        "pages": at.resources.policy.directory_pages,
    }


def _sides(known: Any) -> list[ToCall]:
    return [side for side in (known.municipality, known.coa) if side] if known else []


def _checked(at: PageDesk, side: ToCall) -> str:
    """How long ago somebody asked whether it is right."""
    words = at.visitor.words
    if side.contact_id is None:
        return ""
    if side.verified_at is None:
        return words["call_never_checked"]
    days = (day(at.writing.now) - day(side.verified_at)).days
    if days <= 0:
        return words["call_checked_today"]
    return words["call_checked_yesterday" if days == 1 else "call_checked"].format(days=days)
