"""What the sections of a made-up profile hold, valid under the packaged section schemas."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from continuous_line_embedded.demo.fiction import Resident

Content = dict[str, Any]

REQUIRED: Final = ("education", "work", "language", "wishes")
OTHERS: Final = ("activities", "network", "circumstances")

_COUNTRIES = ("SY", "IQ", "IR", "AF", "ER", "TR", "SO")
_DIPLOMAS: Final[Mapping[str, tuple[str, ...]]] = {
    "upper-secondary": ("Middelbare school",),
    "vocational": ("Verpleegkundige", "Elektricien", "Automonteur", "Kok"),
    "higher": ("Bachelor economie", "Bachelor informatica", "Leraar wiskunde", "Tandarts"),
}
_WORK: Final = (
    ("kapper", "persoonlijke verzorging"), ("kleermaker", "textiel"), ("lasser", "techniek"),
    ("leraar", "onderwijs"), ("boekhouder", "administratie"), ("chauffeur", "vervoer"),
    ("kok", "horeca"), ("boer", "land- en tuinbouw"), ("verpleegkundige", "zorg"),
    ("timmerman", "bouw"), ("winkelier", "detailhandel"), ("programmeur", "ICT"),
)  # fmt: skip
_SKILLS = ("Engels spreken", "naaien", "lassen", "koken voor groepen", "rekenen", "met de computer")
_GOALS = (
    "Nederlands op niveau B1 halen", "werken in het eigen beroep", "een opleiding in de zorg doen",
    "een eigen winkel beginnen", "een diploma laten waarderen", "de kinderen naar school brengen",
    "het rijbewijs halen", "meer Nederlanders leren kennen",
)  # fmt: skip
_LESSONS = ("Taalles op het azc", "Taalschool De Brug (fictief)", "Taalcafé in de bibliotheek")
_LIKES = ("tuinieren", "voetbal", "koken", "naaien", "muziek maken", "fietsen maken", "tekenen")
_DONE = ("fietsenwerkplaats op het azc", "moestuin", "hulp in de bibliotheek", "schoonmaakteam")
_PLACES = ("Utrecht", "Zwolle", "Roermond", "Almere", "Groningen", "Den Haag")
_LEVELS = ("none", "pre-A1", "A1", "A1", "A2", "B1")


def content(section: str, of: Resident, chance: Random, on: date) -> Content:
    """Complete: every field that the section requires. `on`: the day it is told."""
    return _SECTIONS[section](of, chance, on)


def thin(section: str, of: Resident, chance: Random, on: date) -> Content:
    """Incomplete: a required field is missing."""
    found = content(section, of, chance, on)
    del found[_LEFT_OUT[section]]
    return found


def _identity(of: Resident, _chance: Random, _on: date) -> Content:
    return of.identity


def _education(_of: Resident, chance: Random, on: date) -> Content:
    level = chance.choice(("none", "primary", "lower-secondary", *_DIPLOMAS, *_DIPLOMAS))
    diplomas = [
        {
            "title": title,
            "country": chance.choice(_COUNTRIES),
            "year": on.year - chance.randint(2, 15),
            "valuation": chance.choice(("not-asked", "asked", "valued")),
        }
        for title in chance.sample(_DIPLOMAS.get(level, ()), min(1, len(_DIPLOMAS.get(level, ()))))
    ]
    years = {"none": 0, "primary": 6, "lower-secondary": 9}.get(level, chance.randint(11, 17))
    return {"level": level, "years": years, "diplomas": diplomas}


def _work(_of: Resident, chance: Random, on: date) -> Content:
    experience = []
    for occupation, sector in chance.sample(_WORK, chance.choice((0, 1, 1, 2))):
        first = on.year - chance.randint(4, 12)
        experience.append(
            {
                "occupation": occupation,
                "sector": sector,
                "country": chance.choice(_COUNTRIES),
                "fromYear": first,
                "untilYear": first + chance.randint(1, 4),
            }
        )
    skills = chance.sample(_SKILLS, chance.randint(1, 3))
    return {"experience": experience, "skills": skills, "drivingLicence": chance.random() < 0.4}


def _language(of: Resident, chance: Random, on: date) -> Content:
    lessons = [
        {
            "provider": provider,
            "startedOn": (on - timedelta(chance.randint(20, 120))).isoformat(),
            "hoursPerWeek": chance.choice((2, 4, 9)),
        }
        for provider in chance.sample(_LESSONS, 1)
    ]
    others = [] if of.interpreter else [{"language": "en", "level": chance.choice(("A2", "B1"))}]
    return {
        "level": chance.choice(_LEVELS),
        "lessons": lessons,
        "motherTongue": of.mother_tongue,
        "otherLanguages": others,
        "script": chance.choice(("latin", "other-script", "other-script", "none")),
    }


def _wishes(_of: Resident, chance: Random, _on: date) -> Content:
    goals = chance.sample(_GOALS, chance.randint(1, 3))
    told = [{"goal": goal, "term": chance.choice(("months", "years"))} for goal in goals]
    return {"goals": told, "work": f"werken als {chance.choice(_WORK)[0]}"}


def _activities(_of: Resident, chance: Random, _on: date) -> Content:
    likes, done = chance.sample(_LIKES, chance.randint(1, 3)), chance.sample(_DONE, 1)
    return {"interests": likes, "done": done}


def _network(_of: Resident, chance: Random, _on: date) -> Content:
    known = chance.sample(_PLACES, chance.randint(0, 2))
    relations = ("family", "friend", "organisation")
    return {"contacts": [{"relation": chance.choice(relations), "place": place} for place in known]}


def _circumstances(_of: Resident, chance: Random, _on: date) -> Content:
    return {"discussInPerson": chance.random() < 0.3}


_SECTIONS: Final[Mapping[str, Callable[[Resident, Random, date], Content]]] = {
    "identity": _identity,
    "education": _education,
    "work": _work,
    "language": _language,
    "activities": _activities,
    "wishes": _wishes,
    "network": _network,
    "circumstances": _circumstances,
}
_LEFT_OUT: Final = {
    "education": "diplomas",
    "work": "experience",
    "language": "lessons",
    "wishes": "goals",
    "activities": "interests",
    "network": "contacts",
}
