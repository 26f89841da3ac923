"""Do the scenarios' sheets and Python agree, for random scenarios and after the baseline or a change is edited?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from planner.calc.clinic import calculate
from planner.calc.scenarios import outcome
from planner.domain.change_text import change_of
from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, baseline, change
from planner.domain.results import CLINIC_QUANTITIES
from planner.domain.scenario import Scenario
from planner.files.layout import CALCULATION_SHEET, COMPARISON_SHEET, NOT_COMPUTABLE, SCENARIOS_SHEET, scenario_sheet
from planner.files.scenario_columns import scenario_columns
from planner.files.workbook import write_workbook
from planner.files.workbook_comparison import LAPSED
from planner.schema import fields_of
from tests.files.sheets import clinic_cell, contact_cell, disagreements, doctor_cell, place_of
from tests.files.test_parity import changed
from tests.plans import random_plan, with_kept
from tests.recalculate import Cells, Live, Place, differences, recalculated, same, stored

SEEDS = range(10)


def wrong(cells: Cells, plan: Plan) -> list[str]:
    """Everything that the scenarios' sheets and Jämförelse say otherwise than Python does."""
    found = []
    for number, scenario in enumerate(plan.scenarios, start=1):
        name, worked_out = scenario_sheet(number), outcome(plan, scenario)
        found += [f"{name}: {one}" for one in disagreements(cells, worked_out.plan, worked_out.results, name)]
        found += compared(cells, number, worked_out.results.clinic)
    return found + (compared(cells, 0, calculate(baseline(plan)).clinic) if plan.scenarios else [])


def compared(cells: Cells, number: int, clinic: Any) -> list[str]:
    """What Jämförelse says otherwise of the clinic in one scenario, 0 for the baseline."""
    top = place_of(cells, COMPARISON_SHEET, "Enheten")[1]
    rows = {value: place[1] for place, value in cells.items() if place[0] == COMPARISON_SHEET and place[2] == 1}
    found = []
    for one in CLINIC_QUANTITIES:
        here = cells.get((COMPARISON_SHEET, max(rows[one.label], top), 3 + number))
        wanted = NOT_COMPUTABLE if clinic[one.key] is None else clinic[one.key]
        if not same(here, wanted):
            found.append(f"Jämförelse, {number}, {one.key}: {here!r}, Python {wanted!r}")
    return found


def sheets_of(plan: Plan) -> list[str]:
    kept = [scenario_sheet(i + 1) for i in range(len(plan.scenarios))]
    return [CALCULATION_SHEET, *kept, *([COMPARISON_SHEET] if kept else [])]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_scenarios_before_and_after_the_baseline_is_edited(seed: int) -> None:
    rng = random.Random(seed)
    clean = seed % 4 > 0
    plan = with_kept(random_plan(seed, doctors=seed % 5, clean=clean), rng)
    data = write_workbook(plan)
    cells = stored(data)
    assert wrong(cells, plan) == []
    live = Live(data)
    names = sheets_of(plan)
    assert differences(cells, live.cells(*names), names) == []
    if clean:
        after, edits = changed(plan, cells, rng)
        live.change(edits)
        assert wrong(live.cells(*names), after) == []


CONTACTS = (
    Contact(kind="planned_visit", contacts_per_year=9680.0, minutes=25.0, documentation_minutes=10.0),
    Contact(kind="digital", contacts_per_year=7920.0, minutes=8.0),
)
DOCTORS = (
    Doctor(doctor_id="A", current_list=1000), Doctor(doctor_id="B*", fte=0.8), Doctor(doctor_id='~C? "x"', pace=1.1),
)  # fmt: skip
VISITS = "clinic.contacts.planned_visit.contacts_per_year"
PLAN = Plan(clinic=Clinic(name="E", year=2026, listed_patients=6000, contacts=CONTACTS), doctors=DOCTORS)


def with_scenario(*changes: str) -> Plan:
    return PLAN.model_copy(update={"scenarios": (Scenario(name="Prov", changes=tuple(map(change_of, changes))),)})


def value_cell(cells: Cells, row: int = 1) -> Place:
    """The value of a row of Scenarier, by the number of the row."""
    header, column = place_of(cells, SCENARIOS_SHEET, "Nytt värde")[1:]
    return SCENARIOS_SHEET, header + row, column


