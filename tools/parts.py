"""Sees to it that what the tests need is on this machine: a browser, another issuer, a compiler.

On Debian as root it installs what is missing; elsewhere one line says what to install.
"""

import os
import shutil
import subprocess
import sys

from continuous_line.local.errors import CannotStart
from continuous_line.testing import oidc_provider

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> None:
    """Raises CannotStart where there is no Chromium and none can be installed."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    _install("Chromium for the tests of pages", "chromium")


def issuer() -> None:
    """Raises CannotStart where the issuer for the tests of signing in cannot be had."""
    if not oidc_provider.have_node():
        _install("Node.js for the tests of signing in", "nodejs", "npm")
    oidc_provider.package()


def compiler() -> None:
    """Raises CannotStart where the sample in Java cannot be compiled and nothing be installed.

    A JDK is also the Java that Kafka runs on.
    """
    if not (shutil.which("javac") and shutil.which("mvn")):
        _install("a JDK and Maven for the sample in Java", "default-jdk-headless", "maven")


def _install(what: str, *packages: str) -> None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise CannotStart(f"{what}: on Debian, apt-get install {' '.join(packages)}")
    print(f"Installing {what} ...", flush=True)  # noqa: T201
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run([apt, "-qq", *words], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    try:
        browser()
        issuer()
        compiler()
    except (CannotStart, subprocess.CalledProcessError) as error:
        print(f"tests: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
