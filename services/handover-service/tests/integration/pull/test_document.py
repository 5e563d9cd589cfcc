"""What docs/subscribing.md shows is done as it stands there."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.contracts import handover, type_name

DOCUMENT = Path(__file__).parents[5] / "docs/subscribing.md"
PHONED = type_name("handover", handover.HandoverByPhone)
ROERMOND = "GM0957"


def shown(language: str) -> list[str]:
    text = DOCUMENT.read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(
    "body", [json.loads(one) for one in shown("json")], ids=lambda b: b["name"]
)
async def test_a_subscription_that_is_shown_can_be_made_and_read(
    town: Any, body: dict[str, Any]
) -> None:
    made = await town.roermond.post("/subscriptions", **body)
    assert (await town.roermond.get(f"{made}/events"))["events"] == []


async def test_the_filter_on_talks_lets_talks_through_and_nothing_else(town: Any) -> None:
    (body,) = (json.loads(one) for one in shown("json") if "Gesprekken" in one)
    made, person = await town.roermond.post("/subscriptions", **body), uuid4()
    await town.links(person)
    await town.phones(person)
    events = (await town.roermond.get(f"{made}/events"))["events"]
    assert [event["type"] for event in events] == [PHONED]


async def test_the_ten_lines_read_to_the_end_and_go_on_from_there(
    town: Any,
    address: str,
    token: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (code,) = shown("python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    made, person = await town.roermond.post("/subscriptions", name="Lezer"), uuid4()
    await town.links(person)
    for name, value in {
        "HANDOVER_URL": address,
        "TOKEN": token([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND]),
        "SUBSCRIPTION": made.rpartition("/")[2],
        "POSITION_FILE": str(tmp_path / "position"),
    }.items():
        monkeypatch.setenv(name, value)
    told = []
    for _ in range(2):
        await asyncio.to_thread(exec, compile(code, "subscribing.md", "exec"), {})
        lines = capsys.readouterr().out.splitlines()
        told.append([line for line in lines if line.endswith(f" {person}")])
        await town.phones(person)
    assert told == [
        [f"StateTold {person}", f"MunicipalityLinked {person}"],
        [f"HandoverByPhone {person}"],
    ]
