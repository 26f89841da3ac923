"""planner app: the app, on this machine."""

from __future__ import annotations

import argparse
import os

from planner.cli.answers import tell
from planner.cli.parser import WRONG_USE, Parser


def arguments(parser: Parser) -> None:
    parser.options.add_argument("--port", type=int, default=8501, metavar="PORT", help="Port på den här datorn (8501).")


def run(args: argparse.Namespace) -> int:
    """Serve the app on this machine."""
    if not _free(args.port):
        tell(f"fel: port {args.port} är upptagen eller går inte att använda. Välj en annan med --port.")
        return WRONG_USE
    from planner.ui.serve import serve

    serve(args.port)
    return 0


def _free(port: int) -> bool:
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        try:
            trial.bind(("localhost", port))
        except (OSError, OverflowError):
            return False
    return True
