"""The dashboard: what stands in it for this reader, in words and drawings, without markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from continuous_line.web.pages import language as say
from report_service.domain.cuts import By
from report_service.domain.metrics import Shown
from report_service.queries import Report
from report_service.validity import is_late
from report_service.web import addresses
from report_service.web.areas import Area, area_name, group_name
from report_service.web.figures import cells, days_of, figure, is_open, of_area
from report_service.web.handovers import Handovers, handovers
from report_service.web.heat import Heat, heat
from report_service.web.saying import Saying, Share
from report_service.web.texts_dashboard import SENTENCES
from report_service.web.trends import Step, Trend, trend_of
from report_service.web.visits import Reader
from report_service.web.waiting import Waiting, waiting

TILES = ("profile-sent", "warm-handover", "activity")
COUNTED = (
    "contact-at-municipality", "contact-at-coa", "ownerless-days", "signal-answered",
)  # fmt: skip
LEAD = "link-to-handover"
LEADS = (
    "permit-to-completed", "completed-to-sent", "sent-to-viewed", "link-to-first-contact",
    "link-to-handover", "link-to-move",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """`before`: how it was in the period before."""

    id: str
    title: str
    share: Share
    sentence: str
    definition: str
    promise: str | None
    before: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Board:
    """Of the whole country all of it; of an area tiles, handovers and trend."""

    where: str
    tiles: tuple[Tile, ...]
    handovers: Handovers | None
    trend: Trend | None
    whole: bool
    heat: Heat | None = None
    lead: Waiting | None = None
    lead_by_azc: Waiting | None = None
    counted: tuple[Tile, ...] = ()


async def board(
    look: Reader,
    reports: Sequence[Report],
    area: Area | None,
    kept: Mapping[str, str | None],
    *,
    whole: bool = False,
) -> Board:
    """`reports`: of the periods of the trend, the last the one looked at. `whole`: of an area, too,
    all that is of one area."""
    report = reports[-1]
    saying = Saying(look.named, look.words, report.definitions)
    where = look.words["country"] if area is None else area_name(area, report, look.language)
    shown = [of_area(look, one, area) for one in reports]
    name = look.named.period(report.period)
    steps = [
        Step(one.period, figure(each, "warm-handover"), is_open(one))
        for one, each in zip(reports, shown, strict=True)
    ]
    tiles = [tile_of(code, shown, reports, area, kept, saying) for code in TILES]
    of_all = {
        "tiles": tuple(tiles),
        "handovers": await handovers(shown[-1], name, saying),
        "trend": await trend_of("warm-handover", steps, where, saying),
    }
    if area is not None and not whole:
        return Board(where=where, whole=False, **of_all)  # type: ignore[arg-type]
    counted = [tile_of(code, shown, reports, area, kept, saying) for code in COUNTED]
    return Board(
        where=where,
        whole=True,
        **of_all,  # type: ignore[arg-type]
        heat=_heat(look, report, saying) if area is None else None,
        lead=await _lead(shown[-1], kept, saying),
        lead_by_azc=await _lead_by_azc(look, report, saying) if area is None else None,
        counted=tuple(counted),
    )


def tile_of(
    code: str, shown: Sequence[Shown], reports: Sequence[Report], area: Area | None,
    kept: Mapping[str, str | None], saying: Saying,
) -> Tile:  # fmt: skip
    words, now = saying.words, figure(shown[-1], code)
    share, metric = saying.share(now), saying.definitions.metrics[code]
    sentence = words["few"] if share.suppressed else f"{say_begun(share.instead or '')}."
    if share.percent:
        sentence = SENTENCES[saying.language][code].format(
            numerator=saying.number(now.numerator or 0),
            denominator=saying.number(now.denominator or 0),
        )
    before = None
    if len(shown) > 1:
        points = saying.points(now, figure(shown[-2], code))
        if points is not None:
            name = saying.named.period(reports[-2].period)
            before = say_begun(saying.than(points, name)) + "."
    promise = None
    if metric.target == "promise" and share.percent:
        promise = words["promise"].format(promise=saying.definitions.target["promise"])
    asked = {} if area is None else {"by": area.by.value, "at": area.code}
    return Tile(
        code, saying.title(code), share, sentence, saying.definition(code).text, promise, before,
        addresses.metric(code, kept, **asked),
    )  # fmt: skip


def say_begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _heat(look: Reader, report: Report, saying: Saying) -> Heat | None:
    if not look.may(By.AZC_DISTANCE):
        return None
    names = report.places.names(By.AZC, report.map_on)
    return heat("warm-handover", cells(look, report, By.AZC_DISTANCE), names, saying)


async def _lead(shown: Shown, kept: Mapping[str, str | None], saying: Saying) -> Waiting:
    rows = [
        (saying.title(days.lead_time), days, addresses.metric(days.lead_time, kept))
        for days in shown.lead_times
    ]
    return await waiting(rows, None, _slowest(shown, saying), saying)


def _slowest(shown: Shown, saying: Saying) -> str:
    known = [(days.median, days) for days in shown.lead_times if days.median is not None]
    if not known:
        return ""
    median, days = max(known, key=lambda one: one[0])
    return saying.words["lead_finding"].format(
        title=saying.title(days.lead_time), median=saying.number(median),
        p90=saying.number(days.p90 or 0),
    )  # fmt: skip


async def _lead_by_azc(look: Reader, report: Report, saying: Saying) -> Waiting | None:
    return await by_azc(look, report, LEAD, saying) if look.may(By.AZC) else None


async def by_azc(look: Reader, report: Report, lead: str, saying: Saying) -> Waiting:
    """A lead time per azc, the longest median first."""
    names = report.places.names(By.AZC, report.map_on)
    rows = [
        (group_name(By.AZC, code, names, saying.language), days_of(shown, lead), None)
        for code, shown in cells(look, report, By.AZC).items()
    ]
    rows = [row for row in rows if row[1].number != 0]
    rows.sort(key=lambda row: (row[1].median is None, -(row[1].median or 0), row[0]))
    finding = saying.words["lead_by_azc_finding"].format(title=saying.title(lead))
    term = saying.definitions.lead_times[lead].term
    return await waiting(rows, term, finding, saying)


def late(report: Report, look: Reader) -> str | None:
    """What was recorded lately may be missing."""
    until = report.caught_up_at
    if until is None or not is_late(until):
        return None
    return look.words["late"].format(moment=say.moment(until, look.language))
