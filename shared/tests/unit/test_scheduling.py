"""Which worker of the tests runs what."""

from continuous_line.testing.scheduling import scope_of, urgency


def test_tests_of_a_file_stay_together() -> None:
    assert scope_of("shared/tests/unit/test_a.py::TestA::test_b[kafka]") == (
        "shared/tests/unit/test_a.py"
    )
    assert scope_of("tests/e2e/test_pages.py::test_links[analyst]") == "tests/e2e/test_pages.py"


def test_tests_of_a_stand_stay_together_across_files() -> None:
    of_kafka = {
        scope_of("tests/e2e/test_replay.py::test_killed[kafka]"),
        scope_of("tests/e2e/test_leaks.py::test_marked[kafka]"),
    }
    assert of_kafka == {"tests/e2e[kafka]"}
    assert scope_of("tests/e2e/test_leaks.py::test_marked[embedded]") == "tests/e2e[embedded]"


def test_stands_are_begun_first_and_what_is_quick_last() -> None:
    scopes = ["services/a/tests/unit/test_a.py", "services/a/tests/integration/test_a_browser.py",
              "tests/e2e/test_pages.py", "tests/e2e[kafka]"]  # fmt: skip
    assert sorted(scopes, key=urgency) == scopes[::-1]


def test_the_samples_share_one_kafka() -> None:
    files = ("test_consumers.py::test_kill[java]", "test_rights.py::test_another_topic")
    assert {scope_of(f"samples/tests/{one}") for one in files} == {"samples/tests"}