@pytest.mark.parametrize(
    ("changes", "edits"),
    [
        (["doctors.A.fte=0.8"], {1: (0.5, "doctors.A.fte=0.5")}),
        (["clinic.listed_patients*=1.1", "clinic.listed_patients+=5"], {2: (900, "clinic.listed_patients+=900")}),
        (["clinic.listed_patients*=0.5"], {1: (0.50001, "clinic.listed_patients*=0.50001")}),
        (["doctors.B*.role=\"st\""], {1: ("Legitimerad utan specialitet", "doctors.B*.role=\"licensed\"")}),
        (["clinic.contacts.phone.contacts_per_year+=100", "clinic.contacts.phone.minutes=5"],
         {1: (5000, "clinic.contacts.phone.contacts_per_year+=5000")}),
        (['doctors.Ny={"fte": 0.5, "role": "licensed"}', "doctors.Ny.fte*=0.5", "doctors.A=null"],
         {4: (0.9, 'doctors.Ny={"fte": 0.9, "role": "licensed"}')}),
        (["clinic.listed_patients+=900", f"{VISITS}*=listed", f"{VISITS}-=0.2*listed"],
         {1: (500, "clinic.listed_patients+=500"), 3: (-0.1, f"{VISITS}-=0.1*listed")}),
        ([f"{VISITS}-=0.2*listed", "clinic.listed_patients+=900", f"{VISITS}*=listed"],
         {1: (-2, f"{VISITS}-=2*listed")}),
        (["doctors.A.sick_share+=0.02"], {1: (5, "doctors.A.sick_share+=5")}),
    ],
    ids=lambda one: str(one)[:40],
)  # fmt: skip
def test_a_value_edited_in_scenarier_changes_the_scenario(
    changes: Sequence[str], edits: dict[int, tuple[Any, str]]
) -> None:
    plan = with_scenario(*changes)
    live, cells = Live(data := write_workbook(plan)), stored(data)
    live.change({value_cell(cells, row): value for row, (value, _) in edits.items()})
    place = {1: 0, 2: 1, 3: 2, 4: 0}  # the added doctor has three values: the specialty follows the role
    texts = list(changes)
    for row, (_, text) in edits.items():
        texts[place[row]] = text
    assert wrong(live.cells(*sheets_of(plan)), with_scenario(*texts)) == []


def test_the_way_can_be_edited_too() -> None:
    plan = with_scenario("doctors.A.meeting_hours=2")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    sheet, row, column = value_cell(cells)
    for words, sign in (("multipliceras med", "*="), ("ändras med", "+="), ("", "=")):
        live.change({(sheet, row, column - 1): words})
        assert wrong(live.cells(*sheets_of(plan)), with_scenario(f"doctors.A.meeting_hours{sign}2")) == []


def test_what_follows_the_listed_follows_those_of_the_baseline_and_of_the_scenario() -> None:
    plan = with_scenario(
        f"{VISITS}-=0.2*listed", "clinic.listed_patients+=900", f"{VISITS}*=listed", "clinic.listed_care_home=100",
        "clinic.contacts.digital.contacts_per_year*=listed", "clinic.listed_patients-=300", f"{VISITS}*=listed",
    )  # fmt: skip
    live, cells = Live(data := write_workbook(plan)), stored(data)
    names = sheets_of(plan)
    assert wrong(cells, plan) == []
    assert differences(cells, live.cells(*names), names) == []
    for path, value in (("clinic.listed_patients", 7_000), ("clinic.listed_care_home", 250), (VISITS, 12_000.0)):
        plan = change(plan, path, value)
        here = contact_cell(cells, plan, "planned_visit", "contacts_per_year")
        live.change({here if path == VISITS else clinic_cell(cells, path.split(".")[1]): value})
        assert not outcome(plan, plan.scenarios[0]).issues
        assert wrong(live.cells(*names), plan) == []
    live.change({clinic_cell(cells, "listed_patients"): ""})
    nobody = change(plan, "clinic.listed_patients", None)
    assert wrong(live.cells(*names), nobody) == []


