"""What docker-compose.yml reads: secrets that nobody else on the machine reads."""

import stat
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def test_other_users_of_the_machine_cannot_reach_the_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(TOOLS)
    import compose

    monkeypatch.delitem(sys.modules, "compose")
    monkeypatch.setattr(compose, "FOLDER", tmp_path / "secrets")
    compose.prepare()
    folder = tmp_path / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for settings in folder.glob("*.env"):
        assert stat.S_IMODE(settings.stat().st_mode) == 0o600, settings.name
