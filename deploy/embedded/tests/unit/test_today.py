"""The persons, contacts and offers of today: what a visitor is promised is in them."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from continuous_line.codes import Role
from continuous_line_embedded.demo import fiction, guide, ready, stories, tally, today
from continuous_line_embedded.demo.acts import Act
from continuous_line_embedded.demo.address_book import LONGEST, coa_known
from continuous_line_embedded.demo.cast import MUNICIPALITIES
from continuous_line_embedded.demo.command import published, reference_places
from continuous_line_embedded.demo.situations import SITUATIONS, hero

TODAY = date(2026, 3, 5)
PLACES = reference_places()
some = settings(max_examples=10, deadline=None)


def written(seed: int = 2019, on: date = TODAY) -> list[stories.Story]:
    return today.write(seed, 1000, PLACES, on)


def acts_of(name: str) -> list[Act]:
    person = hero(2019, name, TODAY)
    SITUATIONS[name].live(person)
    return person.acts


@some
@given(seed=st.integers(0, 2**32), on=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_they_are_of_the_weeks_before_today_and_in_order(seed: int, on: date) -> None:
    for story in written(seed, on):
        days = [act.recorded_on for act in story.acts]
        assert days == sorted(days)
        assert [act.number for act in story.acts] == list(range(len(days)))
        assert on - timedelta(240) <= days[0] <= days[-1] < on


@some
@given(seed=st.integers(0, 2**32))
def test_they_are_the_same_in_every_run_and_counted_in_no_figure_of_2019(seed: int) -> None:
    told = written(seed)
    assert told == written(seed)
    assert tally.count(told)["profile-sent"].denominator == 0
    keys = [act.key for story in told for act in story.acts]
    assert len(keys) == len(set(keys))


def test_nobody_of_2019_goes_where_the_persons_of_today_go() -> None:
    for story in stories.write(2019, 400, PLACES, published()):
        links = {act.body["municipality"] for act in story.acts if act.path == "/links"}
        assert not links & set(MUNICIPALITIES)


def test_every_situation_has_a_person_of_its_own() -> None:
    people = {hero(2019, name, TODAY).person for name in SITUATIONS}
    assert len(people) == len(SITUATIONS)
    assert all(acts_of(name) for name in SITUATIONS)


def test_what_is_missing_is_missing() -> None:
    sections = {act.path.rpartition("/")[2]: act.body for act in acts_of("incomplete")}
    assert "wishes" not in sections
    assert "lessons" not in sections["language"]["content"]
    assert not any("participation-talks" in act.path for act in acts_of("incomplete"))
    assert [act.body for act in acts_of("declined") if "declined" in act.body] == [
        {"declined": True}
    ] * 2


def test_a_review_says_too_thin_and_then_usable() -> None:
    verdicts = [
        act.body["verdict"]
        for act in acts_of("reviewed-and-written-again")
        if act.path.endswith("/reviews")
    ]
    assert verdicts == ["not-usable", "usable"]


def test_contacts_are_verified_stale_never_verified_and_absent_from_the_list() -> None:
    days: dict[str, list[date]] = defaultdict(list)
    registered = {}
    for story in written():
        for act in story.acts:
            if act.path == "/contacts" and act.body["kind"] == "client-manager":
                registered[act.lane] = act.body["places"][0]
            elif act.path.endswith("/verifications"):
                days[act.lane].append(act.recorded_on)
    state = Counter(
        ("fresh" if (TODAY - max(days[lane])).days <= LONGEST else "stale")
        if days[lane]
        else "never"
        for lane in registered
    )
    assert len(PLACES.of_today) == 342
    assert len(PLACES.of_today) - len(set(registered.values())) == 41
    assert (state["stale"], state["never"]) == (41, 20)
    paths = {act.path.rpartition("/")[2] for story in written() for act in story.acts}
    assert {"absences", "replacements", "reports"} <= paths


def test_under_a_third_of_the_municipalities_know_whom_to_call_at_coa() -> None:
    answers = [story.acts[0].body["known"] for story in coa_known(2019, PLACES, TODAY)]
    assert (len(answers), sum(answers)) == (171, 99)


def test_aan_de_slag_is_offered_in_its_municipalities_only() -> None:
    acts = [act for story in written() for act in story.acts]
    (programme,) = [act for act in acts if act.path == "/programmes/aan-de-slag"]
    offered = [act for act in acts if act.body.get("programme") == "aan-de-slag"]
    assert len(programme.body["places"]) == 25
    assert offered
    assert all(set(act.body["places"]) <= set(programme.body["places"]) for act in offered)


def test_every_contact_is_marked_and_its_topic_is_lacking_where_that_is_to_be_seen() -> None:
    contacts = [a.body for story in written() for a in story.acts if a.path == "/contacts"]
    assert all(contact["details"]["name"].endswith(fiction.MARK) for contact in contacts)
    south = {"unit-zuid", "gilze", "budel", "weert", "baexem", "echt"}
    topics = {
        topic
        for contact in contacts
        if south & set(contact["places"])
        for topic in contact.get("topics", ())
    }
    assert "work" in topics
    assert "volunteering" not in topics


def test_two_azcs_had_no_lipo_for_six_weeks() -> None:
    held: dict[str, date] = {}
    for act in (act for story in written() for act in story.acts if act.path == "/lipos"):
        on = date.fromisoformat(act.body["heldOn"])
        held[act.body["azc"]] = max(on, held.get(act.body["azc"], on))
    late = [azc for azc, on in held.items() if (TODAY - on).days > 42]
    assert (late, set(PLACES.centres) - set(held)) == (["echt"], {"gilze"})


def test_somebody_of_every_role_but_the_systems_is_ready_and_said_to_be_an_example() -> None:
    people = ready.people(2019)
    roles = {role for person in people for role in person.roles}
    assert set(Role) - roles == {
        Role.TVS_SYSTEM, Role.MUNICIPAL_SYSTEM, Role.ASYLUM_DECISION_MAKER,
    }  # fmt: skip
    assert all(person.name.endswith("(voorbeeldpersoon)") for person in people)
    assert len({person.subject for person in people}) == len(people)
    assert len({(person.roles, person.about) for person in people}) == len(people)


def test_everybody_as_whom_to_look_is_among_them() -> None:
    looks = guide.looks(2019, TODAY)
    lines = list(guide.lines(looks, 2019, lambda service: f"http://{service}"))
    assert len(lines) == 2 * len(looks) > 14
    assert all("(voorbeeldpersoon): " in line for line in lines[1::2])
