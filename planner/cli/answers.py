"""What does every command say and write in the same way?"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.files.reading import Reading
    from planner.schema import Issue


def tell(text: str) -> None:
    print(text, file=sys.stderr)


def say(issues: Iterable[Issue], *, everything: bool = False) -> None:
    for issue in issues:
        if everything or issue.level != "upplysning":
            tell(f"{issue.level}: {issue.where}: {issue.text}")


def write(path: Path, data: bytes) -> bool:
    """Write the whole file or nothing: a full disk or an open file leaves the old one as it was."""
    part = path.with_name(path.name + ".del")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        tell(f"fel: {path} gick inte att skriva. Stäng filen om den är öppen, och kontrollera mappen.")
        return False
    return True


def status(reading: Reading) -> int:
    return 1 if reading.refused else 0
