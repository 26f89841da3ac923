"""Do the tables hold every declared quantity, in Swedish on the screen and whole in a file that runs nothing?"""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calc.clinic import calculate
from planner.domain.plan import Plan
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, Quantity, Results
from planner.reports import glossary, tables
from planner.reports.tables import FORMULA_SIGNS, Cell, Table, to_csv
from tests.reports import examples

NEW = Quantity("new_quantity", "Nytt mått", "h/år", "ett nytt mått i ord", 2)


def in_file(table: Table) -> list[list[str]]:
    data = to_csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def shown(table: Table) -> list[str]:
    return [cell.shown.replace("\u00a0", " ") for row in table.rows for cell in row]


def test_a_quantity_added_to_the_declarations_appears_in_every_table(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = examples.worked()
    results = calculate(plan)
    more = Results(
        {**results.clinic, NEW.key: 1234.5}, tuple({**row, NEW.key: 1234.5} for row in results.doctors)
    )  # fmt: skip
    for module in (tables, glossary):
        monkeypatch.setattr(module, "DOCTOR_QUANTITIES", (*DOCTOR_QUANTITIES, NEW))
        monkeypatch.setattr(module, "CLINIC_QUANTITIES", (*CLINIC_QUANTITIES, NEW))
    for made in (
        tables.quantities(more.clinic, "clinic", "x"),
        tables.quantities(more.doctors[0], "doctor", "x"),
        tables.doctors(plan, more),
        tables.every_step(plan, more),
    ):
        assert any("1 234,50" in words for words in shown(made)), made.caption
    for formulas in (glossary.formulas("doctor"), glossary.formulas("clinic")):
        assert "ett nytt mått i ord" in shown(formulas)


def test_every_quantity_stands_with_its_value_and_formula() -> None:
    results = calculate(examples.worked())
    made = tables.quantities(results.doctors[0], "doctor", "Alla")
    assert [row[0].shown for row in made.rows] == [one.label for one in DOCTOR_QUANTITIES]
    by_label = {row[0].shown: row for row in made.rows}
    assert by_label["Patienter"][1].shown == "942\u00a0personer".replace("\u00a0", " ")
    assert by_label["Patienter"][1].value == results.doctors[0]["patients"]
    assert by_label["Tid per listad"][2].shown == "direkt tid + indirekt tid per listad"


def test_the_doctors_stand_in_the_plans_order_with_list_and_results() -> None:
    plan = examples.many()
    results = calculate(plan)
    made = tables.doctors(plan, results)
    assert [row[0].shown for row in made.rows] == [doctor.doctor_id for doctor in plan.doctors]
    first = dict(zip(made.headings, made.rows[0], strict=True))
    assert first["Nuvarande lista"].value == 1_100
    assert first["Patienter, särskilt boende inräknat"].shown == "980"
    assert first["Beläggning med dagens lista (%)"].shown == "99\u00a0%"
    every = tables.every_step(plan, results)
    assert dict(zip(every.headings, every.rows[0], strict=True))["Kan vara fast läkarkontakt"].shown == "Ja"
    agency = dict(zip(every.headings, every.rows[6], strict=True))
    assert agency["Kan vara fast läkarkontakt"].shown == "Framgår inte av regeln"


def test_what_is_not_computable_is_said_in_words_on_screen_and_in_the_file() -> None:
    plan = examples.with_nulls()
    made = tables.doctors(plan, calculate(plan))
    patients = made.headings.index("Patienter")
    assert made.rows[1][patients] == Cell("går inte att beräkna", None, numeric=True)
    assert in_file(made)[2][patients] == "går inte att beräkna"


@pytest.mark.parametrize(
    ("clinic", "doctor", "short", "reason", "force"),
    [
        ({}, {}, "Ja", "N1:", "”ska”"),
        ({}, {"specialty": "geriatrics"}, "Ja, för äldre patienter", "N4:", "”ska”"),
        ({}, {"role": "licensed", "specialty": "none"}, "Nej", "nämner inte andra läkare", "”ska”"),
        ({"region": "Örebro län"}, {"specialty": "other"}, "Avråds enligt regeln", "nämner inte", "”bör”"),
        ({"region": "Västmanland"}, {"employment": "agency"}, "Nej", "V8:", "”ska”"),
        ({"region": "Kronoberg"}, {"role": "st"}, "Framgår inte av regeln", "om läkaren har handledare", "”ska”"),
        ({}, {"employment": None}, "Framgår inte av regeln", "inte ifyllt", ""),
    ],
)
def test_who_counts_and_why(
    clinic: dict[str, Any], doctor: dict[str, Any], short: str, reason: str, force: str
) -> None:
    plan = Plan(clinic=examples.clinic(**clinic), doctors=(examples.doctor_a(**doctor),))
    (row,) = tables.who_counts(plan, calculate(plan)).rows
    assert row[1].shown == short
    assert reason in row[2].shown
    assert row[3].shown == force


def test_the_steps_are_those_of_the_worked_example() -> None:
    made = tables.steps(examples.worked(), 0)
    assert [(row[0].shown.replace("\u00a0", " "), row[1].shown.replace("\u00a0", " ")) for row in made.rows] == [
        ("Årets vardagar på heltid", "2 088"),
        ("Helgdagar och andra lediga vardagar", "−104"),
        ("Semester (26 dagar/år)", "−208"),
        ("Fortbildning (10 dagar/år)", "−80"),
        ("Övrig planerad frånvaro (5 dagar/år)", "−40"),
        ("Timmar i arbete", "1 656"),
        ("APT och möten (3 h/vecka)", "−124"),
        ("Handledning (2 h/vecka)", "−83"),
        ("Särskilt boende och hemsjukvård (4 h/vecka)", "−166"),
        ("Övriga uppdrag (2 h/vecka)", "−83"),
        ("Tid för patienter", "1 201"),
        ("Planerad beläggning (88 %)", "−144"),
        ("Planerad tid för patienter", "1 057"),
    ]
    assert made.rows[-1][2].shown == "942"


def explained(plan: Plan) -> dict[str, str]:
    made = tables.explained(plan, calculate(plan), 0)
    return {row[0].shown: row[1].shown.replace("\u00a0", " ") for row in made.rows}


def test_the_number_can_be_worked_out_by_hand_from_what_is_shown() -> None:
    plan = Plan(clinic=examples.clinic(listed_patients=8_775, listed_care_home=85), doctors=(examples.doctor_a(),))
    row, said = calculate(plan).doctors[0], explained(plan)
    read = {
        label: float("".join(re.findall(r"[\d,]+", words.split("/")[0])).replace(",", "."))
        for label, words in said.items()
        if words[0].isdigit()
    }
    assert said["Listade utanför särskilt boende"] == "8 690 personer"
    per_listed = [read["Planerat besök per listad"], read["Video och chatt per listad"]]
    assert per_listed == [round(9_680 / 8_690, 3), round(7_920 / 8_690, 3)]
    direct = per_listed[0] * 35 + per_listed[1] * 12
    assert direct == pytest.approx(read["Direkt tid per listad"], abs=0.03)
    by_hand = read["Planerad tid för patienter"] * 60 / read["Tid per listad"]
    assert by_hand == pytest.approx(row["patients"], abs=0.5)


def test_kinds_of_contact_that_the_clinic_does_not_have_are_left_out() -> None:
    said = explained(examples.worked())
    assert [label for label in said if label.endswith("per listad") and "tid" not in label.casefold()] == [
        "Planerat besök per listad", "Video och chatt per listad",
    ]  # fmt: skip


def test_an_adviser_has_hours_and_no_empty_rows() -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(role="senior_advisor", current_list=None),))
    said = explained(plan)
    assert "Tid för patienter" in said
    assert "Patienter" not in said
    assert "går inte att beräkna" not in said.values()
    assert tables.steps(plan, 0).headings == ("Steg", "Timmar per år")
    row = dict(zip(*(lambda t: (t.headings, t.rows[0]))(tables.doctors(plan, calculate(plan))), strict=True))
    assert row["Patienter"].shown == row["Veckoarbetstid med dagens lista (h/vecka)"].shown == "ingen egen lista"


