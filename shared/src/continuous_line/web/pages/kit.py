"""What a service gives for its pages, and the templates and words they are made with."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from continuous_line.codes import Role
from continuous_line.web.pages import language as say
from continuous_line.web.pages.language import Language
from continuous_line.web.pages.operations.words import WORDS as OPERATIONS
from continuous_line.web.pages.told import CONTACT_KINDS, REFUSALS, ROLES
from continuous_line.web.pages.words import WORDS, InBoth, Words, joined

_OWN: Final = "continuous_line.web.pages"
STYLE: Final = "/static/pages.css"
DRAFTS: Final = "/static/drafts.js"


def _none() -> InBoth:
    return {language: {} for language in Language}


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation: for who has one of `roles` (for all where none is named)."""

    path: str
    word: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class PageKit:
    """`package` has a folder `templates`; none: no templates of its own.

    `words` come on top of the platform's own. `refusals` tell the codes of the service's own
    refusals. `rooms`: further packages with templates. Words with the prefix `done_` are notices:
    see `PageRequest.see`. Nothing is read before a page is asked for.
    """

    package: str = ""
    words: InBoth = field(default_factory=_none)
    refusals: InBoth = field(default_factory=_none)
    links: Sequence[Link] = ()
    rooms: Sequence[str] = ()

    def with_room(self, room: "PageKit") -> "PageKit":
        """With the pages of a part of the service that is a package of its own."""
        return replace(
            self,
            words=joined((self.words, room.words)),
            refusals=joined((self.refusals, room.refusals)),
            links=(*self.links, *room.links),
            rooms=(*self.rooms, room.package),
        )

    def words_in(self, language: Language) -> Words:
        return self._all_words[language]

    def refusal(self, code: str, language: Language) -> str | None:
        return self.refusals[language].get(code) or REFUSALS[language].get(code)

    def html(self, template: str, language: Language, context: Mapping[str, Any]) -> str:
        found = self._environment.get_template(template)
        return found.render(words=self.words_in(language), language=language, **context)

    @cached_property
    def _all_words(self) -> Mapping[Language, Words]:
        return joined((WORDS, OPERATIONS, self.words))

    @cached_property
    def _environment(self) -> Environment:
        packages = (self.package, *self.rooms, _OWN)
        made = Environment(
            loader=ChoiceLoader([PackageLoader(each) for each in packages if each]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.filters |= {
            "number": _number, "day": _day, "weekday": _weekday, "moment": _moment, "role": _role,
            "tel": _tel, "begun": _begun, "lasting": _lasting, "contact_kind": _contact_kind,
        }  # fmt: skip
        made.globals["style"] = f"{STYLE}?v={_digest(STYLE)}"
        made.globals["drafts"] = f"{DRAFTS}?v={_digest(DRAFTS)}"
        return made


def static(path: str) -> bytes:
    """What is served at STYLE or DRAFTS."""
    return files(_OWN).joinpath(path.removeprefix("/")).read_bytes()


def _digest(path: str) -> str:
    return hashlib.sha256(static(path)).hexdigest()[:8]


@pass_context
def _number(context: Context, value: int) -> str:
    return say.number(value, context["language"])


@pass_context
def _day(context: Context, value: date) -> str:
    return say.day(value, context["language"])


@pass_context
def _weekday(context: Context, value: date) -> str:
    return say.weekday(value, context["language"])


@pass_context
def _moment(context: Context, value: datetime) -> str:
    return say.moment(value, context["language"])


@pass_context
def _lasting(context: Context, value: timedelta) -> str:
    return say.lasting(value, context["language"])


@pass_context
def _role(context: Context, value: str) -> str:
    return ROLES[context["language"]][value]


@pass_context
def _contact_kind(context: Context, value: str) -> str:
    return CONTACT_KINDS[context["language"]].get(value, value)


def _begun(text: str) -> str:
    """As the first word of a sentence: `plan (PIP)` → `Plan (PIP)`."""
    return text[:1].upper() + text[1:]


def _tel(value: str) -> str:
    """`+31 6 12 34` → what a link dials."""
    return "tel:" + "".join(sign for sign in value if sign.isdigit() or sign == "+")
