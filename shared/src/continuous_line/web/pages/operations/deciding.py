"""What operators decide about parked events, each past a page that says how many."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from continuous_line import parking_decisions, parking_groups
from continuous_line.codes import Role
from continuous_line.database import Tx
from continuous_line.errors import NotFound
from continuous_line.fields import Id
from continuous_line.parking_decisions import DiscardReason, Listed, NotParked
from continuous_line.parking_groups import STEP, Group
from continuous_line.web.pages.forms import Form
from continuous_line.web.pages.guards import PageReading, PageWriting, page_reading, page_writing
from continuous_line.web.pages.operations.words import REASONS
from continuous_line.web.pages.request import Visitor

View = Annotated[PageReading, page_reading(Role.OPERATOR)]
Unit = Annotated[PageWriting, page_writing(Role.OPERATOR)]
EventId = Annotated[Id, Path(alias="parkedEventId")]
_Any = Annotated[str, Query(max_length=200)]
router = APIRouter()


@router.get("/operations/parked-events/{parkedEventId}/redrives")
async def check_redrive(event_id: EventId, view: View) -> Response:
    event = await _open(view.tx, event_id)
    return view.visitor.page("operations_redrive.html", event=event, now=_now())


@router.post("/operations/parked-events/{parkedEventId}/redrives")
async def redrive(event_id: EventId, unit: Unit) -> Response:
    await parking_decisions.redrive(unit.tx, event_id, by=unit.who.subject, at=_now())
    return await unit.see("/operations", "ops_redrive")


@router.get("/operations/parked-events/{parkedEventId}/discards")
async def discard_form(event_id: EventId, view: View) -> Response:
    event = await _open(view.tx, event_id)
    return _discard(view.visitor, event, Form.of(view.visitor))


@router.post("/operations/parked-events/{parkedEventId}/discards")
async def discard(event_id: EventId, unit: Unit) -> Response:
    """The reason, then the page to check it on, then it is decided."""
    event, form = await _open(unit.tx, event_id), unit.form
    reason = form.choice("discard_reason", [each.value for each in DiscardReason])
    if form.faults or reason is None or form.changing:
        return _discard(unit.visitor, event, form, 400 if form.faults else 200)
    if not form.confirmed:
        return _discard(unit.visitor, event, form, said=REASONS[form.language][reason])
    await parking_decisions.discard(
        unit.tx, event_id, DiscardReason(reason), by=unit.who.subject, at=_now()
    )
    return await unit.see("/operations", "ops_discard")


@router.get("/operations/redrives")
async def check_redrives(view: View, consumer: _Any = "", error: _Any = "") -> Response:
    group = await _group(view.tx, consumer, error)
    return view.visitor.page("operations_redrives.html", group=group, now=_now())


@router.post("/operations/redrives")
async def redrive_group(unit: Unit) -> Response:
    """One step: the oldest of the group."""
    consumer, error = unit.form.value("consumer"), unit.form.value("error")
    await _group(unit.tx, consumer, error)
    await parking_decisions.redrive_group(
        unit.tx, by=unit.who.subject, at=_now(), limit=STEP, consumer=consumer, error=error
    )
    return await unit.see("/operations", "ops_redrives")


def _discard(
    visitor: Visitor, event: Listed, form: Form, status: int = 200, said: str | None = None
) -> Response:
    """`said`: the reason, on the page to check it on."""
    reasons = [(each.value, REASONS[visitor.language][each]) for each in DiscardReason]
    return visitor.page(
        "operations_discard.html", status, form=form, event=event, reasons=reasons, said=said,
        now=_now(),
    )  # fmt: skip


async def _open(tx: Tx, event_id: Id) -> Listed:
    """Raises NotFound, or NotParked where it was decided about already."""
    event = await parking_decisions.found(tx, event_id)
    if event.state != "parked":
        raise NotParked(f"It is {event.state}: there is nothing to decide now.")
    return event


async def _group(tx: Tx, consumer: str, error: str) -> Group:
    """Raises NotFound."""
    found = await parking_groups.groups(tx, consumer=consumer, error=error)
    if not found:
        raise NotFound("Nothing of this group is parked.")
    return found[0]


def _now() -> datetime:
    """Operators live in real time, whatever clock the data has."""
    return datetime.now(UTC)
