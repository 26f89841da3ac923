"""planner store: where the saved plans are, whether they are sound, and backup and restore of all of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.answers import tell
from planner.cli.parser import WRONG_USE, Parser

if TYPE_CHECKING:
    from planner.store import Store

_WHAT = {
    "where": "Säg var de sparade planerna finns.",
    "check": "Kontrollera att databasen, alla planer och deras ändringshistorik är hela.",
    "backup": "Skriv allt som är sparat till FIL, även medan appen används.",
    "restore": "Ersätt allt som är sparat med det som finns i FIL. Helt eller inte alls.",
}


def arguments(parser: Parser) -> None:
    parser.epilog = "Åtgärder:\n" + "\n".join(f"  {name:<11}{text}" for name, text in _WHAT.items())
    parser.given.add_argument("action", choices=_WHAT, metavar="ÅTGÄRD", help="En av åtgärderna nedan.")
    parser.given.add_argument("file", nargs="?", type=Path, metavar="FIL", help="Backupens fil.")


def run(args: argparse.Namespace) -> int:
    """Do it, and say what was done or why not."""
    from planner.store import StoreError

    if (args.action in ("backup", "restore")) != (args.file is not None):
        needs = "behöver namnet på en fil" if args.file is None else "tar ingen fil"
        tell(f"fel: planner store {args.action} {needs}.")
        return WRONG_USE
    try:
        return _ACTIONS[args.action](args.file)
    except StoreError as error:
        tell(f"fel: {error}")
        return 1


def _where(_: Path | None) -> int:
    from planner.store.place import shown_address

    print(shown_address())
    return 0


def _kept() -> Store:
    """The store that is there: looking at it makes none."""
    from planner.store import open_store
    from planner.store.checking import must_be_there

    must_be_there()
    return open_store()


def _check(_: Path | None) -> int:
    store = _kept()
    found = store.check()
    for fault in found:
        tell(f"fel: {fault}")
    if not found:
        print(f"Databasen är hel. Sparade planer: {len(store.plans())}.")
    return 1 if found else 0


def _backup(file: Path) -> int:
    store = _kept()
    store.backup(file)
    tell(f"Skrev {file}. Sparade planer: {len(store.plans())}.")
    return 0


def _restore(file: Path) -> int:
    from planner.store import open_store
    from planner.store.keep import restore

    restore(file)
    tell(f"Läste in {file}. Sparade planer: {len(open_store().plans())}.")
    return 0


_ACTIONS: dict[str, Callable[[Path], int]] = {
    "where": _where, "check": _check, "backup": _backup, "restore": _restore,
}  # fmt: skip
