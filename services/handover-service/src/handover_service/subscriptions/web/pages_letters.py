"""Deliveries that were given up: kept, tried again or left out on purpose."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from continuous_line.database import Tx
from continuous_line.errors import NotFound
from continuous_line.web.pages import Form, Visitor
from handover_service.subscriptions import managing
from handover_service.subscriptions.api.dependencies import SubscriptionId
from handover_service.subscriptions.push import deciding, reading
from handover_service.subscriptions.push.reading import DeadLetter
from handover_service.subscriptions.standing import Subscription
from handover_service.subscriptions.web.guards import Unit, View
from handover_service.subscriptions.web.look import reason_of

router = APIRouter()
Number = Annotated[int, Path(ge=1, le=2**62, description="In the feed.")]
_AT_ONCE = 50


@router.get("/subscriptions/{subscriptionId}/dead-letters")
async def dead_letters_page(
    subscription_id: SubscriptionId, view: View, after: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> Response:
    """In the order of the feed."""
    one = await managing.found(view.tx, view.who, subscription_id)
    rows = await reading.dead_letters(view.tx, one.id, after=after, limit=_AT_ONCE + 1)
    words = view.visitor.words
    return view.visitor.page(
        "subscription_letters.html",
        one=one,
        letters=rows[:_AT_ONCE],
        total=(await reading.lag(view.tx, one)).dead,
        following=rows[_AT_ONCE - 1].number if len(rows) > _AT_ONCE else None,
        reason=lambda code: reason_of(code, words),
    )


@router.get("/subscriptions/{subscriptionId}/dead-letters/redrives")
async def check_redrive_all(subscription_id: SubscriptionId, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    return view.visitor.page(
        "subscription_redrives.html", one=one, lag=await reading.lag(view.tx, one)
    )


@router.post("/subscriptions/{subscriptionId}/dead-letters/redrives")
async def redrive_all(subscription_id: SubscriptionId, unit: Unit) -> Response:
    one = await managing.found(unit.tx, unit.who, subscription_id)
    await deciding.redrive_all(unit.tx, one, by=unit.who.subject, now=unit.now)
    return await unit.see(f"/subscriptions/{one.id}", "sub_redriven")


@router.post("/subscriptions/{subscriptionId}/dead-letters/{number}/redrives")
async def redrive_one(subscription_id: SubscriptionId, number: Number, unit: Unit) -> Response:
    one = await managing.found(unit.tx, unit.who, subscription_id)
    await deciding.redrive(unit.tx, one, number, by=unit.who.subject, now=unit.now)
    return await unit.see(f"/subscriptions/{one.id}", "sub_redriven")


@router.get("/subscriptions/{subscriptionId}/dead-letters/{number}/discards")
async def discard_form(subscription_id: SubscriptionId, number: Number, view: View) -> Response:
    one = await managing.found(view.tx, view.who, subscription_id)
    letter = await _letter(view.tx, one, number)
    return _discard(view.visitor, one, letter, Form.of(view.visitor))


@router.post("/subscriptions/{subscriptionId}/dead-letters/{number}/discards")
async def discard(subscription_id: SubscriptionId, number: Number, unit: Unit) -> Response:
    """The reason, then the page to check it on, then it is left out."""
    one = await managing.found(unit.tx, unit.who, subscription_id)
    letter, form = await _letter(unit.tx, one, number), unit.form
    reason = form.choice("sub_discard_reason", list(deciding.LetterDiscard))
    if form.faults or form.changing or reason is None:
        return _discard(unit.visitor, one, letter, form, 400 if form.faults else 200)
    if not form.confirmed:
        return _discard(
            unit.visitor, one, letter, form, said=unit.visitor.words[f"sub_discard_{reason}"]
        )
    await deciding.discard(
        unit.tx, one, number, deciding.LetterDiscard(reason), by=unit.who.subject, now=unit.now
    )
    return await unit.see(f"/subscriptions/{one.id}", "sub_discarded")


async def _letter(tx: Tx, one: Subscription, number: int) -> DeadLetter:
    """Raises NotFound."""
    found = await reading.dead_letters(tx, one.id, after=number - 1, limit=1)
    if not found or found[0].number != number:
        raise NotFound("There is no such dead letter.")
    return found[0]


def _discard(
    visitor: Visitor,
    one: Subscription,
    letter: DeadLetter,
    form: Form,
    status: int = 200,
    said: str | None = None,
) -> Response:
    words = visitor.words
    return visitor.page(
        "subscription_discard.html",
        status,
        form=form,
        one=one,
        letter=letter,
        said=said,
        reasons=[(one.value, words[f"sub_discard_{one}"]) for one in deciding.LetterDiscard],
        reason=lambda code: reason_of(code, words),
    )
