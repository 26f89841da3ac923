"""Does `planner report` write the paper that was asked for, keep the statuses and overwrite nothing that it reads?"""

import io
import json

import pytest
from pptx import Presentation

from planner import cli
from planner.files.json_form import plan_to_json
from planner.reports.papers import KINDS, Order, make
from tests.papers.orders import DAY, earlier, without_supervision
from tests.papers.reading_pdf import one_line, opened
from tests.reports.examples import empty, many, with_nulls, worked


@pytest.fixture
def file(tmp_path):
    def file(plan, name="plan.json"):
        path = tmp_path / name
        path.write_text(plan_to_json(plan), "utf-8")
        return path

    return file


@pytest.fixture
def run(capsys):
    def run(*arguments):
        try:
            status = cli.run(["report", *map(str, arguments)])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_the_paper_itself(kind, run, file, tmp_path):
    out = tmp_path / f"ut{KINDS[kind].ending.upper()}"
    status, told, err = run(file(without_supervision()), "--kind", kind, "-o", out, "--date", "2026-11-21")
    assert (status, told) == (0, "")
    assert "Skrev" in err
    assert out.read_bytes() == make(kind, Order(without_supervision(), DAY))


def test_doctor_scenario_and_previous_are_found(run, file, tmp_path):
    plan, before = file(without_supervision()), file(earlier(), "innan.json")
    status, text, _ = run(
        plan, "--kind", "text", "--doctor", "läkare a", "--scenario", "utan handledning", "--previous", before
    )
    assert status == 0
    assert "1 007 patienter (+65)" in one_line(text)
    assert "Nuvarande lista: från 1 050" in one_line(text)


def test_real_names(run, file, tmp_path):
    for more, name in (((), "Läkare 4"), (("--real-names",), "Läkare D")):
        out = tmp_path / "bild.pptx"
        assert run(file(many()), "--kind", "enhetsbild", "-o", out, "--overwrite", *more)[0] == 0
        slides = Presentation(io.BytesIO(out.read_bytes())).slides
        chart = next(shape.chart for shape in slides[1].shapes if shape.has_chart)
        assert chart.plots[0].categories[3].startswith(name)


@pytest.mark.parametrize(("more", "words"), [
    (("--kind", "dialog"), "-o ut.pdf"), (("--kind", "dialog", "-o", "ut.pptx"), ".pdf"), (("--kind", "brev"), "förstå"),
    (("--kind", "dialog", "-o", "ut.pdf"), "Läkare A, Läkare B"), (("--kind", "text", "--doctor", "Läkare Q"), "Läkare A, Läkare B"),
    (("--kind", "beslut", "-o", "ut.pdf", "--scenario", "X"), "inga"), (("--kind", "jamforelse", "-o", "ut.pdf"), "inga scenarier"),
    (("--kind", "beslut", "-o", "ut.pdf", "--doctor", "Läkare A"), "--doctor"), (("--kind", "text", "--date", "21/11"), "förstå"), ((), "förstå"),
])  # fmt: skip
def test_wrong_use(more, words, run, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(file(many()), *more)
    assert (status, out) == (2, "")
    assert words in err
    assert not list(tmp_path.glob("ut*"))


def test_a_file_that_is_read_is_never_overwritten(run, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_text(plan_to_json(worked()), "utf-8")
    status, _, err = run(path, "--kind", "beslut", "-o", path)
    assert status == 2
    assert "skrivs över" in err
    assert json.loads(path.read_text("utf-8"))


def test_a_paper_that_is_there_is_replaced_only_where_that_is_asked_for(run, file, tmp_path):
    out = tmp_path / "ut.txt"
    out.write_text("mitt", "utf-8")
    asked = (file(many()), "--kind", "text", "--doctor", "läkare a", "-o", out)
    status, _, err = run(*asked)
    assert (status, out.read_text("utf-8")) == (2, "mitt")
    assert "finns redan" in err
    assert "--overwrite" in err
    assert run(*asked, "--skriv-över")[0] == 0
    assert "LÄKARE A" in out.read_text("utf-8-sig")


def test_what_is_missing_is_told_and_no_paper_is_written(run, file, tmp_path):
    out = tmp_path / "ut.pdf"
    status, _, err = run(file(empty()), "--kind", "beslut", "-o", out)
    assert status == 1
    assert "Inget papper skrevs" in err
    assert not out.exists()


def test_not_computable_is_still_a_paper(run, file, tmp_path):
    out = tmp_path / "ut.pdf"
    assert run(file(with_nulls()), "--kind", "dialog", "--doctor", "Läkare B", "-o", out)[0] == 0
    assert "går inte att beräkna" in one_line(opened(out.read_bytes()).pages[0].extract_text())
