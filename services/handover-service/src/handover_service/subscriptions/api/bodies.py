"""Bodies of which every fault is told together, whoever finds it: the shape or the rules here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError, WrapValidator

from continuous_line.webhooks.rendering import Mode
from handover_service.subscriptions.api.schemas import (
    ChangedProtocolSettings,
    ChangedSubscription,
    NewSubscription,
    ProtocolSettings,
)
from handover_service.subscriptions.judging import Fault
from handover_service.subscriptions.wanted import Changed, Wanted

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Sent(Generic[M]):
    """`read` None: its shape has `faults`. `raw`: as it came."""

    read: M | None
    raw: Mapping[str, Any]
    faults: Sequence[Any] = ()

    def judged(self, faults: Sequence[Fault]) -> M:
        """Raises RequestValidationError with the faults of the shape and these."""
        told = [
            {"type": one["type"], "loc": ("body", *one["loc"]), "msg": one["msg"]}
            for one in self.faults
        ]
        told += [{"type": one.code, "loc": ("body", *one.at), "msg": one.detail} for one in faults]
        if told or self.read is None:
            raise RequestValidationError(told)
        return self.read


def collected(raw: Any, read: Callable[[Any], Any]) -> Sent[Any]:
    known = raw if isinstance(raw, dict) else {}
    try:
        return Sent(read(raw), known)
    except ValidationError as error:
        return Sent(None, known, error.errors(include_url=False, include_input=False))


NewBody = Annotated[NewSubscription, WrapValidator(collected)]
"""For a route; what it gets is `Sent[NewSubscription]`."""
ChangedBody = Annotated[ChangedSubscription, WrapValidator(collected)]


def wanted(body: NewSubscription) -> Wanted:
    push, credential = body.protocol_settings or ProtocolSettings(), body.sink_credential
    by_source = [] if body.source is None else [{"exact": {"source": body.source}}]
    by_domain = [] if body.domain is None else [{"prefix": {"type": f"{body.domain}."}}]
    return Wanted(
        name=body.name, sink=body.sink, types=body.types, content=body.config.content,
        filters=[*by_source, *by_domain, *body.filters],  # type: ignore[list-item]
        credential=None if credential is None else credential.access_token,
        form=body.config.form, mode=Mode(push.mode), most_under_way=push.most_under_way,
        alert_to=body.alert_to,
    )  # fmt: skip


def changed(body: ChangedSubscription) -> Changed:
    push, credential = body.protocol_settings or ChangedProtocolSettings(), body.sink_credential
    return Changed(
        name=body.name, sink=body.sink, types=body.types, filters=body.filters,  # type: ignore[arg-type]
        content=None if body.config is None else body.config.content,
        takes_credential="sink_credential" in body.model_fields_set,
        credential=None if credential is None else credential.access_token,
        mode=None if push.mode is None else Mode(push.mode),
        takes_alert="alert_to" in body.model_fields_set, alert_to=body.alert_to,
        most_under_way=push.most_under_way,
    )  # fmt: skip
