"""A Kafka with TLS, logins and rights, set up by what docs/kafka.md shows, and both samples."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from continuous_line.cli import topics
from continuous_line.contracts import CONTRACTS
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.testing.feeding import Feed
from continuous_line.testing.kafka_secured import ADMIN_PASSWORD, secured_kafka_for_tests

ROOT = Path(__file__).parents[2]
LOGIN, PASSWORD = "national-party", "a-password-of-a-test"
SERVICES = ("profile", "handover", "directory", "report")


def shown(language: str) -> list[str]:
    """The pieces of this language that docs/kafka.md shows, in their order."""
    text = (ROOT / "docs/kafka.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="package")
def kafka() -> Iterator[Any]:
    """Logins and rights are granted by the very commands of the document."""
    (admin,) = shown("properties")
    reader, platform = shown("bash")
    logins = {name: f"{name}-password" for name in SERVICES}
    with secured_kafka_for_tests(logins) as broker:
        folder = broker.ca_file.parent
        (folder / "admin.properties").write_text(admin.replace("...", ADMIN_PASSWORD), "utf-8")
        servers = {"SERVERS": broker.secured}
        broker.run(platform, servers)
        broker.run(reader, servers | {"LOGIN": LOGIN, "PASSWORD": PASSWORD})
        yield broker


@pytest.fixture(scope="package")
def platform() -> tuple[str, str]:
    """Name and password of a platform that may read."""
    return LOGIN, PASSWORD


@pytest.fixture(scope="package")
async def logs(kafka: Any) -> AsyncIterator[dict[str, EventLog]]:
    """The event log as each service has it, by its own login and rights; the topics are there."""
    made = {name: open_event_log(kafka.url(name, f"{name}-password")) for name in SERVICES}
    async with AsyncExitStack() as ending:
        for log in made.values():
            ending.push_async_callback(log.close)
        await made["profile"].create_topics(topics())
        yield made


@pytest.fixture(scope="package")
def feed(logs: dict[str, EventLog]) -> Feed:
    """What was published in this session is what every new reader finds."""
    return Feed({domain: logs[domain] for domain in CONTRACTS})


@pytest.fixture(scope="package")
def java(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What starts the sample in Java."""
    folder = tmp_path_factory.mktemp("java")
    made = shutil.copytree(
        ROOT / "samples/java", folder / "java", ignore=shutil.ignore_patterns("target")
    )
    words = ["mvn", "-q", "-B", "-f", str(made / "pom.xml"), "compile"]
    built = subprocess.run(words, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout
    return ["java", "-Xmx256m", "-cp", f"{made}/target/classes:{made}/target/libs/*", "Consumer"]


class Sample:
    """One of the two programs with a database and a group of its own."""

    def __init__(self, words: Sequence[str], folder: Path, kafka: Any) -> None:
        self._words, self._folder = words, folder
        self._variables = {
            "PATH": os.environ["PATH"],
            "KAFKA_SERVERS": kafka.secured,
            "KAFKA_CA_FILE": str(kafka.ca_file),
            "KAFKA_USER": LOGIN,
            "KAFKA_PASSWORD": PASSWORD,
            "KAFKA_GROUP": f"{LOGIN}.{uuid4()}",
            "DATABASE": str(folder / "facts.db"),
        }

    @contextmanager
    def running(self, **other: str) -> Iterator[subprocess.Popen[bytes]]:
        """It is killed at the end, if it has not ended by then."""
        with (self._folder / "said").open("ab") as said:
            process = subprocess.Popen(
                self._words, env=self._variables | other, stdout=said, stderr=said
            )
            try:
                yield process
            finally:
                process.kill()
                process.wait()

    @property
    def said(self) -> str:
        return (self._folder / "said").read_text("utf-8")

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Of its database; nothing where that is not made yet."""
        file = self._variables["DATABASE"]
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
                return database.execute(question).fetchall()
        except sqlite3.OperationalError:
            return []

    def number(self) -> int:
        found = self.ask("select count(*) from fact")
        return int(found[0][0]) if found else 0


@pytest.fixture(params=["python", "java"])
def sample(request: pytest.FixtureRequest, tmp_path: Path, kafka: Any) -> Sample:
    """The test is run with each of the two."""
    words = [sys.executable, str(ROOT / "samples/python/consumer.py")]
    if request.param == "java":
        words = request.getfixturevalue("java")
    return Sample(words, tmp_path, kafka)
