"""How fast are files, the command line and a page, beside what a user would have waited for otherwise?"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner import calculate, write_workbook
from planner.files.reading import read_plan, read_plans
from tests.benchmarks.test_capacity_speed import median_time
from tests.plans import random_plan

pytestmark = pytest.mark.benchmark
SAMPLE = Path(__file__).parents[2] / "sample_data" / "typisk.xlsx"
FILES = 200


def test_workbooks(tmp_path):
    import openpyxl
    import pandas as pd

    books = []
    for seed in range(FILES):
        plan = random_plan(seed, doctors=1 + seed % 14)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(write_workbook(plan))
        books.append((path, plan))
    paths = [path for path, _ in books]
    start = time.perf_counter()
    readings = read_plans(paths)
    ours = (time.perf_counter() - start) / FILES
    one_by_one = median_time(lambda: [read_plan(path) for path in paths[:20]], 3) / 20
    assert all(reading.plan is not None for reading in readings)
    sample = [path for path, _ in books[:20]]

    def openpyxl_alone():
        for path in sample:
            book = openpyxl.load_workbook(path, data_only=True)
            for sheet in ("Enhet", "Läkare", "Läkarkontakter"):
                list(book[sheet].iter_rows(values_only=True))

    theirs = median_time(openpyxl_alone, 3) / len(sample)
    pandas = median_time(lambda: [pd.read_excel(path, sheet_name=None, header=None) for path in sample], 3) / len(
        sample
    )
    print(
        f"\n{FILES} filled workbooks, scanned, read in a child and checked: {ours * 1e3:.0f} ms a file,"
        f" {one_by_one * 1e3:.0f} ms one by one"
    )
    print(f"  openpyxl, three sheets, no scan: {theirs * 1e3:.0f} ms = {theirs / ours:.1f} times as long")
    print(f"  pandas.read_excel, no scan: {pandas * 1e3:.0f} ms = {pandas / ours:.1f} times as long")
    plan = random_plan(1, doctors=14)
    results = calculate(plan)
    print(f"  writing one with 14 doctors: {median_time(lambda: write_workbook(plan, results)) * 1e3:.0f} ms")


def test_the_command_as_a_whole_process():
    def process(*arguments):
        return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    ours = median_time(process("-m", "planner.cli", "calculate", str(SAMPLE), "--json"))
    pandas = median_time(process("-c", "import pandas"))
    print(f"\nplanner calculate typisk.xlsx --json: {ours:.2f} s; python -c 'import pandas': {pandas:.2f} s", end="")
    print(f" = {pandas / ours:.2f} times as long")


def test_a_rerun_of_the_result_page():
    from streamlit.testing.v1 import AppTest

    from planner.ui import state

    plan = read_plan(SAMPLE).plan

    def page():
        from planner.ui.pages import resultat

        resultat.page()

    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["current"] = state.Current(plan)
    app.run()
    rerun = median_time(app.run)
    sums = median_time(lambda: calculate(plan))
    assert not app.exception
    print(f"\nA rerun of the result page: {rerun * 1e3:.0f} ms, of which the sums are {sums * 1e3:.1f} ms")
