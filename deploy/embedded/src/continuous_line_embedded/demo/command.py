"""`make demo`: start, replay, compare, and stay."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

from rich.console import Console

from continuous_line.local.errors import CannotStart
from continuous_line_embedded.demo import (
    counted,
    guide,
    invented,
    invented_contacts,
    replay,
    stories,
    today,
)
from continuous_line_embedded.demo.acts import (
    ANALYST,
    OPERATOR,
    TVS,
    Actor,
    at,
    case_manager,
    client_manager,
    location_manager,
)
from continuous_line_embedded.demo.bar import advancing
from continuous_line_embedded.demo.places import Places, from_reference
from continuous_line_embedded.demo.ready import people
from continuous_line_embedded.demo.requests import DemoFailed, Requests
from continuous_line_embedded.stand import Stand


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    permit_holders: int = 1000
    seed: int = 2019
    once: bool = False


def published() -> dict[str, float]:
    """The published shares, which the stories are made to meet."""
    text = files(__package__).joinpath("published.json").read_text(encoding="utf-8")
    shares: dict[str, float] = json.loads(text)["shares"]
    return shares


def reference_places() -> Places:
    spec = find_spec("directory_service")
    if spec is None or spec.origin is None:
        raise CannotStart("directory-service is not installed")
    return from_reference(Path(spec.origin).parent / "reference")


def progress_file(stand: Stand) -> Path:
    return stand.folder.path / "demo.json"


def started_at(path: Path) -> bool:
    """Whether a replay is still to be finished, so that the clock starts in 2019."""
    return not (path.exists() and json.loads(path.read_text(encoding="utf-8"))["finished"])


async def play(
    stand: Stand, wish: Wish, console: Console, stay: Callable[[], Awaitable[None]]
) -> int:
    """The status: 0, or 1 where the report says anything else than what was caused."""
    places, shares = reference_places(), published()
    told = stories.write(wish.seed, wish.permit_holders, places, shares)
    addresses = {name: stand.address(name) for name in stand.services}
    progress = replay.resume(progress_file(stand), wish.seed, wish.permit_holders)
    fresh, looks = not progress.finished, guide.looks(wish.seed, progress.today)
    told += invented_contacts.write(wish.seed, places)
    told += today.write(wish.seed, wish.permit_holders, places, progress.today)
    requests = Requests(addresses, lambda actor: token(stand, actor), progress.known)
    try:
        await _replay(stand, told, requests, progress, console)
        wrong = await counted.shown(requests, told, shares, console)
        wrong += await guide.differences(requests, looks) if fresh else []
    finally:
        await requests.close()
    for line in wrong:
        console.print(f"WRONG  {line}", markup=False, soft_wrap=True)
    if not wrong:
        console.print(
            "Every figure is the one that the demo caused and counted on its own; "
            f"those of {invented.FIRST} until {invented.LAST} are invented."
        )
    _say(console, "", "Where to look first; everybody is made up, and marked as fictitious.")
    _say(console, "A page asks who you are: choose one of the ready-made persons, no password.")
    _say(console, *guide.lines(looks, wish.seed, stand.address))
    if not wish.once:
        _addresses(stand, places, console)
        await stay()
    return 1 if wrong else 0


async def _replay(
    stand: Stand,
    told: list[stories.Story],
    requests: Requests,
    progress: replay.Progress,
    console: Console,
) -> None:
    if progress.finished:
        console.print("The demo was replayed before; nothing is sent again.")
        return
    total = sum(len(story.acts) for story in told)
    with advancing(console, total) as advance:
        path = progress_file(stand)
        await replay.replay(told, requests, stand.clock, progress, path, advance)
    console.print(f"{total:,} requests made, {requests.repeats:,} of them twice with one key.")


def token(stand: Stand, actor: Actor) -> str:
    return stand.token(
        actor.subject,
        actor.organisation,
        actor.roles,
        actor.places,
        permit_holder_id=UUID(actor.permit_holder) if actor.permit_holder else None,
    )


def ready_requests(places: Places) -> tuple[tuple[Actor, str, str], ...]:
    """For each role something to look at: who, which service, which path."""
    azc, municipality = places.centres[0], places.municipalities[0]
    return (
        (TVS, "profile", "/v1/profiles"),
        (case_manager(azc, 1), "handover", f"/v1/cases?azc={azc}"),
        (location_manager(azc), "handover", f"/v1/cases?azc={azc}"),
        (client_manager(municipality), "profile", f"/v1/profiles?municipality={municipality}"),
        (ANALYST, "report", f"/v1/figures?period={counted.PUBLISHED}&by=azc"),
        (OPERATOR, "report", "/v1/parked-events"),
    )


def _addresses(stand: Stand, places: Places, console: Console) -> None:
    """Where to look, and a ready line for each role."""

    _say(console, "", f"The figures as a page      {stand.address('report')}/")
    for name in stand.services:
        _say(console, f"API document of {name:<10} {stand.address(name)}/v1/openapi.json")
    for actor, service, path in ready_requests(places):
        bearer = f"Authorization: Bearer {token(stand, actor)}"
        curl = f"curl -H '{bearer}' '{stand.address(service)}{path}'"
        _say(console, "", f"# {actor.roles[0]}", curl)
    _say(console, "", "Ctrl-C ends everything and loses nothing.")


def _say(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def first_moment() -> "date":
    """The day on which the replay begins."""
    return stories.FIRST


def labels() -> dict[str, str]:
    """Settings by which every page of every service says what is invented."""
    return {
        "DL_DEMO_INVENTED_FROM": invented.FIRST.isoformat(),
        "DL_DEMO_INVENTED_UNTIL": invented.LAST.isoformat(),
    }


__all__ = ["DemoFailed", "Wish", "at", "people", "play", "started_at"]
