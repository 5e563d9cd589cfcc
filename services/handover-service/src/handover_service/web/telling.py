"""What an event says, in a line of words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from continuous_line.web.pages import language as say
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.words import Words
from handover_service.timeline import Entry
from handover_service.web.codes import InWords

_CODED: Final = {
    "basis": "basis",
    "mode": "mode",
    "scenario": "scenario",
    "outcome": "outcome",
    "verdict": "verdict",
    "item": "information",
    "welcome": "welcome",
    "kind": "signal_kind",
    "stand_in": "stand_in",
}
_PLACES: Final = ("municipality", "azc", "toAzc")
_DAYS: Final = (
    "planned_on", "moved_on", "due_on", "until", "grantedOn", "startedOn", "endedOn",
)  # fmt: skip
_REASONS: Final = (
    "no_warm_reason", "owner_reason", "unlink_reason", "take_over_reason", "void_reason",
    "activity_end", "outcome",
)  # fmt: skip
_PERSONS_AT_WORK: Final = ("owner", "client_manager", "worker")


@dataclass(frozen=True, slots=True)
class Told:
    """In what language, with which words for codes and places; `milestones` by
    `programme/milestone`."""

    language: Language
    words: Words
    codes: InWords
    places: Mapping[str, str]
    milestones: Mapping[str, str]


def told(entry: Entry, page: Told) -> str:
    """What it says beside what it is: places, coded values and days, nothing else."""
    data = dict(entry.data)
    if "milestone" in data:
        named = f"{data.pop('programme')}/{data.pop('milestone')}"
        data = {"milestone": page.milestones.get(named, named), **data}
    parts = [_part(name, value, page) for name, value in data.items()]
    return ", ".join(part for part in parts if part)


def _part(name: str, value: Any, page: Told) -> str | None:
    """None for a field that says nothing to people, or nothing at all."""
    telling = _TELLING.get(name)
    return None if telling is None or value in (None, (), []) else telling(name, value, page)


def _place(_: str, value: Any, page: Told) -> str:
    return page.places.get(str(value), str(value))


def _coded(name: str, value: Any, page: Told) -> str:
    return page.codes.get(_CODED[name], {}).get(str(value), str(value))


def _plain(_: str, value: Any, __: Told) -> str:
    return str(value)


def _moment(_: str, value: Any, page: Told) -> str:
    return say.moment(
        datetime.fromisoformat(value) if isinstance(value, str) else value, page.language
    )


def _day(_: str, value: Any, page: Told) -> str:
    return say.weekday(
        date.fromisoformat(value) if isinstance(value, str) else value, page.language
    )


def _sections(_: str, value: Any, page: Told) -> str:
    named = page.codes["section"]
    found = [value] if isinstance(value, str) else value
    return ", ".join(named.get(str(one), str(one)) for one in found)


def _reason(_: str, value: Any, page: Told) -> str:
    for kind in _REASONS:
        if value in page.codes.get(kind, {}):
            return page.codes[kind][value]
    return str(value)


_TELLING: Final[dict[str, Callable[[str, Any, Told], str]]] = {
    **dict.fromkeys(_PLACES, _place),
    **dict.fromkeys(_CODED, _coded),
    **dict.fromkeys(_PERSONS_AT_WORK, _plain),
    **dict.fromkeys(_DAYS, _day),
    **dict.fromkeys(("milestone", "programme"), _plain),
    **dict.fromkeys(("section", "sections"), _sections),
    "scheduled_for": _moment,
    "reason": _reason,
}