def test_a_colleagues_hours_follow_the_listed_on_the_comparison() -> None:
    changes = (change_of("clinic.listed_patients+=900"),)
    scenarios = tuple(
        Scenario(name=f"{then}", changes=changes, colleague_hours=600.0, colleague_listed=then)
        for then in (6_000, None)
    )
    plan = PLAN.model_copy(update={"scenarios": scenarios})
    live, cells = Live(data := write_workbook(plan)), stored(data)
    _, row, column = place_of(cells, COMPARISON_SHEET, fields_of(Scenario)["colleague_hours"].label)
    told = [cells[COMPARISON_SHEET, row, column + 3 + i] for i in (0, 1)]
    assert told == [pytest.approx(690), 600]
    assert differences(cells, live.cells(COMPARISON_SHEET), [COMPARISON_SHEET]) == []
    live.change({clinic_cell(cells, "listed_patients"): 7_100})
    now = live.cells(COMPARISON_SHEET)
    assert [now[COMPARISON_SHEET, row, column + 3 + i] for i in (0, 1)] == [pytest.approx(800), 600]


def test_a_way_that_follows_the_listed_can_be_chosen_in_the_sheet() -> None:
    first, then = "clinic.listed_patients+=600", "clinic.listed_patients+=300"
    plan = with_scenario(first, f"{VISITS}+=0", then, f"{VISITS}+=0")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    for row, words in ((2, "följer antalet listade"), (4, "följer antalet listade")):
        sheet, at, column = value_cell(cells, row)
        live.change({(sheet, at, column - 1): words})
    names = sheets_of(plan)
    assert wrong(live.cells(*names), with_scenario(first, f"{VISITS}*=listed", then, f"{VISITS}*=listed")) == []
    sheet, at, column = value_cell(cells, 2)
    live.change({(sheet, at, column - 1): "ändras per listad med", (sheet, at, column): 0.5})
    assert wrong(live.cells(*names), with_scenario(first, f"{VISITS}+=0.5*listed", then, f"{VISITS}*=listed")) == []


def test_doctors_are_found_by_their_signature_wherever_they_stand() -> None:
    plan = with_scenario("doctors.A.fte=0.5", "doctors.B*.fte*=0.5", 'doctors."~C? ""x""".fte=0.4')
    assert not outcome(plan, plan.scenarios[0]).issues
    live, cells = Live(data := write_workbook(plan)), stored(data)
    names = sheets_of(plan)
    assert wrong(live.cells(*names), plan) == []

    # A and B change places in the table
    keys = ("doctor_id", "fte", "current_list")
    first, second = ({key: cells.get(doctor_cell(cells, i, key)) for key in keys} for i in (0, 1))
    live.change({doctor_cell(cells, 0, key): second[key] for key in keys})
    live.change({doctor_cell(cells, 1, key): first[key] for key in keys})
    turned = plan.model_copy(update={"doctors": (DOCTORS[1], DOCTORS[0], DOCTORS[2])})
    assert wrong(live.cells(*names), turned) == []

    # A is called something else: her change no longer applies
    live.change({doctor_cell(cells, 1, "doctor_id"): "Någon annan"})
    renamed = change(turned, "doctors.A.doctor_id", "Någon annan")
    assert wrong(live.cells(*names), renamed) == []
    assert said(live.cells(*names), 0) == "Gäller inte: finns inte i utgångsläget."


def test_the_comparison_counts_the_changes_that_no_longer_apply() -> None:
    plan = with_scenario("doctors.A.fte=0.5", "doctors.Borta.fte=0.5")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    _, row, column = place_of(cells, COMPARISON_SHEET, LAPSED)
    place = (COMPARISON_SHEET, row, column + 3)
    assert cells[place] == 1
    assert live.cells(COMPARISON_SHEET)[place] == 1
    live.change({doctor_cell(cells, 0, "doctor_id"): "Någon annan"})
    assert live.cells(COMPARISON_SHEET)[place] == 2


def said(cells: Cells, line: int) -> Any:
    name, row, column = place_of(cells, scenario_sheet(1), "Besked")
    return cells.get((name, row + 1 + line, column))


