"""The command line: the same plans and sums without a browser."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from planner.cli.parser import Parser

# each command is the module planner.cli.<name>, imported when it is chosen: `arguments(parser)` and `run(args)`
COMMANDS = {
    "template": "Skriv en tom arbetsbok att fylla i.",
    "check": "Läs en fil och säg vad som saknas, är fel eller är ovanligt.",
    "calculate": "Räkna ut hur många patienter enheten och varje läkare kan ha.",
    "require": "Vad krävs för att tiden ska räcka till ett önskat antal patienter?",
    "scenario": "Pröva ändringar, eller räkna filens scenarier, bredvid planen som den är.",
    "report": "Skriv ett papper till mötet: dialogunderlag, enhetsbild, beslutsunderlag eller jämförelse.",
    "fields": "Visa alla uppgifter som en plan består av.",
    "store": "Säkerhetskopiera, läs in eller kontrollera de sparade planerna.",
    "app": "Starta appen i webbläsaren, på den här datorn.",
}


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status. Wrong use raises SystemExit(2)."""
    name = _chooser().parse_args(arguments[:1]).command
    command = import_module(f"planner.cli.{name}")
    parser = Parser(prog=f"planner {name}", description=COMMANDS[name])
    command.arguments(parser)
    status: int = command.run(parser.parse_args(arguments[1:]))
    return status


def _chooser() -> Parser:
    parser = Parser(
        prog="planner",
        description="Hur många patienter kan varje läkare på vårdcentralen vara fast läkarkontakt för, och varför?",
    )
    parser.epilog = "Kommandon:\n" + "\n".join(f"  {name:<11}{text}" for name, text in COMMANDS.items())
    parser.given.add_argument("command", choices=COMMANDS, metavar="KOMMANDO", help="Ett av kommandona nedan.")
    return parser


def main() -> None:
    """The console command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console need not speak UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, say `head`, had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
