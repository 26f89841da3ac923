"""Does every page hold WCAG 2.1 A and AA as far as axe can see, in Swedish, on a narrow screen too?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from planner.files.json_form import plan_to_json
from planner.ui import site
from tests.browser.visiting import Visit
from tests.reports.examples import many

pytestmark = pytest.mark.browser
NAMES = [entry.name for entry in site.PAGES]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# words that Streamlit says in English where it has no catalogue
ENGLISH = (
    "Browse", "Upload", "Drag and drop", "Limit", "per file", "Press Enter", "Choose an option", "Help for", "sidebar",
    "Skip to", "Main menu", "Running", "View more", "App pages", "Loading", "Close", "Open",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "exempel.json"
    path.write_text(plan_to_json(many()), encoding="utf-8")
    return path


def violations(visit: Visit) -> list[str]:
    found = Axe().run(visit.page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_every_page_is_accessible_and_fits(
    visit: Callable[..., Visit], plan_file: Path, filled: bool, width: int
) -> None:
    app = visit(width=width)
    if filled:
        app.open_plan(plan_file)
    for name in NAMES:
        app.go(name)
        assert violations(app) == [], name
        assert app.page.evaluate("document.documentElement.lang") == "sv"
        wide = app.page.evaluate("(m => [m.scrollWidth, m.clientWidth])(document.querySelector('main'))")
        assert wide[0] <= wide[1] <= width, name


def test_wrong_entries_and_open_lists_are_accessible(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write("Listade patienter (personer)", "många")
    assert "Fel:" in app.text
    assert violations(app) == []
    app.page.get_by_role("combobox", name="Region").click()
    app.page.get_by_role("option", name="Örebro län").wait_for()
    assert violations(app) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_view_of_all_doctors_is_accessible_and_fits(
    visit: Callable[..., Visit], plan_file: Path, width: int
) -> None:
    app = visit(width=width)
    app.open_plan(plan_file)
    app.go("lakarna")
    app.page.get_by_text("Alla läkare, en grupp uppgifter i taget").click()
    app.page.get_by_role("combobox", name="Uppgifter att ändra").wait_for()
    app.settle()
    assert violations(app) == []
    wide = app.page.evaluate("(m => [m.scrollWidth, m.clientWidth])(document.querySelector('main'))")
    assert wide[0] <= wide[1] <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_a_doctors_own_page_is_accessible_and_fits(visit: Callable[..., Visit], plan_file: Path, width: int) -> None:
    app = visit(width=width)
    app.open_plan(plan_file)
    app.go("min_lista")
    app.press("Öppna min sida")
    app.page.get_by_role("heading", name="Pröva själv").wait_for()
    app.write("Handledning (h/vecka)", "0")
    app.page.get_by_role("heading", name="Spara som förslag").wait_for()
    app.press("Spara som förslag")
    assert "Mina förslag (1 av 3)" in app.text
    assert "Läkare B" not in app.text
    assert violations(app) == []
    wide = app.page.evaluate("(m => [m.scrollWidth, m.clientWidth])(document.querySelector('main'))")
    assert wide[0] <= wide[1] <= width


def test_no_page_speaks_english(visit: Callable[..., Visit], plan_file: Path) -> None:
    app = visit()
    app.open_plan(plan_file)
    for name in NAMES:
        app.go(name)
        spoken = app.page.evaluate("""() => {
            const heard = [document.title];
            for (const part of document.body.querySelectorAll("*")) {
                for (const name of ["aria-label", "title", "placeholder", "alt"]) heard.push(part.getAttribute(name));
            }
            return [...heard.filter(Boolean), ...document.body.innerText.split("\\n")];
        }""")
        assert [words for words in spoken if words.startswith(ENGLISH)] == [], name


def test_every_address_answers_in_swedish(address: str, visit: Callable[..., Visit]) -> None:
    app = visit("ordlista")
    for entry in site.PAGES:
        answer = app.page.request.get(f"{address}/{entry.url_path}")
        assert '<html lang="sv">' in answer.text()
        assert "etag" not in answer.headers
