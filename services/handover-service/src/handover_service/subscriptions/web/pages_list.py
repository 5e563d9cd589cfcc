"""The subscriptions of a municipality, and making one."""

from fastapi import APIRouter, Response

from continuous_line.web.pages import Form, PageNumber, Pager, Visitor
from handover_service.subscriptions import managing
from handover_service.subscriptions.errors import TooManyMade, TooManySubscriptions
from handover_service.subscriptions.feed import reading as feed
from handover_service.subscriptions.listing import number_of, subscriptions_of
from handover_service.subscriptions.push import reading
from handover_service.subscriptions.roles import municipality_of
from handover_service.subscriptions.standing import How, State
from handover_service.subscriptions.web.forms import wanted_of
from handover_service.subscriptions.web.guards import Unit, View, room_of
from handover_service.subscriptions.web.look import state_of

router = APIRouter()


@router.get("/subscriptions")
async def subscriptions_page(view: View, number: PageNumber = 1) -> Response:
    municipality = municipality_of(view.who)
    pager = Pager(number, await number_of(view.tx, municipality))
    found = await subscriptions_of(view.tx, municipality, limit=pager.limit, offset=pager.offset)
    words = view.visitor.words
    _, last = await feed.ends(view.tx, municipality)
    rows = [
        {
            "one": one,
            "state": state_of(one, words),
            "lag": await reading.lag(view.tx, one)
            if one.how is How.PUSH and one.state is not State.ENDED
            else None,
            "behind": one.behind(last)
            if one.how is How.PULL and one.state is not State.ENDED
            else None,
        }
        for one in found
    ]
    return view.visitor.page("subscriptions.html", rows=rows, pager=pager)


@router.get("/subscriptions/new")
async def subscription_form(view: View) -> Response:
    municipality_of(view.who)
    return _form(view.visitor, Form.of(view.visitor))


@router.post("/subscriptions/new")
async def make_subscription(unit: Unit) -> Response:
    room, form = room_of(unit.visitor), unit.form
    municipality_of(unit.who)
    wanted = wanted_of(form, room)
    if wanted is None:
        return _form(unit.visitor, form, 400)
    try:
        done = await managing.create(unit, room, wanted)
    except TooManySubscriptions:
        form.fault("sub_name", "sub_fault_too_many", most=room.policy.most_subscriptions)
        return _form(unit.visitor, form, 409)
    except TooManyMade:
        form.fault("sub_name", "sub_fault_too_many_made", most=room.policy.most_made)
        return _form(unit.visitor, form, 409)
    return await unit.see(f"/subscriptions/{done.subscription_id}", "sub_made")


def _form(visitor: Visitor, form: Form, status: int = 200) -> Response:
    hosts = room_of(visitor).policy.sink_hosts
    return visitor.page("subscription_new.html", status, form=form, hosts=hosts)
