"""By what the figures are cut: the fixed list of tables that is published."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from report_service.domain.observation import UNKNOWN, Observation
from report_service.domain.places import Places

NOT_LINKED = "not-yet-linked"


class By(StrEnum):
    MUNICIPALITY = "municipality"
    REGION = "region"
    PROVINCE = "province"
    AZC = "azc"
    UNIT = "unit"
    DISTANCE = "distance"
    BASIS = "basis"
    AZC_DISTANCE = "azc-distance"
    """Codes are the azc's and the band's, with a colon between."""


MEANING = {
    By.MUNICIPALITY: "moved to, or linked to; `not-yet-linked` where to none",
    By.REGION: "the labour-market region of that municipality",
    By.PROVINCE: "its province",
    By.AZC: "the azc left, or where somebody was last in reception",
    By.UNIT: "COA's unit of that azc",
    By.DISTANCE: "kilometres from that azc: [0,25) [25,50) [50,100) 100 or more",
    By.BASIS: "the basis of the link",
    By.AZC_DISTANCE: "azc by distance, with a colon between",
}
"""What a cell of each table is, in words."""

Cut = tuple[By, str]


class Cuts:
    """In which cells something counts, on the map of a day."""

    def __init__(self, places: Places, map_on: date) -> None:
        self._places, self._map_on = places, map_on
        self._known: dict[object, tuple[Cut, ...]] = {}
        self.lies_in: dict[str, tuple[str, str]] = {}
        """Region and province of every municipality seen."""
        self.unit_of: dict[str, str] = {}
        """Unit of every azc seen."""

    def of(self, seen: Observation) -> tuple[Cut, ...]:
        """One cell in each table."""
        linked = bool(seen.municipality)
        distance = seen.band if linked else NOT_LINKED
        basis = (seen.basis or UNKNOWN) if linked else NOT_LINKED
        key = (seen.azc, seen.municipality, distance, basis)
        found = self._known.get(key)
        if found is None:
            azc = seen.azc or UNKNOWN
            found = self._known[key] = (
                *self._of_municipality(seen.municipality),
                *self.of_azc(azc),
                (By.DISTANCE, distance),
                (By.BASIS, basis),
                (By.AZC_DISTANCE, f"{azc}:{distance}"),
            )
        return found

    def region_of(self, municipality: str) -> str | None:
        """In which this municipality, or its successor, lies."""
        code = self._places.current(municipality, self._map_on)
        place = self._places.on(code, self._map_on)
        return None if place is None else place.region

    def of_municipality(self, code: str) -> Iterable[Cut]:
        """The municipality's own cells, with its region and province."""
        return self._of_municipality(code)

    def of_azc(self, azc: str) -> tuple[Cut, Cut]:
        """The azc's own cell and that of its unit."""
        if azc not in self.unit_of:
            place = self._places.on(azc, self._map_on)
            self.unit_of[azc] = (place.unit if place is not None else "") or UNKNOWN
        return (By.AZC, azc), (By.UNIT, self.unit_of[azc])

    def _of_municipality(self, municipality: str) -> tuple[Cut, Cut, Cut]:
        if not municipality:
            code, lies = NOT_LINKED, (NOT_LINKED, NOT_LINKED)
        else:
            code = self._places.current(municipality, self._map_on)
            place = self._places.on(code, self._map_on)
            lies = (UNKNOWN, UNKNOWN) if place is None else (place.region, place.province)
        self.lies_in[code] = lies
        return (By.MUNICIPALITY, code), (By.REGION, lies[0]), (By.PROVINCE, lies[1])
