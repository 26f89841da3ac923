"""Do scenarios and comments come back from a workbook, as written and as a user edits them there?"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.change_text import change_of
from planner.domain.clinic import Clinic
from planner.domain.doctor import Doctor
from planner.domain.kept import at_nothing
from planner.domain.plan import Plan, doctor_path
from planner.domain.scenario import Comment, Scenario
from planner.files.json_form import plan_to_json, read_json
from planner.files.layout import COMMENTS_SHEET, INPUT_SHEETS, KEPT_SHEETS, SCENARIOS_SHEET
from planner.files.reading import Reading
from planner.files.workbook import write_workbook
from planner.files.workbook_reading import ENOUGH_ISSUES, read_workbook
from tests.plans import NAMES, build_plan, with_kept

PLAN = Plan(clinic=Clinic(name="Enhet A", listed_patients=5000), doctors=(Doctor(doctor_id="Läkare A"),))
KEPT = PLAN.model_copy(
    update={
        "scenarios": (
            Scenario(
                name="Ny läkare", reason="Vi söker en till", colleague_hours=12.5,
                changes=tuple(map(change_of, (
                    'doctors.B={"fte": 0.5, "role": "st", "supervised": null, "from_date": "2026-03-01"}',
                    "doctors.B.fte*=1.5", "doctors.Läkare A.fte=0.8", "doctors.Läkare A.supervised=null",
                    "clinic.listed_patients+=-200", "clinic.share_by_others+=0.05", "doctors.Läkare A=null",
                ))),
            ),
            Scenario(name="Tomt"), Scenario(name="Tomt"), Scenario(doctor_id="Läkare A"),
        ),
        "comments": (
            Comment(path="doctors.Läkare A.fte", text="=stämmer inte", by="Läkare A"),
            Comment(text="lös"), Comment(),
        ),
    }
)  # fmt: skip
Edit = Callable[[Any], None]


def edited(plan: Plan, sheet: str, edit: Edit) -> Reading:
    """The workbook read again after a user has edited one sheet."""
    book = openpyxl.load_workbook(io.BytesIO(inputs_of(plan)))
    edit(book[sheet])
    return read_workbook(saved(book))


@cache
def inputs_of(plan: Plan) -> bytes:
    """The workbook with its input sheets alone: small, so that many edits of it take little time."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(plan)))
    for name in book.sheetnames:
        if name not in (*INPUT_SHEETS, *KEPT_SHEETS):
            del book[name]
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Any, header: str) -> int:
    row = row_of(sheet, "Sökväg" if sheet.title == SCENARIOS_SHEET else "Gäller")
    return next(cell.column for cell in sheet[row] if cell.value == header)


def row_of(sheet: Any, text: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == text)


def add_row(sheet: Any, **values: Any) -> None:
    header = row_of(sheet, "Sökväg") if sheet.title == SCENARIOS_SHEET else row_of(sheet, "Gäller")
    named = {"namn": "Scenariots namn", "sätt": "Sätt", "värde": "Nytt värde", "av": "Ändring av", "sökväg": "Sökväg"}
    width = column(sheet, "Sökväg") if sheet.title == SCENARIOS_SHEET else 5
    row = next(r for r in range(header + 1, 900) if not any(sheet.cell(r, c).value for c in range(1, width + 1)))
    for key, value in values.items():
        sheet.cell(row, column(sheet, named.get(key, key))).value = value


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.integers(0, 4))
def test_what_we_wrote_is_what_we_read(rng: random.Random, doctors: int) -> None:
    plan = with_kept(build_plan(rng, clean=True, blanks=0.05, doctors=doctors), rng)
    for back in (read_workbook(write_workbook(plan)), read_json(plan_to_json(plan).encode())):
        assert back.plan is not None
        assert (back.plan.scenarios, back.plan.comments) == (plan.scenarios, plan.comments)
        assert not [one for one in back.issues if one.level == "fel"]


def test_every_kind_of_change_and_empty_records_come_back() -> None:
    for back in (read_workbook(write_workbook(KEPT)), read_json(plan_to_json(KEPT).encode())):
        assert back.plan is not None
        assert (back.plan.scenarios, back.plan.comments) == (KEPT.scenarios, KEPT.comments)


