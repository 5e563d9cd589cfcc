"""What every service answers alike: errors, headers, health, the API's document."""

from continuous_line.web.app import Service, create_service
from continuous_line.web.health import DATABASE, Check
from continuous_line.web.problems import problem

__all__ = ["DATABASE", "Check", "Service", "create_service", "problem"]