def test_numbers_in_a_file_are_whole_with_a_decimal_comma() -> None:
    plan = examples.worked()
    results = calculate(plan)
    rows = in_file(tables.doctors(plan, results))
    patients = rows[0].index("Patienter")
    assert float(rows[1][patients].replace(",", ".")) == pytest.approx(results.doctors[0]["patients"], rel=1e-12)
    assert "." not in rows[1][patients]
    load = rows[0].index("Beläggning med dagens lista (%)")
    assert float(rows[1][load].replace(",", ".")) == pytest.approx(results.doctors[0]["load"] * 100, rel=1e-12)
    assert in_file(tables.steps(plan, 0))[2][1] == "-104"


@pytest.mark.parametrize("start", FORMULA_SIGNS)
def test_no_text_of_a_users_becomes_a_formula(start: str) -> None:
    plan = Plan(clinic=examples.clinic(), doctors=(examples.doctor_a(doctor_id=f"{start}1+1;=2"),))
    made = tables.doctors(plan, calculate(plan))
    (first, *_) = in_file(made)[1]
    assert first == f"'{start}1+1;=2"
    assert b"\"'" in to_csv(made)


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u00a0=", " \u00a0 +", " \t", "\t=", "\r\n="],
)
def test_what_a_spreadsheet_may_take_for_a_formula_is_written_as_text(start: str) -> None:
    words = f"{start}HYPERLINK(1)"
    made = in_file(Table("x", (words, "Tal"), ((Cell(words), Cell(words, numeric=True)),)))
    assert made == [["'" + words, "Tal"], ["'" + words, "'" + words]]


@pytest.mark.parametrize("words", ["Läkare A", " Läkare", "a=1", "1-2", ""])
def test_an_ordinary_text_stands_in_a_file_as_it_is(words: str) -> None:
    assert in_file(Table("x", ("T",), ((Cell(words),),)))[1:] == [[words]]


@given(words=st.text(max_size=30))
def test_any_text_comes_back_from_the_file_and_starts_harmlessly(words: str) -> None:
    ((_, _), (name, _)) = in_file(Table("x", ("Läkare", "Tal"), ((Cell(words), Cell("1,5", 1.5, numeric=True)),)))
    assert not name.lstrip(" \u00a0").startswith(FORMULA_SIGNS)
    assert name.removeprefix("'") == words.removeprefix("'") or name == words


def test_a_doctor_without_a_signature_is_told_by_place() -> None:
    plan = examples.worked()
    nameless = replace_doctor(plan, doctor_id=None)
    assert tables.doctor_names(nameless) == ("Läkaren på rad 1",)


def replace_doctor(plan: Plan, **given_fields: Any) -> Plan:
    return plan.model_copy(update={"doctors": (plan.doctors[0].model_copy(update=given_fields),)})


def test_a_table_has_as_many_cells_in_every_row_as_headings() -> None:
    plan = examples.many()
    results = calculate(plan)
    every = [
        tables.doctors(plan, results), tables.every_step(plan, results), tables.who_counts(plan, results),
        tables.steps(plan, 0), tables.origins(plan, 0), tables.quantities(results.clinic, "clinic", "x"),
        *glossary.everything(), glossary.sources(), glossary.depends_on(),
    ]  # fmt: skip
    for made in every:
        assert made.rows
        assert {len(row) for row in made.rows} == {len(made.headings)}
