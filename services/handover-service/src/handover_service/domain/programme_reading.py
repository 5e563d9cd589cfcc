"""From what a programme's file says to a Programme, or every fault of it with its path."""

from collections.abc import Mapping
from datetime import date

from continuous_line.codes import OwnerReason
from continuous_line.codes_guidance import ContactOccasion
from handover_service.domain.fields_read import Fields, is_day
from handover_service.domain.programme import (
    About,
    Caseload,
    Contacts,
    CountedIn,
    Extension,
    Extra,
    Level,
    Milestone,
    Name,
    Over,
    Phase,
    Programme,
    Stay,
    Step,
)
from handover_service.domain.programme_rules import faults_between


def read(raw: Mapping[str, object]) -> tuple[Programme, list[str]]:
    """What it says, and its faults: where there is any the programme is of no use."""
    faults: list[str] = []
    fields = Fields(raw, "", faults)
    programme = _programme(fields)
    fields.end()
    return programme, [*faults, *faults_between(programme)]


def _programme(f: Fields) -> Programme:
    version = f.take("version", needed=True)
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        f.fault("version", "is a whole number from 1")
        version = None
    if isinstance(version, int) and version < 1:
        f.fault("version", "is a whole number from 1")
    return Programme(
        code=f.code("code"),
        version=version or 1,
        valid_from=f.day("valid_from", needed=True) or date.min,
        valid_until=f.day("valid_until"),
        name=f.needed_table("name", _name),
        every_case=f.flag("every_case"),
        source=f.words("source"),
        our_choice=f.words("our_choice"),
        instead_of=f.words("instead_of"),
        phases=f.tables("phases", _phase),
        steps=f.tables("steps", lambda of: Step(of.code("code"), of.needed_table("name", _name))),
        milestones=f.tables("milestones", _milestone),
        contacts=f.tables("contacts", _contacts),
        caseload=f.table("caseload", _caseload),
        stay=f.table("stay", _stay),
        required_items=f.words("required_items"),
        levels=f.tables("levels", _level),
    )


def _name(f: Fields) -> Name:
    return Name(f.line("nl"), f.line("en"))


def _phase(f: Fields) -> Phase:
    return Phase(
        f.code("code"), f.needed_table("name", _name), f.line("begins"),
        f.number("after_days", 0, 0),
    )  # fmt: skip


def _milestone(f: Fields) -> Milestone:
    return Milestone(
        code=f.code("code"),
        name=f.needed_table("name", _name),
        met_by=f.words("met_by"),
        counted_from=_counted_from(f),
        days=_term(f),
        near_days=f.number("near_days", 0, 0),
        after=f.words("after"),
        owed_by=f.line("owed_by"),
    )


def _counted_from(f: Fields) -> str | date | None:
    value = f.take("counted_from")
    if value is None or isinstance(value, str) or is_day(value):
        return value  # type: ignore[no-any-return]
    f.fault("counted_from", "is a moment, a milestone, a step or a day")
    return None


def _term(f: Fields) -> int | None:
    days, weeks = f.number("days", 0), f.number("weeks", 0)
    if days is not None and weeks is not None:
        f.fault("weeks", "stands beside days: a term is in one of them")
    return days if weeks is None else 7 * weeks


def _contacts(f: Fields) -> Contacts:
    return Contacts(
        phase=f.code("phase", needed=False) or None,
        every_days=f.number("every_days", 1),
        least=f.number("least", 0),
        most=f.number("most", 1),
        same_worker=f.flag("same_worker"),
        extra=f.tables("extra", _extra),
    )


def _extra(f: Fields) -> Extra:
    kind = f.one_of("kind", ContactOccasion, ContactOccasion.REGULAR, needed=True)
    return Extra(kind, f.line("after"), f.number("least", 1, 1))


def _caseload(f: Fields) -> Caseload:
    norm = f.number("norm", 1)
    if norm is None:
        f.fault("norm", "is needed")
    return Caseload(
        norm=norm or 1,
        low=f.number("low", 1),
        counted_in=f.one_of("counted_in", CountedIn, CountedIn.PERSONS),
        over=f.one_of("over", Over, Over.FLAG),
        except_for=f.several_of("except_for", OwnerReason),
    )


def _stay(f: Fields) -> Stay:
    months = f.number("months", 1)
    if months is None:
        f.fault("months", "is needed")
    from_ = f.line("counted_from")
    return Stay(months or 1, from_, f.tables("extensions", _extension))


def _extension(f: Fields) -> Extension:
    return Extension(f.code("step"), f.number("months", 1, 1))


def _level(f: Fields) -> Level:
    about = f.one_of("about", About, About.MISSED, needed=True)
    return Level(about, f.words("tell"), f.number("after_days", 0, 0))
