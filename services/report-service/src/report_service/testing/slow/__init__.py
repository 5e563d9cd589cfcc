"""The figures counted a second time, slowly: event by event and day by day, from the plain list.

It says in another way what docs/scenarios.md says under K1 to K5 and docs/metrics.md of every
metric, and shares no code with the fast one, so that a mistake would have to be made twice.
"""

from report_service.testing.slow.figures import Counted, slow_figures

__all__ = ["Counted", "slow_figures"]
