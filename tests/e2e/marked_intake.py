"""A file of profiles: one row with faults, one that becomes a profile."""

import asyncio
from collections.abc import Mapping
from typing import Any

from marked_run import AZC, MANAGER, Run

from continuous_line_embedded.demo.acts import TVS

HERE = "/profile-intakes"


async def intake(run: Run) -> None:
    sound = row(run, run.marks["V-number in a file"])
    faulty = row(run, run.marks["typed"]) | {"identity.dateOfBirth": run.marks["typed"]}
    lines = [sound.keys(), sound.values(), faulty.values()]
    file = "\n".join(";".join(line) for line in lines).encode()
    answer = await run.asks(TVS, "POST", "profile", HERE, file)
    here = str(answer.headers["location"]).removeprefix("/v1")
    assert (await until(run, here, "checked"))["faultyRows"] == 1
    await run.asks(TVS, "POST", "profile", f"{here}/commits", {"onlyValid": True})
    assert (await until(run, here, "done"))["appliedRows"] == 1
    for path in (HERE, f"{here}/faults", f"{here}/result"):
        await run.asks(TVS, "GET", "profile", path)
    look_up = {"vNumber": run.marks["V-number in a file"]}
    found = await run.asks(MANAGER, "POST", "profile", "/profile-searches", look_up)
    opened = f"/profiles/{found.json()['permitHolderId']}/sections/identity"
    await run.asks(MANAGER, "GET", "profile", opened)


def row(run: Run, v_number: str) -> dict[str, str]:
    m = run.marks
    return {
        "azc": AZC,
        "openedOn": "2026-01-05",
        "identity.names.given": m["given"],
        "identity.names.family": m["filed"],
        "identity.dateOfBirth": m["date of birth"],
        "identity.vNumber": v_number,
        "identity.languages": "ti",
        "education.level": "higher",
        "education.remarks": m["remark"],
    }


async def until(run: Run, here: str, state: str) -> Mapping[str, Any]:
    async with asyncio.timeout(60):
        while True:
            found: Mapping[str, Any] = (await run.asks(TVS, "GET", "profile", here)).json()
            if found["state"] == state:
                return found
            await asyncio.sleep(0.2)
