"""Which places lie in which, by their codes.

A contact that covers a larger place answers for all that lies in it: a municipality lies in its
labour-market region, its province and the country; an azc in its unit, in the region it stands
in, and in the country.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from continuous_line.codes_places import COUNTRY, PROVINCES


class AreaKind(StrEnum):
    MUNICIPALITY = "municipality"
    RECEPTION_CENTRE = "reception-centre"
    REGION = "region"
    UNIT = "unit"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Area:
    """A place, and how far each code that takes it in reaches: 0 is the place itself.

    `region`: the labour-market region it lies in. `former`: the codes that merged into it.
    """

    kind: AreaKind
    code: str
    name: str
    region: str | None = None
    region_name: str | None = None
    province: str | None = None
    unit: str | None = None
    former: tuple[str, ...] = ()

    @property
    def reach(self) -> Mapping[str, int]:
        found = {COUNTRY: 4}
        if self.province is not None:
            found[PROVINCES.get(self.province, self.province)] = 3
        if self.region is not None:
            found[self.region] = 2
        if self.unit is not None:
            found[self.unit] = 1
        return found | dict.fromkeys((*self.former, self.code), 0)

    def distance(self, places: Iterable[str]) -> int | None:
        """How far the nearest of these places reaches around it; None where none takes it in."""
        reach = self.reach
        return min((reach[place] for place in places if place in reach), default=None)


WHOLE_COUNTRY: Final = Area(AreaKind.COUNTRY, COUNTRY, "Nederland")
