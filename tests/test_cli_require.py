"""Does `planner require` answer as the method says, with the statuses of every command?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import cli
from planner.calc.clinic import calculate
from planner.calc.scenarios import apply
from planner.domain.change_text import change_of
from planner.files.json_form import plan_from

CASE = json.loads((Path(__file__).parent / "cases" / "worked_example.json").read_text("utf-8"))["plan"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(CASE), "utf-8")
    return path


def asked(file: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict:
    assert cli.run(["require", str(file), "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_line_of_the_worked_example_by_one_command(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(file, capsys, "--doctor", "A", "--target", "1100")
    assert found["today"] == pytest.approx(941.9, abs=0.05)
    assert found["needs"]["more_hours_per_week"] == pytest.approx(4.87, abs=0.005)
    assert found["needs"]["minutes_per_patient"] == pytest.approx(57.63, abs=0.005)
    load = next(one for one in found["levers"] if one["path"] == "clinic.planned_load")
    assert load["needed"] == pytest.approx(1.028, abs=0.0005)
    assert not load["reachable"]


def test_each_bundle_is_changes_that_can_be_made(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(file, capsys, "--doctor", "A", "--target", "1100")
    plan = plan_from(CASE).plan
    assert plan is not None
    assert 2 <= len(found["bundles"]) <= 4
    for bundle in found["bundles"]:
        changed = apply(plan, map(change_of, bundle["changes"]))
        assert not changed.issues
        assert calculate(changed.plan).doctors[0]["patients"] == bundle["patients"] >= 1_100
        assert sum(part["patients"] for part in bundle["parts"]) == pytest.approx(bundle["patients"] - found["today"])


def test_the_clinic_without_a_doctor_and_levers_with_bounds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(file, capsys, "--lever", "doctors=0:2", "--lever", "clinic.planned_load")
    assert (found["target"], found["status"], found["bundles"]) == (8_800, "impossible", [])
    assert found["nearest"]["patients"] == pytest.approx(3 * 941.927 * 0.9 / 0.88, abs=0.01)
    assert {one["path"]: one["assumed_bounds"] for one in found["levers"]} == {
        "doctors": False, "clinic.planned_load": True,
    }  # fmt: skip


def test_room_already_is_no_fault(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(file, capsys, "--doctor", "A", "--target", "900")
    assert found["reached"] is True
    assert found["bundles"] == []


def test_the_answer_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["require", str(file), "--doctor", "A", "--target", "1 100"]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "I dag räcker tiden till 942; 158 fler behöver få plats." in said
    assert "4,9 timmar mer i veckan" in said
    assert "en vecka på 44,9 timmar" in said
    assert "103 %" in said
    assert "Så få ändringar som möjligt" in said


def test_a_plan_with_a_fault_has_no_answer_and_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**CASE, "clinic": {**CASE["clinic"], "listed_patients": "många"}}), "utf-8")
    assert cli.run(["require", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["target"] is None
    assert any(one["level"] == "fel" for one in found["issues"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--target", "0"], "--target: lästes ”0”, förväntade ett heltal mellan 1 och 100\u00a0000."),
        (["--target", "100 001"], "lästes ”100 001”, förväntade ett heltal"),
        (["--target", "1,5"], "lästes ”1,5”, förväntade ett heltal"),
        (["--target", ""], "lästes ””, förväntade ett heltal"),
        (["--doctor", "B"], "”B” finns inte bland läkarna. Läkare i filen: A."),
        (["--doctor", "19121212-1212"], "(personnummer)"),
        (["--lever", "doctors.19121212-1212.fte"], "(personnummer)"),
    ],
)
def test_what_was_read_and_expected_is_told_and_no_personal_number(
    file: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    assert cli.run(["require", str(file), *more]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "1212-1212" not in said


def test_a_doctor_is_found_however_the_signature_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(file, capsys, "--doctor", " a ") == asked(file, capsys, "--doctor", "A")


@pytest.mark.parametrize(
    "more",
    [
        ["--doctor", "B"],
        ["--target", "0"],
        ["--target", "många"],
        ["--target", "1.5"],
        ["--lever", "clinic.name"],
        ["--lever", "clinic.planned_load=0:2"],
        ["--lever", "clinic.planned_load=a:b"],
        ["--okänt"],
    ],
)
def test_wrong_use_is_status_2(file: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    try:
        status = cli.run(["require", str(file), *more])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    said = capsys.readouterr()
    assert not said.out
    assert "fel:" in said.err
