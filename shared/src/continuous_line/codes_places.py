"""Codes of larger places than a municipality: provinces, and the country."""

from collections.abc import Mapping
from typing import Final

COUNTRY: Final = "NL"
"""The place that stands for all others."""

PROVINCES: Final[Mapping[str, str]] = {
    "Groningen": "PV20",
    "Fryslân": "PV21",
    "Drenthe": "PV22",
    "Overijssel": "PV23",
    "Flevoland": "PV24",
    "Gelderland": "PV25",
    "Utrecht": "PV26",
    "Noord-Holland": "PV27",
    "Zuid-Holland": "PV28",
    "Zeeland": "PV29",
    "Noord-Brabant": "PV30",
    "Limburg": "PV31",
}
"""Codes of CBS by the names that municipalities are registered with."""
