"""Is the open plan saved as it is edited, brought back, merged with another window's edits, and deleted for good?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan, change
from planner.store import NotFound, Store, StoreError, open_store
from planner.ui import site
from planner.ui.serve import MAIN
from planner.ui.state import Current
from tests.pages.opened import PATIENCE, opened, shown, the_plan
from tests.pages.test_input_pages import box, press, upload, words, write
from tests.reports import examples

LISTED, NAME = "Listade patienter (personer)", "Enhetens namn"
FULL = "Disken är full, så inget sparades."


def kept(at: AppTest) -> Current:
    found: Current = at.session_state["current"]
    return found


def plan_id(at: AppTest) -> str:
    return kept(at).plan_id


def in_store(at: AppTest) -> Plan:
    return open_store().load(plan_id(at)).plan


def window(plan: str, page: str = "enheten") -> AppTest:
    """Another session, opened at the address of a saved plan: a reload, or another window."""
    at = AppTest.from_file(str(MAIN), default_timeout=PATIENCE)
    at.query_params["plan"] = plan
    at.run()
    assert not at.exception
    return shown(at, page) if page else at


def bare(label: str) -> str:
    """A label as a reader sees it."""
    return label.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def saved_plan(page: str = "enheten") -> AppTest:
    """A window on the worked example, saved."""
    at = opened(page, examples.worked())
    if page != "enheten":
        shown(at, "enheten")
    write(at, NAME, "Linden")
    return shown(at, page)


# saved as it is edited


def test_an_untouched_plan_is_not_saved_and_the_first_edit_saves_it() -> None:
    at = opened("enheten")
    for page in ("lakarna", "resultat", "kontroll", "enheten"):
        shown(at, page)
    assert open_store().plans() == []
    write(at, NAME, "Linden")
    assert in_store(at) == the_plan(at)
    assert at.query_params["plan"] == plan_id(at)
    write(at, LISTED, "4000")
    assert [row.version for row in open_store().plans()] == [2]
    press(at, "Ångra: Listade patienter")
    assert in_store(at).clinic.listed_patients is None


def test_a_reload_brings_back_the_plan_the_wrong_entry_the_doctor_and_undo() -> None:
    at = opened("lakarna", examples.many())
    box(at, "Läkare att ändra").set_value(2).run()
    write(at, "Tjänstgöringsgrad (%)", "50")
    write(at, "Semester (dagar/år)", "många")
    again = window(plan_id(at), "lakarna")
    assert the_plan(again) == the_plan(at)
    assert box(again, "Läkare att ändra").value == 2
    assert box(again, "Semester (dagar/år)").value == "många"
    assert "lästes ”många”" in words(again)
    assert "1 ruta som inte gick att läsa" in words(shown(again, "kontroll"))
    name = examples.many().doctors[2].doctor_id
    press(again, f"Ångra: {name}: Tjänstgöringsgrad")
    assert the_plan(again) == in_store(again) == examples.many()


def test_a_wrong_entry_alone_is_brought_back() -> None:
    at = opened("enheten")
    write(at, LISTED, "tusen")
    assert box(window(plan_id(at)), LISTED).value == "tusen"


def test_a_personal_number_is_not_in_what_is_kept(tmp_path: Path) -> None:
    at = saved_plan()
    write(at, LISTED, "19121212-1212")
    write(at, "Period", "19121212-1212")
    open_store().backup(tmp_path / "copy.db")
    assert b"1212-1212" not in (tmp_path / "copy.db").read_bytes()
    assert box(window(plan_id(at)), "Period").value == ""


def test_an_address_of_no_plan_is_told_and_left() -> None:
    at = window("0" * 32)
    assert "finns inte bland de sparade" in words(at)
    assert "plan" not in at.query_params
    write(at, NAME, "Linden")
    assert in_store(at).clinic.name == "Linden"


# opening


def test_an_example_is_a_plan_of_its_own_and_undo_goes_back_to_the_earlier_one() -> None:
    at = saved_plan()
    first = plan_id(at)
    shown(at, "")
    press(at, "Typisk vårdcentral")
    assert plan_id(at) != first
    assert in_store(at).clinic.listed_patients == 8800
    assert len(open_store().plans()) == 2
    shown(at, "enheten")
    write(at, LISTED, "9000")
    press(at, "Ångra: Listade patienter")
    press(at, "Ångra: öppnade exemplet Typisk vårdcentral")
    assert plan_id(at) == first
    assert the_plan(at).clinic.name == "Linden"
    press(at, f"Ångra: {NAME}")
    assert in_store(at) == examples.worked()


def test_a_file_replaces_the_open_plan_or_is_opened_as_its_own() -> None:
    at, new = saved_plan(), examples.many()
    first = plan_id(at)
    upload(at, new)
    press(at, "Ersätt den öppna planen")
    assert (plan_id(at), in_store(at)) == (first, new)
    press(at, "Ångra: öppnade plan.json")
    assert in_store(at).clinic.name == "Linden"
    upload(at, new)
    press(at, "Öppna som egen plan")
    assert plan_id(at) != first
    assert in_store(at) == new
    assert open_store().load(first).plan.clinic.name == "Linden"


def test_with_nothing_open_there_is_one_way_to_open_a_file() -> None:
    at = opened("filer")
    upload(at, examples.worked())
    assert "Öppna som egen plan" not in [one.label for one in at.button]
    press(at, "Ersätt den öppna planen")
    assert in_store(at) == examples.worked()


@pytest.mark.parametrize("bad", [b"inte en plan", json.dumps({"clinic": {"listed_patients": -3}}).encode()])
def test_a_refused_file_leaves_the_saved_plan_untouched(bad: bytes) -> None:
    at = saved_plan()
    before = open_store().load(plan_id(at)), open_store().changes(plan_id(at))
    shown(at, "filer")
    at.file_uploader[0].set_value(("fel.json", bad, "application/json")).run()
    assert "orörd" in words(at)
    assert (open_store().load(plan_id(at)), open_store().changes(plan_id(at))) == before


# when saving fails


def test_a_save_that_fails_is_said_on_every_page_and_the_next_change_saves_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = saved_plan()

    def full(*_: object, **__: object) -> None:
        raise StoreError(FULL)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save", full)
        write(at, LISTED, "4000")
        assert the_plan(at).clinic.listed_patients == 4000
        for entry in site.PAGES:
            shown(at, entry.url_path)
            assert f"inte sparade, men finns kvar här så länge sidan är öppen. {FULL}" in words(at), entry.name
            assert any("unsaved" in one.proto.body for one in at.main.get("html")), "leaving is asked about"
        assert at.sidebar.caption[0].value == "Inte sparad."
        press(at, "Försök spara igen")
        assert FULL in words(at)
        next(one for one in at.main.get("download_button") if one.key == "download.workbook.unsaved").click().run()
        assert not any('unsaved"' in one.proto.body for one in at.main.get("html")), "it is in a file"
        assert in_store(at).clinic.listed_patients == 8800
    shown(at, "enheten")
    write(at, "Period", "Hösten")
    assert (in_store(at).clinic.listed_patients, in_store(at).clinic.period) == (4000, "Hösten")
    assert "inte sparade" not in words(at)


def test_a_plan_that_cannot_be_opened_now_is_opened_later(monkeypatch: pytest.MonkeyPatch) -> None:
    at = saved_plan()

    def lost(*_: object) -> None:
        raise StoreError("Databasen svarar inte.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "load", lost)
        again = window(plan_id(at))
        assert "Planen kunde inte öppnas: Databasen svarar inte." in words(again)
        assert again.query_params["plan"] == plan_id(at)
    press(again, "Försök öppna igen")
    assert the_plan(again).clinic.name == "Linden"


# two windows


def test_edits_of_different_values_are_merged_and_told() -> None:
    one = saved_plan()
    two = window(plan_id(one))
    write(one, LISTED, "9000")
    write(two, "Period", "Hösten")
    assert "Ändrat i ett annat fönster: Listade patienter, 8 800 personer → 9 000 personer" in words(two)
    assert box(two, LISTED).value == "9\u00a0000"
    assert (in_store(two).clinic.listed_patients, in_store(two).clinic.period) == (9000, "Hösten")
    press(two, "Ångra: Period")
    assert (in_store(two).clinic.listed_patients, in_store(two).clinic.period) == (9000, None)
    shown(one, "resultat")
    assert the_plan(one) == the_plan(two)


def test_a_window_that_has_not_been_touched_shows_the_newest() -> None:
    one = saved_plan()
    two = window(plan_id(one))
    write(two, NAME, "Eken")
    write(one, "Period", "Hösten")
    write(two, "Område", "tre orimligt" * 90)  # too long: a wrong entry of this window stays
    assert box(two, "Period").value == "Hösten"
    assert box(two, "Område").value == "tre orimligt" * 90
    assert the_plan(one).clinic.name == "Eken"


def test_undo_never_takes_back_what_another_window_did() -> None:
    one = saved_plan()
    two = window(plan_id(one))
    write(one, LISTED, "9000")
    write(one, "Period", "Våren")
    write(two, "Område", "Norr")
    shown(one, "lakarna")
    shown(one, "enheten")
    press(one, "Ångra: Period")
    press(one, "Ångra: Listade patienter")
    now = in_store(one).clinic
    assert (now.listed_patients, now.period, now.area) == (8800, None, "Norr")


def in_conflict() -> tuple[AppTest, AppTest]:
    """Two windows that have changed two values differently; the second has also changed a third."""
    one = saved_plan()
    two = window(plan_id(one))
    box(two, LISTED).set_value("9 200")  # all at once, as when the connection was away
    other = open_store().load(plan_id(one))
    write(one, LISTED, "9100")
    write(one, NAME, "Eken")
    state = kept(two)
    mine = change(change(other.plan, "clinic.name", "Boken"), "clinic.period", "Hösten")
    two.session_state["current"] = Current(mine, kept=other, earlier=state.earlier, replaced=state.replaced)
    two.run()
    assert not two.exception
    return one, two


def values(plan: Plan) -> tuple[object, ...]:
    return plan.clinic.listed_patients, plan.clinic.name, plan.clinic.period


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Ta alla mina", (9200, "Boken", "Hösten")),
        ("Ta alla från det andra fönstret", (9100, "Eken", "Hösten")),
        ("Spara mitt val", (9200, "Eken", "Hösten")),
    ],
)
def test_a_conflict_shows_both_values_and_the_user_chooses(answer: str, expected: tuple[object, ...]) -> None:
    one, two = in_conflict()
    before = in_store(one)
    assert values(before) == (9100, "Eken", None)
    assert "2 uppgifter är ändrade olika i två fönster" in words(two)
    choices = {bare(radio.label): radio for radio in two.main.radio}
    both = choices["Listade patienter (förut 8 800 personer)"].options
    assert [bare(one) for one in both] == ["Ditt: 9 200 personer", "Det andra fönstrets: 9 100 personer"]
    assert values(the_plan(two)) == (9200, "Boken", "Hösten"), "what was typed stays on the page"
    shown(two, "resultat")
    assert "2 uppgifter är ändrade olika" in words(two)
    assert in_store(one) == before, "nothing is overwritten in silence"
    shown(two, "enheten")
    if answer == "Spara mitt val":
        choices = {bare(radio.label): radio for radio in two.main.radio}
        choices["Enhetens namn (förut Linden)"].set_value("theirs").run()
    press(two, answer)
    assert "två fönster" not in words(two)
    assert values(in_store(two)) == values(the_plan(two)) == expected
    assert box(two, NAME).value == expected[1]
    shown(one, "resultat")
    assert the_plan(one) == in_store(two)


def test_a_plan_deleted_in_another_window_does_not_come_back_by_itself() -> None:
    one = saved_plan()
    deleted = plan_id(one)
    open_store().delete(deleted)
    write(one, LISTED, "9000")
    assert "har tagits bort i ett annat fönster" in words(one)
    shown(one, "lakarna")
    assert open_store().plans() == []
    press(one, "Spara som ny plan")
    assert plan_id(one) != deleted
    assert in_store(one).clinic.listed_patients == 9000
    assert "tagits bort" not in words(one)


def test_a_plan_deleted_in_another_window_can_be_closed() -> None:
    one = saved_plan()
    open_store().delete(plan_id(one))
    shown(one, "resultat")
    press(one, "Stäng planen")
    assert kept(one).empty
    assert "plan" not in one.query_params
    assert open_store().plans() == []


# the page Sparade planer


def test_my_plans_are_listed_opened_and_deleted_for_good() -> None:
    at = saved_plan()
    first = plan_id(at)
    shown(at, "")
    press(at, "Liten landsbygd")
    second = plan_id(at)
    shown(at, "planer")
    assert "Du har 2 sparade planer." in words(at)
    press(at, "Öppna Linden 2026")
    assert (plan_id(at), at.title[0].value) == (first, "Så många kan vi ta hand om")
    shown(at, "planer")
    assert "Det går inte att ångra." in words(at)
    press(at, "Ta bort Linden 2026 för gott")
    with pytest.raises(NotFound):
        open_store().load(first)
    assert kept(at).empty
    assert [row.plan_id for row in open_store().plans()] == [second]
    assert "Linden" not in words(at)


def test_the_start_page_goes_on_with_the_latest_plans() -> None:
    at = opened()
    assert "Fortsätt där du var" not in words(at)
    first = saved_plan()
    shown(at, "")
    assert "Fortsätt där du var" in words(at)
    press(at, "Linden 2026")
    assert plan_id(at) == plan_id(first)
    assert at.title[0].value == "Så många kan vi ta hand om"


def test_a_version_is_named_compared_gone_back_to_and_deleted() -> None:
    at = saved_plan("planer")
    press(at, "Spara version")
    assert "Skriv ett namn på versionen." in words(at)
    write(at, "Versionens namn", "Före mötet")
    box(at, "Varför? (valfritt)").set_value("Så sa vi")
    press(at, "Spara version")
    assert box(at, "Versionens namn").value == ""
    assert "De två är lika" in words(at)
    shown(at, "enheten")
    write(at, LISTED, "9000")
    shown(at, "planer")
    assert "Så sa vi" in words(at)
    assert "Skillnader mellan versionerna (1)" in words(at)
    assert "8 800 personer" in words(at)
    press(at, "Gå tillbaka till Före mötet")
    assert in_store(at).clinic.listed_patients == 8800
    press(at, "Ångra: gick tillbaka till Före mötet")
    assert in_store(at).clinic.listed_patients == 9000
    press(at, "Ta bort Före mötet för gott")
    assert open_store().versions(plan_id(at)) == []
    assert in_store(at).clinic.listed_patients == 9000


def test_a_reason_is_given_for_a_change_afterwards_and_stands_in_the_log() -> None:
    at = saved_plan()
    write(at, LISTED, "9000")
    write(at, "Period", "Hösten")
    shown(at, "planer")
    reason = next(one for one in reversed(at.main.text_input) if one.label == "Varför? (valfritt)")
    reason.set_value("Ny räkning").run()
    changes = open_store().changes(plan_id(at))
    assert [(row.label, row.new, row.who, row.why) for row in changes[:2]] == [
        ("Period", "Hösten", "Provaren", "Ny räkning"), ("Listade patienter", "9\u00a0000 personer", "Provaren", ""),
    ]  # fmt: skip
    assert "Ny räkning" in words(at)
    box(at, "Ändring").set_value(2).run()
    reason = next(one for one in reversed(at.main.text_input) if one.label == "Varför? (valfritt)")
    assert reason.value == ""
    reason.set_value("Fler flyttar in").run()
    box(at, "Ändring").set_value(3).run()
    assert [row.why for row in open_store().changes(plan_id(at))[:2]] == ["Ny räkning", "Fler flyttar in"]
    assert open_store().check() == []


def test_a_users_text_is_only_text_on_the_page() -> None:
    name = "<img src=x> [a](http://example.com)"
    at = opened("enheten", examples.worked())
    write(at, NAME, name)
    shown(at, "planer")
    write(at, "Versionens namn", name)
    press(at, "Spara version")
    bodies = " ".join(one.proto.body for one in at.main.get("html"))
    assert "<img" not in bodies
    assert name in words(at)
    assert not any("](" in one.label.replace("\\", "") and "\\]" not in one.label for one in at.button)