def test_texts_of_users_are_never_formulas() -> None:
    scenarios = tuple(Scenario(name=name, reason=name, changes=KEPT.scenarios[0].changes) for name in NAMES)
    data = write_workbook(KEPT.model_copy(update={"scenarios": scenarios}))
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name in (SCENARIOS_SHEET, COMMENTS_SHEET):
        assert not [cell for row in book[name].iter_rows() for cell in row if cell.data_type == "f"]


def test_shares_are_per_cent_and_dates_dates() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(inputs_of(KEPT)))[SCENARIOS_SHEET]
    what, value = column(sheet, "Ändring av"), column(sheet, "Nytt värde")
    formats = {(r[what - 1].value, r[value - 1].value): r[value - 1].number_format for r in sheet.iter_rows()}
    assert formats["Läkare A: Tjänstgöringsgrad", 0.8] == "0.0%"
    assert formats["Andel läkarkontakter som tas av annan än fast läkarkontakt", 0.05] == "0.0%"
    assert formats["B: Tjänstgöringsgrad", 1.5] == "General"
    assert [one for (who, _), one in formats.items() if who == "B: Arbetar från"] == ["yyyy-mm-dd"]


def test_a_row_added_by_hand_needs_no_path_number_or_way() -> None:
    def edit(sheet: Any) -> None:
        add_row(sheet, namn="ny LÄKARE", av="Listade patienter", värde=6000)
        add_row(sheet, namn="För hand", av="läkare a: tjänstgöringsgrad", sätt="Multipliceras med", värde="0,9")
        add_row(sheet, namn="För hand", av="Telefon: Minuter med patienten", värde="ej ifyllt")
        add_row(sheet, namn="För hand", av="Läkare C", sätt="läggs till")
        add_row(sheet, namn="För hand", sökväg="doctors.Läkare C.fte", sätt="läggs till med", värde="60 %")
        add_row(sheet, namn="För hand", av="Läkare A", sätt="tas bort")

    plan = edited(KEPT, SCENARIOS_SHEET, edit).plan
    assert plan is not None
    assert plan.scenarios[0].changes == (*KEPT.scenarios[0].changes, change_of("clinic.listed_patients=6000"))
    assert plan.scenarios[-1].name == "För hand"
    assert plan.scenarios[-1].changes == tuple(map(change_of, (
        "doctors.läkare a.fte*=0.9", "clinic.contacts.phone.minutes=null", 'doctors.Läkare C={"fte": 0.6}',
        "doctors.Läkare A=null",
    )))  # fmt: skip
    assert len(plan.scenarios) == 5


FAULTS = [
    ({"namn": "x", "av": "Listade patienter", "värde": "många"}, "Listade patienter: lästes ”många”"),
    ({"namn": "x", "av": "Läkare A: Tjänstgöringsgrad", "värde": 80}, "menar du 80"),
    ({"namn": "x", "av": "Listade patienter"}, "värdet saknas"),
    ({"namn": "x", "av": "Gissa", "värde": 1}, "lästes ”Gissa”"),
    ({"namn": "x", "värde": 1}, "cellen är tom"),
    ({"namn": "x", "sökväg": "clinic.inget", "värde": 1}, "lästes ”clinic.inget”"),
    ({"namn": "x", "sökväg": "clinic.contacts", "värde": 1}, "lästes ”clinic.contacts”"),
    ({"namn": "x", "av": "Läkare A: Befattning", "sätt": "ändras med", "värde": 1}, "förväntade ett tal"),
    ({"namn": "x", "av": "Listade patienter", "sätt": "höjs", "värde": 1}, "Sätt: lästes ”höjs”"),
    ({"namn": "x", "sökväg": "doctors.C.fte", "sätt": "läggs till med", "värde": 1}, "läggs inte till i scenariot"),
    ({"namn": "x", "sökväg": "doctors.C.fte", "sätt": "läggs till"}, "förväntade en läkare"),
    ({"av": "Listade patienter", "värde": 1}, "Scenariots namn saknas"),
    ({"namn": "x", "av": "Listade patienter", "värde": "=1+1"}, "formeln har inget sparat resultat"),
    ({"namn": "Ny läkare", "Varför?": "ett annat skäl"}, "på en annan rad"),
    ({"namn": "x" * 81}, "förväntade text med högst 80 tecken"),
]


