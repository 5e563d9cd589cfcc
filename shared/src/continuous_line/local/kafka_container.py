"""The broker as a container, where a Docker engine answers."""

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from continuous_line.local.errors import CannotStart
from continuous_line.local.kafka_jars import VERSION
from continuous_line.local.postgres import free_port

if TYPE_CHECKING:
    from testcontainers.core.container import DockerContainer

IMAGE = f"apache/kafka:{VERSION}"


def engine_answers() -> bool:
    if shutil.which("docker") is None:
        return False
    asked = ["docker", "version", "--format", "{{.Server.Version}}"]
    return subprocess.run(asked, check=False, capture_output=True, timeout=20).returncode == 0


class KafkaContainer:
    """Of the official image; its port on this machine is chosen first, as clients are told it."""

    def __init__(self) -> None:
        self._port = free_port()
        self._container: DockerContainer | None = None

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self._port}"

    def start(self, patience: float = 90) -> None:
        if self._container is None:
            self._container = self._make()
            self._container.start()
        else:
            self._container.get_wrapped_container().start()
        self._wait(patience)

    def stop(self) -> None:
        if self._container is not None:
            self._container.get_wrapped_container().stop()

    def pause(self) -> None:
        if self._container is not None:
            self._container.get_wrapped_container().pause()

    def resume(self) -> None:
        if self._container is not None:
            self._container.get_wrapped_container().unpause()

    def remove(self) -> None:
        if self._container is not None:
            self._container.stop()
            self._container = None

    def _make(self) -> "DockerContainer":
        from testcontainers.core.container import DockerContainer

        from continuous_line.local.kafka import SETTINGS

        container = DockerContainer(IMAGE).with_bind_ports(9092, self._port)
        for name, value in self._settings(SETTINGS).items():
            container = container.with_env(name, value)
        return container

    def _settings(self, settings: dict[str, str]) -> dict[str, str]:
        """Any variable switches the image's own configuration off, so all are given.

        The broker speaks with itself too, where the port of this machine is out of reach.
        """
        own = settings | {
            "listeners": "PLAINTEXT://0.0.0.0:9092,INSIDE://127.0.0.1:9094,"
            "CONTROLLER://127.0.0.1:9093",
            "advertised.listeners": f"PLAINTEXT://127.0.0.1:{self._port},INSIDE://127.0.0.1:9094",
            "inter.broker.listener.name": "INSIDE",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT,"
            "CONTROLLER:PLAINTEXT",
            "controller.quorum.voters": "1@127.0.0.1:9093",
            "log.dirs": "/var/lib/kafka/data",
        }
        return {f"KAFKA_{name.upper().replace('.', '_')}": value for name, value in own.items()}

    def _wait(self, patience: float) -> None:
        from continuous_line.local.kafka import answers

        until = time.monotonic() + patience
        while not answers(self._port):
            if time.monotonic() > until:
                raise CannotStart(f"{IMAGE} does not answer after {patience:.0f} s")
            time.sleep(0.1)
