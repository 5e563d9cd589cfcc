"""What a process of directory-service works with, as long as it runs."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from continuous_line import resources
from continuous_line.config import Settings
from directory_service.config import Policy
from directory_service.streams import Directory, directory

NAME = "directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.WithVault):
    directory: Directory = field(default_factory=directory)
    policy: Policy = field(default_factory=Policy)


def open_resources(settings: Settings) -> AbstractAsyncContextManager[Resources]:
    return resources.opened(Resources, settings, service=NAME)
