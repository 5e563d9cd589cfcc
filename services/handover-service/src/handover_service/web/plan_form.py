"""A plan as a form: rows of goals and of actions, and one more where somebody asks for it.

Names of fields are paths: `goal.0.plan_text`, `action.2.plan_due_on-day`. A row without words is
none, unless a day was filled in for something new.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from continuous_line.codes import Party
from continuous_line.web.pages import Form
from handover_service.api.answers_plan import IntegrationPlan
from handover_service.application.agreeing import ActionAsked, GoalAsked
from handover_service.texts import LONGEST

MOST: Final = {"goal": 20, "action": 40}
_PARTIES: Final = tuple(Party)


class PlanForm(Form):
    """Its labels say of which row they are."""

    def label(self, name: str) -> str:
        kind, _, rest = name.partition(".")
        number, _, field = rest.partition(".")
        if not field:
            return super().label(name)
        row = self.words[f"{kind}_n"].format(n=int(number) + 1)
        return f"{row}, {self.words[field].lower()}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is whole of what was entered."""

    goals: Sequence[GoalAsked]
    actions: Sequence[ActionAsked]


def sent(form: Form) -> PlanForm:
    return PlanForm(form.words, form.language, form.values, form.files, form.faults)


def of_plan(form: Form, plan: IntegrationPlan) -> PlanForm:
    """Filled with the present version."""
    values: dict[str, Sequence[str]] = {}
    goals = plan.present.goals if plan.present else []
    for number, goal in enumerate(goals):
        values[f"goal.{number}.plan_party"] = (goal.party,)
        values[f"goal.{number}.plan_text"] = (goal.text or "",)
    actions = [one for one in plan.actions if one.in_plan]
    for number, action in enumerate(actions):
        at = f"action.{number}"
        values[f"{at}.id"] = (str(action.action_id),)
        values[f"{at}.plan_party"] = (action.party,)
        values[f"{at}.plan_text"] = (action.text or "",)
        values |= _boxes(f"{at}.plan_due_on", action.due_on)
    values["goal.rows"], values["action.rows"] = (str(len(goals) + 1),), (str(len(actions) + 1),)
    return PlanForm(form.words, form.language, values)


def rows(form: Form, kind: str) -> int:
    """How many are shown."""
    said = form.value(f"{kind}.rows")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1
    return max(1, min(number + (form.value("more") == kind), MOST[kind]))


def asking_more(form: Form) -> bool:
    """*Nog een* was pressed: show the form with one row more."""
    return form.value("more") in MOST


def read(form: PlanForm, today: date, *, goals: bool = True) -> Asked:
    """What was entered; what is wrong with it is among the form's faults."""
    aims = [_goal(form, at) for at in _filled(form, "goal")] if goals else []
    if goals and not aims:
        form.fault("goal.0.plan_text", "goal_needed")
    acts = [_action(form, at, today) for at in _filled(form, "action")]
    if not goals and not acts:
        form.fault("action.0.plan_text", "action_needed")
    return Asked([one for one in aims if one], [one for one in acts if one])


def _filled(form: Form, kind: str) -> list[str]:
    found = (f"{kind}.{number}" for number in range(rows(form, kind)))
    return [at for at in found if form.value(f"{at}.plan_text").strip() or _begun(form, at)]


def _begun(form: Form, at: str) -> bool:
    boxes = (form.value(f"{at}.plan_due_on-{part}").strip() for part in ("day", "month", "year"))
    return any(boxes) and not form.value(f"{at}.id")


def _goal(form: Form, at: str) -> GoalAsked | None:
    party = form.choice(f"{at}.plan_party", _PARTIES)
    text = form.text(f"{at}.plan_text", longest=LONGEST)
    return GoalAsked(Party(party), text) if party in _PARTIES else None


def _action(form: Form, at: str, today: date) -> ActionAsked | None:
    text = form.text(f"{at}.plan_text", longest=LONGEST)
    party = form.choice(f"{at}.plan_party", _PARTIES)
    due_on, known = form.day(f"{at}.plan_due_on"), _id(form.value(f"{at}.id"))
    if due_on and due_on < today and known is None:
        form.fault(f"{at}.plan_due_on", "due_ahead", f"{at}.plan_due_on-day")
    if due_on is None or party not in _PARTIES:
        return None
    return ActionAsked(Party(party), due_on, text, known)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _boxes(name: str, on: date) -> dict[str, Sequence[str]]:
    parts = (("day", on.day), ("month", on.month), ("year", on.year))
    return {f"{name}-{part}": (str(number),) for part, number in parts}
