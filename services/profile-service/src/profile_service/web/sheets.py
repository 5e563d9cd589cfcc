"""Who sees somebody's data, as one sheet: for the permit holder, and for staff to show or print."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from continuous_line.codes import Role
from continuous_line.processing_log import Processing
from continuous_line.web.pages.request import in_words
from profile_service.application import own_data, reading, standing
from profile_service.application.own_data import OwnData
from profile_service.domain.grants import grants
from profile_service.web.codes import named
from profile_service.web.codes_access import GROUNDS, MANNERS, PURPOSES, REASONS, parts_of
from profile_service.web.guards import PageDesk
from profile_service.web.pages_profile import contents_in, name_of

SHOWN: Final = 10
"""Readings on the sheet itself."""
AT_A_TIME: Final = 50
Looked = dict[str, Any]


async def sheet(at: PageDesk, found: OwnData, *, own: bool) -> dict[str, Any]:
    """What the sheet shows. Raises ReadingLogAway before anything is shown."""
    person, language = found.file.person, at.visitor.language
    looked = await own_data.accesses(at, person, after=None, limit=SHOWN + 1)
    read = await reading.read(at, person)
    told, contents = (read.told.sections if read.told else ()), contents_in(at, read.told)
    given = grants(found.file.state)
    return {
        "places": places_of(found, looked),
        "own": own,
        "person": person,
        "name": name_of(read),
        "told": [
            (one.section, one.declined, contents.get(one.section)) for one in told if one.recorded
        ],
        "found": found,
        "keeper": standing.keeper_of(read),
        "grants": list(reversed(given)),
        "holding": {one.grant_id for one in given if one.holds(at.writing.now)},
        "looked": [look(at, one) for one in looked[:SHOWN]],
        "more_looked": len(looked) > SHOWN,
        "purposes": PURPOSES[language],
        "grounds": GROUNDS[language],
        "may_grant": at.writing.who.has(Role.CASE_MANAGER, Role.PERMIT_HOLDER),
    }


def look(at: PageDesk, one: Processing) -> Looked:
    """One line of who looked, in words."""
    language, words = at.visitor.language, at.visitor.words
    roles = frozenset(one.roles)
    return {
        "at": one.at,
        "organisation": one.organisation,
        "themselves": Role.PERMIT_HOLDER in roles,
        "roles": in_words(roles, language, words),
        "manner": words["refused_because"].format(reason=named(REASONS, language, one.reason))
        if one.reason
        else named(MANNERS, language, one.manner),
        "parts": parts_of(language, one.sections),
        "purpose": named(PURPOSES, language, one.purpose),
    }


def places_of(found: OwnData, looked: Iterable[Processing]) -> list[str]:
    """Codes that have a name: reception centres where somebody lives, and municipalities."""
    azcs = [azc for azc, _ in found.file.state.azcs()]
    parties = [one.party for one in found.seers] + [one.municipality for one in found.receipts]
    return azcs + [one for one in parties if one.startswith("GM")] + organisations_of(looked)


def organisations_of(looked: Iterable[Processing]) -> list[str]:
    return [one.organisation for one in looked if one.organisation.startswith("GM")]


def of_address(person: UUID, who: Any) -> str:
    """Where somebody reads who sees these data."""
    return "/my-data" if who.permit_holder_id == person else f"/profiles/{person}/access"
