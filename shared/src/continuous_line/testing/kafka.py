"""A Kafka broker for a session of tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from continuous_line.local.kafka import KafkaBroker, kafka_broker
from continuous_line.testing.containers import containers_wanted


class KafkaForTests:
    """A broker that runs; who stops or pauses it starts it again."""

    def __init__(self, broker: KafkaBroker) -> None:
        self.start, self.stop = broker.start, broker.stop
        self.pause, self.resume = broker.pause, broker.resume
        self.bootstrap = broker.bootstrap  # host:port

    @property
    def url(self) -> str:
        return f"kafka://{self.bootstrap}"


@contextmanager
def kafka_for_tests() -> Iterator[KafkaForTests]:
    folder = Path(tempfile.mkdtemp(prefix="continuous-line-kafka-"))
    broker = kafka_broker(folder, container=containers_wanted())
    try:
        broker.start()
        yield KafkaForTests(broker)
    finally:
        broker.remove()
        shutil.rmtree(folder, ignore_errors=True)
