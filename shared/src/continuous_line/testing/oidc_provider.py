"""A certified OpenID Connect issuer of another hand (npm's oidc-provider), as a child process."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from continuous_line.local.errors import CannotStart
from continuous_line.local.postgres import free_port

VERSION: Final = "9.13.3"
_NODE: Final = 20
_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class OidcProvider:
    address: str
    client_secret: str


def have_node() -> bool:
    """Whether there are npm and a Node.js that is new enough."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return False
    said = subprocess.run(["node", "--version"], check=False, capture_output=True, text=True).stdout
    major = said.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= _NODE


def kept() -> Path:
    """Where the package is kept; $XDG_CACHE_HOME moves it."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "doorlopende-lijn" / f"oidc-provider-{VERSION}"


def package() -> Path:
    """The folder with the package, got with npm once. Raises CannotStart."""
    if not have_node():
        raise CannotStart(f"the tests of signing in need npm and Node.js {_NODE} or newer")
    target = kept()
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            _get(target)
    return target


def _get(target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".oidc-", dir=target.parent) as making:
        folder = Path(making) / "package"
        folder.mkdir()
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        made = subprocess.run(
            ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts",
             "--silent", f"oidc-provider@{VERSION}"],
            cwd=folder, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if made.returncode != 0:
            said = (made.stderr or made.stdout).strip()[-300:] or "no reason"
            raise CannotStart(f"npm could not get oidc-provider {VERSION}: {said}")
        folder.rename(target)


@contextmanager
def oidc_provider(
    clients: Mapping[str, str], person: Mapping[str, Any], *, audience: str
) -> Iterator[OidcProvider]:
    """`clients`: where the pages of each are. Whoever signs in gets the claims of `person`: name,
    organisation, roles and so on."""
    folder, port = package(), free_port()
    key = dict(ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()), as_dict=True))
    made = OidcProvider(f"http://127.0.0.1:{port}", secrets.token_urlsafe(24))
    given = {
        "port": port, "clientSecret": made.client_secret, "audience": audience,
        "clients": [{"id": name, "service": service} for name, service in clients.items()],
        "person": dict(person), "cookieKey": secrets.token_urlsafe(24),
        "key": key | {"kid": "one", "use": "sig", "alg": "ES256"},
    }  # fmt: skip
    with as_file(files("continuous_line.testing").joinpath("oidc_provider.mjs")) as script:
        child = subprocess.Popen(
            ["node", str(script), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            _wait_for(child, json.dumps(given))
            yield made
        finally:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()


def _wait_for(child: "subprocess.Popen[str]", given: str) -> None:
    """Until it listens; afterwards what it says is read and thrown away."""
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the child has no pipes")
    child.stdin.write(given)
    child.stdin.close()
    watchdog = threading.Timer(_PATIENCE, child.kill)
    watchdog.start()
    said = []
    for line in child.stdout:
        said.append(line)
        if "listening" in line:
            watchdog.cancel()
            threading.Thread(target=child.stdout.read, daemon=True).start()
            return
    watchdog.cancel()
    raise CannotStart(f"the issuer for tests did not start: {''.join(said)[-500:]}")
