"""The columns of every file, by their machine names."""

from dataclasses import dataclass
from typing import Final, Literal

from report_service.domain.defined import Language

Kind = Literal["string", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """`title` and `text`, what it holds, in each language."""

    name: str
    kind: Kind
    title: dict[Language, str]
    text: dict[Language, str]


def _column(name: str, kind: Kind, en: tuple[str, str], nl: tuple[str, str]) -> Column:
    return Column(name, kind, {"en": en[0], "nl": nl[0]}, {"en": en[1], "nl": nl[1]})


COLUMNS: Final = (
    _column(
        "period", "string",
        ("Period", "A year (2019), half year (2019-H1), quarter (2019-Q1) or month (2019-01)."),
        ("Periode", "Een jaar (2019), half jaar (2019-H1), kwartaal (2019-Q1) of maand (2019-01)."),
    ),
    _column(
        "first_on", "date",
        ("First day", "The first day of the period."),
        ("Eerste dag", "De eerste dag van de periode."),
    ),
    _column(
        "last_on", "date",
        ("Last day", "The last day of the period; it is part of it."),
        ("Laatste dag", "De laatste dag van de periode; die hoort erbij."),
    ),
    _column(
        "by", "string",
        ("By", "`country`, or the table that the row is of: municipality, azc, distance, ..."),
        ("Per", "`country` (heel Nederland), of de tabel waar de rij uit komt: municipality "
                "(gemeente), azc, distance (afstand), ..."),
    ),
    _column(
        "code", "string",
        ("Code", "Of the place, band or basis; `NL` is the country. `not-yet-linked` and `unknown` "
                 "are codes too."),
        ("Code", "Van de plaats, afstand of grond; `NL` is heel Nederland. Ook `not-yet-linked` "
                 "(nog niet gekoppeld) en `unknown` (onbekend) zijn codes."),
    ),
    _column(
        "name", "string",
        ("Name", "Of the place, where it has one."),
        ("Naam", "Van de plaats, als die er een heeft."),
    ),
    _column(
        "metric", "string",
        ("Metric", "The code of the metric or lead time; see the definitions."),
        ("Cijfer", "De code van het cijfer of de doorlooptijd; zie de definities."),
    ),
    _column(
        "part", "string",
        ("Part", "A coded value into which the metric is split; empty: all of them. Not to be "
                 "added up with those."),
        ("Deel", "Een waarde waarin het cijfer is gesplitst; leeg: alles samen. Tel die twee niet "
                 "bij elkaar op."),
    ),
    _column(
        "title", "string",
        ("Title", "The metric in words."),
        ("Titel", "Het cijfer in woorden."),
    ),
    _column(
        "numerator", "integer",
        ("Numerator", "Of the denominator, for how many it holds."),
        ("Teller", "Voor hoeveel van de noemer het geldt."),
    ),
    _column(
        "denominator", "integer",
        ("Denominator", "Of how many; each metric has its own."),
        ("Noemer", "Van hoeveel; elk cijfer heeft een eigen noemer."),
    ),
    _column(
        "percent", "decimal",
        ("Percent", "Numerator as a share of the denominator, to one decimal."),
        ("Procent", "De teller als deel van de noemer, op één decimaal."),
    ),
    _column(
        "number", "integer",
        ("Number", "Of a lead time: how many have both moments."),
        ("Aantal", "Bij een doorlooptijd: hoeveel er beide momenten hebben."),
    ),
    _column(
        "median", "integer",
        ("Median", "Of a lead time, in days: half of them took so long or shorter."),
        ("Mediaan", "Bij een doorlooptijd, in dagen: de helft duurde zo lang of korter."),
    ),
    _column(
        "p90", "integer",
        ("Ninth decile", "Of a lead time, in days: nine of ten took so long or shorter."),
        ("Negende deciel", "Bij een doorlooptijd, in dagen: negen van de tien duurden zo lang of "
                           "korter."),
    ),
    _column(
        "status", "string",
        ("Status", "`shown`; `hidden`: not to be shown, numbers are empty; `nobody`: nobody or "
                   "nothing is in it, so there is no share."),
        ("Status", "`shown`: getoond; `hidden`: niet getoond, de getallen zijn leeg; `nobody`: er "
                   "is niemand of niets, dus ook geen deel."),
    ),
)  # fmt: skip
NAMES: Final = tuple(column.name for column in COLUMNS)
