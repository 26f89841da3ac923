"""Is adding an input one line? A copy of the package gets one, and every surface is asked for it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import planner

LABEL = "Uppdrag i provet"
DOCTOR_LINE = f'    trial_hours: float | None = duty("{LABEL}", help="Hittas i provet.")\n'
CLINIC_LINE = (
    f'    trial_share: float | None = field("{LABEL}", "share", group=TIME, low=0, high=0.5, default=0.25,'
    ' source=ASSUMPTION, help="Hittas i provet.")\n'
)
ASK = """
import io, json, sys
sys.path.insert(0, sys.argv[1])
import openpyxl
import planner
assert planner.__file__.startswith(sys.argv[1])
from planner import Clinic, Contact, Doctor, Plan, calculate, change, check, read_plan, write_workbook
from planner.cli import run
from planner.domain.as_json import plan_to_dict
from planner.reports.glossary import everything
from streamlit.testing.v1 import AppTest
from planner.ui import state

row = Contact(kind="planned_visit", contacts_per_year=2000.0, minutes=30.0)
plan = Plan(clinic=Clinic(name="X", listed_patients=2000, contacts=(row,)), doctors=(Doctor(doctor_id="A"),))
said = {}
book = write_workbook(plan)
sheets = openpyxl.load_workbook(io.BytesIO(book))
said["cells"] = {s.title: [c.value for r in s.iter_rows() for c in r if c.value] for s in sheets}
said["comments"] = [c.comment.text for s in sheets for r in s.iter_rows() for c in r if c.comment]
said["glossary"] = repr(everything())
path = "{path}"
changed = change(plan, path, {value})
said["back"] = plan_to_dict(read_plan(write_workbook(changed), "x.xlsx").plan)
said["empty"] = [issue.text for issue in check(change(plan, path, None))]
said["patients"] = [calculate(one).doctors[0]["patients"] for one in (plan, changed)]
wrong = json.loads(json.dumps(plan_to_dict(plan)))
wrong[path.split(".")[0]]{place}[path.split(".")[-1]] = 99
from planner.files.json_form import plan_from
said["wrong"] = [issue.text for issue in plan_from(wrong).issues]

def page():
    from planner.ui.pages import {page}
    {page}.page()

app = AppTest.from_function(page, default_timeout=60)
app.session_state["current"] = state.Current(plan)
app.run()
assert not app.exception
said["form"] = [one.label for one in (*app.text_input, *app.number_input, *app.selectbox)]
print(json.dumps(said, default=str))
"""


def package_with(tmp_path, module, line):
    home = tmp_path / "planner"
    shutil.copytree(Path(planner.__file__).parent, home, ignore=shutil.ignore_patterns("__pycache__"))
    file = home / "domain" / module
    text = file.read_text("utf-8")
    before = "    @pydantic.model_validator"
    assert before in text
    file.write_text(text.replace(before, line + "\n" + before, 1), "utf-8")
    return tmp_path


@pytest.mark.parametrize(("module", "line", "path", "value", "place", "page", "sheet"), [
    ("doctor.py", DOCTOR_LINE, "doctors.A.trial_hours", "8.0", "[0]", "lakarna", "Läkare"),
    ("clinic.py", CLINIC_LINE, "clinic.trial_share", "0.5", "", "enheten", "Enhet"),
], ids=["doctor", "clinic"])  # fmt: skip
def test_one_line_is_enough(tmp_path, module, line, path, value, place, page, sheet):
    home = package_with(tmp_path, module, line)
    code = ASK
    for name, meant in {"path": path, "value": value, "place": place, "page": page}.items():
        code = code.replace("{" + name + "}", meant)
    script = tmp_path / "ask.py"
    script.write_text(code, "utf-8")
    done = subprocess.run([sys.executable, script, home], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert LABEL in said["cells"][sheet]
    assert LABEL in " ".join(map(str, said["cells"]["Ordlista"]))
    assert any("Hittas i provet." in text for text in said["comments"])
    assert LABEL in said["glossary"]
    assert any(LABEL in label for label in said["form"])
    assert any(LABEL in text for text in said["empty"])
    assert any(LABEL in text and "99" in text for text in said["wrong"])
    record = said["back"]["doctors"][0] if place else said["back"]["clinic"]
    assert record[path.split(".")[-1]] == float(value)
    fields = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); from planner.cli import run; run(['fields'])", str(home)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert LABEL in fields
    if place:  # a duty is part of the sum, and of the formula in the workbook
        before, after = said["patients"]
        assert after < before
        assert LABEL in " ".join(map(str, said["cells"]["Beräkning"]))
