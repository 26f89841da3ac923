"""Do the scenarios' sheets and Python agree when LibreOffice, an independent engine, works them out?"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from planner.domain.difference import differences as differing
from planner.files.reading import read_plan
from planner.files.workbook import write_workbook
from tests.files.test_parity import changed
from tests.files.test_parity_libreoffice import edited
from tests.files.test_parity_scenarios import sheets_of, wrong
from tests.plans import random_plan, with_kept
from tests.recalculate import differences, saved_by_libreoffice, stored

pytestmark = pytest.mark.libreoffice
SEEDS = (1, 3, 6, 11)


def test_libreoffice_equals_python_before_and_after_changes(tmp_path: Path) -> None:
    plans = {f"plan{s}": with_kept(random_plan(s, doctors=1 + s % 4), random.Random(s), scenarios=5) for s in SEEDS}
    files = {name: write_workbook(plan) for name, plan in plans.items()}
    assert sum(len(plan.scenarios) for plan in plans.values()) > len(SEEDS)
    for seed in SEEDS[:2]:
        cells = stored(files[f"plan{seed}"])
        plans[f"changed{seed}"], edits = changed(plans[f"plan{seed}"], cells, random.Random(seed))
        files[f"changed{seed}"] = edited(files[f"plan{seed}"], edits)
    anew = saved_by_libreoffice(files, tmp_path)
    saved = {name: stored(data) for name, data in anew.items()}
    for name, plan in plans.items():
        assert wrong(saved[name], plan) == [], name
    for name in (f"plan{seed}" for seed in SEEDS):
        assert differences(saved[name], stored(files[name]), sheets_of(plans[name])) == []
        back = read_plan(anew[name], "plan.xlsx").plan
        assert back is not None
        assert differing(plans[name], back) == [], "scenarios are not kept by LibreOffice"
