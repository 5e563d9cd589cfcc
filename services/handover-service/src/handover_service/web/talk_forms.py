"""Forms about talks → what is planned or recorded. Faults are those of the form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from continuous_line.codes import Mode, NoWarmReason, Party, Scenario
from continuous_line.codes_guidance import Attendant, MeetingPlace
from continuous_line.days import AMSTERDAM
from continuous_line.web.pages import Form
from handover_service.domain.talks import NewTalk
from handover_service.domain.talks_planning import NewPlan
from handover_service.web.codes_talks import CODES

MOMENTS: Final = ("talk_first", "talk_second", "talk_third")
TOGETHER, BY_PHONE, NOT_HELD = "together", "phone", "not-held"
OUTCOMES: Final = (TOGETHER, BY_PHONE, NOT_HELD)
NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a talk, `at` when; `members` for whom else, `other`: for whom differently."""

    at: datetime
    talk: NewTalk
    members: tuple[UUID, ...]
    other: Mapping[UUID, NewTalk]


def moment_of(on: date, at: time) -> datetime:
    """A moment in Amsterdam, in UTC."""
    return datetime.combine(on, at, AMSTERDAM).astimezone(UTC)


def read_plan(form: Form, by: Party, known: Collection[UUID]) -> tuple[NewPlan, list[UUID]] | None:
    """The plan, and for whom of `known` it is too; None where there are faults."""
    mode = form.choice("talk_mode", tuple(Mode))
    in_person = mode in (None, Mode.IN_PERSON)
    reason = form.choice("talk_reason", tuple(NoWarmReason), required=not in_person)
    chooses = by is Party.CLIENT_MANAGER
    scenario = form.choice("talk_scenario", tuple(Scenario), required=chooses)
    moments = _moments(form)
    place = form.choice("talk_place", tuple(MeetingPlace), required=False)
    language = form.choice("talk_language", CODES[form.language]["language"], required=False)
    members = _members(form, known)
    if form.faults or mode is None:
        return None
    plan = NewPlan(
        Mode(mode),
        by,
        moments,
        Scenario(scenario) if scenario else None,
        MeetingPlace(place) if place else None,
        language,
        form.has("talk_interpreter", "yes"),
        NoWarmReason(reason) if reason else None,
        form.has("talk_closes", "yes"),
    )
    return plan, members


def read_outcome(form: Form, known: Collection[UUID], now: datetime) -> Entered | None:
    """Of the details of one of OUTCOMES; None where there are faults."""
    at = _past(form, now)
    talk = _talk(form)
    absent = _members(form, known, "talk_absent")
    members = [*absent, *(m for m in _members(form, known) if m not in absent)]
    if form.faults or at is None or talk is None:
        return None
    without = replace(
        talk,
        attended=(talk.attended or frozenset()) - {Party.PERMIT_HOLDER},
        reason=NoWarmReason.PARTY_ABSENT,
    )
    return Entered(at, talk, tuple(members), dict.fromkeys(absent, without))


def _moments(form: Form) -> tuple[datetime, ...]:
    found: list[datetime] = []
    for name in MOMENTS:
        first = name == MOMENTS[0]
        on = form.day(f"{name}_on", required=first)
        at = form.time(f"{name}_at", required=first)
        if on is not None and at is not None:
            found.append(moment_of(on, at))
        elif not first and (on is None) != (at is None) and not form.faults_at(f"{name}_on"):
            form.fault(f"{name}_at", "talk_half_moment")
    return tuple(found)


def _members(form: Form, known: Collection[UUID], name: str = "talk_members") -> list[UUID]:
    chosen = form.choices(name, [str(member) for member in known])
    return [member for member in known if str(member) in chosen]


def _past(form: Form, now: datetime) -> datetime | None:
    """Without a time: noon, or now where that is earlier."""
    on, at = form.day("talk_on"), form.time("talk_at", required=False)
    if on is None:
        return None
    found = moment_of(on, at or NOON)
    if at is None and on == now.astimezone(AMSTERDAM).date():
        found = min(found, now)
    if found > now:
        form.fault("talk_on", "talk_not_ahead", "talk_on-day")
    return found


def _talk(form: Form) -> NewTalk | None:
    outcome = form.value("talk_outcome")
    mode, reason = _mode_and_reason(form, outcome)
    parties: frozenset[Party] | None = None
    if outcome != BY_PHONE:
        chosen = form.choices("talk_attended", tuple(Party), required=outcome == TOGETHER)
        parties = frozenset(Party(one) for one in chosen if one in tuple(Party))
    others = form.choices("talk_others", tuple(Attendant))
    if form.faults:
        return None
    return NewTalk(
        mode,
        parties,
        form.has("talk_interpreter", "yes"),
        reason,
        tuple(Attendant(one) for one in others),
        form.has("talk_closes", "yes"),
    )


def _mode_and_reason(form: Form, outcome: str) -> tuple[Mode | None, NoWarmReason | None]:
    reasons = tuple(NoWarmReason)
    if outcome == BY_PHONE:
        mode = form.choice("talk_by", (Mode.PHONE, Mode.VIDEO))
        why = form.choice("talk_why_phone", reasons)
        if form.faults or mode is None or why is None:
            return None, None
        return Mode(mode), NoWarmReason(why)
    if outcome == NOT_HELD:
        why = form.choice("talk_why_not", reasons)
        return None, NoWarmReason(why) if why in reasons else None
    return Mode.IN_PERSON, None
