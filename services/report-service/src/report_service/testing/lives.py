"""Lives for property tests (hypothesis): likely ones, and any others."""

from datetime import date, timedelta

from hypothesis import strategies as st

from continuous_line.contracts.base import EventVoided
from report_service.testing.history import History

TOWNS = ("GM0988", "GM0193", "GM0003")
FIRST = date(2019, 1, 1)
PERIODS = ("2019", "2019-H1", "2019-H2", "2019-Q2", "2019-03", "2019-07")

days = st.integers(0, 240).map(lambda n: (FIRST + timedelta(n)).isoformat())
towns = st.sampled_from(TOWNS)
reasons = st.sampled_from(["distance", "no-time", "no-capacity"])
acts = st.one_of(
    st.tuples(st.just("opened"), days, st.sampled_from(["weert", "echt"])),
    st.tuples(st.just("permit"), days),
    st.tuples(st.just("relocated"), days, st.sampled_from(["sneek", "budel"])),
    st.tuples(st.just("ended"), days),
    st.tuples(st.just("sent"), days, towns),
    st.tuples(st.just("active"), days),
    st.tuples(st.just("linked"), days, towns),
    st.tuples(st.just("unlinked"), days, towns),
    st.tuples(st.just("warm"), days, towns),
    st.tuples(st.just("phone"), days, towns),
    st.tuples(st.just("not_held"), days, reasons, towns),
    st.tuples(st.just("moved"), days, towns),
    st.tuples(st.just("returned"), days),
)
corrections = st.lists(st.integers(0, 30), max_size=2)


@st.composite
def lives(draw: st.DrawFn) -> History:
    """A likely beginning, then anything in any order, some of it voided."""
    person = History()
    if draw(st.integers(0, 9)):
        person.opened(draw(days))
    if draw(st.integers(0, 9)):
        person.permit(draw(days))
    for name, *given_ in draw(st.lists(acts, max_size=12)):
        getattr(person, name)(*given_)
    for index in draw(corrections):
        if index < len(person.told) and not isinstance(person.told[index].event, EventVoided):
            person.voided(person.told[index].id)
    return person
