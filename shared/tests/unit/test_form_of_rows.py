"""What was entered in rows, told by the words of their fields."""

from continuous_line.web.pages import Form

WORDS = {"plan_text": "What", "due_on": "When", "day": "Day", "azc": "Reception centre"}


def test_a_field_of_a_row_is_told_by_its_last_part_and_what_nobody_entered_is_not() -> None:
    entered = {
        "csrf": ["secret"], "goal.rows": ["2"], "goal.0.id": ["7"], "goal.0.plan_text": ["Dutch"],
        "goal.1.due_on-day": ["3"], "azc": ["Weert"], "diplomas.0.title": ["kok"],
    }  # fmt: skip
    form = Form(WORDS, values=entered)
    assert list(form.told()) == [
        ("What", "Dutch"), ("When, day", "3"), ("Reception centre", "Weert"),
        ("diplomas.0.title", "kok"),
    ]  # fmt: skip
    assert ("goal.0.id", "7") in form.entered