def test_a_doctor_is_added_until_she_is_there_already() -> None:
    plan = with_scenario('doctors.Ny={"fte": 0.5}', "doctors.Ny.meeting_hours=0")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    names = sheets_of(plan)
    live.change({doctor_cell(cells, 3, "doctor_id"): "D"})
    more = plan.model_copy(update={"doctors": (*DOCTORS, Doctor(doctor_id="D"))})
    wanted = outcome(more, more.scenarios[0])
    now = live.cells(*names)
    assert same(now[clinic_result(now, "Kan ha fast läkarkontakt")], wanted.results.clinic["capacity"])
    live.change({doctor_cell(cells, 3, "doctor_id"): "Ny"})
    assert said(live.cells(*names), 0) == "Gäller inte: läkaren finns redan."


def clinic_result(cells: Cells, label: str) -> Place:
    name, row, _ = place_of(cells, scenario_sheet(1), label, last=True)
    return name, row, 4


def test_what_no_longer_can_be_worked_out_is_said_and_left_out() -> None:
    plan = with_scenario("clinic.indirect_minutes+=5", "doctors.A.fte*=1.1", "clinic.contacts.digital.minutes*=2")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    names = sheets_of(plan)
    live.change({
        clinic_cell(cells, "indirect_minutes"): "", doctor_cell(cells, 0, "fte"): 1.15,
        contact_cell(cells, PLAN, "digital", "minutes"): "",
    })  # fmt: skip
    after = plan
    for path, value in (("clinic.indirect_minutes", None), ("doctors.A.fte", 1.15),
                        ("clinic.contacts.digital.minutes", None)):  # fmt: skip
        after = change(after, path, value)
    now = live.cells(*names)
    assert wrong(now, after) == []
    assert len(outcome(after, after.scenarios[0]).issues) == 3
    assert {said(now, line) for line in range(3)} == {
        "Gäller inte: värdet saknas, är utanför det tillåtna eller har inget att räkna om."
    }


def test_a_specialty_that_nobody_filled_in_follows_the_role() -> None:
    plan = with_scenario('doctors.A.role="licensed"')
    live, cells = Live(data := write_workbook(plan)), stored(data)
    names = sheets_of(plan)
    assert wrong(live.cells(*names), plan) == []
    live.change({doctor_cell(cells, 0, "specialty"): "Geriatrik"})
    own = plan.model_copy(
        update={"doctors": (Doctor(doctor_id="A", current_list=1000, specialty="geriatrics"), *DOCTORS[1:])}
    )
    assert wrong(live.cells(*names), own) == []


def test_a_row_that_is_gone_or_about_something_else_applies_no_longer() -> None:
    plan = with_scenario("doctors.A.fte=0.5", "doctors.B*.fte=0.5")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    header, column = place_of(cells, SCENARIOS_SHEET, "Sökväg")[1:]
    live.change({(SCENARIOS_SHEET, header + 1, column): "doctors.A.pace"})
    live.change({(SCENARIOS_SHEET, header + 2, 1): 77})
    now = live.cells(*sheets_of(plan))
    assert {said(now, 0), said(now, 1)} == {"Gäller inte: raden på bladet Scenarier är borta eller gäller något annat."}
    assert wrong(now, with_scenario()) == []


def test_the_rows_of_scenarier_may_be_sorted() -> None:
    plan = with_scenario("doctors.A.fte=0.5", "clinic.listed_patients+=900")
    live, cells = Live(data := write_workbook(plan)), stored(data)
    header, columns = place_of(cells, SCENARIOS_SHEET, "Sökväg")[1], range(1, len(scenario_columns()) + 1)
    first, second = ({c: cells.get((SCENARIOS_SHEET, header + r, c)) for c in columns} for r in (1, 2))
    live.change({(SCENARIOS_SHEET, header + 1, c): value for c, value in second.items()})
    live.change({(SCENARIOS_SHEET, header + 2, c): value for c, value in first.items()})
    assert wrong(live.cells(*sheets_of(plan)), plan) == []


def test_awkward_names_stay_texts_and_break_no_sheet() -> None:
    names = ("[]:*?/\\", "=1+1", 'Säg "ja"', "🩺" + "x" * 70)
    scenarios = tuple(Scenario(name=name, reason=name, changes=(change_of("doctors.A.fte=0.5"),)) for name in names)
    plan = PLAN.model_copy(update={"scenarios": scenarios})
    data = write_workbook(plan)
    assert differences(stored(data), recalculated(data)) == []
    assert stored(data)[scenario_sheet(2), 2, 1] == "=1+1"
