"""Where to look first: an address, as whom, and what is to be seen there.

Each line is tried before it is printed: where it shows something else, the demo fails.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from continuous_line_embedded.demo import cast, ready
from continuous_line_embedded.demo.acts import (
    Actor,
    case_manager,
    client_manager,
    integration_manager,
    location_manager,
)
from continuous_line_embedded.demo.cast import PCM_SOUTH, ROERMOND, UNIT_MANAGER, WEERT, ZWOLLE
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.demo.situations import hero

Answer = dict[str, Any]
PATIENCE = 30.0


@dataclass(frozen=True)
class Look:
    """`path` is the API's, `page` the same as a page where there is one.

    `query` as in an address; `shown`: whether an answer shows what is promised.
    """

    actor: Actor
    service: str
    path: str
    what: str
    shown: Callable[[Answer], bool]
    page: str | None = None
    status: int = 200

    @property
    def query(self) -> dict[str, str]:
        _, _, query = self.path.partition("?")
        return dict(pair.split("=", 1) for pair in query.split("&") if pair)


def looks(seed: int, today: date) -> tuple[Look, ...]:
    return (
        *_work_lists(seed, today),
        *_profiles_and_contacts(seed, today),
        Look(
            integration_manager(ROERMOND), "handover", "/v1/subscriptions",
            "what Roermond's own system is told of, and how far it is",
            lambda answer: len(answer["items"]) > 1,
            page="/subscriptions",
        ),
    )  # fmt: skip


def _work_lists(seed: int, today: date) -> tuple[Look, ...]:
    """Something that is late, something that is missing, and something in which all is well."""
    owns, manager, receiver = (
        location_manager(WEERT),
        case_manager(WEERT, 1),
        client_manager(ROERMOND),
    )
    person = {name: hero(seed, name, today).person for name in _ON_LISTS}
    return (
        Look(
            owns, "handover", "/v1/work-list?part=no-owner",
            "a case that nobody has, on top of the work list",
            lambda answer: _listed(answer, person["without-owner"]),
            page="/cases?view=no-owner",
        ),
        Look(
            manager, "handover", "/v1/work-list?flag=late",
            "what is late: what should have happened, when, and for how many days",
            lambda answer: answer["flags"]["late"] == answer["shown"] > 0,
            page="/cases?flag=late",
        ),
        Look(
            receiver, "handover", "/v1/work-list?missing=client-manager",
            "cases in which the municipality has not said who its client manager is",
            lambda answer: all("client-manager" in one["missing"] for one in answer["items"])
            and answer["shown"] > 0,
            page="/cases?missing=client-manager",
        ),
        Look(
            receiver, "handover", "/v1/work-list?part=planned",
            "a case in which all is well: both sides agreed on the talk",
            lambda answer: _listed(answer, person["talk-agreed"]),
            page="/cases?view=planned",
        ),
        Look(
            manager, "handover", "/v1/signals",
            "a signal of the municipality that waits for an answer",
            lambda answer: len(answer["items"]) > 0,
            page="/signals",
        ),
    )  # fmt: skip


def _profiles_and_contacts(seed: int, today: date) -> tuple[Look, ...]:
    manager, receiver = case_manager(WEERT, 1), client_manager(ROERMOND)
    person = {name: hero(seed, name, today).person for name in _PERSONS}
    school, self_ = cast.provider(cast.LANGUAGE_SCHOOL), "two-recipients"
    return (
        Look(
            receiver, "profile", f"/v1/profiles?municipality={ROERMOND}&unopened=true",
            "profiles that were sent more than 7 days ago and nobody opened",
            lambda answer: _has(answer, person["sent-and-not-opened"]),
            page="/profiles?todo=unopened",
        ),
        Look(
            receiver, "profile", f"/v1/profiles/{person['second-version']}",
            "a second version: what changed since the first one that you read",
            lambda answer: answer["profileVersion"] == 2 and bool(answer["changes"]),
            page=f"/profiles/{person['second-version']}",
        ),
        Look(
            manager, "profile", f"/v1/profiles?azc={WEERT}&missing=wishes",
            "profiles in which the wishes are missing",
            lambda answer: _has(answer, person["incomplete"]),
            page="/profiles?missing=wishes",
        ),
        Look(
            manager, "profile", f"/v1/profiles/{person['reviewed-and-waiting']}",
            "a profile that a colleague found too thin, and of which sections",
            lambda answer: "too-thin" in str(answer["versions"]),
            page=f"/profiles/{person['reviewed-and-waiting']}/versions",
        ),
        Look(
            PCM_SOUTH, "profile", "/v1/activity-requests?answered=false",
            "wishes for an activity that wait for an answer",
            lambda answer: _has(answer, person["wish-open"]),
            page="/activity-requests",
        ),
        Look(
            school, "profile", f"/v1/profiles/{person['language-school']}/granted-sections",
            "what a language school may read, until when, and nothing else",
            lambda answer: "language" in str(answer),
            page="/grants",
        ),
        Look(
            cast.permit_holder(person[self_]), "profile", f"/v1/profiles/{person[self_]}",
            "somebody's own profile, which two municipalities were sent and one opened",
            lambda answer: len({one["municipality"] for one in answer["sendings"]}) == 2,
            page="/my-data",
        ),
        Look(
            receiver, "profile", f"/v1/profiles/{person[self_]}",
            "the same one, which Roermond may no longer read: whom to ask",
            lambda answer: answer["code"] == "right-ended",
            page=f"/profiles/{person[self_]}",
            status=403,
        ),
        Look(
            manager, "profile", f"/v1/profiles/{person['erased']}",
            "a profile whose data were erased because the person asked for it",
            lambda answer: answer["code"] == "personal-data-erased",
            page=f"/profiles/{person['erased']}",
            status=410,
        ),
        Look(
            manager, "directory", f"/v1/call-list?municipality={ZWOLLE}",
            "whom to call in Zwolle: the client manager is away, a deputy answers",
            lambda answer: "insteadOf" in str(answer),
            page="/directory?q=Zwolle",
        ),
        Look(
            manager, "directory", "/v1/lipo-gaps",
            "when municipalities can visit, and azc's without consultation for six weeks",
            lambda answer: len(answer["items"]) > 1,
            page="/meetings",
        ),
        Look(
            UNIT_MANAGER, "directory", "/v1/contact-gaps?own=true",
            "a topic that nobody of the unit answers for",
            lambda answer: any(gap["topic"] == "volunteering" for gap in answer["items"]),
            page="/verification?tab=nobody",
        ),
        Look(
            manager, "directory", f"/v1/offers?place={WEERT}&kind=language",
            "language lessons and meetings near azc Weert",
            lambda answer: len(answer["items"]) > 1,
            page=f"/offers?azc={WEERT}&kind=language",
        ),
    )  # fmt: skip


_ON_LISTS = ("without-owner", "talk-agreed")
_PERSONS = (
    "sent-and-not-opened",
    "second-version",
    "incomplete",
    "reviewed-and-waiting",
    "wish-open",
    "language-school",
    "two-recipients",
    "erased",
)


async def differences(requests: Requests, found: Iterable[Look]) -> list[str]:
    """One line per look that shows something else than it promises, also after a while."""
    deadline = time.monotonic() + PATIENCE
    wrong = []
    for look in found:
        while not _shown(look, await _answer(requests, look)):
            if time.monotonic() > deadline:
                wrong.append(f"{look.path} does not show {look.what}")
                break
            await asyncio.sleep(0.5)
    return wrong


def _shown(look: Look, answer: Answer) -> bool:
    try:
        return look.shown(answer)
    except (KeyError, TypeError):  # another answer than the one that is promised
        return False


async def _answer(requests: Requests, look: Look) -> Answer:
    path = look.path.partition("?")[0]
    return await requests.told(look.service, path, look.actor, **look.query)


def lines(found: Iterable[Look], seed: int, address: Callable[[str], str]) -> Iterator[str]:
    """Two for each: the address, and as whom and what for."""
    for look in found:
        yield f"{address(look.service)}{look.page or look.path}"
        yield f"    as {ready.name_of(look.actor, seed)}: {look.what}"


def _listed(answer: Answer, person: str) -> bool:
    return any(person in item["permitHolderIds"] for item in answer["items"])


def _has(answer: Answer, person: str) -> bool:
    return any(item["permitHolderId"] == person for item in answer["items"])
