"""How fast is a paper, beside what one would have made it with otherwise?"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner.files.reading import read_plan
from planner.reports.papers import KINDS, Order, dialog_text, make
from tests.benchmarks.test_capacity_speed import median_time
from tests.papers.orders import DAY, full, scenario

pytestmark = pytest.mark.benchmark
SAMPLE = Path(__file__).parents[2] / "sample_data" / "stor.xlsx"


def typical() -> Order:
    plan = read_plan(SAMPLE).plan
    kept = tuple(
        scenario(f"Scenario {i}", "doctors.Läkare A.fte=0.8", f"clinic.listed_patients+={i + 1}00") for i in range(4)
    )
    return Order(plan.model_copy(update={"scenarios": kept}), DAY, 0, 0, plan)


def blank_presentation() -> bytes:
    """Three empty slides by python-pptx: the least that any presentation takes."""
    from pptx import Presentation

    made, out = Presentation(), io.BytesIO()
    for _ in range(3):
        made.slides.add_slide(made.slide_layouts[1])
    made.save(out)
    return out.getvalue()


def test_one_report_of_each_kind(tmp_path):
    order = typical()
    ours = {kind: median_time(lambda kind=kind: make(kind, order)) for kind in KINDS}
    print("\nOne report of a clinic with 14 doctors and four scenarios:")
    for kind, seconds in ours.items():
        print(f"  {kind}: {seconds * 1e3:.0f} ms")
    print(f"  the fullest dialogue paper there can be: {median_time(lambda: make('dialog', full()), 3) * 1e3:.0f} ms")
    blank = median_time(blank_presentation)
    print(
        f"  three blank slides by python-pptx: {blank * 1e3:.0f} ms = {blank / ours['enhetsbild']:.2f} times the enhetsbild"
    )
    text = tmp_path / "dialog.txt"
    text.write_text(dialog_text(order), "utf-8")
    office = shutil.which("soffice")
    if office:
        command = [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
        ]
        theirs = median_time(lambda: subprocess.run([*command, str(text)], check=False, capture_output=True), 3)
        print(
            f"  LibreOffice, the same text to PDF, no picture and no tags: {theirs:.1f} s = {theirs / ours['dialog']:.0f} times the dialogue paper"
        )


def test_the_command_as_a_whole_process(tmp_path):
    def process(kind, *more):
        out = tmp_path / f"ut{KINDS[kind].ending}"
        given = ["-m", "planner.cli", "report", str(SAMPLE), "--kind", kind, "--overwrite", "-o", str(out), *more]
        return lambda: subprocess.run([sys.executable, *given], check=True, capture_output=True)

    for kind, more in (("dialog", ("--doctor", "Läkare A")), ("enhetsbild", ()), ("beslut", ())):
        print(f"\nplanner report stor.xlsx --kind {kind}: {median_time(process(kind, *more), 3):.2f} s", end="")
    print()
