"""Lead times: days from one fact to another within a stay; from the permit once in a life."""

from collections.abc import Iterator, Sequence

from report_service.domain.definitions import Definitions, LeadTime
from report_service.domain.fact import Fact
from report_service.domain.life import Life, Same, Seen, by_time
from report_service.domain.observation import Observation, band


def lead_times(life: Life, definitions: Definitions, same: Same) -> Iterator[Observation]:
    """One for each stay, and for each municipality where the lead time is about one; on the day of
    its end. What was there before it could begin took no time."""
    of = life.of
    for lead in definitions.lead_times.values():
        if lead.since not in of or of.keys().isdisjoint(lead.until):
            continue
        once = lead.since == "permit"
        for index in (None,) if once else range(len(life.stays)):
            for since, until in _pairs(life, lead, index, same):
                on = max(since.on, until.on)
                seen = life.seen(on, same, until.place if lead.same else None, until.azc)
                if until.kind == "moved":
                    seen = Seen(
                        until.azc or "", until.place or "", band(until.distance_km), until.code
                    )
                days = (on - since.on).days
                yield Observation(lead.code, on, None, None, *seen, (), days)


def _pairs(life: Life, lead: LeadTime, stay: int | None, same: Same) -> Iterator[tuple[Fact, Fact]]:
    """`stay` None: whatever the stay."""
    ends: Sequence[Fact] = [fact for kind in lead.until for fact in life.facts(kind, stay)]
    if len(lead.until) > 1:
        ends = sorted(ends, key=by_time)
    begins = life.facts(lead.since, stay)
    if not ends or not begins:
        return
    if not lead.same:
        yield begins[0], ends[0]
        return
    seen: list[Fact] = []
    for end in ends:
        place = end.place or ""
        if any(same(each.place or "", place, end.on) for each in seen):
            continue
        begin = next((f for f in begins if same(f.place or "", place, end.on)), None)
        if begin is not None:
            seen.append(end)
            yield begin, end
