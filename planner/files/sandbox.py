"""Who opens a file from outside? A child process under limits, never the program itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from planner.files import child, scan
from planner.files.zip_parts import DAMAGED

SECONDS = 9.0
TOO_SLOW = (
    "Filen tog för lång tid att läsa och lämnades. En arbetsbok från mallen läses på någon sekund; börja om från den."
)
_PACKAGE = Path(__file__).resolve().parents[1]
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def scan_in_child(data: bytes, wanted: list[str], seconds: float = SECONDS) -> dict[str, Any]:
    """What `planner.files.scan.scan` says of the file, or {"refused": text, "where": place}. Never raises for a file.

    `wanted` are the sheets to read, as `planner.swedish.name_key` writes them.
    """
    if len(data) > scan.LARGEST_FILE:
        return _refused(scan.TOO_BIG)
    # arguments in hexadecimal: a bare process may not read them in the same encoding
    keys = [key.encode().hex() for key in wanted]
    command = [sys.executable, "-I", "-S", child.__file__, str(_PACKAGE), *keys]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, creationflags=_NO_WINDOW)  # noqa: S603
    except subprocess.TimeoutExpired:
        return _refused(TOO_SLOW)
    except OSError:
        return _refused("Filen kunde inte öppnas just nu, för datorn har ont om minne eller processer. Försök igen.")
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return _refused(DAMAGED)
    return answer if done.returncode == 0 and isinstance(answer, dict) else _refused(DAMAGED)


def _refused(text: str) -> dict[str, Any]:
    return {"refused": text, "where": ""}
