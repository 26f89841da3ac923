"""What happens to what a person types in a browser?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from planner.files.json_form import plan_to_json
from planner.files.reading import read_plan
from tests.browser.visiting import Visit
from tests.recalculate import saved_by_libreoffice
from tests.reports.examples import HOSTILE_IDS, doctor_a, worked

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", ["en-US", "sv-SE", "de-DE"])
def test_a_decimal_comma_is_never_a_factor_ten(visit: Callable[..., Visit], tmp_path: Path, locale: str) -> None:
    app = visit("enheten", locale=locale)
    app.write("Indirekt patientarbete per listad och år (min)", "12,5")
    app.write("Heltidsmått (h/vecka)", "37.5")
    app.write("Planerad beläggning (%)", "87,5")
    assert "Tolkat som 37,5 h/vecka" in app.text
    app.go("filer")
    clinic = json.loads(app.downloaded("Ladda ner JSON-fil", tmp_path).read_text("utf-8"))["clinic"]
    assert (clinic["indirect_minutes"], clinic["full_time_hours"], clinic["planned_load"]) == (12.5, 37.5, 0.875)


def test_the_first_task_by_keyboard_alone(visit: Callable[..., Visit]) -> None:
    app = visit()
    keyboard = app.page.keyboard

    def tab_to(words: str) -> None:
        for _ in range(80):
            keyboard.press("Tab")
            heard = app.page.evaluate(
                "(e => e.getAttribute('aria-label') || e.innerText || '')(document.activeElement)"
            )
            if heard.strip() == words:
                return
        raise AssertionError(f"Tab never comes to {words}")

    tab_to("Till snabbstarten")
    keyboard.press("Enter")
    app.page.get_by_role("heading", name="Ett första tal på åtta uppgifter").wait_for()
    app.settle()
    for label, words in (
        ("Enhetens namn", "Linden"),
        ("Listade patienter (personer)", "4000"),
        ("Planerat besök: Kontakter per år", "4400"),
        ("Planerat besök: Minuter med patienten", "30"),
        ("Antal läkare", "2"),
    ):
        tab_to(label)
        keyboard.type(words)
        keyboard.press("Enter")
        app.settle()
    assert "av 4 000 listade" in app.text


def test_a_wrong_entry_stays_in_its_box_and_out_of_the_plan(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write("Listade patienter (personer)", "8800")
    app.write("Listade patienter (personer)", "8 8oo")
    expect(app.box("Listade patienter (personer)")).to_have_value("8 8oo")
    assert "lästes ”8 8oo”" in app.text
    assert "Planen har kvar: 8 800 personer." in app.text
    app.go("lakarna")
    app.go("enheten")
    expect(app.box("Listade patienter (personer)")).to_have_value("8 8oo")
    app.write("Listade patienter (personer)", "8900")
    assert "Fel:" not in app.text


def test_values_are_there_on_every_visit_and_on_every_page(visit: Callable[..., Visit]) -> None:
    app = visit("snabbstart")
    app.write("Listade patienter (personer)", "4321")
    for name in ("enheten", "lakarna", "enheten", "snabbstart", "enheten"):
        app.go(name)
        if name != "lakarna":
            expect(app.box("Listade patienter (personer)")).to_have_value("4\u00a0321")


@pytest.mark.libreoffice
def test_entered_by_hand_downloaded_changed_and_imported_again(visit: Callable[..., Visit], tmp_path: Path) -> None:
    app = visit("enheten")
    app.write("Enhetens namn", "Vårdcentralen Eken")
    app.write("Listade patienter (personer)", "4 400")
    app.press("Lägg till raden")
    app.write("Kontakter per år", "4840")
    app.write("Minuter med patienten", "25")
    app.go("lakarna")
    app.press("Lägg till läkare")
    app.write("Tjänstgöringsgrad (%)", "80")
    app.go("filer")
    file = app.downloaded("Ladda ner arbetsbok (.xlsx)", tmp_path)
    assert "inte sparade" not in app.text
    before = read_plan(file).plan
    assert before is not None
    assert (before.clinic.listed_patients, before.doctors[0].fte) == (4400, 0.8)

    changed = change_cell(file, "Läkare", "Tjänstgöringsgrad", 0.5)
    (tmp_path / "office").mkdir()
    changed.write_bytes(saved_by_libreoffice({"plan": changed.read_bytes()}, tmp_path / "office")["plan"])
    app.choose_file(changed)
    table = app.page.get_by_role("region", name="Tabell: Skillnader mot den öppna planen (1)")
    expect(table.get_by_role("rowheader")).to_have_text(["Läkare A: Tjänstgöringsgrad"])
    expect(table.get_by_role("cell")).to_have_text(["80\u00a0%", "50\u00a0%"])
    app.press("Ersätt den öppna planen")
    app.go("lakarna")
    expect(app.box("Tjänstgöringsgrad (%)")).to_have_value("50\u00a0%")
    app.press("Ångra: öppnade ändrad.xlsx")
    expect(app.box("Tjänstgöringsgrad (%)")).to_have_value("80\u00a0%")


def change_cell(file: Path, sheet: str, header: str, value: float) -> Path:
    """A copy of the workbook with the first row's value under a header changed."""
    import openpyxl

    book = openpyxl.load_workbook(file)
    rows = book[sheet]
    found = next(cell for row in rows.iter_rows() for cell in row if str(cell.value or "").strip("✎ ") == header)
    rows.cell(found.row + 1, found.column).value = value
    path = file.with_name("ändrad.xlsx")
    book.save(path)
    return path


