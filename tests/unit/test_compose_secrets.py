"""What docker-compose.yml reads: secrets that nobody else on the machine reads."""

import runpy
import stat
from pathlib import Path

COMPOSE = Path(__file__).parents[2] / "tools" / "compose.py"


def test_other_users_of_the_machine_cannot_reach_the_secrets(tmp_path: Path) -> None:
    copied = tmp_path / "tools" / COMPOSE.name
    copied.parent.mkdir()
    copied.write_bytes(COMPOSE.read_bytes())
    runpy.run_path(str(copied))["prepare"]()
    folder = tmp_path / "deploy/compose/secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    settings = list(folder.glob("*.env"))
    assert len(settings) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in settings} == {0o600}
