"""Is the picture of the clinic three slides with charts that can be edited, in Swedish, under aliases?"""

import io
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from planner.calc.clinic import calculate
from planner.calc.time_use import clinic_time_use
from planner.reports.papers import Order, make
from planner.reports.sentences import clinic_answer, doctors_finding
from tests.papers.orders import DAY, full, scenario
from tests.papers.reading_pdf import one_line
from tests.reports.examples import empty, many, with_nulls, worked


def slides(order: Order):
    return list(Presentation(io.BytesIO(make("enhetsbild", order))).slides)


def chart(slide):
    return next(shape for shape in slide.shapes if shape.has_chart)


def every_word(order: Order) -> str:
    """Everything written in the file, alternatives and workbooks included."""
    found = []
    for slide in slides(order):
        for shape in slide.shapes:
            found.append(shape.text_frame.text if shape.has_text_frame else "")
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
            if shape.has_chart:
                found += map(str, shape.chart.plots[0].categories)
    return one_line(" ".join(found))


def test_titles_are_findings():
    plan = many()
    results, titles = calculate(plan), [slide.shapes.title.text for slide in slides(Order(plan, DAY, real_names=True))]
    assert one_line(titles[0]) == one_line(clinic_answer(plan, results).sentence.rstrip("."))
    assert titles[1] == doctors_finding(plan, results)
    assert "timmar går" in titles[2]


def test_the_workbook_in_each_chart_holds_the_right_numbers():
    plan = many()
    results, found = calculate(plan), slides(Order(plan, DAY))
    books = [
        openpyxl.load_workbook(io.BytesIO(chart(slide).chart.part.chart_workbook.xlsx_part.blob)) for slide in found
    ]
    rows = [[[cell.value for cell in row] for row in book.worksheets[0].iter_rows()] for book in books]
    assert rows[0][1][:2] == ["Listade patienter", 8_800]
    assert rows[0][2][1] == round(results.clinic["capacity"])
    for i, (doctor, row) in enumerate(zip(plan.doctors, results.doctors, strict=True)):
        adviser = doctor.role == "senior_advisor"
        name, room = f"Läkare {i + 1}", None if adviser else round(row["named_patients"])
        assert rows[1][1 + i] == [name + (" (ingen egen lista)" if adviser else ""), room, doctor.current_list]
    use = clinic_time_use(plan, results)
    assert [round(use.direct), round(use.indirect)] == [rows[2][1][1], rows[2][2][1]]
    assert sum(row[1] for row in rows[2][1:]) == pytest.approx(use.whole, abs=3)


def test_the_drawn_values_are_those_of_the_workbook():
    for slide in slides(Order(many(), DAY)):
        drawn = [list(one.values) for one in chart(slide).chart.plots[0].series]
        book = openpyxl.load_workbook(io.BytesIO(chart(slide).chart.part.chart_workbook.xlsx_part.blob))
        held = list(
            zip(*[[cell.value for cell in row[1:]] for row in list(book.worksheets[0].iter_rows())[1:]], strict=True)
        )
        assert [list(one) for one in held] == drawn


def test_reading_order_language_and_alternatives():
    data = make("enhetsbild", Order(many(), DAY))
    for slide in Presentation(io.BytesIO(data)).slides:
        kinds = ["chart" if one.has_chart else one.name for one in slide.shapes]
        assert kinds == ["Rubrik", "chart", "Text", "Sidfot"]
        assert chart(slide)._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Stapelbild")
        runs = slide._element.xpath(".//a:r/a:rPr")
        assert runs
        assert {one.get("lang") for one in runs} == {"sv-SE"}
        assert slide.shapes.title.text
        assert "underlag för dialog" in slide.shapes[3].text_frame.text
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [name for name in file.namelist() if b'lang="en-' in file.read(name)]
    about = Presentation(io.BytesIO(data)).core_properties
    assert (about.title, about.language, about.author) == ("Enhetsbild", "sv-SE", "")


def test_signatures_stand_only_where_they_are_asked_for():
    plan = many().model_copy(
        update={"scenarios": (scenario("Läkare B slutar", 'doctors."Läkare B"=null', reason="x"),)}
    )
    under_alias, named = (
        every_word(Order(plan, DAY, scenario=0)),
        every_word(Order(plan, DAY, scenario=0, real_names=True)),
    )
    assert "Med Läkare 2 slutar" in under_alias
    for doctor in plan.doctors:
        assert doctor.doctor_id not in under_alias
        assert doctor.doctor_id[:40].strip() in named or "förkortat" in named


def test_a_scenario_is_told_with_its_cost_and_never_cut():
    long = {"name": "Sjuksköterskan tar uppföljningen av högt blodtryck och diabetes i hela länet", "reason": "x"}
    changes = [f"doctors.{one.doctor_id!r}.fte=0.5".replace("'", '"') for one in many().doctors]
    kept = (scenario(long.pop("name"), *changes, colleague_hours=1_460.0, **long),)
    slide = slides(Order(many().model_copy(update={"scenarios": kept}), DAY, scenario=0))[0]
    (said,) = [
        one_line(one.text)
        for shape in slide.shapes
        if shape.name == "Text"
        for one in shape.text_frame.paragraphs
        if "460" in one.text
    ]
    assert "Listade utan plats: " in said
    assert said.endswith("Andra yrkesgrupper behöver 1 460 timmar om året.")
    assert "tabellen" not in said


def test_other_kinds_of_bar_have_a_pattern():
    for slide in slides(Order(many(), DAY))[1:]:
        xml = chart(slide).chart._chartSpace.xml
        assert "pattFill" in xml
        assert "solidFill" in xml


@pytest.mark.parametrize("plan", [with_nulls(), worked(), empty()], ids=["nulls", "worked", "empty"])
def test_three_slides_whatever_is_missing(plan):
    found = slides(Order(plan, DAY))
    assert len(found) == 3
    assert all(slide.shapes.title.text for slide in found)
    words = every_word(Order(plan, DAY))
    assert "None" not in words
    if plan is not worked() and not any(shape.has_chart for shape in found[2].shapes):
        assert "Bilden ritas inte" in words


def test_words_fit_beside_the_chart():
    for slide in slides(full()):
        assert len(slide.shapes.title.text) <= 160
        for shape in slide.shapes:
            if shape.name == "Text":
                assert len(shape.text_frame.paragraphs) <= 5
                assert all(len(one.text) <= 270 for one in shape.text_frame.paragraphs)
