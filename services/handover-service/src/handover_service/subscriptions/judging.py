"""What is wrong with a subscription as somebody wants it: all of it, each fault with its place.

What belongs to one field the shape of the body says (`api/schemas.py`); here is what depends on
the installation, on what events there are, and on several fields together.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from continuous_line.webhooks.rules import SinkRefused, SinkRules
from handover_service.subscriptions.domain.filter_reading import read

FOR_PUSH_ONLY: Final = ("sinkCredential", "protocolSettings", "protocol")
"""What says nothing where there is no sink."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`at`: the names and numbers that lead to it in the body."""

    at: tuple[str | int, ...]
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Installed:
    """What is allowed here. `most_under_way`: to one sink."""

    rules: SinkRules
    forms: Collection[str]
    most_under_way: int


def faults_of(sent: Mapping[str, Any], here: Installed) -> list[Fault]:
    """Of a body that makes a subscription; what is not there, or has another shape, is left out."""
    return [*_anyhow(sent, here), *_without_sink(sent)]


def faults_of_change(sent: Mapping[str, Any], here: Installed, *, push: bool) -> list[Fault]:
    """Of a body that changes one. Whether it is sent or fetched stays as it is."""
    found = _anyhow(sent, here)
    if not push:
        names = [name for name in ("sink", *FOR_PUSH_ONLY) if sent.get(name) is not None]
        found += [Fault((name,), "not_for_pull", _NOT_FOR_PULL) for name in names]
    return found


def filter_faults(raw: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in the list of filters, and what."""
    for fault in read(raw, "")[1]:
        yield _steps(fault.at), f"It {fault.what}."


_NOT_FOR_PULL: Final = "This subscription has no sink: its events are fetched."


def _anyhow(sent: Mapping[str, Any], here: Installed) -> list[Fault]:
    return [*_sink(sent, here.rules), *_form(sent, here.forms), *_most(sent, here.most_under_way)]


def _sink(sent: Mapping[str, Any], rules: SinkRules) -> Iterator[Fault]:
    sink = sent.get("sink")
    if not isinstance(sink, str):
        return
    try:
        rules.check(sink)
    except SinkRefused as refused:
        yield Fault(("sink",), refused.code.replace("-", "_"), refused.detail)


def _form(sent: Mapping[str, Any], forms: Collection[str]) -> Iterator[Fault]:
    config = sent.get("config")
    form = config.get("form") if isinstance(config, Mapping) else None
    if isinstance(form, str) and form not in forms:
        detail = f"The forms here are: {', '.join(sorted(forms))}."
        yield Fault(("config", "form"), "form_unknown", detail)


def _most(sent: Mapping[str, Any], installed: int) -> Iterator[Fault]:
    settings = sent.get("protocolSettings")
    most = settings.get("mostUnderWay") if isinstance(settings, Mapping) else None
    if isinstance(most, int | float) and not isinstance(most, bool) and most > installed:
        at = ("protocolSettings", "mostUnderWay")
        yield Fault(at, "more_than_installed", f"Is at most {installed} here.")


def _without_sink(sent: Mapping[str, Any]) -> Iterator[Fault]:
    if sent.get("sink") is None:
        for name in FOR_PUSH_ONLY:
            if sent.get(name) is not None:
                yield Fault((name,), "needs_sink", "Says nothing without a sink.")


def _steps(at: str) -> tuple[str | int, ...]:
    """`[0].not.exact` → (0, "not", "exact")."""
    parts = at.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts if part)
