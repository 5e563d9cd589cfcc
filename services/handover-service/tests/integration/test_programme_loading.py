"""Programmes of one's own: taken while everything runs, or refused with every fault named."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from continuous_line.codes import Role
from handover_service.config import Policy
from handover_service.programme_watch import ProgrammeWatch

LAW = """
code = "law"
version = {version}
valid_from = {since}
every_case = true
source = ["made up for this test"]
name = {{ nl = "Wet", en = "Law" }}

[[milestones]]
code = "housing"
name = {{ nl = "Huis", en = "House" }}
met_by = ["moved"]
counted_from = "linked"
weeks = {weeks}
owed_by = "owner"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "own"
    made.mkdir()
    return made


@pytest.fixture
def watch(world, folder: Path) -> ProgrammeWatch:
    given = world.resources
    policy = Policy(programmes_folder=folder)
    return ProgrammeWatch(given.database, given.clock, policy)


async def due(world, case: str) -> list[tuple[int, str]]:
    items = (await world.case_manager.get(f"{case}/terms"))["items"]
    return [(item["version"], item["dueOn"]) for item in items if item["programme"] == "law"]


async def loaded(world) -> dict[str, Any]:
    world.resources.programmes.forget()
    found: dict[str, Any] = await world.case_manager.get("/programmes")
    return found


@pytest.mark.scenario("S-X4")
async def test_a_law_with_an_end_date_is_a_next_version_and_no_code(
    world, folder, watch, clock
) -> None:
    (folder / "law.toml").write_text(LAW.format(version=1, since="2026-01-01", weeks=10))
    await watch.look()
    await loaded(world)
    old = await world.link()
    assert await due(world, old) == [(1, "2026-05-10")]
    (folder / "law-2.toml").write_text(LAW.format(version=2, since="2026-03-15", weeks=14))
    await watch.look()
    await loaded(world)
    clock.set("2026-03-20")
    new = await world.link()
    assert await due(world, new) == [(2, "2026-06-26")]
    assert await due(world, old) == [(1, "2026-05-10")]


async def test_a_bad_file_is_refused_with_every_fault_and_what_was_loaded_stays(
    world, folder, watch
) -> None:
    file = folder / "law.toml"
    file.write_text(LAW.format(version=1, since="2026-01-01", weeks=10))
    await watch.look()
    assert watch.faulty == 0
    file.write_text(LAW.format(version=0, since="2026-01-01", weeks=-1))
    await watch.look()
    found = await loaded(world)
    assert watch.faulty == 1
    assert found["refused"] == [
        {
            "file": "own/law.toml",
            "faults": [
                "version: is a whole number from 1",
                "milestones[0].weeks: is a whole number from 0 to 36500",
                "milestones[0]: a term has both counted_from and days or weeks",
            ],
        }
    ]
    assert [one["version"] for one in found["items"] if one["code"] == "law"] == [1]


async def test_another_content_under_the_same_version_is_a_fault(world, folder, watch) -> None:
    file = folder / "law.toml"
    file.write_text(LAW.format(version=1, since="2026-01-01", weeks=10))
    await watch.look()
    file.write_text(LAW.format(version=1, since="2026-01-01", weeks=12))
    await watch.look()
    refused = (await loaded(world))["refused"]
    assert refused[0]["faults"] == [
        "version: was loaded with another content; give the new content a version of its own"
    ]
    file.write_text(LAW.format(version=1, since="2026-01-01", weeks=10))
    await watch.look()
    assert (await loaded(world))["refused"] == []


async def test_a_new_version_makes_every_open_case_looked_at_again(world, folder, watch) -> None:
    case = await world.link()
    await world.look()
    (folder / "law.toml").write_text(LAW.format(version=1, since="2026-01-01", weeks=0))
    await watch.look()
    assert await world.look() == 1
    assert case.rpartition("/")[2]


async def test_everybody_who_works_here_reads_programmes_and_a_permit_holder_does_not(
    world,
) -> None:
    analyst = world.sign_in([Role.ANALYST], "ministry")
    found = await analyst.get("/programmes/utrecht")
    assert [milestone["code"] for milestone in found["items"][0]["milestones"]] == [
        "noa", "intake", "plan", "progress-talk",
    ]  # fmt: skip
    assert await analyst.refused("/programmes/none", "GET") == (404, "programme-unknown")
    holder = world.sign_in([Role.PERMIT_HOLDER], "holder")
    assert (await holder.refused("/programmes", "GET"))[0] == 403


def test_the_command_names_every_fault_and_says_which_files_are_good(folder: Path) -> None:
    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handover_service", "programmes", "check", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert check().returncode == 0
    (folder / "bad.toml").write_text('code = "Bad"')
    (folder / "good.toml").write_text(LAW.format(version=1, since="2026-01-01", weeks=10))
    told = check(str(folder))
    assert told.returncode == 1
    assert "bad.toml: code: is a code" in told.stderr
    assert "bad.toml: valid_from: is missing" in told.stderr
    assert "good.toml: good, law version 1" in told.stdout
