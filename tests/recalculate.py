"""What do a workbook's formulas come to when a spreadsheet works them out anew? Two engines, and what was stored.

formualizer runs inside the tests; LibreOffice is the second, independent opinion.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import formualizer
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook

Place = tuple[str, int, int]  # sheet, row and column, both counted from 1
Cells = dict[Place, Any]
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def stored(data: bytes) -> Cells:
    """The values that stand in the file; empty cells and empty texts are left out, dates are serial numbers."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        (name, row, column): plain(value)
        for name in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(line, start=1)
        if value not in (None, "")
    }


def plain(value: Any) -> Any:
    """A value as numbers and texts only."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    return (value - dt.datetime(1899, 12, 30)).days if isinstance(value, dt.datetime) else value


def recalculated(data: bytes) -> Cells:
    """The values after every formula has been worked out by formualizer, which must know every function."""
    result = formualizer.recalculate_xlsx_bytes(data)
    assert result["summary"]["unknown_functions"] == []
    return stored(result["bytes"])


def sizes(data: bytes) -> dict[str, tuple[int, int]]:
    """Rows and columns of every sheet, cells with empty texts included, as the file itself says."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    found = {}
    for number, name in enumerate(CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names, start=1):
        start = parts.open(f"xl/worksheets/sheet{number}.xml").read(2000).decode("utf-8", "ignore")
        last = re.search(r'<dimension ref="[^"]*?([A-Z]+)(\d+)"', start)
        assert last
        found[name] = int(last[2]), column_index_from_string(last[1])
    return found


class Live:
    """A workbook open in formualizer: cells can be changed, and everything is worked out anew."""

    def __init__(self, data: bytes) -> None:
        self._size = sizes(data)
        self._book = formualizer.load_workbook_bytes(data)
        self._book.evaluate_all()

    def change(self, cells: Mapping[Place, Any]) -> None:
        for place, value in cells.items():
            self._book.set_value(*place, value)
        self._book.evaluate_all()

    def cells(self, *sheets: str) -> Cells:
        """The values of these sheets now; empty cells and empty texts are left out, dates are serial numbers."""
        found = {}
        for sheet in sheets:
            rows, columns = self._size[sheet]
            for row in range(1, rows + 1):
                for column in range(1, columns + 1):
                    value = self._book.get_value(sheet, row, column)
                    if value not in (None, ""):
                        found[sheet, row, column] = plain(value)
        return found


def saved_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them after working out every formula anew, all in one run."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    paths = [folder / f"{name}.xlsx" for name in files]
    for path in paths:
        path.write_bytes(files[path.stem])
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.xlsx").read_bytes() for name in files}


def differences(one: Cells, other: Cells, sheets: Sequence[str] = ()) -> list[str]:
    """Every cell (of these sheets, or of all) whose two values differ, as lines to read."""
    return [
        f"{place}: {one.get(place)!r} and {other.get(place)!r}"
        for place in sorted(one.keys() | other.keys())
        if (not sheets or place[0] in sheets) and not same(one.get(place), other.get(place))
    ]


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same: numbers to 1e-9 relative (what should be 0 may be a rounding error)."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)
