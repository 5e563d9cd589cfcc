"""For tests and benchmarks: what happened to persons, told as public events."""

from report_service.testing.history import History, Told, figures_of
from report_service.testing.log import Recorder
from report_service.testing.moments import noon

__all__ = ["History", "Recorder", "Told", "figures_of", "noon"]