@pytest.mark.parametrize(("values", "expected"), FAULTS, ids=[expected for _, expected in FAULTS])
def test_a_fault_is_told_at_its_cell_and_refuses(values: dict[str, Any], expected: str) -> None:
    reading = edited(KEPT, SCENARIOS_SHEET, lambda sheet: add_row(sheet, **values))
    wrong = [one for one in reading.issues if one.level == "fel"]
    assert len(wrong) == 1, wrong
    assert wrong[0].where.startswith("Scenarier!")
    assert expected in wrong[0].text, wrong[0].text
    assert reading.refused


@pytest.mark.parametrize("header", ["Scenariots namn", "Varför?", "Nytt värde", "Ändring av", "Sökväg", "Förslag från"])
def test_a_personal_number_is_refused_and_never_shown(header: str) -> None:
    number = "19121212-1212"
    reading = edited(KEPT, SCENARIOS_SHEET, lambda s: add_row(s, namn="y", **{header: f"se {number}"}))
    assert reading.refused
    assert "1212" not in repr(reading.issues)
    assert reading.plan is None or number not in plan_to_json(reading.plan)


@pytest.mark.parametrize("header", ["Kommentar", "Från", "Uppgift"])
def test_a_personal_number_in_a_comment_too(header: str) -> None:
    reading = edited(KEPT, COMMENTS_SHEET, lambda s: add_row(s, Skriven=None, **{header: "191212121212"}))
    assert reading.refused
    assert "1212" not in repr(reading.issues)


def test_comments_added_by_hand_are_read_and_asked_for_what_they_lack() -> None:
    def edit(sheet: Any) -> None:
        add_row(sheet, Gäller="Läkare A: Vårdtyngd", Kommentar="högre", Skriven="2026-05-01")
        add_row(sheet, Gäller="Läkare A: Vårdtyngd", Från="B")

    reading = edited(PLAN, COMMENTS_SHEET, edit)
    assert reading.plan is not None
    assert reading.plan.comments[0].path == "doctors.Läkare A.care_need"
    assert str(reading.plan.comments[0].made) == "2026-05-01"
    assert [one.text for one in reading.issues if one.where.startswith("Kommentarer")] == [
        "Kommentar saknas, men raden är ifylld. Fyll i den eller töm raden."
    ]


def headed(old: str, new: str | None) -> Edit:
    def edit(sheet: Any) -> None:
        at = column(sheet, old)
        if new is None:
            sheet.delete_cols(at)
        else:
            sheet.cell(row_of(sheet, "Sökväg"), at).value = new

    return edit


@pytest.mark.parametrize("new", ["Annat", None])
@pytest.mark.parametrize("old", ["Nytt värde", "Sätt"])
def test_without_its_columns_no_change_is_dropped_or_guessed(old: str, new: str | None) -> None:
    reading = edited(KEPT, SCENARIOS_SHEET, headed(old, new))
    assert reading.refused
    assert [one.text for one in reading.issues if one.level == "fel"] == [
        f"Rubriken ”{old}” saknas, så ändringarna går inte att läsa. Skriv tillbaka den från mallen."
    ]
    assert reading.plan is not None
    assert {one.changes for one in reading.plan.scenarios} == {()}


def test_a_change_without_both_its_names_is_refused_too() -> None:
    def edit(sheet: Any) -> None:
        for header in ("Ändring av", "Sätt", "Nytt värde"):
            sheet.delete_cols(column(sheet, header))
        sheet.cell(row_of(sheet, "Sökväg"), column(sheet, "Sökväg")).value = "x"

    (wrong,) = [one for one in edited(KEPT, SCENARIOS_SHEET, edit).issues if one.level == "fel"]
    assert "”Sätt” och ”Nytt värde” och ”Ändring av”" in wrong.text


