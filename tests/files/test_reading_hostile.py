"""Is every awkward or hostile file held to its promise: told in Swedish, or read as it should be, and never worse?"""

import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.plan import Plan
from planner.files.reading import MOST_ISSUES, Reading, read_plan
from tests.files.hostile import BASE_PLAN, CASES, Case, base, mutated

SECONDS = 10
MEGABYTES = 300


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) >= 90


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_promise(case: Case) -> None:
    data = case.make()
    start = time.perf_counter()
    reading = read_plan(data, case.file_name)
    assert time.perf_counter() - start < SECONDS
    told = [f"{issue.where} {issue.text}" for issue in reading.issues]
    assert all(issue.text.endswith((".", "?", "!")) for issue in reading.issues), told
    assert len(reading.issues) <= MOST_ISSUES + 1
    assert not any(word in " ".join(told) for word in ("Traceback", "Error", "None", "/tmp", "NoneType")), told
    if case.silent:
        assert case.silent not in " ".join(told).replace("\u00a0", "")
    {"refused": _is_refused, "same": _is_same, "told": _is_same, "read": _is_read}[case.promise](case, reading)


def _is_refused(case: Case, reading: Reading) -> None:
    assert reading.refused
    at = [issue for issue in reading.issues if not case.where or issue.where == case.where]
    text = " ".join(f"{issue.where} {issue.text}" for issue in at)
    missing = [word for word in case.words if word not in text]
    assert not missing, (missing, reading.issues)
    if case.where:
        assert [issue.where for issue in reading.issues if issue.blocks] == [case.where]


def _is_same(case: Case, reading: Reading) -> None:
    assert not reading.refused, reading.issues
    assert reading.plan is not None
    assert reading.plan == BASE_PLAN
    assert _set_fields(reading.plan) == _set_fields(BASE_PLAN)
    text = " ".join(f"{issue.where} {issue.text}" for issue in reading.issues if issue.level == "upplysning")
    assert all(word in text for word in case.words), reading.issues


def _is_read(case: Case, reading: Reading) -> None:
    assert not reading.refused, reading.issues
    assert reading.plan is not None
    if "1904" in case.name:
        assert str(reading.plan.doctors[0].from_date) == "2026-01-01"
    else:
        assert reading.plan.clinic.planned_load == pytest.approx(1, abs=1e-9)


def _set_fields(plan: Plan) -> list[set[str]]:
    return [plan.clinic.model_fields_set, *(doctor.model_fields_set for doctor in plan.doctors)]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_whatever_happens_to_a_file_nothing_is_raised(seed: int) -> None:
    reading = read_plan(mutated(seed), "plan.xlsx")
    assert reading.plan is not None or (reading.issues and reading.issues[0].text)


def test_memory_stays_within_bounds() -> None:
    """The largest files, each in a process of its own kind, never take more than we promise."""
    large = ("zip bomb", "120 000", "300 000", "one long text")
    names = [case.name for case in CASES if any(word in case.name for word in large)]
    program = (
        "import resource, sys\nfrom planner.files.reading import read_plan\nfrom tests.files.hostile import CASES\n"
        "for case in CASES:\n    if case.name in sys.argv[1:]: read_plan(case.make(), case.file_name)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, check=True)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    assert len(names) == 5
    assert int(done.stdout) / unit < MEGABYTES


def test_the_base_is_read_without_a_word_of_fault() -> None:
    reading = read_plan(base(), "plan.xlsx")
    assert reading.plan == BASE_PLAN
    assert not [issue for issue in reading.issues if issue.level in ("fel", "saknas")]
