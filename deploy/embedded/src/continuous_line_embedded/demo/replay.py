"""Replaying the stories day by day, through the public APIs, so that it can be interrupted."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec

from continuous_line.days import day
from continuous_line_embedded.demo.acts import Act, Actor, at, client_manager, location_manager
from continuous_line_embedded.demo.requests import DemoFailed, Requests
from continuous_line_embedded.demo.stories import Story

LANES = 24


class Progress(msgspec.Struct):
    """How far the replay is, kept in the data folder; `known` as in `Requests`.

    `today`: the day up to which it tells; that of its start, also where it goes on a day later.
    """

    seed: int
    holders: int
    today: date = msgspec.field(default_factory=lambda: day(datetime.now(UTC)))
    done: list[date] = []
    known: dict[str, str] = {}
    staffed: bool = False
    finished: bool = False

    def save(self, path: Path) -> None:
        new = path.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(self))
        new.replace(path)


def resume(path: Path, seed: int, holders: int) -> Progress:
    """The replay that is there, or a new one. Raises DemoFailed where it is of other persons."""
    if not path.exists():
        return Progress(seed, holders)
    found = msgspec.json.decode(path.read_bytes(), type=Progress)
    if (found.seed, found.holders) != (seed, holders):
        raise DemoFailed(
            f"the data folder holds a demo of {found.holders} permit holders with seed "
            f"{found.seed}; run `make reset` first, or ask for the same"
        )
    return found


class Clock(Protocol):
    def set(self, moment: datetime, /) -> None: ...

    def release(self) -> None: ...


async def replay(
    stories: Iterable[Story],
    requests: Requests,
    clock: Clock,
    progress: Progress,
    path: Path,
    advance: Callable[[date, int], None],
) -> None:
    """Make every act on its day; a day that is done is remembered and never made again.

    A day that was interrupted is made again with the same idempotency keys: nothing counts twice.
    """
    days: dict[date, list[Act]] = defaultdict(list)
    for story in stories:
        for act in story.acts:
            days[act.recorded_on].append(act)
    done = set(progress.done)
    for on in sorted(days):
        if on not in done:
            clock.set(at(on, 13))
            if not progress.staffed:
                await _staff(stories, requests)
                progress.staffed = True
            await _day(days[on], requests)
            progress.done.append(on)
            progress.save(path)
        advance(on, len(days[on]))
    clock.release()
    progress.finished = True
    progress.save(path)


async def _day(acts: list[Act], requests: Requests) -> None:
    lanes: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        lanes[act.lane].append(act)
    width = asyncio.Semaphore(LANES)

    async def run(lane: list[Act]) -> None:
        async with width:
            for act in sorted(lane, key=lambda act: (act.number, act.person)):
                await requests.send(act)

    # No lane is cancelled when another fails: a request that was sent is waited for.
    done = await asyncio.gather(*map(run, lanes.values()), return_exceptions=True)
    for failure in done:
        if failure is not None:
            raise failure


async def _staff(stories: Iterable[Story], requests: Requests) -> None:
    """Everybody at work is registered by their location manager or municipality."""
    actors = {act.actor for story in stories for act in story.acts}
    acts = [
        _registration(actor)
        for actor in sorted(actors, key=str)
        if actor.roles[0] in {"case-manager", "client-manager"}
    ]
    await _day(acts, requests)


def _registration(actor: Actor) -> Act:
    place = actor.places[0] if actor.places else ""
    by = client_manager(place) if actor.roles[0] == "client-manager" else location_manager(place)
    body: dict[str, Any] = {
        "staffId": actor.subject,
        "organisation": actor.organisation,
        "roles": list(actor.roles),
        "places": list(actor.places),
        "validFrom": "2018-01-01",
    }
    return Act(
        date(2019, 1, 1), 0, actor.subject, by, "directory", "/staff", body, lane=actor.subject
    )
