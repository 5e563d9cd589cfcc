"""Definitions that are wrong are refused with every fault; what they may name is what there is."""

from random import Random

import pytest

from continuous_line.contracts import ABOUT_PERSONS, CONTRACTS
from continuous_line.contracts.base import EventVoided
from report_service.domain.definitions import BadDefinitions, current, read
from report_service.domain.kinds import KINDS
from report_service.domain.wording import described
from report_service.facts import NAMED, kind_of
from report_service.testing.random_lives import random_life

NUMBERS = """
[scorecard]
minimum = 10
plus = 67
minus = 33
[target]
promise = 80
contact_term = 180
"""
MOVED = """
[population.moved]
en = "who moved out"
nl = "wie verhuisde"
"""
METRIC = """
[[metric]]
code = "warm-handover"
of = "moved"
has = { fact = "warm", same = true }
source = "002:1435"
en = { title = "Warm handover", has = "who had one" }
nl = { title = "Warme overdracht", has = "die er een hadden" }
"""
LEAD = """
[[lead]]
code = "link-to-move"
from = "linked"
to = ["moved"]
source = "our choice"
en = { title = "From link to move" }
nl = { title = "Van koppeling tot verhuizing" }
"""
GOOD = NUMBERS + MOVED + METRIC + LEAD


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(BadDefinitions) as refused:
        read(text)
    return refused.value.faults


def test_good_ones_are_read() -> None:
    found = read(GOOD)
    assert list(found.metrics) == ["warm-handover"]
    assert found.kinds == {"warm", "linked", "moved"}


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (GOOD.replace("promise = 80", "promise = 80\nhope = 90"), "target: 'hope' is not known"),
        (GOOD.replace("minimum = 10", "").replace("[scorecard]", "[scorecard]"),
         "scorecard: 'minimum' is to be a whole number"),
        ("colour = 'blue'\n" + GOOD, "the file: 'colour' is not known"),
        (GOOD.replace('nl = "wie verhuisde"', ""), "moved: 'nl' is missing"),
        (GOOD + '[population.sold]\nen = "a"\nnl = "b"',
         "sold: nothing is observed of such a population"),
        (GOOD.replace("of =", "off ="), "warm-handover: 'off' is not known"),
        (GOOD.replace('of = "moved"', 'of = "case"'),
         "warm-handover: there is no population 'case'"),
        (GOOD.replace("same = true", "same = true, where = 'here'"),
         "warm-handover: 'where' is not known"),
        (GOOD.replace("same = true", "when = 'later'"), "warm-handover: 'later' is no time"),
        (GOOD.replace('"warm"', '"hot"'), "warm-handover: there is no fact 'hot'"),
        (GOOD.replace('"warm"', '7'), "warm-handover: 'fact' is no list of words"),
        (GOOD.replace('fact = "warm", same = true', 'required = "papers"'),
         "warm-handover: there is no fact 'papers'"),
        (GOOD.replace('fact = "warm", same = true', 'own = "done"'),
         "warm-handover: 'done' is nothing that is said of moved"),
        (GOOD.replace('fact = "warm", same = true', 'none = [{ fact = "hot" }]'),
         "warm-handover: there is no fact 'hot'"),
        (GOOD.replace('{ fact = "warm", same = true }', '"warm"'),
         "warm-handover.has: is no table"),
        (GOOD.replace('of = "moved"', 'of = "moved"\ngiven = "sent"'),
         "warm-handover: 'sent' is no earlier metric of moved"),
        (GOOD + METRIC, "warm-handover: is there twice"),
        (GOOD.replace('"warm-handover"', '"moved"'), "moved: is there twice"),
        (GOOD + LEAD, "link-to-move: is there twice"),
        (GOOD.replace('"link-to-move"', '"warm-handover"'), "warm-handover: is there twice"),
        (GOOD.replace('title = "Warme overdracht", ', ""),
         "warm-handover.nl: 'title' is missing"),
        (GOOD.replace('source = "002:1435"', ""), "warm-handover: 'source' is missing"),
        (GOOD.replace('source = "002:1435"', 'source = "002:1435"\nscorecard = true'),
         "warm-handover.en: 'adapted' is missing"),
        (GOOD.replace('source = "002:1435"', 'source = "002:1435"\npublished = 240'),
         "warm-handover: 'published' is to be a percentage"),
        (GOOD.replace('source = "002:1435"', 'source = "002:1435"\ntarget = "mine"'),
         "warm-handover: 'mine' is no target"),
        (GOOD.replace('of = "moved"', 'of = "moved"\nparts = { fact = "warm", of = "some" }'),
         "warm-handover: parts need 'fact', and 'of' that is last or each"),
        (GOOD.replace('of = "moved"', 'of = "moved"\nparts = { own = true, of = "last" }'),
         "warm-handover: parts that are the thing's own say nothing else"),
        (GOOD.replace('from = "linked"', ""), "link-to-move: needs 'from' and 'to'"),
        (GOOD.replace('["moved"]', '["gone"]'), "link-to-move: there is no fact 'gone'"),
        (GOOD.replace("[[metric]]", "[metric]"), "metric: is no list of tables"),
        (GOOD.replace('of = "moved"', 'of = "moved'), "is no TOML: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(wrong: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(wrong)), faults(wrong)


def test_every_fault_is_named_at_once() -> None:
    wrong = GOOD.replace('"warm"', '"hot"').replace('"moved"]', '"gone"]').replace("= 80", "= 'x'")
    assert faults(wrong) == (
        "target: 'promise' is to be a whole number",
        "warm-handover: there is no fact 'hot'",
        "link-to-move: there is no fact 'gone'",
    )


def test_of_places_only_what_the_map_counts_can_be_asked() -> None:
    text = GOOD.replace("population.moved", "population.azc").replace('of = "moved"', 'of = "azc"')
    assert faults(text)[-1] == "warm-handover: of azc only lipo, lipo-on-cases are counted"


def test_the_kinds_that_may_be_named_are_those_that_facts_make() -> None:
    about_persons = {
        event
        for contract in CONTRACTS.values()
        if contract.topic in ABOUT_PERSONS
        for event in contract.events
    }
    by_event = {
        kind_of(event)
        for event in about_persons - NAMED - {EventVoided}
        if event.__name__ != "ExperienceAnswered"
    }
    assert by_event <= KINDS
    of_facts = KINDS - by_event
    made = {fact.kind for seed in range(400) for fact in random_life(Random(seed), most=30).facts()}
    assert made - {"taken-back"} == of_facts


def test_every_metric_and_lead_time_is_described_in_both_languages() -> None:
    by = current()
    for language in ("en", "nl"):
        found = described(by, language)
        assert [one.code for one in found] == [*by.metrics, *by.lead_times]
        assert all(one.title and one.text and one.source for one in found)
