"""Where somebody begins, the work list, and the same list as a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Response

from continuous_line.auth import EVERY_ROLE
from continuous_line.codes import Role
from continuous_line.days import day
from continuous_line.web.pages import PageNumber, Pager, Visitor, signed_in
from continuous_line.web.pages.operations.routes import OPERATIONS
from continuous_line.web.pages.paging import USUAL
from handover_service import queries_closed, roles
from handover_service.domain.checklist import Item
from handover_service.domain.unit import Part
from handover_service.queries_units import Filters, WorkList, missing_of, names_in
from handover_service.queries_units_sql import Flag, Sort
from handover_service.web.guards import Desks, PageDesk, page_desk, page_desks
from handover_service.web.look import names as names_of_places
from handover_service.web.look import page
from handover_service.web.names import names_of
from handover_service.web.panel_terms import milestone_names

router = APIRouter()
ME: Final = "me"
MOST_IN_A_FILE: Final = 100_000
Word = Annotated[str, Query(max_length=64)]
COLUMNS: Final = (
    "case", "members", "azc", "municipality", "distanceKm", "turn", "missing", "next", "nextOn",
    "owner", "clientManager", "linkedOn", "moveOn",
)  # fmt: skip


class Asked:
    """What the address of a list asks for; what is not known there is no filter."""

    def __init__(
        self,
        view: Word = "",
        azc: Word = "",
        municipality: Word = "",
        owner: Word = "",
        missing: Word = "",
        flag: Word = "",
        sort: Word = Sort.DATE.value,
    ) -> None:
        self.chosen = {
            "view": view, "azc": azc, "municipality": municipality, "owner": owner,
            "missing": missing, "flag": flag, "sort": sort,
        }  # fmt: skip
        self.sort = _known(Sort, sort) or Sort.DATE

    def filters(self, me: str) -> Filters:
        given = self.chosen
        return Filters(
            azc=given["azc"] or None,
            municipality=given["municipality"] or None,
            owner=me if given["owner"] == ME else given["owner"] or None,
            missing=_known(Item, given["missing"]),
            part=_known(Part, given["view"]),
            flag=_known(Flag, given["flag"]),
        )


def asked(
    *,
    view: Word = "",
    azc: Word = "",
    municipality: Word = "",
    owner: Word = "",
    missing: Word = "",
    flag: Word = "",
    sort: Word = Sort.DATE.value,
) -> Asked:
    return Asked(view, azc, municipality, owner, missing, flag, sort)


Listing = Annotated[Asked, Depends(asked)]


@router.get("/")
async def start(visitor: Annotated[Visitor, signed_in(*EVERY_ROLE)]) -> Response:
    """Where somebody with these roles begins; who has no page here learns who they are."""
    own = ((Role.CASE_MANAGER, Role.CLIENT_MANAGER), f"/cases?owner={ME}")
    begins = (
        own,
        (roles.STAFF, "/cases"),
        (roles.OWN_CASE, "/my-case"),
        ((Role.INTEGRATION_MANAGER,), "/subscriptions"),
        ((Role.OPERATOR,), OPERATIONS),
    )
    found = (path for allowed, path in begins if visitor.who.has(*allowed))
    return visitor.see(next(found, "/sign-in/account"))


@router.get("/cases")
async def cases_page(
    desks: Annotated[Desks, page_desks(*roles.STAFF)], asked: Listing, number: PageNumber = 1
) -> Response:
    """The four parts that add up, and of one of them a page of rows. Names are asked for once all
    that is read here is read."""
    async with desks() as at:
        read = await _read(at, asked, number)
    names = await names_of(at, [one for row in read["rows"] for one in row.permit_holder_ids])
    return page(at, "cases.html", **read, names=names)


async def _read(at: PageDesk, asked: Asked, number: int) -> dict[str, Any]:
    """What the template needs of this service."""
    w, filters = at.writing, asked.filters(at.writing.who.subject)
    listed = await WorkList.of(w.tx, w.who, w.now, at.resources.policy.move_near_days)
    offset, limit = (number - 1) * USUAL, USUAL
    counts, rows = await listed.first(filters, asked.sort, offset=offset, limit=limit)
    today, known = day(w.now), await at.resources.programmes.known(w.tx)
    places = [*w.who.places, *(row.azc for row in rows), *(row.municipality for row in rows)]
    return {
        "named": await names_of_places(at, places),
        "rows": rows,
        "owners": {row.unit_id: names_in(row.owners) for row in rows},
        "receivers": {row.unit_id: names_in(row.receivers) for row in rows},
        "lacking": {row.unit_id: missing_of(row) for row in rows},
        "late": {row.unit_id: (today - row.next_on).days for row in rows if row.next_on},
        "milestones": milestone_names(at, known),
        "counts": counts,
        "pager": Pager(number, counts.shown),
        "parts": list(Part),
        "flags": list(Flag),
        "sorts": list(Sort),
        "chosen": asked.chosen,
        "own_azcs": sorted(listed.azcs),
        "filtered": filters != Filters(),
        "may_change_owner": w.who.has(*roles.HAND_OVER),
        "closed": [] if counts.open else await queries_closed.last_closed(w.tx, w.who, w.now),
        "query": _query(asked),
    }


@router.get("/cases/export")
async def export(at: Annotated[PageDesk, page_desk(*roles.STAFF)], asked: Listing) -> Response:
    """The rows of the same address as a CSV file, without names."""
    w, filters = at.writing, asked.filters(at.writing.who.subject)
    listed = await WorkList.of(w.tx, w.who, w.now, at.resources.policy.move_near_days)
    rows = await listed.page(filters, asked.sort, offset=0, limit=MOST_IN_A_FILE)
    written = "".join(_lines(rows))
    name = f"cases-{day(w.now).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written, media_type="text/csv; charset=utf-8", headers=headers)


def _lines(rows: Sequence[Any]) -> Iterator[str]:
    yield _line(COLUMNS)
    for row in rows:
        yield _line(
            (
                row.case_id, len(row.case_ids), row.azc, row.municipality, row.distance_km,
                row.today, " ".join(missing_of(row)), row.next_what, row.next_on,
                " ".join(names_in(row.owners)), " ".join(names_in(row.receivers)), row.linked_on,
                row.move_on,
            )
        )  # fmt: skip


def _line(values: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(["" if value is None else value for value in values])
    return line.getvalue()


def _query(asked: Asked) -> str:
    return urlencode({name: value for name, value in asked.chosen.items() if value})


def _known(kind: Any, value: str) -> Any:
    return kind(value) if value in {one.value for one in kind} else None
