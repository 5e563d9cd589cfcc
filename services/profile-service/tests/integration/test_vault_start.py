"""A real process with a wrong, malformed or missing key says so in one line, and does not start."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from continuous_line.config import Settings
from continuous_line.master_keys import new_entry
from profile_service.resources import open_resources


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    """What the process would start with."""
    assert settings.keys_database_url is not None
    assert settings.master_key is not None
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DL_")}
    return kept | {
        "DL_ENVIRONMENT": "embedded",
        "DL_PORT": "0",
        "DL_DATABASE_URL": settings.database_url,
        "DL_KEYS_DATABASE_URL": settings.keys_database_url,
        "DL_MASTER_KEY": settings.master_key.get_secret_value(),
        "DL_EVENT_LOG_URL": settings.event_log_url,
        "DL_ISSUER": settings.issuer,
        "DL_JWKS": settings.jwks,
        "DL_SECRET": settings.secret,
    }


def _run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "profile_service", command]
    return subprocess.run(
        program, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def _wrong(environment: dict[str, str], tmp_path: Path) -> dict[str, dict[str, str]]:
    """How a start can be spoilt: by the word that the line has to say."""
    url = environment["DL_KEYS_DATABASE_URL"]
    return {
        "not the one that the keys database knows": {"DL_MASTER_KEY": new_entry("first")},
        "entry 1 is malformed": {"DL_MASTER_KEY": "what is this"},
        "none is set": {"DL_MASTER_KEY": ""},
        "cannot be read": {"DL_MASTER_KEY": "", "DL_MASTER_KEY_FILE": str(tmp_path / "absent")},
        "DL_KEYS_DATABASE_URL is not set": {"DL_KEYS_DATABASE_URL": ""},
        "does not exist": {"DL_KEYS_DATABASE_URL": f"{url}_not"},
        "does not answer": {"DL_KEYS_DATABASE_URL": "postgresql://a:b@127.0.0.1:1/none"},
    }


@pytest.mark.parametrize("command", ["web", "work", "serve"])
async def test_a_wrong_key_stops_the_start_with_one_line(
    settings: Settings, environment: dict[str, str], command: str
) -> None:
    async with open_resources(settings):
        pass
    done = _run(command, environment | {"DL_MASTER_KEY": new_entry("first")})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "not the one that the keys database knows" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout == ""


async def test_whatever_is_wrong_with_the_vault_is_one_line(
    settings: Settings, environment: dict[str, str], tmp_path: Path
) -> None:
    async with open_resources(settings):
        pass
    for said, spoilt in _wrong(environment, tmp_path).items():
        given = {name: value for name, value in (environment | spoilt).items() if value}
        done = _run("web", given)
        assert done.returncode == 1, said
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


def test_migrate_makes_the_tables_of_the_keys_database_too(
    environment: dict[str, str], own_database: Callable[..., str]
) -> None:
    empty = environment | {
        "DL_DATABASE_URL": own_database(), "DL_KEYS_DATABASE_URL": own_database()
    }  # fmt: skip
    refused = _run("web", empty)
    assert "run `migrate` first" in refused.stderr
    migrated = _run("migrate", empty)
    assert migrated.returncode == 0, migrated.stderr
    without = {name: value for name, value in empty.items() if name != "DL_KEYS_DATABASE_URL"}
    told = _run("migrate", without)
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
