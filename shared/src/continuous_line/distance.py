"""Great-circle distances."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """WGS84, in degrees."""

    latitude: float
    longitude: float


def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Rounded to 0.1 km; None where a point is unknown. Haversine formula."""
    if one is None or other is None:
        return None
    north, south = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(min(1.0, half))), 1)
