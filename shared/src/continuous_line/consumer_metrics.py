"""What consumers tell Prometheus."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from continuous_line.watchdog import Progress


@dataclass(frozen=True, slots=True)
class Figures:
    """What a consumer tells Prometheus when it is asked."""

    alive: bool
    stopped: bool
    progress: Sequence[Progress]


class ProgressCollector(Collector):
    """Gauges of consumers; register it with the registry of the process, in the lifespan."""

    def __init__(self, consumers: Mapping[str, Callable[[], Figures]]) -> None:
        self._consumers = consumers

    def collect(self) -> Iterable[Metric]:
        labels = ("consumer", "partition")
        alive = GaugeMetricFamily("consumer_alive", "1: it moves", labels=labels[:1])
        stopped = GaugeMetricFamily(
            "consumer_stopped", "1: too many events were parked", labels=labels[:1]
        )
        behind = GaugeMetricFamily("consumer_behind_offsets", "Offsets to go", labels=labels)
        fresh = GaugeMetricFamily(
            "consumer_caught_up_timestamp_seconds", "All until then is handled", labels=labels
        )
        for name, ask in self._consumers.items():
            figures = ask()
            alive.add_metric([name], float(figures.alive))
            stopped.add_metric([name], float(figures.stopped))
            for one in figures.progress:
                where = [name, str(one.partition)]
                behind.add_metric(where, one.behind)
                if one.caught_up_at is not None:
                    fresh.add_metric(where, one.caught_up_at.timestamp())
        return (alive, stopped, behind, fresh)
