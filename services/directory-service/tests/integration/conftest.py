"""The service, and a client of the system that keeps places."""

from collections.abc import Callable

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.process import Program
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from directory_service.__main__ import PROGRAM


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def settings(settings: Settings, clock: ClockFile) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path})


@pytest.fixture
def client(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    """Signed in as the system that keeps places."""
    return sign_in([Role.TVS_SYSTEM]).client
