"""Does a doctor who goes by keyboard keep her place on her own page, and is what she takes away whole?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "sample_data" / "typisk.xlsx"
RESET = "Tillbaka till dagens värden"


def test_her_focus_stays_and_her_copy_holds_what_was_changed(visit, tmp_path: Path) -> None:
    app = visit()
    app.open_plan(SAMPLE)
    app.go("lakarna")
    app.write("APT och möten (h/vecka)", "3,5")
    app.go("min_lista")
    app.press("Öppna min sida")
    assert "lakare=" in app.page.url
    app.write("Tjänstgöringsgrad (%)", "90")
    reset = app.page.get_by_role("button", name=RESET, exact=True)
    reset.focus()
    reset.press("Enter")
    app.settle()
    assert app.box("Tjänstgöringsgrad (%)").input_value().startswith("100")
    assert app.page.evaluate("document.activeElement.innerText") == RESET
    copy = json.loads(app.downloaded("Ladda ner JSON-fil", tmp_path).read_text("utf-8"))
    assert ("APT och möten", "3,5 h/vecka") in [(one["label"], one["new"]) for one in copy["changes"]]
