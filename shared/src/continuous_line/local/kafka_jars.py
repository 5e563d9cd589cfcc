"""Kafka's own jars, those of the broker and of its tools, got with Maven once and kept."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from continuous_line.local.errors import CannotStart

VERSION = "4.3.0"
PACKAGES = ("openjdk-17-jre-headless", "maven")

BROKER = "kafka_2.13"
TOOLS = "kafka-tools"
"""What `kafka-acls.sh` runs; it needs the broker's jars beside its own."""

_POM = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>{artifact}</artifactId>
      <version>{version}</version>
    </dependency>
  </dependencies>
</project>
"""


def kept(artifact: str = BROKER) -> Path:
    """Where the jars are kept; $XDG_CACHE_HOME moves it."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    name = "kafka" if artifact == BROKER else artifact
    return Path(cache) / "doorlopende-lijn" / f"{name}-{VERSION}"


def have_java() -> bool:
    """Whether the broker can run: Java is there, and the jars are or Maven can get them."""
    java = shutil.which("java") is not None
    return java and (kept().is_dir() or shutil.which("mvn") is not None)


def jars(artifact: str = BROKER) -> Path:
    """The folder with the jars. Raises CannotStart."""
    target = kept(artifact)
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            _get(target, artifact)
    return target


def _get(target: Path, artifact: str) -> None:
    with tempfile.TemporaryDirectory(prefix=".kafka-", dir=target.parent) as making:
        folder = Path(making)
        pom = _POM.format(artifact=escape(artifact), version=escape(VERSION))
        (folder / "pom.xml").write_text(pom, encoding="utf-8")
        made = subprocess.run(
            ["mvn", "-q", "-B", "dependency:copy-dependencies",
             "-DincludeScope=runtime", f"-DoutputDirectory={folder / 'libs'}"],
            cwd=folder, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if made.returncode != 0:
            said = [line for line in made.stdout.splitlines() if "ERROR" in line] or ["no reason"]
            raise CannotStart(f"Maven could not get {artifact} {VERSION}: {said[0][:300]}")
        (folder / "libs").rename(target)


def install_java() -> None:
    """On Debian, as root, with its package manager. Raises CannotStart that says what is needed."""
    wanted = f"Kafka needs Java 17 or newer and Maven ({' '.join(PACKAGES)}), or a Docker engine"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CannotStart(wanted)
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for java in (PACKAGES[0], "default-jre-headless"):
        words = ["apt-get", "install", "-qq", "--no-install-recommends", java, PACKAGES[1]]
        if subprocess.run(words, env=quietly, check=False, capture_output=True).returncode == 0:
            return
        subprocess.run(["apt-get", "update", "-qq"], check=False, capture_output=True)
    raise CannotStart(wanted)
