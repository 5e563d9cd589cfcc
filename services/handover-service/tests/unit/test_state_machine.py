"""Random acts of everybody over several cases: what always holds, whatever people do."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from continuous_line.act import Act
from continuous_line.codes import (
    Basis,
    Mode,
    NoWarmReason,
    Outcome,
    OwnerGone,
    OwnerReason,
    Party,
    Role,
    Scenario,
    StayEndReason,
    UnlinkReason,
    Verdict,
    VoidReason,
)
from continuous_line.days import day
from continuous_line.errors import ContinuousLineError
from continuous_line.happened import reference_to
from handover_service.domain import closing, corrections, moving, ownership, receiving, talks
from handover_service.domain import link as linking
from handover_service.domain import talks_planning as planning
from handover_service.domain.case import Case, State, case, cases, fold, latest
from handover_service.domain.checklist import checklist, missing, owed_by
from handover_service.domain.events import ClosingReason, Task, TaskCode
from handover_service.domain.ownership import Staff
from handover_service.domain.receiving import client_manager_on
from handover_service.domain.residence import azc_of
from handover_service.domain.resident import Resident
from handover_service.domain.stage import Stage, stage
from handover_service.rows import case_row

AZC, SNEEK, PLACES = "azc-weert", "azc-sneek", ("GM0957", "GM0193", "GM0988")
OWNERS = {
    "cm-1": Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC}), here=True),
    "cm-2": Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC, SNEEK}), here=True),
    "cm-3": Staff(frozenset({Role.CASE_MANAGER}), frozenset({SNEEK}), here=True),
    "pcm": Staff(frozenset({Role.PARTICIPATION_CASE_MANAGER}), frozenset({AZC}), here=True),
    "ind": Staff(
        frozenset({Role.CASE_MANAGER, Role.ASYLUM_DECISION_MAKER}), frozenset({AZC}), here=True
    ),
    "gone": Staff(frozenset({Role.CASE_MANAGER}), frozenset({AZC}), here=False),
}
MAY_NOT_OWN = frozenset({"pcm", "ind", "gone"})
ENDED = frozenset(StayEndReason)
TASKS = (Task(task=TaskCode.LANGUAGE, party=Party.CLIENT_MANAGER),)


class Guidance(RuleBasedStateMachine):
    """The clock goes on by days; every act is tried on whatever the case is like then."""

    persons = Bundle("persons")

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)
        self.states: dict[UUID, State] = {}
        self.residents: dict[UUID, Resident] = {}
        self.refused = 0

    @initialize(target=persons)
    def first(self) -> UUID:
        return self._born()

    @rule(target=persons)
    def somebody_else(self) -> UUID:
        return self._born()

    @rule(days=st.integers(0, 40))
    def time_goes_on(self, days: int) -> None:
        self.now += timedelta(days, hours=1)
        for who in self.states:
            self._follow(who)

    @rule(who=persons, to=st.sampled_from([AZC, SNEEK]))
    def relocate(self, who: UUID, to: str) -> None:
        self.residents[who] = Resident(azc=to, azc_at=self.now)
        self._follow(who)

    @rule(who=persons, to=st.sampled_from(PLACES), back=st.integers(0, 20))
    def link(self, who: UUID, to: str, back: int) -> None:
        new = linking.NewLink(to, self._azc(who), Basis.EDUCATION, None, 12.0)
        act = self._act(back)
        self._try(who, lambda s: linking.link(s, act, new, new_case=uuid4(), unlinking=uuid4()))

    @rule(who=persons)
    def unlink(self, who: UUID) -> None:
        self._on(who, lambda c, act: linking.unlink(c, act, UnlinkReason.MISTAKE))

    @rule(
        who=persons, owner=st.sampled_from(sorted(OWNERS)), for_days=st.none() | st.integers(0, 20)
    )
    def name_owner(self, who: UUID, owner: str, for_days: int | None) -> None:
        until = day(self.now) + timedelta(for_days) if for_days is not None else None

        def assign(c: Case, act: Act) -> Any:
            return ownership.assign(
                c, act, owner, azc=self._azc(who), staff=OWNERS[owner], reason=OwnerReason.LEAVE,
                until=until,
            )  # fmt: skip

        if self._on(who, assign):
            assert owner not in MAY_NOT_OWN

    @rule(who=persons)
    def owner_leaves(self, who: UUID) -> None:
        found = latest(self.states[who])
        held = ownership.owner(found, day(self.now)) if found else None
        if held:
            self._on(who, lambda c, act: ownership.leave(c, act, held))

    @rule(who=persons, staff_id=st.sampled_from(["km-1", "km-2"]))
    def name_client_manager(self, who: UUID, staff_id: str) -> None:
        new = receiving.NewClientManager(staff_id, OwnerReason.OTHER)
        self._on(who, lambda c, act: receiving.name_client_manager(c, act, new, None))

    @rule(who=persons)
    def client_manager_leaves(self, who: UUID) -> None:
        found = latest(self.states[who])
        place = found.municipality(self.now) if found else None
        held = client_manager_on(found, place, day(self.now)) if found else None
        if held:
            self._on(who, lambda c, act: receiving.leave(c, act, held.client_manager))

    @rule(who=persons)
    def first_contact(self, who: UUID) -> None:
        self._on(who, receiving.make_first_contact)

    @rule(who=persons, by=st.sampled_from([Party.CASE_MANAGER, Party.CLIENT_MANAGER]))
    def propose(self, who: UUID, by: Party) -> None:
        moment = self.now + timedelta(7)
        new = planning.NewPlan(Mode.IN_PERSON, by, (moment,), Scenario.COMBINED)
        self._on(who, lambda c, act: planning.plan(c, act, new))

    @rule(who=persons, by=st.sampled_from([Party.CASE_MANAGER, Party.CLIENT_MANAGER]))
    def confirm(self, who: UUID, by: Party) -> None:
        choice = planning.Choice(by)
        self._on(who, lambda c, act: planning.confirm(c, act, choice, replanning=uuid4()))

    @rule(
        who=persons,
        mode=st.none() | st.sampled_from(list(Mode)),
        attended=st.sets(st.sampled_from(list(Party))),
    )
    def record_talk(self, who: UUID, mode: Mode | None, attended: set[Party]) -> None:
        new = talks.NewTalk(mode, frozenset(attended), False, NoWarmReason.DISTANCE)
        self._on(who, lambda c, act: talks.record_talk(c, act, new, AZC))

    @rule(who=persons)
    def acknowledge(self, who: UUID) -> None:
        self._on(who, lambda c, act: talks.acknowledge(c, act, Verdict.USABLE, ()))

    @rule(who=persons, back=st.integers(0, 30))
    def move(self, who: UUID, back: int) -> None:
        act = self._act(back)

        def moved(c: Case, _: Act) -> Any:
            to = linking.linked(c, act).municipality
            return moving.move(c, act, moving.NewMove(act.on, AZC, to, 12.0))

        self._on(who, moved)

    @rule(who=persons)
    def come_back(self, who: UUID) -> None:
        self._on(who, lambda c, act: moving.come_back(c, act, self._azc(who)))

    @rule(who=persons)
    def accept(self, who: UUID) -> None:
        self._on(who, lambda c, act: receiving.accept(c, act, by="km-1", naming=uuid4()))

    @rule(who=persons, outcome=st.sampled_from(list(Outcome)))
    def close(self, who: UUID, outcome: Outcome) -> None:
        new = closing.NewClosing(outcome, Party.CLIENT_MANAGER, TASKS, ClosingReason.NO_ANSWER)
        before = latest(self.states[who])
        if self._on(who, lambda c, act: closing.close(c, act, new, ENDED)):
            assert before is not None
            if outcome is Outcome.ACCEPTED:
                assert stage(before, self.now) is Stage.ACCEPTED
                assert before.move(day(self.now))

    @rule(who=persons, number=st.integers(0, 30))
    def take_back(self, who: UUID, number: int) -> None:
        state = self.states[who]
        facts = state.valid
        if facts:
            wrong = facts[number % len(facts)]
            self._try(
                who,
                lambda s: corrections.void(
                    s,
                    self._act(),
                    wrong.case_id,
                    reference_to(wrong),
                    VoidReason.MISTAKE,
                    along=uuid4(),
                ),
            )

    @invariant()
    def every_open_case_has_one_owner_from_the_first_on_unless_one_left(self) -> None:
        today = day(self.now)
        for state in self.states.values():
            for case_id in cases(state):
                found = case(state, case_id)
                spans = ownership.tenures(found)
                held = [s for s in spans if s.first <= today and (not s.last or s.last >= today)]
                assert len(held) <= 1
                assigned = ownership.first_assignment(found)
                if assigned and not found.closing and not held:
                    assert ownership.gone(found, today)
                assert all(span.owner not in MAY_NOT_OWN for span in spans)

    @invariant()
    def whoever_has_an_open_case_works_where_the_person_lives(self) -> None:
        for who, state in self.states.items():
            found = latest(state)
            held = ownership.owner(found, day(self.now)) if found else None
            if found and held and not found.closing:
                assert self._azc(who) in OWNERS[held].places

    @invariant()
    def after_an_acceptance_somebody_at_the_municipality_has_the_case_unless_one_left(self) -> None:
        for state in self.states.values():
            found = latest(state)
            if found is None or found.closing:
                continue
            place = found.municipality(self.now)
            voided = any(fact.id in state.gone for fact in state.facts)
            if place and receiving.accepted_by(found, place) and not voided:
                today = day(self.now)
                assert client_manager_on(found, place, today) or receiving.gone(found, place, today)

    @invariant()
    def a_case_can_always_be_told_and_is_somebodys_turn(self) -> None:
        for person, state in self.states.items():
            for case_id in cases(state):
                found = case(state, case_id)
                lines = checklist(found, Resident(), self.now)
                assert (owed_by(found, lines) == "nobody") == bool(found.closing)
                row = case_row(person, found, Resident(), day(self.now), self.now)
                assert row["stage"] in set(Stage)
                assert (row["stage"] == Stage.CLOSED) == bool(found.closing)
                assert missing(lines)

    @invariant()
    def every_open_case_can_still_be_closed(self) -> None:
        for state in self.states.values():
            found = latest(state)
            if found is None or found.closing:
                continue
            new = closing.NewClosing(Outcome.OTHER, Party.CASE_MANAGER, (), ClosingReason.NO_ANSWER)
            assert closing.close(found, self._act(), new, frozenset())

    @invariant()
    def from_everywhere_a_way_leads_to_a_closing_that_the_receiver_accepted(self) -> None:
        for state in self.states.values():
            found = latest(state)
            if found is not None and not found.closing:
                assert stage(self._brought_home(state), self.now) is Stage.CLOSED

    def _brought_home(self, state: State) -> Case:
        """Linked, accepted, moved and closed, as far as each of these is still to come."""

        def go_on(events: Any) -> Case:
            nonlocal state
            state = fold(events, state)
            return latest(state) or Case(uuid4(), ())

        found, new = latest(state), linking.NewLink(PLACES[0], AZC, Basis.OTHER)
        assert found is not None
        if found.municipality(self.now) is None:
            act = self._act()
            found = go_on(linking.link(state, act, new, new_case=uuid4(), unlinking=uuid4()))
        place = found.municipality(self.now)
        if place and not receiving.accepted_by(found, place):
            found = go_on(receiving.accept(found, self._act(), by="km-1", naming=uuid4()))
        if not found.move(day(self.now)):
            moved = moving.NewMove(day(self.now), AZC, place or PLACES[0], None)
            found = go_on(moving.move(found, self._act(), moved))
        closed = closing.NewClosing(Outcome.ACCEPTED, Party.CLIENT_MANAGER, TASKS)
        return go_on(closing.close(found, self._act(), closed, frozenset()))

    def _born(self) -> UUID:
        person = uuid4()
        self.states[person] = State()
        return person

    def _act(self, back: int = 0) -> Act:
        return Act(uuid4(), self.now - timedelta(back), self.now)

    def _on(self, who: UUID, decide: Any) -> bool:
        return self._try(who, lambda s: decide(latest(s), self._act()) if latest(s) else ())

    def _try(self, who: UUID, decide: Any) -> bool:
        """Whether it was done; a refusal changes nothing."""
        try:
            events = decide(self.states[who])
        except ContinuousLineError:
            self.refused += 1
            return False
        self.states[who] = fold(events, self.states[who])
        self._follow(who)
        return bool(events)

    def _follow(self, who: UUID) -> None:
        """What the reaction does: whoever does not work where the person lives has it no more."""
        while (found := latest(self.states[who])) and not found.closing:
            held = ownership.owner(found, day(self.now))
            if held is None or self._azc(who) in OWNERS[held].places:
                return
            events = ownership.leave(found, self._act(), held, OwnerGone.RELOCATED)
            self.states[who] = fold(events, self.states[who])

    def _azc(self, who: UUID) -> str:
        found, resident = latest(self.states[who]), self.residents.get(who, Resident())
        azc = azc_of(found, resident, self.now) if found else None
        return azc[0] if azc else resident.azc or AZC


TestGuidance = Guidance.TestCase
TestGuidance.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
