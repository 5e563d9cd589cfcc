"""How a signal is shown: to whom it goes, when an answer is due, and what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Response

from continuous_line.days import day
from handover_service.addressee import Addressee, Goes, addressees
from handover_service.web.codes_signals import SIGNALS
from handover_service.web.guards import PageDesk
from handover_service.web.look import names, show


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of a list of signals, in words."""

    row: Any
    goes_to: str
    late: str
    contact: bool


async def shown(at: PageDesk, rows: Sequence[Any]) -> list[Shown]:
    """These rows of `queries_signals`."""
    today = day(at.writing.now)
    to = await addressees(at.writing.tx, rows, today)
    named = await names(at, [p for row in rows for p in (row.azc, row.municipality)])
    return [
        Shown(
            row,
            to_whom(at, to[row.signal_id], row.azc, row.municipality, named),
            late_in_words(at, row, today),
            to[row.signal_id].contact is not None,
        )
        for row in rows
    ]


async def show_signals(
    at: PageDesk, template: str, status: int = 200, *, rows: Sequence[Any] = (), **context: Any
) -> Response:
    """With `signal_code`, and the places of these rows by name."""
    places = [*context.pop("places", ()), *(p for row in rows for p in (row.azc, row.municipality))]
    return await show(
        at,
        template,
        status,
        places=places,
        signal_code=SIGNALS[at.visitor.language],
        **context,
    )


def to_whom(
    at: PageDesk, to: Addressee, azc: str, municipality: str, named: Mapping[str, str]
) -> str:
    """`de locatiemanager van azc Weert`; `u` for the reader."""
    words, place = at.visitor.words, named[azc]
    if to.goes is Goes.STAFF:
        mine = to.staff_id == at.writing.who.subject
        return (
            words["signal_goes_me"]
            if mine
            else words["signal_goes_staff"].format(staff=to.staff_id)
        )
    if to.contact is not None:
        kinds = SIGNALS[at.visitor.language]["contact"]
        of = named[municipality] if to.contact.kind == "team" else place
        return kinds[to.contact.kind].format(place=of)
    if to.goes is Goes.LOCATION_MANAGER:
        return words["signal_goes_location_manager"].format(place=place)
    return words["signal_goes_client_managers"].format(place=named[municipality])


def late_in_words(at: PageDesk, row: Any, today: date) -> str:
    """`7 dagen te laat`, or nothing."""
    days = (today - row.due_on).days
    if row.state != "open" or days < 1:
        return ""
    words = at.visitor.words
    return words["signal_day_late"] if days == 1 else words["signal_days_late"].format(number=days)


def number_of(case_id: UUID) -> str:
    """As pages call a case."""
    return str(case_id)[:8]
