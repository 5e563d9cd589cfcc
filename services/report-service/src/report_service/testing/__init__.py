"""For tests and benchmarks: what happened to persons, told as public events."""

from report_service.testing.history import History, Told, figures_of, noon
from report_service.testing.log import Recorder

__all__ = ["History", "Recorder", "Told", "figures_of", "noon"]
