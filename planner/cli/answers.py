"""What does every command say and write in the same way?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from planner.cli.parser import OVERWRITE
from planner.domain.personal_number import without_personal_numbers
from planner.swedish import name_key

if TYPE_CHECKING:
    from planner.files.reading import Reading
    from planner.schema import Issue


def tell(text: str) -> None:
    """Say something beside the answer. Whatever it quotes, a personal number is not shown."""
    print(without_personal_numbers(text), file=sys.stderr)


def say(issues: Iterable[Issue], *, everything: bool = False) -> None:
    for issue in issues:
        if everything or issue.level != "upplysning":
            tell(f"{issue.level}: {issue.where}: {issue.text}")


def may_write(path: Path | None, read: Iterable[Path | None] = (), *, overwrite: bool | None = None) -> bool:
    """Whether a file may be written there; else it is said why not. Never a file that is read, and one that is there
    only where that is asked for. `overwrite` None: the command cannot be asked."""
    if path is None or not os.path.exists(path):
        return True
    if any(one is not None and os.path.exists(one) and os.path.samefile(path, one) for one in read):
        tell(f"fel: {path} är filen som läses. Välj ett annat namn, så att inget skrivs över.")
        return False
    if overwrite:
        return True
    way = "" if overwrite is None else f" Eller ange {OVERWRITE[0]}, så ersätts den."
    tell(f"fel: {path} finns redan. Välj ett annat namn, så att inget skrivs över.{way}")
    return False


def write(path: Path, data: bytes) -> bool:
    """Write the whole file or nothing: a full disk or an open file leaves the old one as it was."""
    part = path.with_name(f".{token_hex(8)}.del")  # a name that is nobody's
    try:
        with part.open("xb") as out:
            out.write(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        tell(f"fel: {path} gick inte att skriva. Stäng filen om den är öppen, och kontrollera mappen.")
        return False
    return True


def place_of(names: Sequence[str], asked: str) -> int | None:
    """Where the name stands, however it is written; None where it does not."""
    return next((i for i, name in enumerate(names) if name_key(name) == name_key(asked)), None)


def status(reading: Reading) -> int:
    return 1 if reading.refused else 0
