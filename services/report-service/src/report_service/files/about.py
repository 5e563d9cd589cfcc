"""What a file says of itself: what its figures are, of when, what is not in it, and of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from report_service.domain.defined import Definitions, Language
from report_service.domain.wording import DAYS, denominator, numerator, period_rule
from report_service.files.rows import Chosen
from report_service.files.words import WORDS


class Licence(NamedTuple):
    name: str
    url: str


class Explained(NamedTuple):
    """A metric or lead time in words."""

    code: str
    title: str
    numerator: str
    denominator: str | None
    period: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the figures rest on.

    `as_of` None: as known when they were asked for, on the day `known_on`: the same figures make
    the same file. `positions`: topic → last sequence at each partition number.
    """

    as_of: datetime | None
    known_on: date
    map_on: date
    generation: int | None
    edition: str | None
    rules_version: str
    definitions_digest: str
    positions: Mapping[str, Sequence[int]]
    held_back: int
    minimum: int
    licence: Licence


@dataclass(frozen=True, slots=True)
class About:
    """`code`: of the one cell that is in it; None: all of the table."""

    chosen: Chosen
    code: str | None
    basis: Basis
    language: Language

    @property
    def title(self) -> str:
        """`Warm handover, 2019-H1`."""
        of, metric = self.chosen.definitions, self.chosen.metric
        if metric is None:
            name = WORDS[self.language]["all"]
        elif metric in of.metrics:
            name = of.metrics[metric].title[self.language]
        else:
            name = of.lead_times[metric].title[self.language]
        return f"{name}, {self.chosen.period.code}"

    @property
    def known(self) -> str:
        """`2019-08-01T00:00:00Z`, or a day."""
        return told(self.basis.as_of) or self.basis.known_on.isoformat()

    def word(self, key: str) -> str:
        basis = self.basis
        return WORDS[self.language][key].format(
            minimum=basis.minimum, title=self.title, known=self.known,
            name=basis.licence.name, url=basis.licence.url,
        )  # fmt: skip

    @property
    def definitions(self) -> list[Explained]:
        of = self.chosen.definitions
        return [_explained(code, of, self.language) for code in self.chosen.codes]

    def document(self) -> dict[str, Any]:
        """For JSON: camelCase, in an order that does not change."""
        basis, period = self.basis, self.chosen.period
        by = self.chosen.by
        return {
            "title": self.title,
            "language": self.language,
            "period": {
                "code": period.code,
                "firstOn": period.first_on.isoformat(),
                "lastOn": period.last_on.isoformat(),
            },
            "by": None if by is None else by.value,
            "code": self.code,
            "asOfAt": told(basis.as_of),
            "knownOn": basis.known_on.isoformat(),
            "mapOn": basis.map_on.isoformat(),
            "generation": basis.generation,
            "edition": basis.edition,
            "rulesVersion": basis.rules_version,
            "definitionsDigest": basis.definitions_digest,
            "readUpTo": [
                {"topic": topic, "last": list(last)}
                for topic, last in sorted(basis.positions.items())
            ],
            "heldBack": basis.held_back,
            "minimum": basis.minimum,
            "suppression": self.word("suppression"),
            "denominators": self.word("independent"),
            "licence": {**basis.licence._asdict(), "line": self.word("licence")},
            "definitions": [
                {
                    "metric": one.code,
                    "title": one.title,
                    "numerator": one.numerator,
                    "denominator": one.denominator,
                    "period": one.period,
                    "source": one.source,
                }
                for one in self.definitions
            ],
        }


def told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _explained(code: str, of: Definitions, language: Language) -> Explained:
    metric = of.metrics.get(code)
    if metric is None:
        lead = of.lead_times[code]
        rule = period_rule("lead-time", language)
        return Explained(code, lead.title[language], DAYS[language], None, rule, lead.source)
    below = denominator(metric, of, language)
    return Explained(
        code, metric.title[language], numerator(metric, of, language),
        below[0].upper() + below[1:], period_rule(metric.of, language), metric.source,
    )  # fmt: skip
