"""A metric or lead time by a cut: the rows of its table, and the chart that fits the cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_service.domain.cuts import NOT_LINKED, By
from report_service.domain.metrics import Figure, Shown
from report_service.domain.observation import UNKNOWN
from report_service.queries import Report
from report_service.web.areas import group_name, in_order
from report_service.web.charts.bars import Bar, bars
from report_service.web.charts.ink import Said
from report_service.web.drawing import Drawing, drawn
from report_service.web.figures import figure
from report_service.web.saying import Saying, Share

_ORDERED = (By.DISTANCE, By.BASIS)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """`before`: the share of the period before."""

    code: str
    name: str
    share: Share
    before: str
    address: str | None = None


def rows_of(
    metric: str, by: By, now: Mapping[str, Shown], before: Mapping[str, Shown],
    names: Mapping[str, str], saying: Saying,
) -> list[GroupRow]:  # fmt: skip
    """Highest share first; groups with an order of their own keep it. What is not shown, and where
    nobody is, comes last; groups that stand for no place at the very end."""
    found = []
    for code in in_order(by, now):
        one = figure(now[code], metric)
        earlier = figure(before[code], metric) if code in before else Figure(metric, 0, 0)
        share = saying.share(one)
        name = group_name(by, code, names, saying.language)
        row = GroupRow(code, name, share, saying.share(earlier).text)
        found.append((_rank(code, one), row))
    if by not in _ORDERED:
        found.sort(key=lambda each: (each[0], each[1].name))
    return [row for _, row in found]


def _rank(code: str, one: Figure) -> tuple[bool, int, float]:
    share = one.numerator / one.denominator if one.numerator is not None and one.denominator else 0
    kind = 2 if one.denominator == 0 else 1 if one.numerator is None else 0
    return code in (UNKNOWN, NOT_LINKED), kind, -share


async def bars_of(
    metric: str, rows: Sequence[GroupRow], shown: Mapping[str, Shown], said: Said, saying: Saying
) -> Drawing | None:
    """A bar per group that has a share; None where none has one."""
    found = []
    for row in rows:
        one = figure(shown[row.code], metric)
        if one.numerator is not None and one.denominator:
            found.append(Bar(row.name, 100 * one.numerator / one.denominator, row.share.text))
    if not found:
        return None
    given = tuple(found)
    target = saying.definitions.metrics[metric].target
    mark = saying.definitions.target["promise"] if target == "promise" else None
    return await drawn(said, lambda width: bars(given, 100, mark, said, width))


def merged(report: Report, codes: Mapping[str, Shown]) -> list[tuple[str, str]]:
    """Municipalities that count under another one of these: both names."""
    places, on = report.places, report.map_on
    found = []
    for code in sorted(places.merged_by(on)):
        now = places.current(code, on)
        if now != code and now in codes:
            old, new = places.on(code, on), places.on(now, on)
            found.append((old.name if old else code, new.name if new else now))
    return found
