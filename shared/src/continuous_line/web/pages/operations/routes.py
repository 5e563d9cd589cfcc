"""The operations page of a service, for operators: readers of the log, and parked events."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from continuous_line import parking, parking_decisions, parking_groups, watchdog
from continuous_line.codes import Role
from continuous_line.database import Database
from continuous_line.parking_decisions import Listed
from continuous_line.parking_groups import Group
from continuous_line.standing import Consuming, Standing, standing_of
from continuous_line.vault_erasures import consumer_name
from continuous_line.web.pages.guards import PageReading, page_reading
from continuous_line.web.pages.kit import Link
from continuous_line.web.pages.operations import deciding

OPERATIONS: Final = "/operations"
LINK: Final = Link(OPERATIONS, "operations", (Role.OPERATOR,))
"""For the navigation of every service that has the page."""
SECONDS: Final = 20
"""Between two refreshes: long enough to stop them by the link at the top."""
_FIRST: Final = 5
_AT_ONCE: Final = 50
_ANY: Final = Query(max_length=200)

View = Annotated[PageReading, page_reading(Role.OPERATOR)]
More = Callable[[PageReading], Awaitable[Mapping[str, Any]]]
"""What a service's own template needs besides; `runs` in it: something of it is under way."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """The reader whose place is in the keys database, and how many it has parked there."""

    consuming: Consuming
    parked: int


async def nothing_more(_view: PageReading) -> Mapping[str, Any]:
    return {}


def operations_pages(
    *consumers: str,
    vault_of: str | None = None,
    template: str = "operations.html",
    more: More = nothing_more,
) -> APIRouter:
    """For the pages of a service whose worker runs these consumers.

    `vault_of`: the name of a service that has a vault, which hears erasures too. A `template` of
    the service's own extends `operations.html`, and is given what `more` gives.
    """
    router = APIRouter()

    @router.get(OPERATIONS)
    async def operations_page(view: View, still: Annotated[str, _ANY] = "") -> Response:
        """Refreshes itself while something runs, until `still` is asked for."""
        now = datetime.now(UTC)
        found = standing_of(consumers, await watchdog.stored(view.tx), now)
        keys = None
        if vault_of is not None:
            vault = view.visitor.request.app.state.resources.vault
            keys = await _of_keys(vault.database, consumer_name(vault_of), now)
        groups = await parking_groups.groups(view.tx)
        own = await more(view)
        runs = bool(own.get("runs")) or _moves(found, groups)
        answer = view.visitor.page(
            template,
            **{
                "consumers": found,
                "keys": keys,
                "groups": [(one, await _rows(view, one, _FIRST)) for one in groups],
                "first": _FIRST,
                "now": now,
                "seconds": SECONDS,
                **own,
                "runs": runs,
                "refreshes": runs and not still,
            },
        )
        if runs and not still:
            answer.headers["Refresh"] = f"{SECONDS}; url={OPERATIONS}"
        return answer

    router.include_router(deciding.router)
    router.include_router(_listing)
    return router


_listing = APIRouter()


@_listing.get(f"{OPERATIONS}/parked-events")
async def parked_events_page(
    view: View,
    consumer: Annotated[str, _ANY] = "",
    error: Annotated[str, _ANY] = "",
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Response:
    """All that failed with one error at one consumer, oldest first."""
    found = await parking_groups.groups(view.tx, consumer=consumer, error=error)
    rows = await parking_decisions.listed(
        view.tx, after=after, limit=_AT_ONCE + 1, consumer=consumer, error=error
    )
    return view.visitor.page(
        "operations_parked.html",
        group=found[0] if found else None,
        rows=rows[:_AT_ONCE],
        following=rows[_AT_ONCE - 1].place if len(rows) > _AT_ONCE else None,
        now=datetime.now(UTC),
    )


async def _rows(view: PageReading, group: Group, limit: int) -> list[Listed]:
    return await parking_decisions.listed(
        view.tx, limit=limit, consumer=group.consumer, error=group.error
    )


async def _of_keys(database: Database, consumer: str, now: datetime) -> _Keys:
    async with database.reading() as tx:
        (found,) = standing_of([consumer], await watchdog.stored(tx, consumer), now)
        return _Keys(found, await parking.events_held(tx, consumer))


def _moves(consumers: list[Consuming], groups: list[Group]) -> bool:
    """Whether it will look different by itself."""
    behind = any(one.standing is Standing.BEHIND for each in consumers for one in each.partitions)
    return behind or any(group.decided for group in groups)
