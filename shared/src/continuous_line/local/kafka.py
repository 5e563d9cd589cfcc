"""A real Kafka broker for tests and trials on one machine, with or without containers."""

import base64
import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from continuous_line.local.errors import CannotStart
from continuous_line.local.kafka_jars import have_java, install_java, jars
from continuous_line.local.postgres import free_port

# Of one broker: nothing can be replicated, and nobody waits for other members to join.
SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    "auto.create.topics.enable": "false",
}


class KafkaBroker(Protocol):
    """One broker; `bootstrap` is host:port and stays the same through stops and starts."""

    @property
    def bootstrap(self) -> str: ...

    def start(self) -> None:
        """Returns when it answers. Raises CannotStart."""

    def stop(self) -> None:
        """In good order."""

    def pause(self) -> None:
        """It holds still: connections stay, nothing is answered."""

    def resume(self) -> None: ...

    def remove(self) -> None:
        """Stops it at once and removes its data."""


def kafka_broker(folder: Path, *, container: bool = False) -> KafkaBroker:
    """By Java where that is there, else as a container, else by Java after installing it.

    `folder` holds the data of a broker without container. `container` insists on one. Raises
    CannotStart with a line that says what to install.
    """
    from continuous_line.local.kafka_container import KafkaContainer, engine_answers

    if container or (not have_java() and engine_answers()):
        return KafkaContainer()
    if not have_java():
        install_java()
    return KafkaServer(folder)


class KafkaServer:
    """A child of this process; it ends with the thread that started it, however that ends."""

    format_options: Sequence[str] = ()
    """Words for Kafka's storage tool, when the broker is first started."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self._folder = folder.resolve()
        self._port, self._controller_port = free_port(), free_port()
        self._settings = SETTINGS | dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def log(self) -> Path:
        return self._folder / "kafka.log"

    def start(self, patience: float = 90) -> None:
        libraries = jars()
        properties = self._folder / "server.properties"
        if not (self._folder / "data" / "meta.properties").exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            lines = (f"{name}={value}\n" for name, value in self._all_settings().items())
            properties.write_text("".join(lines), encoding="utf-8")
            words = ("kafka.tools.StorageTool", "format", "-t", _new_id(), "-c", str(properties))
            quickly = ("-XX:TieredStopAtLevel=1", *words, *self.format_options)
            if self._spawn(libraries, *quickly).wait() != 0:
                raise CannotStart(f"Kafka could not make its storage: {self._reason()}")
        memory = ("-Xmx512m", "-XX:+UseSerialGC")
        self._process = self._spawn(libraries, *memory, "kafka.Kafka", str(properties))
        until = time.monotonic() + patience
        while not answers(self._port):
            if self._process.poll() is not None or time.monotonic() > until:
                self._end(signal.SIGKILL)
                raise CannotStart(f"Kafka does not start: {self._reason()}")
            time.sleep(0.05)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def pause(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def remove(self) -> None:
        self._end(signal.SIGKILL)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, first: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for number in (signal.SIGCONT, first):
            process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
            return
        process.kill()
        process.wait()

    def _all_settings(self) -> dict[str, str]:
        return self._settings | {
            "listeners": f"PLAINTEXT://{self.bootstrap},"
            f"CONTROLLER://127.0.0.1:{self._controller_port}",
            "advertised.listeners": f"PLAINTEXT://{self.bootstrap}",
            "controller.quorum.voters": f"1@127.0.0.1:{self._controller_port}",
            "log.dirs": str(self._folder / "data"),
        }

    def _spawn(self, libraries: Path, *words: str) -> "subprocess.Popen[bytes]":
        setpriv = shutil.which("setpriv")
        until_we_end = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [*until_we_end, "java", "-cp", f"{libraries}/*", *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
                start_new_session=True,
            )

    def _reason(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        telling = [line for line in lines if "rror" in line or "xception" in line]
        return (telling + lines + ["it said nothing"])[0].strip()


def answers(port: int) -> bool:
    """Whether a broker there answers a question (ApiVersions): a port alone says too little."""
    question = struct.pack(">hhih", 18, 0, 7, -1)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(struct.pack(">i", len(question)) + question)
            return len(connection.recv(8)) == 8
    except OSError:
        return False


def _new_id() -> str:
    """A Kafka cluster id; a leading dash would be read as an option."""
    return "L" + base64.urlsafe_b64encode(uuid4().bytes).decode()[1:22]
