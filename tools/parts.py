"""Sees to it that what the tests need is on this machine: a Kafka broker's parts and a browser.

On Debian as root it installs what is missing; elsewhere one line says what to install.
"""

import os
import shutil
import subprocess
import sys

from continuous_line.local.errors import CannotStart

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> None:
    """Raises CannotStart where there is no Chromium and none can be installed."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise CannotStart("the tests need Chromium; on Debian: apt-get install chromium")
    print("Installing Debian's chromium for the tests of pages ...", flush=True)  # noqa: T201
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run([apt, "-qq", *words], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    try:
        browser()
    except (CannotStart, subprocess.CalledProcessError) as error:
        print(f"tests: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
