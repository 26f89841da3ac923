"""Does the command line keep its contract: JSON whole, statuses 0, 1 and 2, Swedish words, nothing else on stdout?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planner import cli
from planner.domain.as_json import plan_to_dict
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES
from planner.files.json_form import plan_from, plan_to_json
from tests.plans import random_plan

CASES = Path(__file__).parent / "cases"
EXAMPLE = json.loads((CASES / "worked_example.json").read_text("utf-8"))["plan"]


@pytest.fixture
def run(capsys):
    def run(*arguments):
        try:
            status = cli.run([str(one) for one in arguments])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def file(tmp_path):
    def file(raw):
        path = tmp_path / "plan.json"
        path.write_text(raw if isinstance(raw, str) else json.dumps(raw), "utf-8")
        return path

    return file


def with_doctor(**changes):
    return {**EXAMPLE, "doctors": [{**EXAMPLE["doctors"][0], **changes}]}


def test_calculate_as_json(run, file):
    status, out, err = run("calculate", file(EXAMPLE), "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert set(found) == {"clinic", "doctors", "issues"}
    assert set(found["clinic"]) == {one.key for one in CLINIC_QUANTITIES}
    assert {one.key for one in DOCTOR_QUANTITIES} | {"doctor_id", "eligibility"} <= set(found["doctors"][0])
    assert found["doctors"][0]["patients"] == pytest.approx(941.9268945)
    assert found["doctors"][0]["load"] is None


def test_calculate_in_words(run, file):
    status, out, err = run("calculate", file(EXAMPLE))
    assert (status, err) == (0, "")
    assert "A kan vara fast läkarkontakt för 942 patienter." in out.replace("\u00a0", " ")
    assert "underlag för dialog" in out
    assert "None" not in out + err
    assert "nan" not in out


@pytest.mark.parametrize(("raw", "status", "level", "words"), [
    (with_doctor(fte=80), 1, "fel", "Tjänstgöringsgrad"), (with_doctor(fte=None), 0, "saknas", "Tjänstgöringsgrad"),
    (with_doctor(doctor_id=None), 1, "saknas", "Läkare"), (with_doctor(other_hours=35), 0, "rimlighet", "uppdragen"),
    (with_doctor(fett=1), 0, "upplysning", "fett"), ({**EXAMPLE, "clinics": 1}, 0, "upplysning", "clinics"),
    ({**EXAMPLE, "doctors": [*EXAMPLE["doctors"] * 2]}, 1, "fel", "mer än en gång"),
    ({"clinic": {"name": "X"}}, 1, "saknas", "Listade patienter"), ({}, 1, "saknas", "Enhetens namn"),
    ([1], 1, "fel", "en lista"), ("{", 1, "fel", "rad 1"), ("[" * 100_000, 1, "fel", "JSON"), ('{"a":1,"a":2}', 1, "fel", "två gånger"),
    ({"clinic": [], "doctors": []}, 1, "fel", "ett objekt"), ({"clinic": {}, "doctors": {}}, 1, "fel", "en lista"),
    ({"clinic": {}, "doctors": [1]}, 1, "fel", "ett tal"), (json.dumps(with_doctor(fte=0)).replace('"fte": 0', '"fte": NaN'), 1, "fel", "Tjänstgöringsgrad"),
    (json.dumps(with_doctor(fte=0)).replace('"fte": 0', '"fte": 1e400'), 1, "fel", "för stort"),
    (json.dumps(with_doctor(fte=0)).replace('"fte": 0', '"fte": ' + "9" * 5000), 1, "fel", "stora tal"),
    ({**EXAMPLE, "clinic": {**EXAMPLE["clinic"], "contacts": {"kind": "phone"}}}, 1, "fel", "en lista"),
    ({**EXAMPLE, "clinic": {**EXAMPLE["clinic"], "contacts": [{"kind": "fax"}]}}, 1, "fel", "Kontakttyp"),
])  # fmt: skip
def test_statuses(run, file, raw, status, level, words):
    code, out, err = run("calculate", file(raw), "--json")
    found = json.loads(out)
    assert code == status
    assert any(issue["level"] == level and words in issue["text"] for issue in found["issues"])
    assert all(set(issue) == {"level", "where", "text"} for issue in found["issues"])
    assert set(found["clinic"]) == {one.key for one in CLINIC_QUANTITIES}
    assert err == ""
    code, out, err = run("check", file(raw))
    assert (code, out) == (status, "")
    assert words in err


def test_an_issue_is_told_once(run, file):
    _, out, _ = run("calculate", file(with_doctor(fte="x", sick_share=None)), "--json")
    issues = json.loads(out)["issues"]
    assert sum(issue["where"] == "doctors.A.fte" for issue in issues) == 1
    assert sum(issue["where"] == "doctors.A.sick_share" for issue in issues) == 1


def test_faults_are_said_in_words_without_json(run, file):
    status, out, err = run("calculate", file(with_doctor(fte=80)))
    assert (status, out) == (1, "")
    assert "fel: doctors.A.fte: Tjänstgöringsgrad: lästes ”80”" in err


def test_bytes_that_are_no_text(run, tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(b'{"clinic": {"name": "\xff"}}')
    status, out, err = run("calculate", path)
    assert (status, out) == (1, "")
    assert "UTF-8" in err


def test_a_personal_number_is_never_echoed(run, file):
    # made from a date and the check digit rule; belongs to nobody
    for raw in (with_doctor(note="190001010008"), with_doctor(current_list=190001010008), with_doctor(x190001010008=1)):
        _, out, err = run("check", file(raw))
        assert "190001010008" not in out + err
        assert "personnummer" in err


def test_a_file_that_is_not_there(run, tmp_path):
    status, out, err = run("calculate", tmp_path / "nej.xlsx")
    assert (status, out) == (1, "")
    assert "finns inte" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rakna"],
        ["calculate"],
        ["calculate", "a", "--nej"],
        ["app", "--port", "x"],
        ["calculate", "a.json", "-o", ""],
        ["calculate", "a.json", "-o", "b.json"],
        ["template", "-o", "x.txt"],
        ["check", "a", "b"],
    ],
)
def test_wrong_use(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "Kommandot gick inte att förstå" in err
    for english in ("usage", "error", "required", "argument", "invalid"):
        assert english not in err


@pytest.mark.parametrize("command", [[], ["template"], ["check"], ["calculate"], ["fields"], ["app"]])
def test_help_is_swedish(run, command):
    status, out, err = run(*command, "--help")
    assert (status, err) == (0, "")
    assert "Användning" in out
    for english in ("usage", "options", "show this"):
        assert english not in out.lower()


def test_fields(run):
    status, out, _ = run("fields", "--json")
    rows = {row["path"]: row for row in json.loads(out)}
    assert status == 0
    assert rows["doctors.fte"]["label"] == "Tjänstgöringsgrad"
    assert rows["clinic.contacts.minutes"]["unit"] == "min"
    assert rows["clinic.indirect_minutes"]["origin"] == "antagande"
    status, out, _ = run("fields")
    assert all(path in out for path in rows)


def test_the_workbook_round_trip(run, file, tmp_path):
    out = tmp_path / "ut.xlsx"
    assert run("calculate", file(EXAMPLE), "-o", out)[0] == 0
    status, text, _ = run("calculate", out, "--json")
    assert status == 0
    assert json.loads(text)["doctors"][0]["patients"] == pytest.approx(941.9268945)


def test_template(run, tmp_path):
    out = tmp_path / "mall.xlsx"
    assert run("template", "-o", out)[0] == 0
    status, _, err = run("check", out)
    assert status == 1  # nothing is filled in yet: the required fields are missing, nothing is wrong
    assert "Enhetens namn" in err
    assert "fel:" not in err


def test_nothing_is_written_over(run, file, tmp_path):
    plan = file(EXAMPLE)
    out = tmp_path / "var.xlsx"
    assert run("template", "-o", out)[0] == 0
    before = out.read_bytes()
    status, _, err = run("template", "-o", out)
    assert status == 2
    assert "finns redan" in err
    status, _, err = run("calculate", out, "-o", out)
    assert status == 2
    assert "filen som läses" in err
    assert out.read_bytes() == before
    assert run("calculate", plan, "-o", tmp_path / "ut.xlsx")[2].endswith("ut.xlsx.\n")
    for command in ("calculate", "scenario"):
        out.write_bytes(before)
        status, _, err = run(command, plan, "-o", out)
        assert (status, out.read_bytes()) == (2, before)
        assert "finns redan" in err
        assert "--overwrite" in err
        assert run(command, out, "-o", out, "--overwrite")[0] == 2  # what is read, never
        assert out.read_bytes() == before
        assert run(command, plan, "-o", out, "--overwrite")[0] == 0
        assert out.read_bytes() != before
    status, _, err = run("calculate", file(with_doctor(fte=80)), "-o", tmp_path / "nej.xlsx")
    assert "skrevs inte" in err
    assert not (tmp_path / "nej.xlsx").exists()


def test_no_file_of_the_users_is_used_on_the_way(run, file, tmp_path):
    mine = tmp_path / "ut.xlsx.del"
    mine.write_text("mitt")
    plan = file(EXAMPLE)
    before = set(tmp_path.iterdir())
    assert run("calculate", plan, "-o", tmp_path / "ut.xlsx")[0] == 0
    assert set(tmp_path.iterdir()) == before | {tmp_path / "ut.xlsx"}
    assert mine.read_text() == "mitt"
    status, _, err = run("calculate", plan, "-o", plan / "ut.xlsx")  # a folder that is a file
    assert status == 1
    assert "gick inte att skriva" in err


def test_the_name_of_a_file_is_masked_too(run, file, tmp_path):
    out = tmp_path / "19121212-1212.xlsx"
    for _ in range(2):  # written, then refused
        _, _, err = run("calculate", file(EXAMPLE), "-o", out)
        assert "(personnummer)" in err
        assert "1212-1212" not in err


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_a_port_that_cannot_be_used(run, port):
    status, out, err = run("app", f"--port={port}")
    assert (status, out) == (2, "")
    assert "--port" in err


def test_what_builds_on_an_unreadable_value_is_null(run, file):
    for change in ({"from_date": "20260701"}, {"current_list": "abc"}):
        found = json.loads(run("calculate", file(with_doctor(**change)), "--json")[1])
        assert found["doctors"][0]["patients"] is None
        assert found["clinic"]["capacity"] is None
    contacts = [*EXAMPLE["clinic"]["contacts"], {"kind": "visit", "contacts_per_year": 2000, "minutes": 20}]
    found = json.loads(
        run("calculate", file({**EXAMPLE, "clinic": {**EXAMPLE["clinic"], "contacts": contacts}}), "--json")[1]
    )
    assert found["doctors"][0]["patients"] is None


def test_a_clinic_of_null_is_not_filled_in(run, file):
    found = json.loads(run("calculate", file({**EXAMPLE, "clinic": None}), "--json")[1])
    assert {issue["where"] for issue in found["issues"] if issue["level"] == "saknas"} >= {
        "clinic.name",
        "clinic.listed_patients",
    }
    assert not any(issue["level"] == "fel" for issue in found["issues"])


def test_a_file_that_cannot_be_written(run, file, tmp_path):
    status, _, err = run("calculate", file(EXAMPLE), "-o", tmp_path / "nej" / "ut.xlsx")
    assert status == 1
    assert "gick inte att skriva" in err


@pytest.mark.parametrize("seed", range(40))
def test_the_json_form_comes_back(seed):
    plan = random_plan(seed, clean=seed % 2 == 0)
    back = plan_from(json.loads(plan_to_json(plan)))
    assert back.plan == plan
    assert plan_to_dict(back.plan) == plan_to_dict(plan)


def test_it_does_not_import_what_it_does_not_use(file):
    code = (
        "import sys; from planner import cli; cli.run(['calculate', sys.argv[1], '--json']);"
        "sys.exit(' '.join(m for m in ('streamlit', 'pandas', 'scipy', 'plotly', 'openpyxl', 'xlsxwriter', 'holidays')"
        " if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, file(EXAMPLE)], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("raw", [
    '{"clinic": {"name": "\\ud800"}}', '{"doctors": [{"doctor_id": "\\udfff"}]}',
    json.dumps({"doctors": [{}] * 20_000}), json.dumps({"doctors": [{f"key{i}": 1 for i in range(20_000)}]}),
    json.dumps({"clinic": {"contacts": [{}] * 5_000}}), json.dumps({"doctors": [{"fte": "x" * 100_000}] * 50}),
], ids=["surrogate", "surrogate id", "doctors", "keys", "contacts", "long"])  # fmt: skip
def test_awkward_json_is_told_and_bounded(run, file, raw):
    status, out, err = run("check", file(raw))
    assert (status, out) == (1, "")
    assert "fel: " in err or "saknas: " in err
    assert len(err) < 100_000
