"""An edition is what the events recorded by a moment come to, whatever was recorded since."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import PARTITIONS, LogRecord, Record
from report_service.domain.count import Figures, count
from report_service.domain.definitions import current
from report_service.domain.fact import known_on
from report_service.domain.observe import observe
from report_service.domain.period import parse
from report_service.editions import Edition
from report_service.fold import person_record
from report_service.fold_log import Folded
from report_service.testing import History, Recorder
from report_service.testing.lives import PERIODS, lives

moments = st.integers(-30, 400).map(
    lambda days: datetime(2019, 1, 1, 11, 59, tzinfo=UTC) + timedelta(days=days)
)


def partitions(records: Sequence[Record]) -> dict[int, dict[str, list[LogRecord]]]:
    found: dict[int, dict[str, list[LogRecord]]] = {n: {} for n in range(PARTITIONS)}
    for record in records:
        number = partition_of(record.key)
        of_topic = found[number].setdefault(record.topic, [])
        of_topic.append(LogRecord(record.topic, number, len(of_topic), record.key, record.value))
    return found


def folded_to(records: Sequence[Record], moment: datetime, chunk: int) -> list[Folded]:
    """As the log is read: in chunks, each topic of each partition number by itself."""
    found = []
    for number, topics in partitions(records).items():
        folded = Folded(number, current(), lambda _topic, _number, _sequence, at: at <= moment)
        for topic, of_topic in topics.items():
            for start in range(0, len(of_topic), chunk):
                folded.add(topic, of_topic[start : start + chunk])
        found.append(folded)
    return found


def as_it_was(people: Sequence[History], moment: datetime, code: str) -> Figures:
    """The reference: every person anew from the plain list of what was recorded by then."""
    observed = [
        seen for person in people for seen in observe(known_on(person.facts(), moment), current())
    ]
    return count(observed, parse(code))


@given(st.lists(lives(), max_size=6), moments, st.integers(1, 7), st.sampled_from(PERIODS))
@settings(deadline=None, max_examples=150)
def test_the_edition_of_a_moment_is_what_was_recorded_by_then(
    people: list[History], moment: datetime, chunk: int, code: str
) -> None:
    folded = folded_to(Recorder().by_time(people), moment, chunk)
    persons = [each for one in folded for each in one.fold.take_persons().items()]
    rows = [row for person in persons for row in person_record(*person, current())[1]]
    known = {
        person.person: {fact.id: fact for fact in known_on(person.facts(), moment)}
        for person in people
    }
    assert dict(persons) == {person: facts for person, facts in known.items() if facts}
    reference = as_it_was(people, moment, code)
    observed = [seen for person in known.values() for seen in observe(person.values(), current())]
    assert len(rows) == len(observed)
    assert count(observed, parse(code)).country == reference.country


@given(st.lists(lives(), max_size=6), moments, st.integers(1, 7))
@settings(deadline=None, max_examples=60)
def test_its_vector_names_the_last_event_of_then_and_reading_up_to_it_is_the_same(
    people: list[History], moment: datetime, chunk: int
) -> None:
    records = Recorder().by_time(people)
    by_moment = folded_to(records, moment, chunk)
    last = {
        (topic, one.number): position.sequence
        for one in by_moment
        for topic, position in one.positions.items()
    }
    for number, topics in partitions(records).items():
        again = Folded(
            number, current(), lambda topic, at, sequence, _: sequence <= last.get((topic, at), 0)
        )
        for topic, of_topic in topics.items():
            again.add(topic, of_topic)
        assert again.fold.take_persons() == by_moment[number].fold.take_persons()
        assert again.positions == by_moment[number].positions


def test_progress_is_told_in_percent_and_seconds() -> None:
    then = datetime(2019, 9, 1, tzinfo=UTC)
    edition = Edition(
        id=History().person, number=1, as_of=then, definitions=current(), code_version=2,
        state="running", reason=None, requested_at=then, started_at=then, made_at=None,
        total=1000, done=400, rate=100.0, refused=0, parts={"10": {"t": 7}, "2": {"t": 9}},
    )  # fmt: skip
    assert edition.percent == 40
    assert edition.seconds_left() == 6
    assert edition.vector == {"t": {2: 9, 10: 7}}
