"""Do the files that are made on the click hold what the page shows? They are made outside the page's own run, where
there is no session to ask."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from planner.domain.plan import change
from planner.store import Store, StoreError, open_store
from planner.ui import site, state
from tests.pages.opened import opened, shown
from tests.pages.test_own_page import own_page
from tests.papers.orders import without_supervision
from tests.reports import examples

Files = dict[str, Callable[[], bytes | str]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """What each download button of the page makes on the click, by its key."""
    found: Files = {}
    drawn = st.download_button

    def button(label: str, data: Callable[[], bytes | str], **how: object) -> bool:
        found[str(how["key"])] = data
        return drawn(label, data, **how)

    monkeypatch.setattr(st, "download_button", button)
    return found


def without_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is when a file is made: the session cannot be asked."""

    def asked() -> None:
        raise AssertionError("the session was asked for when the file was made")

    monkeypatch.setattr(state, "current", asked)


def saved(at: AppTest, *changed: tuple[str, float]) -> None:
    """The open plan saved, then changed by the one who keeps it."""
    current, store = at.session_state["current"], open_store()
    kept = store.create(current.plan, "Chefen")
    for path, value in changed:
        kept = store.save(kept, change(kept.plan, path, value), "Chefen", "nytt schema")
    at.session_state["current"] = replace(current, plan=kept.plan, kept=kept)
    at.run()
    assert not at.exception


def test_her_copy_holds_the_changes_that_the_page_shows(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    at = own_page(examples.many())
    saved(at, ("doctors.Läkare A.supervision_hours", 4.0), ("doctors.Läkare B.supervision_hours", 7.0))
    without_session(monkeypatch)
    changes = json.loads(files["own_json"]())["changes"]
    newest = ("Handledning", "2 h/vecka", "4 h/vecka", "Chefen", "nytt schema")
    assert tuple(changes[0][key] for key in ("label", "old", "new", "who", "why")) == newest
    assert "Läkare B" not in str(changes)
    sheet = openpyxl.load_workbook(io.BytesIO(files["own_xlsx"]()))["Vad som har ändrats"]
    assert ("Handledning", "2 h/vecka", "4 h/vecka") in [row[1:4] for row in sheet.iter_rows(values_only=True)]


def test_her_copy_says_that_the_changes_cannot_be_read(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(own_page(examples.worked()), ("doctors.Läkare A.supervision_hours", 4.0))

    def broken(*given: object, **more: object) -> None:
        raise StoreError("Databasen går inte att nå.")

    monkeypatch.setattr(Store, "changes", broken)
    found = json.loads(files["own_json"]())
    assert (found["changes"], found["changes_not_read"]) == (None, "Databasen går inte att nå.")
    sheet = openpyxl.load_workbook(io.BytesIO(files["own_xlsx"]()))["Vad som har ändrats"]
    assert "Databasen går inte att nå." in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_every_file_of_every_page_is_made_without_the_session(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened("", without_supervision())
    saved(at, ("doctors.Läkare A.supervision_hours", 4.0))
    for entry in site.PAGES[1:]:
        at = shown(at, entry.url_path)
        assert not at.exception, entry.name
    without_session(monkeypatch)
    assert len(files) > 10
    for name, make in files.items():
        assert make(), name
