"""A Kafka broker that asks for TLS, a login and rights, for a session of tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from continuous_line.local.kafka import KafkaServer
from continuous_line.local.kafka_jars import TOOLS, have_java, install_java, jars
from continuous_line.local.postgres import free_port
from continuous_line.testing.certificates import authority, certificate

ADMIN, ADMIN_PASSWORD = "admin", "admin-secret"

_COMMANDS = {
    "kafka-acls.sh": "org.apache.kafka.tools.AclCommand",
    "kafka-configs.sh": "kafka.admin.ConfigCommand",
}

_SCRIPT = """#!/bin/sh
if [ -f '{archive}.jsa' ]; then use=SharedArchiveFile; else use=ArchiveClassesAtExit; fi
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:$use='{archive}.jsa' \\
  -cp '{libraries}' {kind} "$@"
"""
"""Kept classes halve what every call but the first takes."""


class SecuredKafka(KafkaServer):
    """Clients come in by SASL_SSL with SCRAM-SHA-512, and may do what they were granted.

    `bootstrap` is the broker's own door, without TLS and login: whoever uses that may do anything.
    """

    def __init__(self, folder: Path, logins: Mapping[str, str] | None = None) -> None:
        """`logins`: passwords of those that are there from the start, beside the administrator."""
        super().__init__(folder)
        self._door = free_port()
        for name, password in {ADMIN: ADMIN_PASSWORD, **(logins or {})}.items():
            login = f"SCRAM-SHA-512=[name={name},password={password}]"
            self.format_options = (*self.format_options, "--add-scram", login)

    @property
    def secured(self) -> str:
        """host:port of the door for clients."""
        return f"127.0.0.1:{self._door}"

    @property
    def ca_file(self) -> Path:
        return self._folder / "ca.pem"

    def start(self, patience: float = 90) -> None:
        if not self.ca_file.exists():
            signed_by = authority(self.ca_file)
            certificate(self._folder / "server.pem", signed_by, "127.0.0.1")
        super().start(patience)

    def url(self, user: str, password: str) -> str:
        """As `DL_EVENT_LOG_URL` names it."""
        login = f"{quote(user, safe='')}:{quote(password, safe='')}"
        return f"kafka://{login}@{self.secured}?tls={self.ca_file}"

    def run(self, script: str, variables: Mapping[str, str]) -> str:
        """Runs a shell script that calls Kafka's own commands; gives what it printed.

        Raises CalledProcessError where one of its commands fails.
        """
        given = {"PATH": f"{self._commands()}:{os.environ['PATH']}", "LC_ALL": "C", **variables}
        ran = subprocess.run(
            ["bash", "-eu", "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=self._folder,
            env=given,
            timeout=500,
        )
        return ran.stdout

    def _commands(self) -> Path:
        """A folder with the commands as a distribution of Kafka has them."""
        folder = self._folder / "bin"
        if not folder.is_dir():
            folder.mkdir()
            libraries = f"{jars()}/*:{jars(TOOLS)}/*"
            for name, kind in _COMMANDS.items():
                script = _SCRIPT.format(archive=folder / kind, libraries=libraries, kind=kind)
                (folder / name).write_text(script, encoding="utf-8")
                (folder / name).chmod(0o755)
        return folder

    def _all_settings(self) -> dict[str, str]:
        plain = super()._all_settings()
        return plain | {
            "listeners": f"{plain['listeners']},CLIENTS://{self.secured}",
            "advertised.listeners": f"{plain['advertised.listeners']},CLIENTS://{self.secured}",
            "listener.security.protocol.map": "CLIENTS:SASL_SSL,"
            + plain["listener.security.protocol.map"],
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "listener.name.clients.scram-sha-512.sasl.jaas.config": "org.apache.kafka.common"
            ".security.scram.ScramLoginModule required;",
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": str(self._folder / "server.pem"),
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": f"User:{ADMIN};User:ANONYMOUS",
        }


@contextmanager
def secured_kafka_for_tests(logins: Mapping[str, str] | None = None) -> Iterator[SecuredKafka]:
    """Raises CannotStart where there is no Java and none can be installed."""
    folder = Path(tempfile.mkdtemp(prefix="continuous-line-secured-kafka-"))
    if not have_java():
        install_java()
    broker = SecuredKafka(folder, logins)
    try:
        broker.start()
        yield broker
    finally:
        broker.remove()
        shutil.rmtree(folder, ignore_errors=True)
