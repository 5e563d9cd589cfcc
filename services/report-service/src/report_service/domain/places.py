"""Places with their validity in time: what a code counts under on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple


class PlaceFact(NamedTuple):
    """All that the figures need of one event about a place, in a grow-only set like a person's.

    `valid_from` None: from ever. `successor`: the municipality it merged into.
    `region` and `province` of a municipality; `unit` and `activity_target` (percent) of an azc.
    `closed`: the first day without it. Latitude and longitude: WGS84 degrees of the centre.
    """

    id: str
    kind: Literal["municipality", "merged", "azc", "closed", "taken-back"]
    recorded_at: datetime
    code: str
    valid_from: date | None = None
    target: str | None = None
    name: str = ""
    region: str = ""
    region_name: str = ""
    province: str = ""
    unit: str = ""
    successor: str = ""
    latitude: float | None = None
    longitude: float | None = None
    activity_target: int | None = None


class Places:
    """The map: unknown codes stand for themselves and lie in no region or province."""

    def __init__(self, facts: Iterable[PlaceFact] = ()) -> None:
        known = list(facts)
        taken_back = {fact.target for fact in known if fact.target is not None}
        known = [fact for fact in known if fact.id not in taken_back]
        known.sort(key=lambda fact: (fact.valid_from or date.min, fact.recorded_at, fact.id))
        self._merged = {fact.code: fact for fact in known if fact.kind == "merged"}
        self._closed = {fact.code: fact.valid_from for fact in known if fact.kind == "closed"}
        self._versions: dict[str, list[PlaceFact]] = {}
        for fact in known:
            if fact.kind in {"municipality", "azc"}:
                self._versions.setdefault(fact.code, []).append(fact)

    def current(self, code: str, on: date) -> str:
        """The municipality under which this one counts on that day: itself, or its successor."""
        seen = {code}
        merged = self._merged.get(code)
        while merged and (merged.valid_from is None or merged.valid_from <= on):
            code = merged.successor
            if code in seen:
                break
            seen.add(code)
            merged = self._merged.get(code)
        return code

    def same(self, one: str, other: str, on: date) -> bool:
        """Whether two codes are one municipality on that day."""
        return one == other or (
            bool(self._merged) and self.current(one, on) == self.current(other, on)
        )

    def on(self, code: str, on: date) -> PlaceFact | None:
        """The place as it is on that day; before its first day as it was at first."""
        versions = self._versions.get(code)
        if not versions:
            return None
        valid = [v for v in versions if v.valid_from is None or v.valid_from <= on]
        return valid[-1] if valid else versions[0]

    def municipalities(self, on: date) -> list[str]:
        """The codes of all municipalities of that day."""
        return self._of_kind("municipality", on)

    def azcs(self, on: date) -> list[str]:
        """The codes of all reception centres that are open on that day."""
        return self._of_kind("azc", on)

    def codes(self) -> Iterable[str]:
        """Of all municipalities and reception centres that ever were."""
        return self._versions.keys() | self._merged.keys()

    def ever_merged(self) -> frozenset[str]:
        """Those whose sameness depends on the day: also of a merger after the period a talk may
        be held with the successor."""
        return self.merged_by(date.max)

    def merged_by(self, on: date) -> frozenset[str]:
        """The municipalities that had merged into another by that day, and those others."""
        gone = {
            code: fact.successor
            for code, fact in self._merged.items()
            if fact.valid_from is None or fact.valid_from <= on
        }
        return frozenset(gone) | frozenset(gone.values())

    def _of_kind(self, kind: str, on: date) -> list[str]:
        found = []
        for code, versions in self._versions.items():
            place = self.on(code, on)
            if place is None or place.kind != kind or self.current(code, on) != code:
                continue
            begins, ends = versions[0].valid_from, self._closed.get(code)
            if (begins is None or begins <= on) and (ends is None or ends > on):
                found.append(code)
        return sorted(found)

    def names(self, by: str, on: date) -> Mapping[str, str]:
        """The names by code of all municipalities, regions, provinces or azc's of that day."""
        kind = "azc" if by in {"azc", "unit"} else "municipality"
        names: dict[str, str] = {}
        for code in self._versions:
            place = self.on(code, on)
            if place is None or place.kind != kind or self.current(code, on) != code:
                continue
            if by == "region":
                names[place.region] = place.region_name
            elif by == "unit":
                names[place.unit] = place.unit
            elif by == "province":
                names[place.province] = place.province
            else:
                names[code] = place.name
        return names
