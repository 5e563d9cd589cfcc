"""What is due when: by every delivered programme, and whatever order things were told in."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuous_line.codes import OwnerReason, Party
from continuous_line.codes_guidance import ContactOccasion, ProgrammeEnd
from continuous_line.testing.ids import fixed_id
from handover_service.domain import events as e
from handover_service.domain import events_guidance as g
from handover_service.domain.case import Case, case, fold
from handover_service.domain.caseload import caseload_flags, over_norm
from handover_service.domain.flags import FlagKind, flags, stay_ends
from handover_service.domain.periods import Scope, assigned_periods, periods
from handover_service.domain.programme import Over, Programmes
from handover_service.domain.resident import Resident, Shown
from handover_service.domain.terms import Term, TermState, terms
from handover_service.programme_files import delivered, read_folder, read_text

FIRST = date(2026, 3, 1)
KNOWN = Programmes(one.programme for one in read_folder(delivered()) if one.programme)
CASE = fixed_id("case")


def noon(on: int) -> datetime:
    return datetime(2026, 3, 1, 11, tzinfo=UTC) + timedelta(on)


def of(*facts: e.Event) -> Case:
    return case(fold(facts), CASE)


def found(on: int, *facts: e.Event, heard: Resident | None = None) -> dict[str, Term]:
    """The terms on that day, by programme and milestone."""
    all_terms = terms(of(*facts), heard or Resident(), KNOWN, noon(on))
    return {f"{term.programme}/{term.milestone}": term for term in all_terms}


def flagged(on: int, *facts: e.Event) -> set[FlagKind]:
    raised = flags(of(*facts), Resident(), KNOWN, noon(on))
    return {flag.kind for flag in raised if flag.raised(FIRST + timedelta(on))}


@pytest.fixture
def assigned(told) -> Any:
    """`assigned("asp", on=0)`: the facts of a link and of being in the programme since."""

    def make(code: str, on: int = 0, **more: Any) -> list[e.Event]:
        return [
            told.linked(), told.fact(g.ProgrammeAssigned, on, programme=code, version=1, **more),
        ]  # fmt: skip

    return make


@pytest.fixture
def step(told) -> Any:
    return lambda programme, code, on: told.fact(g.StepRecorded, on, programme=programme, step=code)


@pytest.fixture
def contact(told) -> Any:
    return lambda programme, on, worker="w-1": told.fact(
        g.ContactHeld, on, programme=programme, worker=worker
    )


def test_every_case_has_the_default_terms_counted_from_the_permit_and_the_link(told) -> None:
    heard = Resident(granted_on=date(2026, 2, 20))
    own = found(1, told.linked(), heard=heard)
    assert own["nl-default/information-form"].due_on == date(2026, 3, 6)
    assert own["nl-default/housing"].due_on == date(2026, 5, 10)
    assert own["nl-default/role-card"].state is TermState.NOT_YET


def test_a_profile_counts_as_sent_where_it_was_sent_to_the_present_municipality(told) -> None:
    linked = told.linked()
    elsewhere = Resident(sent=(Shown("GM0193", noon(2)),))
    assert found(9, linked, heard=elsewhere)["nl-default/profile-sent"].missed
    here = Resident(sent=(Shown("GM0957", noon(2)),))
    assert found(9, linked, heard=here)["nl-default/profile-sent"].in_time


@pytest.mark.scenario("S-H16")
def test_a_move_near_without_role_card_or_client_manager_is_near_and_then_missed(told) -> None:
    planned = told.fact(e.MovePlanned, 0, municipality="GM0957", planned_on=date(2026, 3, 31))
    facts = [told.linked(), planned]
    for code in ("nl-default/role-card", "nl-default/client-manager"):
        assert not found(8, *facts)[code].near(FIRST + timedelta(8))
        assert found(9, *facts)[code].near(FIRST + timedelta(9))
        assert found(31, *facts)[code].missed
    shown = told.fact(g.RoleCardShown, 20)
    assert found(25, *facts, shown)["nl-default/role-card"].state is TermState.DONE


@pytest.mark.scenario("S-H17")
def test_utrecht_names_a_plan_that_precedes_the_intake(told, assigned) -> None:
    heard = Resident(assessed_on=date(2026, 3, 2))
    plan = told.fact(
        g.PlanAgreed, 10, municipality="GM0957", plan=fixed_id("plan"), agreed_by=tuple(Party),
        goals_by=tuple(Party), actions_by=tuple(Party),
    )  # fmt: skip
    early = found(12, *assigned("utrecht"), plan, heard=heard)
    assert early["utrecht/plan"].came_before == ("intake",)
    late = found(25, *assigned("utrecht"), plan, told.warm(20), heard=heard)
    assert late["utrecht/plan"].came_before == ("intake",)
    talk = told.fact(g.ProgressTalkHeld, 40, programme="utrecht")
    good = found(50, *assigned("utrecht"), told.warm(5), plan, talk, heard=heard)
    assert [good[f"utrecht/{code}"].came_before for code in good_order()] == [()] * 4
    assert all(good[f"utrecht/{code}"].state is TermState.DONE for code in good_order())
    assert good["utrecht/plan"].due_on == FIRST + timedelta(5 + 28)


def good_order() -> tuple[str, ...]:
    return "noa", "intake", "plan", "progress-talk"


@pytest.mark.scenario("S-H18")
def test_helmond_goes_from_approach_through_landing_to_paid_work(
    told, assigned, contact, step
) -> None:
    facts = [*assigned("helmond"), contact("helmond", 5)]
    assert phase(6, *facts) == "approach"
    assert found(6, *facts)["helmond/employment-office"].in_time
    facts.append(told.moved(30))
    assert phase(31, *facts) == "landing"
    facts.append(step("helmond", "integration-under-way", 90))
    assert phase(91, *facts) == "paid-work"


def phase(on: int, *facts: e.Event, code: str = "helmond") -> str | None:
    own = next(p for p in periods(of(*facts), KNOWN) if p.programme == code)
    version = KNOWN.on(code, FIRST)
    assert version is not None
    return Scope(of(*facts), own, Resident(), noon(on)).phase(version)


def test_the_start_module_of_drechtsteden_ends_in_a_closing_talk_after_six_weeks(
    told, assigned, step
) -> None:
    facts = [*assigned("drechtsteden"), told.moved(10), step("drechtsteden", "module-begun", 20)]
    term = found(30, *facts)["drechtsteden/closing-talk"]
    assert term.due_on == FIRST + timedelta(20 + 42)
    talk = told.warm(60, closes_module=True)
    assert found(70, *facts, talk)["drechtsteden/closing-talk"].in_time
    other = told.warm(60)
    assert found(70, *facts, other)["drechtsteden/closing-talk"].missed


@pytest.mark.scenario("S-H24")
def test_who_goes_from_asas_to_cas_and_back_shows_three_periods(told, assigned) -> None:
    def ended(code: str, on: int) -> e.Event:
        return told.fact(g.ProgrammeEnded, on, programme=code, reason=ProgrammeEnd.OTHER_PROGRAMME)

    def given(code: str, on: int) -> e.Event:
        return told.fact(g.ProgrammeAssigned, on, programme=code, version=1)

    facts = [
        *assigned("asas"), ended("asas", 40), given("cas", 40), ended("cas", 90),
        given("asas", 90),
    ]  # fmt: skip
    shown = [(p.programme, p.first, p.last) for p in assigned_periods(of(*facts))]
    assert shown == [
        ("asas", FIRST, FIRST + timedelta(40)),
        ("cas", FIRST + timedelta(40), FIRST + timedelta(90)),
        ("asas", FIRST + timedelta(90), None),
    ]


@pytest.mark.scenario("S-H24")
def test_asas_has_contact_several_times_a_month_and_later_monthly(assigned, contact) -> None:
    facts = [*assigned("asas"), contact("asas", 0)]
    assert FlagKind.CONTACT_LATE not in flagged(14, *facts)
    assert FlagKind.CONTACT_LATE in flagged(15, *facts)
    later = [*facts, contact("asas", 100)]
    assert FlagKind.CONTACT_LATE not in flagged(131, *later)
    assert FlagKind.CONTACT_LATE in flagged(132, *later)
    norm = KNOWN.on("asas", FIRST)
    assert norm is not None
    assert norm.caseload is not None
    assert norm.caseload.norm == 30


@pytest.mark.scenario("S-H25")
def test_asp_flags_the_eighth_day_without_contact(assigned, contact) -> None:
    facts = [*assigned("asp"), contact("asp", 3)]
    assert FlagKind.CONTACT_LATE not in flagged(10, *facts)
    assert FlagKind.CONTACT_LATE in flagged(11, *facts)
    assert FlagKind.CONTACT_LATE not in flagged(11, *facts, contact("asp", 11))


@pytest.mark.scenario("S-H25")
def test_asp_flags_the_thirteenth_case_and_not_the_twelfth(assigned) -> None:
    asp = KNOWN.on("asp", FIRST)
    assert asp is not None
    assert over_norm(asp.caseload, 11, None, None) is None
    assert over_norm(asp.caseload, 12, None, None) is Over.FLAG
    guided = of(*assigned("asp", worker="w-1"))
    for before, kinds in ((11, []), (12, [FlagKind.CASELOAD_OVER])):
        raised = caseload_flags(guided, KNOWN, {("asp", FIRST): before}, FIRST)
        assert [flag.kind for flag in raised] == kinds


@pytest.mark.scenario("S-H26")
def test_migrationsverket_counts_seven_and_thirty_days_from_the_arrival(assigned, step) -> None:
    facts = [*assigned("migrationsverket"), step("migrationsverket", "arrival", 0)]
    talk, meeting = "migrationsverket/reception-talk", "migrationsverket/information-meeting"
    assert found(0, *facts)[talk].due_on == date(2026, 3, 8)
    assert found(0, *facts)[meeting].due_on == date(2026, 3, 31)
    assert not found(7, *facts)[talk].missed
    assert found(8, *facts)[talk].missed
    assert not found(30, *facts)[meeting].missed
    assert found(31, *facts)[meeting].missed
    first = step("migrationsverket", "information-meeting", 2)
    either = found(9, *facts, first, step("migrationsverket", "reception-talk", 4))
    assert either[talk].in_time
    assert either[meeting].in_time
    assert either[talk].came_before == either[meeting].came_before == ()


@pytest.mark.scenario("S-H26")
def test_migrationsverket_tells_a_decision_within_seven_days(assigned, step) -> None:
    facts = [*assigned("migrationsverket"), step("migrationsverket", "decision", 10)]
    term = "migrationsverket/decision-told"
    assert found(17, *facts)[term].state is TermState.TO_DO
    assert found(18, *facts)[term].missed
    assert found(9, *assigned("migrationsverket"))[term].state is TermState.NOT_YET


@pytest.mark.scenario("S-H26")
def test_migrationsverket_has_four_contacts_two_more_on_appeal_and_two_after(
    told, assigned, step, contact
) -> None:
    ended = told.fact(
        g.ProgrammeEnded, 60, programme="migrationsverket", reason=ProgrammeEnd.COMPLETED
    )
    facts = [*assigned("migrationsverket"), ended]
    contacts = [contact("migrationsverket", on) for on in range(1, 9)]
    appeal = step("migrationsverket", "appeal", 20)
    refused = step("migrationsverket", "appeal-refused", 40)
    for more, needed in (((), 4), ((appeal,), 6), ((appeal, refused), 8)):
        few = flagged(61, *facts, *more, *contacts[: needed - 1])
        assert FlagKind.CONTACTS_FEW in few
        assert FlagKind.CONTACTS_FEW not in flagged(61, *facts, *more, *contacts[:needed])


@pytest.mark.scenario("S-H27")
def test_key_worker_allows_a_seventh_contact_and_flags_another_worker(assigned, contact) -> None:
    facts = [*assigned("key-worker", worker="w-1")]
    facts += [contact("key-worker", on) for on in range(1, 8)]
    assert flagged(9, *facts) == set()
    assert flagged(9, *facts, contact("key-worker", 8, "w-2")) == {FlagKind.OTHER_WORKER}


@pytest.mark.scenario("S-H28")
def test_a_fourth_family_in_terugkeerwoningen_only_for_illness_or_leave_with_an_end() -> None:
    homes = KNOWN.on("terugkeerwoningen", FIRST)
    assert homes is not None
    load, until = homes.caseload, date(2026, 4, 1)
    assert over_norm(load, 2, None, None) is None
    assert over_norm(load, 3, None, None) is Over.REFUSE
    assert over_norm(load, 3, OwnerReason.ILLNESS, None) is Over.REFUSE
    assert over_norm(load, 3, OwnerReason.CASELOAD, until) is Over.REFUSE
    assert over_norm(load, 3, OwnerReason.ILLNESS, until) is Over.FLAG
    assert over_norm(load, 4, OwnerReason.LEAVE, until) is Over.FLAG


@pytest.mark.scenario("S-H28")
def test_the_stay_there_is_two_months_then_two_then_one(assigned, step) -> None:
    facts = assigned("terugkeerwoningen")
    assert stay(*facts) == date(2026, 5, 1)
    facts = [*facts, step("terugkeerwoningen", "extended", 50)]
    assert stay(*facts) == date(2026, 7, 1)
    facts = [*facts, step("terugkeerwoningen", "extended-by-minister", 100)]
    assert stay(*facts) == date(2026, 8, 1)
    assert FlagKind.STAY_OVER not in flagged(153, *facts)
    assert FlagKind.STAY_OVER in flagged(154, *facts)


def stay(*facts: e.Event, code: str = "terugkeerwoningen", heard: Resident | None = None) -> Any:
    own = next(p for p in periods(of(*facts), KNOWN) if p.programme == code)
    version = KNOWN.on(code, FIRST)
    assert version is not None
    return stay_ends(Scope(of(*facts), own, heard or Resident(), noon(200)), version)


@pytest.mark.scenario("S-H29")
def test_in_denmark_one_step_opens_the_next(assigned, step) -> None:
    facts = assigned("denmark")
    assert found(1, *facts)["denmark/interviewed"].state is TermState.NOT_YET
    facts = [*facts, step("denmark", "registered", 1)]
    assert found(2, *facts)["denmark/interviewed"].due_on == FIRST + timedelta(8)
    assert found(2, *facts)["denmark/informed"].state is TermState.NOT_YET
    skipped = found(3, *facts, step("denmark", "informed", 2))["denmark/informed"]
    assert skipped.came_before == ("interviewed",)


@pytest.mark.scenario("S-H29")
def test_ascentria_lasts_six_months_switzerland_five_years_and_sunrise_has_topics(
    assigned, step
) -> None:
    assert stay(*assigned("ascentria"), code="ascentria") == date(2026, 9, 1)
    heard = Resident(granted_on=date(2026, 2, 1))
    assert stay(*assigned("switzerland"), code="switzerland", heard=heard) == date(2031, 2, 1)
    topics = found(5, *assigned("sunrise"), step("sunrise", "english", 3))
    done = {name for name, term in topics.items() if term.state is TermState.DONE}
    assert done == {"sunrise/english"}
    assert {name for name in topics if name.startswith("sunrise/")} == {
        f"sunrise/{topic}"
        for topic in ("housing", "work", "benefits", "finances", "english", "family-reunion")
    }


@pytest.mark.scenario("S-X4")
def test_a_law_that_changes_is_the_next_version_and_counts_from_its_first_day(told) -> None:
    def version(number: int, first: str, weeks: int, last: str = "") -> Any:
        text = (
            f'code = "law"\nversion = {number}\nvalid_from = {first}\n{last}\n'
            'every_case = true\nsource = ["made up for this test"]\n'
            'name = { nl = "Wet", en = "Law" }\n'
            '[[milestones]]\ncode = "housing"\nname = { nl = "Huis", en = "House" }\n'
            f'met_by = ["moved"]\ncounted_from = "linked"\nweeks = {weeks}\nowed_by = "owner"\n'
        )
        read = read_text("law.toml", text)
        assert read.faults == ()
        return read.programme

    law = Programmes(
        [version(1, "2020-01-01", 10, "valid_until = 2026-03-14"), version(2, "2026-03-15", 14)]
    )
    before = terms(of(told.linked(on=0)), Resident(), law, noon(60))
    after = terms(of(told.linked(on=20)), Resident(), law, noon(60))
    assert [(t.version, t.due_on) for t in before] == [(1, FIRST + timedelta(70))]
    assert [(t.version, t.due_on) for t in after] == [(2, FIRST + timedelta(20 + 98))]


def _acts(told: Any) -> list[e.Event]:
    return [
        told.linked(on=0), told.assigned(on=1),
        told.fact(e.FirstContactMade, 4, municipality="GM0957"),
        told.fact(g.ProgrammeAssigned, 5, programme="utrecht", version=1),
        told.fact(g.StepRecorded, 6, programme="utrecht", step="three-way-intake"),
        told.fact(e.MovePlanned, 7, municipality="GM0957", planned_on=date(2026, 4, 20)),
        told.warm(9), told.fact(g.RoleCardShown, 11),
        told.fact(
            g.ContactHeld, 12, programme="utrecht", worker="w", contact=ContactOccasion.REGULAR
        ),
    ]  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_the_order_in_which_things_are_told_does_not_matter(told, data) -> None:
    acts = _acts(told)
    order = data.draw(st.permutations(acts))
    on = data.draw(st.integers(0, 120))
    heard = Resident(granted_on=date(2026, 2, 20), assessed_on=date(2026, 3, 5))
    assert found(on, *order, heard=heard) == found(on, *acts, heard=heard)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_voided_fact_takes_its_consequence_back(told, data) -> None:
    acts = _acts(told)
    gone = data.draw(st.integers(1, len(acts) - 1))
    on = data.draw(st.integers(0, 120))
    without = acts[:gone] + acts[gone + 1 :]
    assert found(on, *acts, told.voided(acts[gone], 130)) == found(on, *without)


def test_all_orders_of_three_steps_give_the_same_terms(assigned, step) -> None:
    facts = assigned("denmark")
    three = [step("denmark", code, on) for on, code in enumerate(("registered", "informed"), 1)]
    results = [found(20, *facts, *order) for order in permutations(three)]
    assert all(result == results[0] for result in results)
