"""What a process of profile-service works with, as long as it runs."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from continuous_line import resources
from continuous_line.config import Settings
from profile_service.config import Policy
from profile_service.streams import Profiles

NAME = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.WithVault):
    profiles: Profiles = field(default_factory=lambda: Profiles(Policy()))


def open_resources(settings: Settings) -> AbstractAsyncContextManager[Resources]:
    return resources.opened(Resources, settings, service=NAME)
