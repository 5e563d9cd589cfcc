"""What a file is about, of few persons in three towns."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from report_service.domain.cuts import By
from report_service.domain.defined import Language
from report_service.domain.definitions import current
from report_service.domain.metrics import conceal, cut, whole
from report_service.domain.period import parse
from report_service.domain.places import PlaceFact, Places
from report_service.files.about import About, Basis, Licence
from report_service.files.rows import Chosen
from report_service.testing.history import History, figures_of
from report_service.testing.moments import noon

PERIOD = parse("2019-H1")
TOWNS = {"GM0957": "AM33", "GM0988": "AM33", "GM0983": "AM34"}
NAMED = {"GM0957": "=HYPERLINK(1)", "GM0988": "@Weert", "GM0983": '\'s-Venlo, "aan" de Maas'}
BASIS = Basis(
    as_of=datetime(2019, 8, 1, 12, tzinfo=UTC),
    known_on=date(2019, 8, 1),
    map_on=date(2019, 6, 30),
    generation=1,
    edition=None,
    rules_version="4-abc",
    definitions_digest="0" * 64,
    positions={"handover": [3] * 12},
    held_back=0,
    minimum=5,
    licence=Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)


def moved(town: str, *, linked: bool = True) -> History:
    person = History("weert", town)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    if linked:
        person.linked("2019-03-02")
        person.sent("2019-03-03")
    person.moved("2019-06-01")
    return person


def about(
    numbers: Sequence[int] = (3, 6, 20),
    *,
    metric: str | None = None,
    language: Language = "en",
    basis: Basis = BASIS,
    linked: bool = True,
) -> About:
    """So many persons to each of the towns, as an analyst may see them by municipality."""
    at = noon("2010-01-01")
    places = Places(
        [
            PlaceFact(town, "municipality", at, town, None, None, NAMED[town], region, region, "L")
            for town, region in TOWNS.items()
        ]
    )
    people = [
        moved(town, linked=linked)
        for town, number in zip(TOWNS, numbers, strict=True)
        for _ in range(number)
    ]
    figures, defined = figures_of(people, PERIOD, places), current()
    hidden = conceal([[figures]], [0], defined, basis.minimum)
    chosen = Chosen(
        period=PERIOD,
        metric=metric,
        country=whole(figures, defined, hidden),
        by=By.MUNICIPALITY,
        cells=cut(figures, By.MUNICIPALITY, defined, hidden),
        names=NAMED,
        definitions=defined,
    )
    return About(chosen, None, basis, language)
