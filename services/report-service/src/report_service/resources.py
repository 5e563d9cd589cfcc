"""What a process of report-service works with, as long as it runs."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from continuous_line import resources
from continuous_line.config import Settings
from report_service.config import ReportSettings
from report_service.queries import Recent

NAME = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.Resources):
    own: ReportSettings = field(default_factory=ReportSettings)
    recent: Recent = field(default_factory=Recent)


def open_resources(settings: Settings) -> AbstractAsyncContextManager[Resources]:
    return resources.opened(Resources, settings, service=NAME)
