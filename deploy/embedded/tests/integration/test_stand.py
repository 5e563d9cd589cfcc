import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import jwt
import psutil
import pytest
from rich.console import Console

from continuous_line.clock import FileClock
from continuous_line.local.errors import CannotStart
from continuous_line.local.processes import runs
from continuous_line.master_keys import parse
from continuous_line_embedded.folder import DataFolder
from continuous_line_embedded.removal import remove
from continuous_line_embedded.stand import Stand
from continuous_line_embedded.steps import Steps

StandOf = Callable[..., Stand]


async def _shown(stand: Stand, name: str, path: str = "/") -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        shown: dict[str, Any] = (await client.get(stand.address(name) + path)).json()
        return shown


def _keys(jwks: str) -> jwt.PyJWKSet:
    return jwt.PyJWKSet.from_dict(json.loads(Path(jwks).read_text()))


def _names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def _fetch(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_everything_runs_inside_and_nothing_after(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        pids = {name: (await _shown(stand, name))["pid"] for name in ("profile", "handover")}
        assert len(set(pids.values())) == 2
        assert await _fetch(stand.database_url("profile"), "SELECT 1") == 1
    assert not any(psutil.pid_exists(pid) for pid in pids.values())
    assert not stand.postgres.running
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncpg.connect(stand.database_url("profile"))


async def test_a_service_gets_its_own_database_secret_and_keys(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        profile, handover = await _shown(stand, "profile"), await _shown(stand, "handover")
        assert profile["DL_ENVIRONMENT"] == "embedded"
        assert profile["DL_DATABASE_URL"] == stand.database_url("profile")
        assert profile["DL_DATABASE_URL"] != handover["DL_DATABASE_URL"]
        assert profile["DL_SECRET"] != handover["DL_SECRET"]
        assert profile["DL_EVENT_LOG_URL"] == handover["DL_EVENT_LOG_URL"]
        token = stand.token("anna", "COA", ["case-manager"], ["weert"])
        keys = _keys(profile["DL_JWKS"])
        claims = jwt.decode(
            token,
            keys.keys[0],
            ["ES256"],
            audience="doorlopende-lijn",
            issuer=profile["DL_ISSUER"],
        )
        assert claims["places"] == ["weert"]


async def test_a_service_with_a_vault_gets_a_keys_database_and_a_master_key(
    stand_of: StandOf, folder: Path
) -> None:
    async with stand_of(vault=["profile"]) as stand:
        profile, handover = await _shown(stand, "profile"), await _shown(stand, "handover")
        keys = profile["DL_KEYS_DATABASE_URL"]
        assert await _fetch(keys, "SELECT current_user || current_database()") == (
            "profile_keysprofile_keys"
        )
        ring = folder / "profile-master-key"
        assert profile["DL_MASTER_KEY_FILE"] == str(ring)
        before = ring.read_text()
        assert parse(before, "here").current.id == "first"
        assert ring.stat().st_mode & 0o077 == 0
        assert not {"DL_KEYS_DATABASE_URL", "DL_MASTER_KEY_FILE"} & set(handover)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(
                stand.database_url("profile").rpartition("/")[0] + "/profile_keys"
            )
    async with stand_of(vault=["profile"]):
        assert ring.read_text() == before


async def test_a_login_cannot_read_another_services_database(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        for other in ("handover", "event_log", "postgres"):
            own = stand.database_url("profile")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asyncpg.connect(own.rpartition("/")[0] + "/" + other)


async def test_what_was_stored_and_the_secrets_are_there_the_next_time(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        await _fetch(stand.database_url("profile"), "CREATE TABLE kept AS SELECT 42 AS number")
        before = (await _shown(stand, "profile"))["DL_SECRET"]
    async with stand_of() as stand:
        assert await _fetch(stand.database_url("profile"), "SELECT number FROM kept") == 42
        assert (await _shown(stand, "profile"))["DL_SECRET"] == before


async def test_nobody_else_can_read_the_secrets(stand_of: StandOf, folder: Path) -> None:
    async with stand_of():
        for name in ("secrets.json", "issuer.pem", "logs"):
            assert (folder / name).stat().st_mode & 0o077 == 0, name


async def test_another_log_is_used_where_one_is_named(stand_of: StandOf) -> None:
    async with stand_of(more={"event_log_url": "kafka://127.0.0.1:9"}) as stand:
        assert (await _shown(stand, "profile"))["DL_EVENT_LOG_URL"] == "kafka://127.0.0.1:9"
        names = await _fetch(stand.postgres.url(), "SELECT array_agg(datname) FROM pg_database")
        assert isinstance(names, list)
        assert "event_log" not in names


async def test_the_clock_is_set_before_the_services_start_and_can_be_released(
    stand_of: StandOf,
) -> None:
    begin = datetime(2019, 1, 1, 8, tzinfo=UTC)
    async with stand_of(more={"clock_at": begin}) as stand:
        seen = FileClock(Path((await _shown(stand, "profile"))["DL_CLOCK_FILE"]))
        assert begin <= seen.now() < begin + timedelta(hours=1)
        for day in range(2, 30):
            moment = datetime(2019, 1, day, tzinfo=UTC)
            stand.clock.set(moment)
            assert moment <= seen.now() < moment + timedelta(hours=1)
        stand.clock.release()
        assert abs(seen.now() - datetime.now(UTC)) < timedelta(hours=1)


async def test_a_clock_that_a_killed_run_left_is_released(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        stand.clock.set(datetime(2019, 1, 1, tzinfo=UTC))
    async with stand_of() as stand:
        assert abs(stand.clock.now() - datetime.now(UTC)) < timedelta(hours=1)


async def test_a_killed_service_stays_away_until_it_is_started(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        before = await _shown(stand, "handover")
        await stand.kill("handover")
        with pytest.raises(httpx.TransportError):
            await _shown(stand, "handover")
        assert await _shown(stand, "profile")
        await stand.start("handover")
        after = await _shown(stand, "handover")
        assert after["pid"] != before["pid"]
        assert after["DL_DATABASE_URL"] == before["DL_DATABASE_URL"]


async def test_a_service_is_stopped_gently(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        await stand.stop("handover")
        assert stand.log("handover").read_text().endswith("stopped gently\n")


async def _again(stand: Stand, name: str, before: int) -> int:
    """The pid of the service after it was started anew."""
    while True:
        try:
            pid = int((await _shown(stand, name))["pid"])
        except httpx.TransportError:
            continue
        if pid != before:
            return pid


async def test_a_service_that_dies_is_started_again_and_said(stand_of: StandOf) -> None:
    told = StringIO()
    async with stand_of(more={"steps": Steps(Console(file=told, width=300))}) as stand:
        before = (await _shown(stand, "handover"))["pid"]
        with pytest.raises(httpx.TransportError):
            await _shown(stand, "handover", "/die")
        assert await _again(stand, "handover", before)
    assert "handover ended with status 3; starts again in 0.5 s" in told.getvalue()
    assert f"starting {before}" in told.getvalue()


async def test_a_service_that_says_it_stands_still_is_started_anew(
    stand_of: StandOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("continuous_line_embedded.guard._LIVENESS_EVERY", 0.1)
    async with stand_of() as stand:
        before = (await _shown(stand, "handover"))["pid"]
        await _shown(stand, "handover", "/stand-still")
        assert await _again(stand, "handover", before)


async def test_postgres_that_dies_is_started_again_at_its_address(stand_of: StandOf) -> None:
    async with stand_of() as stand:
        first = (stand.postgres.cluster / "postmaster.pid").read_text().split("\n")[0]
        psutil.Process(int(first)).kill()
        while True:
            try:
                assert await _fetch(stand.database_url("profile"), "SELECT 1") == 1
            except (OSError, asyncpg.PostgresError):
                continue
            if (stand.postgres.cluster / "postmaster.pid").read_text().split("\n")[0] != first:
                break


async def test_a_service_that_cannot_start_ends_everything_with_its_log(
    stand_of: StandOf,
) -> None:
    stand = stand_of(profile=[], handover=["broken"])
    with pytest.raises(CannotStart, match="handover ended with status 1") as refusal:
        await stand.__aenter__()
    assert "the tiny service cannot work like this" in str(refusal.value)
    assert not stand.postgres.running


async def test_a_migration_that_fails_ends_everything_with_its_log(stand_of: StandOf) -> None:
    stand = stand_of(profile=["migrate"], handover=[])
    with pytest.raises(CannotStart, match="profile migrate ended with 1: migrate does not work"):
        await stand.__aenter__()
    assert not stand.postgres.running


async def test_what_a_service_started_itself_ends_with_it(stand_of: StandOf) -> None:
    async with stand_of(profile=["with-helper"]) as stand:
        helper = psutil.Process(int(stand.log("profile").read_text().split("helper ")[1]))
        assert runs(helper)
    assert not runs(helper)


async def test_a_taken_port_is_one_line_that_names_port_and_process(stand_of: StandOf) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"port {port} for profile is taken by") as refusal:
            await stand_of(more={"ports": {"profile": port, "handover": 1}}).__aenter__()
    assert str(psutil.Process().pid) in str(refusal.value)
    assert "\n" not in str(refusal.value)


async def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match=r"cannot be written.*DATA=") as refusal:
        await Stand(tmp_path / "file" / "data").__aenter__()
    assert "\n" not in str(refusal.value)


async def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")
    with pytest.raises(CannotStart, match="something else"):
        await Stand(tmp_path).__aenter__()
    with pytest.raises(CannotStart, match="something else"):
        remove(DataFolder(tmp_path))
    assert _names_in(tmp_path) == ["thesis.txt"]


async def test_two_runs_cannot_use_one_folder_and_reset_waits_for_the_end(
    stand_of: StandOf, folder: Path
) -> None:
    async with stand_of():
        with pytest.raises(CannotStart, match=f"in use by process {psutil.Process().pid}"):
            await stand_of().__aenter__()
        with pytest.raises(CannotStart, match="in use by process"):
            remove(DataFolder(folder))
    assert remove(DataFolder(folder))
    assert _names_in(folder.parent) == []
    assert not remove(DataFolder(folder))
