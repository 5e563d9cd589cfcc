"""What a process of handover-service works with, as long as it runs."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from continuous_line import resources
from continuous_line.config import Settings
from handover_service.config import Policy
from handover_service.streams import Cases

NAME = "handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.WithVault):
    cases: Cases = field(default_factory=Cases)
    policy: Policy = field(default_factory=Policy)


def open_resources(settings: Settings) -> AbstractAsyncContextManager[Resources]:
    return resources.opened(Resources, settings, service=NAME)
