"""Whatever the order, repeats and lateness of events, the figures are the same, and they add up."""

import json
import random
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.event_log.port import LogRecord
from report_service.domain.count import Cell
from report_service.domain.definitions import current
from report_service.domain.period import parse
from report_service.fold import Fold, person_record
from report_service.fold_log import Folded
from report_service.testing import History, Recorder, Told, figures_of
from report_service.testing.lives import PERIODS, lives


@given(lives(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_any_order_and_any_repeat_gives_the_same_row_and_bytes(
    person: History, chance: random.Random
) -> None:
    records = Recorder().of([person])
    told = list(zip(person.told, records, strict=True))
    shuffled = told + chance.sample(told, len(told) // 2)
    chance.shuffle(shuffled)
    by = current()
    in_order, mixed = Fold(by), Folded(0, by)
    for each, record in told:
        in_order.add(_Head(each, record.key, _type(record.value)), each.event)
    for offset, (_, record) in enumerate(shuffled):
        mixed.add(record.topic, [LogRecord(record.topic, 0, offset, record.key, record.value)])
    assert not mixed.refused
    before = [person_record(*each, by) for each in in_order.take_persons().items()]
    assert before == [person_record(*each, by) for each in mixed.fold.take_persons().items()]


@given(st.lists(lives(), max_size=8), st.sampled_from(PERIODS))
@settings(deadline=None, max_examples=100)
def test_figures_add_up(people: list[History], code: str) -> None:
    figures = figures_of(people, parse(code))
    country = figures.country
    assert country["profile-sent"] <= country["reception"] <= len(people)
    assert country["activity"] <= country["moved"] <= len(people)
    assert _outcomes(country) == country["moved"]
    about_places = {"municipality", "azc", "lipo", "contact-at-coa", "contact-at-municipality"}
    for table in figures.tables.values():
        total = Cell()
        for cell in table.values():
            assert _outcomes(cell) == cell["moved"]
            total.include(cell)
        assert not about_places & set(total.numbers)
        assert total == country


def _outcomes(cell: Cell) -> int:
    return sum(cell[code] for code in ("warm-handover", "phone-only", "not-held", "unknown"))


@dataclass
class _Head:
    told: Told
    subject: str
    type: str

    @property
    def id(self) -> UUID:
        return self.told.id

    @property
    def time(self) -> datetime:
        return self.told.time


def _type(value: bytes) -> str:
    return str(json.loads(value)["type"])
