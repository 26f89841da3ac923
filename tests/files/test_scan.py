"""Does the scan see what it must, and does the child process fail without taking anybody with it?"""

from __future__ import annotations

import datetime as dt
import io
import json
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from planner.files import child, sandbox, scan
from planner.files.book import book_of, cell_place
from planner.files.sheet_scan import SheetScan, column_letters, column_number
from planner.files.sheet_xml import plain, shared_texts, time_kind
from planner.files.workbook_reading import read_workbook
from planner.files.zip_parts import DAMAGED, Refused, parts_of, unpacked
from planner.swedish import name_key
from tests.files.edits import entry, packed, raw_zip
from tests.files.hostile import base


def made(*values: Any, format_: str = "General", options: dict[str, Any] | None = None) -> bytes:
    """A workbook with the values below each other in column A of Blad."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, options or {})
    sheet = book.add_worksheet("Blad")
    look = book.add_format({"num_format": format_})
    for row, value in enumerate(values):
        sheet.write(row, 0, value, look)
    book.close()
    return data.getvalue()


def read(data: bytes) -> list[Any]:
    sheet = book_of(sandbox.scan_in_child(data, ["blad"])).sheets[0]
    return [cell.value for cells in sheet.rows.values() for cell in cells.values()]


@given(st.text())
def test_a_sheet_name_is_matched_as_everywhere_else(name: str) -> None:
    assert scan.same_name(name) == name_key(name)


@given(st.integers(1, 16_384))
def test_columns_there_and_back(column: int) -> None:
    letters = column_letters(column)
    assert column_number(letters) == column
    assert cell_place(f"{letters}7") == (7, column)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""), ("0.00", ""), ("0.0%", ""), ('#,##0 "dagar"', ""), ("0\\d", ""), ("[Red]0", ""), ("@", ""),
        ("0.00E+00", ""), ("_-* #,##0 _k_r_-", ""), ("yyyy-mm-dd", "d"), ("[$-41D]d mmmm yyyy", "d"), ("mmm-yy", "d"),
        ("h:mm", "t"), ("[h]:mm:ss", "t"), ("mm:ss", "t"), ("yyyy-mm-dd hh:mm", "d"), ('0;"d"0', ""),
    ],
)  # fmt: skip
def test_which_formats_show_a_date_or_a_time(code: str, kind: str) -> None:
    assert time_kind(code) == kind


@pytest.mark.parametrize(
    ("written", "meant"),
    [("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("a_xb", "a_xb"), ("_xD83D_", "_xD83D_"), ("_x00e5_", "å")],
)
def test_signs_that_xml_cannot_hold(written: str, meant: str) -> None:
    assert plain(written) == meant


def test_values_of_every_kind() -> None:
    assert read(made("text", 37.5, True, "_x0041_")) == ["text", 37.5, True, "_x0041_"]


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
def test_dates_in_both_systems(options: dict[str, Any]) -> None:
    days = [dt.date(2026, 1, 1), dt.date(1999, 12, 31), dt.date(2024, 2, 29)]
    assert read(made(*days, format_="yyyy-mm-dd", options=options)) == days


def test_the_first_days_of_the_calendar_are_those_that_excel_shows() -> None:
    """Excel counts a 29 February 1900 as day 60: the days before it are one off from those after it."""
    days = [dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(1900, 3, 2)]
    assert read(made(1, 59, 60, 61, 62, format_="yyyy-mm-dd")) == days


def test_a_reading_aid_is_no_part_of_a_text() -> None:
    runs = '<r><t>Läkare</t></r><rPh sb="0" eb="2"><t>reikaare</t></rPh><r><t> A</t></r><phoneticPr fontId="1"/>'
    assert shared_texts([f"<sst><si>{runs}</si><si><t>B</t></si></sst>".encode()]) == ["Läkare A", "B"]
    sheet = SheetScan("Blad", [], [], 0)
    cell = f'<c r="A1" t="inlineStr"><is>{runs}</is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c>'
    sheet.scan([f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'.encode()])
    assert sheet.cells == [[1, 1, "s", "Läkare A"], [1, 2, "s", "B"]]


@pytest.mark.parametrize("wanted", [["blad"], []], ids=["read", "looked through"])
@pytest.mark.parametrize(("place", "within"), [("IV20000", True), ("A20001", False), ("IW1", False)])
def test_the_last_cell_that_is_read(wanted: list[str], place: str, within: bool) -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    book.add_worksheet("Blad").write(place, 1)
    book.close()
    if within:
        read_sheets: Any = scan.scan(data.getvalue(), wanted)["read"]
        assert [sheet["cells"] for sheet in read_sheets] == [[[20_000, 256, "n", 1.0]]] * len(wanted)
    else:
        with pytest.raises(Refused, match=f"Cellen {place} i bladet Blad"):
            scan.scan(data.getvalue(), wanted)


def test_a_time_is_a_time() -> None:
    assert read(made(0.5 / 24, format_="h:mm")) == [dt.time(0, 30)]
    assert read(made(1.5, format_="[h]:mm")) == [dt.timedelta(days=1.5)]
    assert read(made(46023.25, format_="yyyy-mm-dd hh:mm")) == [dt.datetime(2026, 1, 1, 6)]


def test_text_in_several_formats_is_one_text() -> None:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    bold = book.add_format({"bold": True})
    book.add_worksheet("Blad").write_rich_string(0, 0, "Läkare ", bold, "A", " eller B")
    book.close()
    assert read(data.getvalue()) == ["Läkare A eller B"]


def test_the_zip_is_read_as_zipfile_reads_it() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(base())) as theirs:
        ours = parts_of(base())
        assert {part.name for part in ours.values()} == set(theirs.namelist())
        for part in ours.values():
            if part.name.endswith(".xml"):
                assert b"".join(unpacked(base(), part)) == theirs.read(part.name)


def test_a_zip_in_the_large_form_is_read() -> None:
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book, book.open("a.xml", "w", force_zip64=True) as part:
        part.write(b"<a/>")
    assert b"".join(unpacked(data.getvalue(), parts_of(data.getvalue())["a.xml"])) == b"<a/>"


def test_a_part_inside_another_is_refused() -> None:
    """Each part is sound by itself: only that they share bytes tells that the file claims to be more than it is."""
    inner = raw_zip([entry("b.xml", b"<b/>")])
    local, directory = inner[: inner.index(b"PK\1\2")], inner[inner.index(b"PK\1\2") : inner.index(b"PK\5\6")]
    not_packed = b"\1" + struct.pack("<2H", len(local), len(local) ^ 0xFFFF) + local  # one deflate block as it stands
    outer = raw_zip([("a.xml", not_packed, len(local), zlib.crc32(local))])
    end = bytearray(outer[outer.rindex(b"PK\5\6") :])
    for at, more in ((8, 1), (10, 1)):
        end[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", end, at)[0] + more)
    place = struct.pack("<L", outer.index(local))
    both = outer[: outer.rindex(b"PK\5\6")] + directory[:42] + place + directory[46:] + bytes(end)
    assert b"".join(unpacked(outer, parts_of(outer)["a.xml"])) == local
    with pytest.raises(Refused, match="skadad"):
        parts_of(both)


def test_every_cut_of_a_small_zip_is_refused() -> None:
    data = packed({"a.xml": b"<a>" + b"text" * 50 + b"</a>"})
    for length in range(len(data)):
        with pytest.raises(Refused):
            list(unpacked(data[:length], parts_of(data[:length])["a.xml"]))


def test_sheets_nobody_reads_may_be_large_but_not_wild() -> None:
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "Annat"
    book.active["XFD1048576"] = 1
    book.save(data)
    with pytest.raises(Refused, match="XFD1048576"):
        scan.scan(data.getvalue(), [])


@pytest.fixture
def child_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(text: str) -> None:
        (tmp_path / "child.py").write_text(text)
        monkeypatch.setattr(sandbox.child, "__file__", str(tmp_path / "child.py"))

    return use


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()", "raise SystemExit(3)", "print('{', end='')", "print('[1]')", "print('{}')", "1/0",
        "print('{\"sheets\": 1, \"read\": 2}')", "import sys; sys.stdout.buffer.write(bytes(range(256)))",
        "print('{\"sheets\": [], \"read\": [], \"names\": [], \"date1904\": 0}')", "bytearray(2**50)",
    ],
)  # fmt: skip
def test_a_child_that_fails_is_a_message(child_program: Any, program: str) -> None:
    child_program(program)
    reading = read_workbook(base(), "plan.xlsx")
    assert reading.plan is None
    assert [issue.text for issue in reading.issues] == [DAMAGED]


def test_a_child_that_hangs_is_left(child_program: Any) -> None:
    child_program("import time; time.sleep(60)")
    start = time.perf_counter()
    assert sandbox.scan_in_child(base(), [], seconds=0.5)["refused"] == sandbox.TOO_SLOW
    assert time.perf_counter() - start < 5


def test_a_python_that_cannot_be_started_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.sys, "executable", "/finns/inte")
    assert "inte öppnas" in sandbox.scan_in_child(base(), [])["refused"]


def test_the_child_is_held_to_its_memory(child_program: Any) -> None:
    source = Path(sandbox.__file__).with_name("child.py")
    child_program(
        f"import sys\nsys.path.insert(0, {str(source.parent)!r})\nimport child\nchild.limit()\n"
        'try:\n    bytearray(2 * 2**30)\nexcept MemoryError:\n    print(\'{"refused": "minnet", "where": ""}\')\n'
    )
    assert sandbox.scan_in_child(b"", [])["refused"] == "minnet"


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
))  # fmt: skip
def test_what_the_child_says_is_json(value: Any) -> None:
    assert json.loads(child.to_json(value).encode("utf-8", "replace")) == value


def test_the_child_imports_little() -> None:
    """What a bare process may not import is what would double the time it takes to start."""
    import subprocess

    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); package = type(sys)('planner'); package.__path__ = [sys.argv[2]];"
        "sys.modules['planner'] = package; import planner.files.scan; print(*sys.modules)"
    )
    root = Path(sandbox.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(root), str(root / "planner")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    heavy = {"os", "re", "json", "zipfile", "typing", "datetime", "enum", "pydantic", "dataclasses", "planner.schema"}
    assert not heavy & set(done.stdout.split())
