"""Definitions in words: for the API, the documentation and the pages alike."""

from dataclasses import dataclass

from report_service.domain.definitions import Definitions, Language, Metric

_OF = {"en": "of all {denominator}", "nl": "van alle {denominator}"}
_OF_GIVEN = {
    "en": "of {denominator} {given}",
    "nl": "van {denominator} {given}",
}


PERIOD_RULE = {
    "reception": "in reception on any day of the period; what holds is looked at on its last day",
    "moved": "the last move on a day of the period; what came of it, also after the period",
    "link": "the day of the link",
    "request": "the day of the request; answered whenever",
    "signal": "the day on which it was raised; answered and closed whenever",
    "plan": "the day on which all three had agreed",
    "action": "the day of the plan; done whenever, but before the next plan",
    "referral": "the day of the referral; confirmed whenever",
    "case": "the day of the closing",
    "case-day": "each day of the period that has been, from the first link to the day before the "
    "closing",
    "experience": "the month in which the last of them was asked",
    "municipality": "the period's last day",
    "azc": "open on the period's last day; a meeting on any day of it",
}
"""By population: when something counts in a period."""
_PERIOD_RULE_NL = {
    "reception": "op een dag van de periode in de opvang; wat er dan geldt, is dat van de laatste "
    "dag",
    "moved": "de laatste verhuizing op een dag van de periode; wat ervan kwam, ook na de periode",
    "link": "de dag van de koppeling",
    "request": "de dag van de wens; wanneer die ook is beantwoord",
    "signal": "de dag van het signaal; wanneer dat ook is beantwoord en afgesloten",
    "plan": "de dag waarop alle drie akkoord waren",
    "action": "de dag van het plan; wanneer de actie ook is gedaan, maar vóór het volgende plan",
    "referral": "de dag van de doorverwijzing; wanneer die ook is bevestigd",
    "case": "de dag van de afsluiting",
    "case-day": "elke dag van de periode tot nu toe, van de eerste koppeling tot de dag vóór de "
    "afsluiting",
    "experience": "de maand waarin de laatste van hen is gevraagd",
    "municipality": "de laatste dag van de periode",
    "azc": "open op de laatste dag van de periode; een overleg op een dag van de periode",
}
_LEAD_TIME_RULE = {
    "en": "the day of the second moment",
    "nl": "de dag van het tweede moment",
}


def period_rule(population: str, language: Language) -> str:
    """When something counts in a period; `lead-time` is the rule of those. Empty where a
    definition that is kept has a population that this release does not know."""
    if population == "lead-time":
        return _LEAD_TIME_RULE[language]
    rules = PERIOD_RULE if language == "en" else _PERIOD_RULE_NL
    return rules.get(population, "")


@dataclass(frozen=True, slots=True)
class Described:
    code: str
    title: str
    text: str
    source: str


def described(definitions: Definitions, language: Language = "en") -> list[Described]:
    """Every metric and lead time, in the order of the file."""
    found = [
        Described(
            metric.code,
            metric.title[language],
            f"{numerator(metric, definitions, language)}; "
            f"{denominator(metric, definitions, language)}.",
            metric.source,
        )
        for metric in definitions.metrics.values()
    ]
    found += [
        Described(lead.code, lead.title[language], DAYS[language], lead.source)
        for lead in definitions.lead_times.values()
    ]
    return found


DAYS = {
    "en": "Days between the two, of those whose second one lies in the period: how many, the "
    "median and the ninth decile.",
    "nl": "Dagen ertussen, van wie het tweede moment in de periode ligt: hoeveel, de mediaan en "
    "het negende deciel.",
}


def numerator(metric: Metric, definitions: Definitions, language: Language) -> str:
    """A sentence's beginning: who or what is counted."""
    population = definitions.populations[metric.of].text[language]
    text = f"{population} {metric.numerator[language]}"
    return text[0].upper() + text[1:]


def denominator(metric: Metric, definitions: Definitions, language: Language) -> str:
    """Of whom or what."""
    population = definitions.populations[metric.of].text[language]
    if metric.given is None:
        return _OF[language].format(denominator=population)
    given = definitions.metrics[metric.given].numerator[language]
    return _OF_GIVEN[language].format(denominator=population, given=given)
