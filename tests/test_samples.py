"""Do the sample clinics give the numbers worked out by hand, and are the files what the script makes?"""

import importlib.util
import json
from pathlib import Path

import pytest

from planner import cli
from planner.domain.difference import differences
from planner.files.reading import read_plan

SAMPLES = Path(__file__).parents[1] / "sample_data"

# Läkare A of each clinic, by hand from the workbook's cells. 2026: 251 workdays − 31 − 10 = 210, × 0.96 = 201.6 days,
# 40.32 weeks, 1 612.8 h. Minutes of all contacts a year / listed outside care homes, × share of the fast läkarkontakt:
BY_HAND = {
    # 6340·30 + 3140·25 + 4790·12 + 1360·12 + 170·75 = 355 250 min; duties 3 + 1.5 + 4 + 1 = 9.5 h a week
    "typisk": {
        "minutes_per_patient": (355_250 / 8_690 + 20) * 0.95, "planned_hours": (1_612.8 - 40.32 * 9.5) * 0.95,
        "patients": 1_211.9778, "named_patients": 1_271.9778, "riktvarde": 1_100,
    },
    # 2570·30 + 1200·25 + 2340·12 + 500·12 + 280·80 = 163 580 min; duties 3 + 3 + 2 + 2 = 10 h a week
    "liten_landsbygd": {
        "minutes_per_patient": (163_580 / 3_355 + 22) * 0.9, "planned_hours": (1_612.8 - 40.32 * 10) * 0.95,
        "patients": 1_082.6903, "named_patients": 1_122.6903, "riktvarde": 1_100,
    },
    # 15080·30 + 6870·25 + 10090·12 + 2750·12 + 380·75 + 190·80 = 821 930 min; duties 3 + 4 + 1 = 8 h a week
    "stor": {
        "minutes_per_patient": (821_930 / 19_260 + 19) * 0.92, "planned_hours": (1_612.8 - 40.32 * 8) * 0.92,
        "patients": 1_255.1890, "named_patients": 1_255.1890, "riktvarde": 1_500,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_the_numbers_worked_out_by_hand(name, capsys):
    assert cli.run(["calculate", str(SAMPLES / f"{name}.xlsx"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for key, expected in BY_HAND[name].items():
        assert found["doctors"][0][key] == pytest.approx(expected, rel=1e-6), key


@pytest.mark.parametrize(("name", "lesson"), [
    # five specialists and two ST doctors: all count; the half-timer holds less than half of the full-timers' mean
    ("typisk", lambda clinic, d: d[3]["patients"] < 0.55 * d[0]["patients"] and clinic["capacity_other"] == 0),
    # the agency doctors' patients are outside the sum, and as many as the two employed can name
    ("liten_landsbygd", lambda clinic, d: clinic["capacity_other"] == pytest.approx(d[2]["patients"] + d[3]["patients"])
     and d[4]["patients"] == 0),
    # supervision 4 h a week costs Läkare A patients that Läkare B has
    ("stor", lambda clinic, d: d[1]["patients"] - d[0]["patients"] > 150 and clinic["riktvarde"] > clinic["riktvarde_national"]),
])  # fmt: skip
def test_each_shows_something_that_matters(name, lesson, capsys):
    cli.run(["calculate", str(SAMPLES / f"{name}.xlsx"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert lesson(found["clinic"], found["doctors"])
    assert 0.5 < found["clinic"]["coverage"] < 1
    assert not [issue for issue in found["issues"] if issue["level"] in ("fel", "saknas")]


def test_the_files_are_what_the_script_makes():
    spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, plan in module.plans().items():
        reading = read_plan(SAMPLES / f"{name}.xlsx")
        assert not reading.refused
        assert differences(plan, reading.plan) == []
