"""A subscription as somebody wants it: judged, and nothing of the network in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from continuous_line.webhooks.rendering import Content, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`sink` None: its events are fetched. `filters` as they were written; `most_under_way` None:
    as installed."""

    name: str
    sink: str | None = None
    credential: str | None = field(default=None, repr=False)
    mode: Mode = Mode.STRUCTURED
    most_under_way: int | None = None
    types: Sequence[str] = ()
    filters: Sequence[Mapping[str, Any]] = ()
    content: Content = Content.INFORMATION_POOR
    form: str = "cloudevents"
    alert_to: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What is None stays. `takes_credential`: the credential is another one, or none any more; and
    `takes_alert` the address to which its owner is told."""

    name: str | None = None
    sink: str | None = None
    takes_credential: bool = False
    credential: str | None = field(default=None, repr=False)
    mode: Mode | None = None
    most_under_way: int | None = None
    types: Sequence[str] | None = None
    filters: Sequence[Mapping[str, Any]] | None = None
    content: Content | None = None
    takes_alert: bool = False
    alert_to: str | None = field(default=None, repr=False)