def test_letters_are_no_shortcuts(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write("Enhetens namn", "rc")
    expect(app.box("Enhetens namn")).to_have_value("rc")
    app.page.get_by_role("heading", name="Hur ser enheten ut?").click()
    for key in "rcRC":
        app.page.keyboard.press(key)
    expect(app.page.get_by_role("dialog")).to_have_count(0)


def test_a_users_text_is_only_text(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """Neither markup nor a request: the visit itself refuses every other host."""
    names = (*HOSTILE_IDS, "![x](http://example.com/x.png)", ":smile: www.example.com a@example.com")
    plan = worked().model_copy(update={"doctors": tuple(doctor_a(doctor_id=name) for name in names)})
    file = tmp_path / "elak.json"
    file.write_text(plan_to_json(plan), encoding="utf-8")
    app = visit()
    app.open_plan(file)
    for page in ("kontroll", "lakarna", "resultat", "forklara", "filer"):
        app.go(page)
        assert app.page.locator("main img, main a[href*='example.com']").count() == 0
    app.go("lakarna")
    for name in names:
        app.page.get_by_role("combobox", name="Läkare att ändra").click()
        app.page.get_by_role("option", name=name, exact=True).click()
        app.settle()
        kept = app.page.get_by_role("button", name="Kopiera").inner_text().replace("\u2060", "")
        assert kept == f"Kopiera {name}"


def test_a_tap_on_a_link_does_not_overtake_what_was_typed(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.box("Enhetens namn").click()
    app.page.keyboard.type("Linden")
    app.page.get_by_role("link", name="Nästa: Läkarna").click()  # without the time that a finger takes
    app.page.get_by_role("heading", name="Vilka läkare har ni, och hur arbetar de?").wait_for()
    app.settle()
    app.page.get_by_role("button", name="Ångra: Enhetens namn").wait_for()


@pytest.mark.parametrize("page", ["snabbstart", "enheten"])
def test_the_focus_stays_while_the_page_follows_what_was_typed(visit: Callable[..., Visit], page: str) -> None:
    app = visit(page)
    app.write("Enhetens namn", "Linden")
    app.write("Listade patienter (personer)", "1000")
    assert app.page.evaluate("document.activeElement !== document.body")
    app.page.keyboard.press("Shift+Tab")
    expect(app.box("Listade patienter (personer)")).to_be_focused()
