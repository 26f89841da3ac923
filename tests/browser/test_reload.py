"""Is nothing gone after a reload, a server started again, another window or the back button?"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import PATIENCE, wait_for
from tests.browser.visiting import Visit

pytestmark = pytest.mark.browser
LISTED, NAME, PERIOD = "Listade patienter (personer)", "Enhetens namn", "Period"
MINUTES = "Indirekt patientarbete per listad och år (min)"


@dataclass
class Server:
    """An app of its own, that can be killed and started again on the same data folder."""

    folder: Path
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-c", f"from planner.ui.serve import serve; serve({self.port})"]
        env = {**os.environ, "PLANNER_DATA": str(self.folder)}
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log)
        wait_for(f"{self.address}/_stcore/health")

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(timeout=PATIENCE)

    def restart(self, page: Page) -> None:
        """Killed and started, with the page open meanwhile."""
        self.kill()
        page.wait_for_timeout(1000)
        self.start()
        page.locator("[data-testid='stApp'][data-test-connection-state='CONNECTED']").wait_for(timeout=PATIENCE * 1000)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    found.start()
    yield found
    found.kill()


def half_type(app: Visit, label: str, text: str) -> None:
    """Type in a box and stay in it."""
    box = app.box(label)
    box.click()
    box.press("ControlOrMeta+a")
    box.press_sequentially(text)


def other_window(app: Visit) -> Visit:
    """Another tab on the same plan."""
    page = app.page.context.new_page()
    page.goto(app.page.url)
    found = Visit(page)
    found.settle()
    return found


def test_a_reload_in_the_middle_of_editing_loses_nothing(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write(NAME, "Linden")
    app.write(LISTED, "8 800")
    app.write(PERIOD, "Hösten")
    app.write(LISTED, "8 9oo")
    half_type(app, MINUTES, "17,")
    app.page.reload()
    app.settle()
    expect(app.box(NAME)).to_have_value("Linden")
    expect(app.box(LISTED)).to_have_value("8 9oo")
    assert "lästes ”8 9oo”" in app.text
    expect(app.box(MINUTES)).to_have_value("17,")
    expect(app.box(MINUTES)).to_be_focused()
    app.page.keyboard.type("5")
    app.page.keyboard.press("Tab")
    app.settle()
    app.page.reload()
    app.settle()
    expect(app.box(MINUTES)).to_have_value("17,5")
    app.press("Ångra: Indirekt patientarbete per listad och år")
    app.press("Ångra: Period")
    expect(app.box(PERIOD)).to_have_value("")
    app.page.reload()
    app.settle()
    expect(app.box(PERIOD)).to_have_value("")
    expect(app.box(NAME)).to_have_value("Linden")


def test_the_first_words_of_a_new_plan_survive_before_they_are_sent(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    half_type(app, NAME, "Lind")
    app.page.reload()
    app.settle()
    expect(app.box(NAME)).to_have_value("Lind")


def test_what_was_put_back_once_does_not_come_again(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    half_type(app, NAME, "Lind")
    app.page.reload()
    app.settle()
    app.write(NAME, "Eken")
    app.go("lakarna")
    app.go("enheten")
    app.page.reload()
    app.settle()
    expect(app.box(NAME)).to_have_value("Eken")
    app.press("Ångra: Enhetens namn")
    expect(app.box(NAME)).to_have_value("")


def test_a_number_that_may_be_a_persons_is_not_kept_in_the_browser(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    half_type(app, NAME, "19121212-1212")
    assert "1212" not in app.page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")


def test_the_server_killed_and_started_again(server: Server, chromium: Browser) -> None:
    page = chromium.new_context(locale="sv-SE").new_page()
    page.goto(f"{server.address}/enheten")
    app = Visit(page)
    app.settle()
    app.write(NAME, "Linden")
    app.write(LISTED, "8 8oo")
    half_type(app, PERIOD, "Hös")
    server.restart(page)
    app.settle()
    expect(app.box(NAME)).to_have_value("Linden")
    expect(app.box(LISTED)).to_have_value("8 8oo")
    expect(app.box(PERIOD)).to_have_value("Hös")
    expect(app.box(PERIOD)).to_be_focused()
    page.keyboard.type("ten")
    page.keyboard.press("Tab")
    app.settle()
    app.page.get_by_role("button", name="Ångra: Period").wait_for()
    page.reload()
    app.settle()
    expect(app.box(PERIOD)).to_have_value("Hösten")
    page.context.close()


def test_what_was_on_its_way_when_the_server_was_killed_is_sent_again(server: Server, chromium: Browser) -> None:
    page = chromium.new_context(locale="sv-SE").new_page()
    page.goto(f"{server.address}/enheten")
    app = Visit(page)
    app.settle()
    app.write(NAME, "Linden")
    half_type(app, PERIOD, "Hösten")
    assert server.process
    server.process.send_signal(signal.SIGSTOP)
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    server.restart(page)
    app.page.get_by_role("button", name="Ångra: Period").wait_for()
    expect(app.box(PERIOD)).to_have_value("Hösten")
    page.reload()
    app.settle()
    expect(app.box(PERIOD)).to_have_value("Hösten")
    page.context.close()


def test_two_windows_on_the_same_value_are_asked_and_on_others_are_merged(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write(NAME, "Linden")
    app.write(LISTED, "8800")
    other = other_window(app)
    app.write(PERIOD, "Hösten")
    half_type(other, MINUTES, "17,")
    other.page.keyboard.type("5")
    other.page.keyboard.press("Tab")
    other.settle()
    assert "Ändrat i ett annat fönster: Period, ej ifyllt → Hösten" in other.text
    expect(other.box(PERIOD)).to_have_value("Hösten")
    expect(other.box(MINUTES)).to_have_value("17,5")
    app.write(LISTED, "9000")
    app.write(LISTED, "9100")
    box = other.box(LISTED)
    expect(box).to_have_value("8\u00a0800")
    other.write(LISTED, "9200")
    assert "Samma uppgift är ändrad olika i två fönster." in other.text
    theirs = other.page.get_by_role("radio", name=re.compile("Det andra fönstrets:.*9 100 personer"))
    expect(other.page.get_by_role("radio", name=re.compile("Ditt:.*9 200 personer"))).to_be_checked()
    label = theirs.locator("xpath=ancestor::label")
    expect(label).to_be_in_viewport()
    label.click()
    other.settle()
    other.press("Spara mitt val")
    expect(other.box(LISTED)).to_have_value("9\u00a0100")
    assert "två fönster" not in other.text


def test_the_back_button_goes_back_a_page_at_a_time(visit: Callable[..., Visit]) -> None:
    app = visit()
    app.press("Typisk vårdcentral")
    app.page.get_by_role("heading", name="Så många kan vi ta hand om").wait_for()
    app.settle()
    app.go("lakarna")
    app.go("forklara")
    app.page.get_by_role("combobox", name="Läkare").click()
    app.page.get_by_role("option").nth(2).click()
    app.settle()
    app.go("enheten")
    app.write(NAME, "Linden")
    chosen = app.page.get_by_role("combobox", name="Läkare")
    for title in ("Förklara talet", "Läkarna", "Så många kan vi ta hand om", "Start"):
        app.page.go_back()
        app.page.wait_for_function("title => document.title.startsWith(title)", arg=title)
        app.settle()
        if title == "Förklara talet":
            expect(chosen).to_have_value("Läkare C")
    app.page.get_by_text("Linden", exact=True).first.wait_for()  # the plan is still open
    app.page.go_forward()
    app.page.wait_for_function("document.title.startsWith('Så många')")


def test_the_plans_id_stays_on_the_computer(visit: Callable[..., Visit]) -> None:
    app = visit("enheten")
    app.write(NAME, "Linden")
    app.page.wait_for_url("**plan=*")
    assert (
        app.page.evaluate("fetch(location.pathname).then(answer => answer.headers.get('referrer-policy'))")
        == "same-origin"
    )
    app.go("metod")
    outside = app.page.locator("main a[href^='http']:not([href*='localhost'])")
    assert outside.count() > 0
    assert all("noreferrer" in rel for rel in outside.evaluate_all("all => all.map(e => e.rel)"))


def test_leaving_is_asked_about_only_while_something_is_not_saved(server: Server, chromium: Browser) -> None:
    page, asked = chromium.new_context(locale="sv-SE").new_page(), []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{server.address}/enheten")
    app = Visit(page)
    app.settle()
    app.write(NAME, "Linden")
    page.reload()
    app.settle()
    assert asked == []
    database = server.folder / "planner.db"
    database.rename(server.folder / "away.db")
    app.write(PERIOD, "Hösten")
    assert "De sparade planerna hittas inte" in app.text
    expect(page.get_by_text("De senaste ändringarna är inte sparade")).to_be_in_viewport()
    (server.folder / "away.db").rename(database)
    app.press("Försök spara igen")
    assert "inte sparade" not in app.text
    database.rename(server.folder / "away.db")
    app.write(PERIOD, "Våren")
    page.reload()
    page.wait_for_selector("h1")
    assert asked == ["beforeunload"]
    page.context.close()