@pytest.mark.parametrize("above", [True, False])
def test_rows_with_a_name_alone_join_the_number_of_that_name(above: bool) -> None:
    one = Scenario(
        name="Ett", changes=tuple(map(change_of, ("clinic.listed_patients=6000", "doctors.Läkare A.fte=0.8")))
    )
    other = Scenario(name="Två", changes=(change_of("clinic.listed_patients=7000"),))
    plan = PLAN.model_copy(update={"scenarios": (one, other)})

    def edit(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "Sökväg") + (1 if above else 2), column(sheet, "Scenario")).value = None

    back = edited(plan, SCENARIOS_SHEET, edit).plan
    assert back is not None
    assert back.scenarios == plan.scenarios


def test_sheets_of_scenarios_without_the_sheet_they_are_read_from() -> None:
    for title, level, words in (
        ("Scenarier (2)", "fel", "Menar du ”Scenarier (2)”?"),
        ("Scenarie", "fel", "Menar du ”Scenarie”?"),
        ("Prov", "rimlighet", "inga scenarier har lästs, fast ”Scenario 1” finns"),
    ):
        book = openpyxl.load_workbook(io.BytesIO(inputs_of(KEPT)))
        book[SCENARIOS_SHEET].title = title
        book.create_sheet("Scenario 1")
        told = [one for one in read_workbook(saved(book)).issues if words in one.text]
        assert [one.level for one in told] == [level], title
    del book["Scenario 1"], book["Prov"]
    assert not [one for one in read_workbook(saved(book)).issues if "Scenarier" in one.where]


def test_a_thousand_faults_in_one_sheet_are_not_anothers() -> None:
    def edit(sheet: Any) -> None:
        first, where = row_of(sheet, "Sökväg") + 1, column(sheet, "Scenariots namn")
        for row in range(first, first + ENOUGH_ISSUES + 50):
            sheet.cell(row, where).value = "x" * 81

    issues = edited(KEPT, SCENARIOS_SHEET, edit).issues
    assert [one.where for one in issues if "så många fel" in one.text] == [SCENARIOS_SHEET]


def test_a_comment_at_nothing_is_said() -> None:
    def edit(sheet: Any) -> None:
        add_row(sheet, Uppgift="clinic.foo", Kommentar="vad?")

    for reading in (
        edited(PLAN, COMMENTS_SHEET, edit),
        read_json(plan_to_json(PLAN.model_copy(update={"comments": (Comment(path="clinic.foo", text="x"),)})).encode()),
    ):
        (told,) = [one for one in reading.issues if "clinic.foo" in one.text]
        assert (told.level, told.path) == ("upplysning", "comments[0].path")
        assert not reading.refused
    for path in (
        "clinic.name",
        "doctors.A",
        'doctors."Dr. A".fte',
        "clinic.contacts.phone",
        "clinic.contacts.phone.minutes",
    ):
        assert at_nothing(Comment(path=path)) == ""


def test_no_signature_makes_a_workbook_that_cannot_be_read() -> None:
    """A path typed in a cell is held to the declaration of a signature; those that are kept come back."""
    for signature in ("A\nB", "A\tB", "A" * 60, '"' * 60):
        added = change_of(f"{doctor_path(signature, 0)}={{}}")
        plan = PLAN.model_copy(update={"scenarios": (Scenario(name="x", changes=(added,)),)})
        back = read_workbook(write_workbook(plan)).plan
        assert back is not None
        assert back.scenarios == plan.scenarios
    reading = edited(PLAN, SCENARIOS_SHEET, lambda sheet: add_row(sheet, namn="x", av="A" * 61, sätt="läggs till"))
    assert [one.level for one in reading.issues if "60 tecken" in one.text] == ["fel"]


def test_a_workbook_without_the_sheets_or_with_renamed_ones_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(inputs_of(KEPT)))
    del book[COMMENTS_SHEET]
    book[SCENARIOS_SHEET].title = " scenarier"
    plan = read_workbook(saved(book)).plan
    assert plan is not None
    assert (plan.scenarios, plan.comments) == (KEPT.scenarios, ())
