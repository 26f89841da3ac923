"""Does `planner scenario` keep its contract: the baseline, each scenario and what differs, and the statuses?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner import cli
from planner.calc.clinic import calculate
from planner.calc.scenarios import outcomes
from planner.domain.as_json import plan_to_dict
from planner.domain.change_text import change_of
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES
from planner.domain.scenario import Scenario
from planner.files.json_form import plan_from
from planner.files.reading import read_plan
from planner.reports import comparison

EXAMPLE = json.loads((Path(__file__).parent / "cases" / "worked_example.json").read_text("utf-8"))["plan"]
STORED = (
    Scenario(name="Utan runda", reason="Prövas", changes=(change_of("doctors.A.care_home_hours=0"),)),
    Scenario(name="Läkare B", changes=(change_of('doctors.B={"fte": 0.5}'), change_of("doctors.A=null"))),
)
Run = Callable[..., tuple[int, str, str]]


def plan() -> Plan:
    found = plan_from(EXAMPLE).plan
    assert found is not None
    return found


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            status = cli.run(["scenario", *map(str, arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_to_dict(plan().model_copy(update={"scenarios": STORED}))), "utf-8")
    return path


def answer(out: str) -> Any:
    return json.loads(out, parse_constant=lambda found: pytest.fail(f"{found} is not JSON"))


# method §5, one command a line
LINES = [
    (["doctors.A.care_home_hours=0"], 1071.8),
    (["doctors.A.supervision_hours=0"], 1006.9),
    (["doctors.A.fte=0.8"], 682.1),
    (["doctors.A.fte=0.8", "doctors.A.duties_scale=true"], 753.5),
    (["clinic.contacts.planned_visit.contacts_per_year-=1760", "clinic.contacts.other.contacts_per_year+=1760",
      "clinic.contacts.other.minutes=2"], 1044.3),
    (["clinic.contacts.planned_visit.contacts_per_year-=0.2*listed",
      "clinic.contacts.other.contacts_per_year+=0.2*listed", "clinic.contacts.other.minutes=2"], 1044.3),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "patients"), LINES, ids=[changes[0] for changes, _ in LINES])
def test_each_line_of_the_worked_example_is_one_command(
    run: Run, file: Path, changes: list[str], patients: float
) -> None:
    status, out, err = run(file, *(one for text in changes for one in ("--change", text)), "--json")
    found = answer(out)
    assert (status, err) == (0, "")
    assert found["scenarios"][0]["doctors"][0]["patients"] == pytest.approx(patients, abs=0.05)
    assert found["baseline"]["doctors"][0]["patients"] == pytest.approx(941.9, abs=0.05)
    assert found["scenarios"][0]["difference"]["doctors"][0]["patients"] == pytest.approx(patients - 941.9, abs=0.1)


def test_the_json_is_whole_and_has_the_names_of_calculate(run: Run, file: Path) -> None:
    status, out, _ = run(file, "--json")
    found = answer(out)
    assert status == 0
    assert set(found) == {"baseline", "scenarios", "issues"}
    assert found["baseline"]["clinic"] == calculate(plan()).clinic
    of_clinic, of_doctor = {one.key for one in CLINIC_QUANTITIES}, {one.key for one in DOCTOR_QUANTITIES}
    assert [one["name"] for one in found["scenarios"]] == ["Utan runda", "Läkare B"]
    for one in found["scenarios"]:
        assert set(one) == {"name", "reason", "changes", "clinic", "doctors", "difference"}
        assert set(one["clinic"]) == set(one["difference"]["clinic"]) == of_clinic
        assert all(of_doctor | {"doctor_id", "eligibility"} <= set(row) for row in one["doctors"])
        assert all(of_doctor | {"doctor_id"} == set(row) for row in one["difference"]["doctors"])
    first, second = found["scenarios"]
    assert (first["reason"], second["reason"]) == ("Prövas", None)
    assert first["changes"] == [{"path": "doctors.A.care_home_hours", "value": 0.0}]
    assert [row["doctor_id"] for row in second["doctors"]] == ["B"]
    # a doctor who is there in one only has no difference, and neither has what cannot be computed
    assert [row["doctor_id"] for row in second["difference"]["doctors"]] == ["A", "B"]
    assert {row["patients"] for row in second["difference"]["doctors"]} == {None}
    assert second["doctors"][0]["load"] is None
    capacity = [each["clinic"]["capacity"] for each in (first, found["baseline"])]
    assert first["difference"]["clinic"]["capacity"] == pytest.approx(capacity[0] - capacity[1])


def test_which_scenarios_are_worked_out(run: Run, file: Path) -> None:
    def names(*arguments: str) -> list[str]:
        return [one["name"] for one in answer(run(file, *arguments, "--json")[1])["scenarios"]]

    half = ("--change", "doctors.A.fte=0.5")
    assert names("--scenario", "läkare b") == ["Läkare B"]
    assert names(*half) == ["Ändringar från kommandoraden"]
    assert names(*half, "--name", "Halv", "--all") == ["Utan runda", "Läkare B", "Halv"]
    assert names(*half, "--scenario", "Läkare B") == ["Läkare B", "Ändringar från kommandoraden"]


def test_in_words(run: Run, file: Path) -> None:
    status, out, err = run(file)
    assert (status, err) == (0, "")
    out = out.replace("\u00a0", " ")
    assert "Utan runda: plats för 1 072, 130 fler än i utgångsläget." in out
    assert "underlag för dialog" in out
    assert not {"None", "nan", "inf"} & set(out.split())


def test_a_file_without_scenarios_says_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(EXAMPLE), "utf-8")
    status, _, err = run(path)
    assert status == 0
    assert "Pröva en ändring med --change" in err
    assert answer(run(path, "--json")[1])["scenarios"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--change", "doctors.C.fte=0.8"], "C finns inte bland läkarna"),
        (["--change", "doctors.A.fte=80"], "menar du 0.8"),
        (["--change", "skräp"], "förväntade uppgift=värde"),
        (["--change", "doctors.A.fte*=9"], "kan inte vara"),
        (["--change", "clinic.direct_hours_per_year=9000"], "Behåll en av dem"),
        (["--change", "doctors.A.doctor_id=B"], "en signatur ändras på sidan Läkarna"),
        (["--scenario", "Finns ej"], "Scenarier som finns: ”Utan runda”, ”Läkare B”"),
        (["--change", "doctors.A.fte=1", "--name", "utan RUNDA"], "redan ett scenario"),
        (["--change", "doctors.A.fte=1", "--name", "x" * 81], "högst 80 tecken"),
    ],
)
def test_what_does_not_apply_gives_status_1(run: Run, file: Path, arguments: list[str], words: str) -> None:
    out_file = file.with_name("ut.xlsx")
    status, out, err = run(file, *arguments, "-o", out_file)
    assert status == 1
    assert words in err
    assert not out_file.exists()
    status, out, err = run(file, *arguments, "--json")
    found = answer(out)
    assert (status, err) == (1, "")
    assert any(words in one["text"] and one["level"] == "fel" for one in found["issues"])
    assert found["baseline"]["clinic"]["capacity"] is not None


@pytest.mark.parametrize("change", ["doctors.C.fte=0.8", "doctors.A.fte*=9", "doctors.A={}", "skräp"])
def test_a_change_just_typed_that_cannot_be_made_gives_the_error_alone(run: Run, file: Path, change: str) -> None:
    status, out, err = run(file, "--change", change)
    assert (status, out) == (1, "")
    assert "längre" not in err
    assert err.count("fel: ") == 1
    assert ("Läkare som finns: ”A”." in err) == change.startswith("doctors")
    assert ("går inte att göra" in err) == change.startswith("doctors")


def test_a_stored_change_that_has_lapsed_is_told_beside_the_others(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    gone = Scenario(name="Borta", changes=(change_of("doctors.C.fte=0.5"),))
    kept = plan().model_copy(update={"scenarios": (*STORED, gone)})
    path.write_text(json.dumps(plan_to_dict(kept)), "utf-8")
    status, out, err = run(path)
    assert status == 1
    assert "Borta: " in err
    assert "gäller inte längre" in err
    assert "Utan runda: plats för" in out


@pytest.mark.parametrize("arguments", [["--name", "x"], ["--reason", "x"], ["-o", "ut.pdf"], ["--chang", "x"]])
def test_wrong_use(run: Run, file: Path, arguments: list[str]) -> None:
    assert run(file, *arguments)[0] == 2
    assert run(file, "-o", file.with_suffix(".xlsx"))[0] == 0
    assert run(file.with_suffix(".xlsx"), "-o", file.with_suffix(".xlsx"))[0] == 2


def test_a_refused_file_has_nothing_to_compare(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**EXAMPLE, "clinic": {**EXAMPLE["clinic"], "listed_patients": "många"}}), "utf-8")
    status, out, _ = run(path, "--change", "doctors.A.fte=0.8", "--json")
    assert status == 1
    assert answer(out)["scenarios"] == []


@pytest.mark.parametrize("at", ["--name", "--reason", "--change", "--scenario"])
def test_a_personal_number_is_never_shown(run: Run, file: Path, at: str) -> None:
    number = "19121212-1212"
    given = f"doctors.A.note={number}" if at == "--change" else number
    more = ["--change", "doctors.A.fte=0.8"] if at in ("--name", "--reason") else []
    for form in ([], ["--json"]):
        status, out, err = run(file, *more, at, given, *form)
        assert status == 1
        assert "1212-1212" not in out + err


def test_a_named_scenario_is_saved_into_the_workbook(run: Run, file: Path) -> None:
    out_file = file.with_name("ut.xlsx")
    changes = ["--change", "doctors.A.fte=0.8", "--change", "clinic.listed_patients+=900"]
    status, _, err = run(file, *changes, "--name", "A på 80 %", "--reason", "Önskemål", "-o", out_file)
    assert status == 0
    assert "Skrev" in err
    back = read_plan(out_file).plan
    assert back is not None
    assert back.scenarios[:2] == STORED
    new = back.scenarios[2]
    assert (new.name, new.reason) == ("A på 80 %", "Önskemål")
    assert new.changes == tuple(map(change_of, changes[1::2]))
    assert [one["name"] for one in answer(run(out_file, "--json")[1])["scenarios"]][-1] == "A på 80 %"


def test_several_scenarios_are_summed_up_together(run: Run, file: Path) -> None:
    kept = plan().model_copy(update={"scenarios": STORED})
    together = comparison.finding(comparison.baseline_outcome(kept), outcomes(kept, STORED))
    assert together in run(file)[1]
    assert together not in run(file, "--scenario", STORED[0].name)[1]
