"""What an answer of figures follows from, read before anything is counted: its `ETag`."""

from datetime import UTC, datetime, timedelta

from fastapi import Request

from continuous_line import conditional, watchdog
from continuous_line.auth import Principal
from continuous_line.conditional import Validator
from continuous_line.database import Tx
from continuous_line.days import day
from continuous_line.web.pages import PageRequest, Visitor
from continuous_line.writing import Reading
from report_service import editions, queries, sources
from report_service.as_known import AsKnown
from report_service.generations import CONSUMER
from report_service.resources import Resources
from report_service.sources import Source

LATE = timedelta(minutes=5)
"""So far behind an answer says that it is: to who has it already, too."""
_PACKAGES = ("continuous_line", "report_service")
_LIBRARIES = ("altair", "vl-convert-python", "openpyxl", "pyarrow", "typst")


def is_late(until: datetime | None) -> bool:
    """By the system's clock, whatever the data's."""
    return until is not None and datetime.now(UTC) - until > LATE


async def of_api(
    request: Request, view: Reading, known: AsKnown, *, weak: bool = False
) -> Validator:
    """Of the answer to who holds a token: by role and place, not by person. Raises NothingServes.

    `weak`: it names the moment at which it is made.
    """
    follows_from = await _follows_from(request, view.tx, known, view.now, weak=weak)
    return conditional.validator(
        "api", _rights(view.who), *follows_from, vary="Authorization", weak=weak
    )


async def of_page(
    page: PageRequest, tx: Tx, known: AsKnown, now: datetime, *, weak: bool = True
) -> Validator:
    """Of a page, which names who is signed in, or with `weak=False` of a file that does not.

    `now`: no later than that of the answer. Raises NothingServes.
    """
    visitor: object = None
    if isinstance(page, Visitor):
        named = (page.session_key, page.label, page.organisation) if weak else ()
        visitor = (*_rights(page.who), *named)
    settings = page.request.app.state.settings
    follows_from = await _follows_from(page.request, tx, known, now, weak=weak)
    return conditional.validator(
        "page",
        visitor,
        page.language,
        settings.environment,
        settings.public_url,
        *follows_from,
        vary="Cookie",
        weak=weak,
    )


async def _follows_from(
    request: Request, tx: Tx, known: AsKnown, now: datetime, *, weak: bool
) -> tuple[object, ...]:
    resources: Resources = request.app.state.resources
    edition = known.edition
    serving = await sources.of_serving(tx)
    source = serving if edition is None else sources.of_edition(edition)
    until = queries.caught_up_at(await watchdog.stored(tx, CONSUMER)) if weak else None
    return (
        request.url.path,
        sorted(request.query_params.multi_items()),
        conditional.release(_PACKAGES, _LIBRARIES),
        resources.own.model_dump(),
        day(now),
        source.generation,
        source.state,
        *await _hidden_by(tx, serving),
        source.held_back,
        source.code_version,
        source.definitions.version,
        until if is_late(until) else None,
    )


async def _hidden_by(tx: Tx, serving: Source) -> tuple[object, ...]:
    """What is hidden now or in an edition that is kept is hidden in every answer (moments.py)."""
    return serving.state, serving.definitions.version, await editions.kept_ids(tx)


def _rights(who: Principal) -> tuple[object, ...]:
    return who.roles, who.places
