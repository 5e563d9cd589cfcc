"""The form of a subscription: what was entered as the API takes it, judged by the same rules."""

import json
from collections.abc import Mapping
from typing import Any, Final

from continuous_line.web.pages import Form
from continuous_line.webhooks.rendering import Content, Mode
from handover_service.subscriptions import judging
from handover_service.subscriptions.alerts.addresses import Alerted
from handover_service.subscriptions.api import bodies
from handover_service.subscriptions.api.bodies import Sent
from handover_service.subscriptions.api.schemas import ChangedSubscription, NewSubscription
from handover_service.subscriptions.domain.filter_reading import write
from handover_service.subscriptions.room import Room
from handover_service.subscriptions.standing import How, Subscription
from handover_service.subscriptions.wanted import Changed, Wanted

_FIELDS: Final = {
    "name": "sub_name",
    "sink": "sub_sink",
    "types": "sub_types",
    "filters": "sub_filters",
    "config": "sub_content",
    "protocolSettings": "sub_mode",
    "alertTo": "sub_alert",
}
_LONGEST: Final = 20_000


def wanted_of(form: Form, room: Room) -> Wanted | None:
    """None where something is not right, which the form then says."""
    how = form.choice("sub_delivery", [each.value for each in How])
    raw = _common(form, room, push=how == How.PUSH)
    sent: Sent[NewSubscription] = bodies.collected(raw, NewSubscription.model_validate)
    _tell(form, sent, judging.faults_of(raw, room.installed))
    return None if form.faults or sent.read is None else bodies.wanted(sent.read)


def changed_of(form: Form, room: Room, before: Subscription) -> Changed | None:
    push = before.how is How.PUSH
    raw = _common(form, room, push=push)
    sent: Sent[ChangedSubscription] = bodies.collected(raw, ChangedSubscription.model_validate)
    _tell(form, sent, judging.faults_of_change(raw, room.installed, push=push))
    return None if form.faults or sent.read is None else bodies.changed(sent.read)


def filled(one: Subscription, alerted: Alerted | None) -> dict[str, Any]:
    """What the form begins with where it changes one."""
    filters = write(one.filters)
    return {
        "sub_name": one.name,
        "sub_sink": one.sink,
        "sub_content": one.content.value,
        "sub_mode": one.mode.value,
        "sub_most": one.most_under_way,
        "sub_types": "\n".join(one.types),
        "sub_filters": json.dumps(filters, indent=1, ensure_ascii=False) if filters else None,
        "sub_alert": alerted.address if alerted else None,
    }


def _common(form: Form, room: Room, *, push: bool) -> dict[str, Any]:
    content = form.choice("sub_content", [each.value for each in Content])
    raw: dict[str, Any] = {
        "name": form.text("sub_name"),
        "types": form.text("sub_types", longest=_LONGEST, required=False).split(),
        "filters": _filters(form),
        "config": {"content": content},
        "alertTo": form.text("sub_alert", longest=254, required=False) or None,
    }
    if push:
        raw["sink"] = form.text("sub_sink", longest=2000)
        mode = form.choice("sub_mode", [each.value for each in Mode])
        most = form.number("sub_most", least=1, most=room.policy.most_under_way, required=False)
        raw["protocolSettings"] = {"mode": mode, "mostUnderWay": most}
    return raw


def _filters(form: Form) -> object:
    text = form.text("sub_filters", longest=_LONGEST, required=False)
    try:
        return json.loads(text) if text else []
    except (ValueError, RecursionError):
        form.fault("sub_filters", "sub_fault_json")
        return []


def _tell(form: Form, sent: Sent[Any], faults: list[judging.Fault]) -> None:
    """One sentence at a field, unless the form has found something there itself."""
    found = [(one["loc"], one["type"]) for one in sent.faults]
    found += [(one.at, one.code) for one in faults]
    silent = {fault.name for fault in form.faults}
    for at, code in found:
        name = _FIELDS[str(at[0])]
        if name not in silent:
            where = ".".join(str(step) for step in at[1:])
            form.fault(name, _sentence(form.words, code), where=where)


def _sentence(words: Mapping[str, str], code: str) -> str:
    return words.get(f"sub_fault_{code.replace('-', '_')}", words["sub_fault"])
