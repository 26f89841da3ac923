"""What a person does in the app, in the words of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from planner.ui import site

_AT_REST = "[data-testid='stApp'][data-test-script-state='notRunning']"


@dataclass
class Visit:
    """One open tab."""

    page: Page

    def settle(self) -> None:
        """Wait until the page has been drawn and nothing is being worked out."""
        self.page.wait_for_selector("h1")
        self.page.wait_for_timeout(150)  # what was just pressed is on its way to the server
        self.page.wait_for_selector(_AT_REST, state="attached")

    def go(self, name: str) -> None:
        """Show a page by the menu, which has to be opened first on a narrow screen, and then leaves by itself."""
        menu = self.page.get_by_label("Visa menyn")
        narrow = menu.is_visible()
        if narrow:
            menu.click()
        link = self.page.get_by_role("navigation").get_by_role("link", name=site.title(name), exact=True)
        link.click()
        self.page.wait_for_url(f"**/{site.url_path(name)}*")
        if narrow:
            menu.wait_for()
        self.settle()

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=label, exact=True)

    def write(self, label: str, text: str) -> None:
        """Type as a person does, and leave the box with Tab."""
        box = self.box(label)
        box.click()
        box.press("ControlOrMeta+a")
        box.press_sequentially(text)
        box.press("Tab")
        self.settle()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.settle()

    def choose_file(self, path: Path) -> None:
        self.page.set_input_files("input[type=file]", path)
        self.page.get_by_text("Vad som lästes i").wait_for()
        self.settle()

    def open_plan(self, path: Path) -> None:
        """Import a file and let it replace the open plan."""
        self.go("filer")
        self.choose_file(path)
        self.press("Ersätt den öppna planen")
        self.page.get_by_role("heading", name="Går det att lita på underlaget?").wait_for()
        self.settle()

    def downloaded(self, button: str, to: Path) -> Path:
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button, exact=True).click()
        path = to / download.value.suggested_filename
        download.value.save_as(path)
        self.settle()
        return path

    @property
    def text(self) -> str:
        """What can be read on the page, hard spaces as spaces."""
        return self.page.get_by_role("main").inner_text().replace("\u00a0", " ")
