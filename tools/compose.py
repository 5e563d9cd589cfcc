"""Prepares what docker-compose.yml reads: passwords, settings with secrets, and a signing key.

Everything lies in deploy/compose/secrets, which git ignores; what is there is kept. With `token
SUBJECT ORGANISATION ROLE [PLACE ...]` it prints a bearer token that the services accept.
"""

import secrets
import sys
from pathlib import Path

from continuous_line.local.issuer import Issuer
from continuous_line.master_keys import new_entry

FOLDER = Path(__file__).parents[1] / "deploy/compose/secrets"
SERVICES = ("profile", "handover", "directory", "report")
FIRST_PORT = 8001
VAULTS = ("profile", "handover", "directory")


def issuer() -> Issuer:
    return Issuer(FOLDER)


def prepare() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    FOLDER.chmod(0o700)
    issuer()
    keys = [f"{name}_keys" for name in VAULTS]
    for name in ("postgres", *SERVICES, *keys):
        _once(FOLDER / f"{name}_password", secrets.token_urlsafe(24), 0o644)
    for name in SERVICES:
        lines = [
            f"DL_DATABASE_URL={_url(name)}",
            f"DL_SECRET={secrets.token_urlsafe(32)}",
            f"DL_PUBLIC_URL=http://127.0.0.1:{FIRST_PORT + SERVICES.index(name)}",
            f"DL_CLIENT_ID=doorlopende-lijn-{name}",
        ]
        if name in VAULTS:
            lines += [
                f"DL_KEYS_DATABASE_URL={_url(f'{name}_keys')}",
                f"DL_MASTER_KEY={new_entry('first')}",
            ]
        _once(FOLDER / f"{name}.env", "\n".join(lines) + "\n", 0o600)


def _url(name: str) -> str:
    password = (FOLDER / f"{name}_password").read_text(encoding="ascii")
    return f"postgresql://{name}:{password}@postgres/{name}"


def _once(path: Path, text: str, mode: int) -> None:
    """The passwords must be readable for the container's own user, to whom they are mounted one
    by one: on this machine the folder keeps others out."""
    if not path.exists():
        path.touch(0o600)
        path.write_text(text, encoding="ascii")
    path.chmod(mode)


def main() -> int:
    prepare()
    match sys.argv[1:]:
        case ["token", subject, organisation, role, *places]:
            print(issuer().token(subject, organisation, [role], places))  # noqa: T201
        case []:
            print(f"prepared in {FOLDER.name}/")  # noqa: T201
        case _:
            print(__doc__)  # noqa: T201
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
