"""Reading a profile over HTTP against a bare FastAPI route that reads one row.

Ours: token, rights, events, the person's key from the vault, contents opened and cut to the
reader, the processing log committed, all before the answer leaves. The bare route gives the same
contents from a row of plain JSON. Both sides are one web process; nothing else runs meanwhile.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from handovers import answering, bare_database, bearer, process
from measure import report, side_by_side, workspace
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from wire import Wire, spread

from continuous_line.local.postgres import free_port
from continuous_line_embedded.demo.acts import TVS, case_manager
from continuous_line_embedded.stand import Stand

REQUESTS, ROUNDS, PROFILES = 300, 7, 20
AT_LEAST = 0.4
SETTLING = 3  # seconds, in which the worker publishes and the vault hears what was recorded
AUTHOR = case_manager("weert", 1)
CONTENT: dict[str, dict[str, Any]] = {
    "identity": {"names": {"given": "Demo", "family": "Fictief"}, "dateOfBirth": "1990-02-03",
                 "languages": [{"language": "ti", "interpreter": True}]},
    "education": {"level": "vocational", "diplomas": [{"title": "Lasser"}]},
    "work": {"experience": [{"occupation": "lasser", "country": "ER"}], "skills": ["lassen"]},
    "language": {"level": "A1", "lessons": [], "motherTongue": "ti"},
    "wishes": {"goals": [{"goal": "lassen in de scheepsbouw", "term": "years"}]},
}  # fmt: skip


async def recorded(stand: Stand) -> list[str]:
    """Paths of so many profiles with contents, each with a completed version."""
    tvs, author, paths = bearer(stand, TVS), bearer(stand, AUTHOR), list[str]()
    async with Wire(stand.address("profile")) as wire:
        for _ in range(PROFILES):
            path = (await _asked(wire, "POST", "/v1/profiles", tvs, {"azc": "weert"}))["location"]
            for section, content in CONTENT.items():
                address = f"{path}/sections/{section}"
                await _asked(wire, "PUT", address, author, {"content": content})
            await _asked(wire, "POST", f"{path}/completions", author, {})
            paths.append(path)
    return paths


async def _asked(wire: Wire, method: str, path: str, headers: Any, body: Any) -> dict[str, str]:
    status, found, answer = await wire.request(method, path, headers, body)
    if not 200 <= status < 300:
        raise RuntimeError(answer)
    return found


async def beside(url: str, paths: list[str]) -> None:
    """The same contents as a row of plain JSON for each person."""
    engine = create_async_engine(url)
    insert = text("INSERT INTO bare (id, person, data) VALUES (:id, :id, CAST(:data AS jsonb))")
    async with engine.begin() as connection:
        await connection.execute(
            insert, [{"id": _person(path), "data": json.dumps(CONTENT)} for path in paths]
        )
    await engine.dispose()


def _person(path: str) -> UUID:
    return UUID(path.rpartition("/")[2])


async def main() -> int:
    with workspace("reading") as folder:
        async with Stand(folder / "data") as stand:
            for name in ("handover", "directory", "report"):
                await stand.stop(name)
            paths = await recorded(stand)
            await asyncio.sleep(SETTLING)
            await stand.stop("profile")
            url = await bare_database(stand.database_url("profile"))
            await beside(url, paths)
            port = free_port()
            bare = [str(Path(__file__).with_name("bare_app.py")), str(port)]
            with (
                process(["-m", "profile_service", "web"], _as_in_production(stand)),
                process(bare, os.environ | {"BARE_DATABASE_URL": url}),
            ):
                await answering(stand.address("profile"), "/health/ready")
                await answering(f"http://127.0.0.1:{port}", "/openapi.json")
                other, headers = f"http://127.0.0.1:{port}", bearer(stand, AUTHOR)
                ratios = [
                    await measured(stand.address("profile"), other, paths, headers, connections)
                    for connections in (1, 16)
                ]
    return 0 if min(ratios) >= AT_LEAST else 1


def _as_in_production(stand: Stand) -> dict[str, str]:
    """With the system's clock: that of the embedded default can be set, and looks every time."""
    return {k: v for k, v in stand.environment("profile").items() if k != "DL_CLOCK_FILE"}


async def measured(
    ours: str, other: str, paths: list[str], headers: dict[str, str], connections: int
) -> float:
    chosen = [paths[number % PROFILES] for number in range(REQUESTS)]
    reads: list[Any] = [("GET", path, headers, None) for path in chosen]
    rows: list[Any] = [("GET", f"/rows/{_person(path)}", {}, None) for path in chosen]
    found = await side_by_side(
        lambda: spread(ours, connections, reads), lambda: spread(other, connections, rows), ROUNDS
    )
    report(f"reading a profile, {connections} connections", *found)
    return found[0] / found[1]


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
