"""Does a person with a keyboard, a screen reader or a small screen see where she is and what has changed?"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from planner.domain.clinic import Clinic, Contact
from planner.domain.plan import Plan
from planner.files.json_form import plan_to_json
from planner.ui import site
from tests.browser.visiting import Visit
from tests.reports.examples import many

pytestmark = pytest.mark.browser
MAIN = "document.querySelector(\"[data-testid='stMain']\")"


@pytest.fixture
def filled(visit: Callable[..., Visit], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Visit]:
    """Opens the app with a plan of several doctors, or another."""

    def open_plan(plan: Plan | None = None, **screen: object) -> Visit:
        path = tmp_path_factory.mktemp("plans") / "exempel.json"
        path.write_text(plan_to_json(plan or many()), encoding="utf-8")
        app = visit(**screen)
        app.open_plan(path)
        return app

    return open_plan


def outline(part: Locator) -> str:
    return part.evaluate(
        "e => { const s = getComputedStyle(e); return `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`; }"
    )


def test_what_has_the_focus_is_plain_to_see(visit: Callable[..., Visit]) -> None:
    app = visit()
    main, menu = app.page.get_by_role("main"), app.page.get_by_role("navigation")
    for part in (
        menu.get_by_role("link", name="Snabbstart"),
        main.get_by_role("link", name="Till snabbstarten"),
        main.get_by_role("button", name="Typisk vårdcentral"),
    ):
        app.page.keyboard.press("Tab")  # the browser shows the focus to those who use the keyboard
        part.focus()
        expect(part).to_be_focused()
        assert outline(part) == "solid 3px rgb(0, 87, 138)"
    app.go("enheten")
    app.box("Enhetens namn").click()
    frame = app.page.get_by_test_id("stTextInputRootElement").first
    assert outline(frame) == "solid 3px rgb(0, 87, 138)"
    app.page.get_by_role("combobox", name="Region").focus()
    frame = app.page.get_by_test_id("stSelectbox").get_by_role("group").nth(1)
    assert outline(frame) == "solid 3px rgb(0, 87, 138)"


def test_every_page_opens_at_its_top_with_its_own_title_and_the_focus_on_its_heading(
    filled: Callable[..., Visit],
) -> None:
    app, titles = filled(), set()
    for entry in (*site.PAGES[1:], site.PAGES[0]):
        app.page.evaluate(f"{MAIN}.scrollTop = 9999")
        app.go(entry.name)
        expect(app.page.get_by_role("heading", level=1)).to_be_focused()
        assert app.page.evaluate(f"{MAIN}.scrollTop") == 0, entry.name
        assert app.page.title() == f"{entry.title} – Läkarkapacitet"
        titles.add(app.page.title())
    assert len(titles) == len(site.PAGES)


def test_the_focus_is_left_alone_on_the_first_page_and_while_one_types(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    assert app.page.evaluate("document.activeElement === document.body")
    app.box("Enhetens namn").fill("Linden")
    app.page.keyboard.press("Enter")
    app.settle()
    expect(app.box("Enhetens namn")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_result_follows_what_is_typed_in_sight_and_aloud(filled: Callable[..., Visit], width: int) -> None:
    app = filled(width=width)
    for page, box, value, before, after in (
        ("lakarna", "Tjänstgöringsgrad (%)", "50", "tid för 980 patienter, listan 1 100", "tid för 335 patienter"),
        ("enheten", "Listade patienter (personer)", "9000", ", 8 800 listade", ", 9 000 listade"),
    ):
        app.go(page)
        line = app.page.locator(".st-key-followed")
        expect(line).to_have_role("status")
        expect(line).to_contain_text(before)
        line.evaluate("e => { e.same = true; }")
        app.write(box, value)
        expect(line).to_contain_text(after)
        assert line.evaluate("e => e.same"), "a new live region is not read aloud"
        seen = line.evaluate(
            "e => { const r = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(r.x + 30, r.y + 20)); }"
        )
        assert seen, "something lies over the line"
        assert app.page.evaluate(f"{MAIN}.scrollTop") > 0


@pytest.mark.parametrize("locale", ["sv-SE", "en-US"])
def test_lists_are_announced_in_swedish(visit: Callable[..., Visit], locale: str) -> None:
    app = visit("enheten", locale=locale)
    app.page.get_by_role("combobox", name="Driftsform").click()
    said = app.page.locator("[data-live-announcer]")
    said.get_by_text("val").or_(said.get_by_text("alternativ")).first.wait_for(state="attached")
    app.page.keyboard.press("ArrowDown")
    app.page.keyboard.press("Enter")
    app.page.wait_for_timeout(200)
    words = said.evaluate("e => e.textContent") + " ".join(
        app.page.locator("[aria-label]").evaluate_all("all => all.map(e => e.ariaLabel)")
    )
    for english in ("option", "available", "selected", "Suggestions", "Dismiss"):
        assert english not in words


def test_headings_skip_no_level(filled: Callable[..., Visit]) -> None:
    app = filled()
    for entry in site.PAGES:
        app.go(entry.name)
        levels = app.page.get_by_role("main").get_by_role("heading").evaluate_all("all => all.map(e => +e.tagName[1])")
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (entry.name, levels)


def test_the_menu_shows_every_title_whole(visit: Callable[..., Visit]) -> None:
    app = visit("resultat")
    app.page.add_style_tag(content="* { letter-spacing: 0.12em !important; }")  # wider, as WCAG 1.4.12 lets one set it
    cut = app.page.get_by_test_id("stSidebarNavLink").evaluate_all(
        "all => all.flatMap(e => [...e.querySelectorAll('*')]).filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
        ".map(e => e.innerText)"
    )
    assert cut == []


def test_from_a_fault_to_its_box(filled: Callable[..., Visit]) -> None:
    doctors = many().doctors
    rows = (Contact(kind="planned_visit"), Contact(kind="acute_visit"))
    clinic = Clinic(name="Linden", listed_patients=4000, contacts=rows)
    app = filled(Plan(clinic=clinic, doctors=(doctors[0], doctors[-1].model_copy(update={"fte": None}))))
    app.page.get_by_role("button", name=re.compile("Gå till Läkare H.*Tjänstgöringsgrad")).click()
    box = app.box("Tjänstgöringsgrad (%)")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    expect(app.box("Läkare")).to_have_value("Läkare H")
    box.fill("många")
    app.page.keyboard.press("Tab")
    app.settle()
    app.go("kontroll")
    app.page.get_by_role("button", name="Gå till Läkarna").first.click()
    expect(box).to_be_focused()
    app.box("Läkare").focus()
    app.write("Läkare", "Läkare I")  # the page's own reruns do not lead back
    expect(box).not_to_be_focused()
    app.go("kontroll")
    fault = app.page.get_by_test_id("stVerticalBlock").filter(
        has_text="Akut besök: Minuter med patienten är inte ifyllt"
    )
    fault.last.get_by_role("button").click()
    expect(app.box("Minuter med patienten").nth(1)).to_be_focused()
