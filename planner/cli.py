"""The command line: the same plans and sums without a browser.

argparse, because typer takes 0.25 s to import against 0.04 s and speaks English when something is wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.results import Results
    from planner.files.reading import Reading
    from planner.schema import Field, Issue

WRONG_USE = 2


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, prefix or "Användning: ")


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Swedish."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        self.given = self.add_argument_group("Argument")
        self.options = self.add_argument_group("Val")
        self.options.add_argument("-h", "--help", "--hjälp", action="help", help="Visa den här hjälpen.")

    def error(self, message: str) -> NoReturn:
        text = f"fel: Kommandot gick inte att förstå. Skriv {self.prog} --help för hjälp."
        self.exit(WRONG_USE, f"{self.format_usage()}{text}\n")


def template(args: argparse.Namespace) -> int:
    """Write an empty workbook."""
    if args.out.exists():
        _tell(f"fel: {args.out} finns redan. Välj ett annat namn, så att inget skrivs över.")
        return WRONG_USE
    from planner.files.workbook import template as empty_workbook

    if not _write(args.out, empty_workbook()):
        return 1
    _tell(f"Skrev {args.out}. Fyll i bladen Enhet, Läkare och Läkarkontakter.")
    return 0


def check(args: argparse.Namespace) -> int:
    """Read a file and say what is missing, wrong or odd."""
    from planner.domain.personal_number import without_personal_numbers
    from planner.files.reading import read_plan

    reading = read_plan(args.file)
    _say(reading.issues, everything=True)
    if reading.plan is not None:
        name, doctors = without_personal_numbers(args.file.name), len(reading.plan.doctors)
        _tell(f"Läste {name}: {doctors} läkare, {len(reading.issues)} att titta på.")
    return _status(reading)


def calculate(args: argparse.Namespace) -> int:
    """Work out the result, in words or as JSON, and write the workbook."""
    from planner.files.reading import read_plan

    if args.out is not None and args.out.resolve() == args.file.resolve():
        _tell(f"fel: {args.out} är filen som läses. Välj ett annat namn, så att inget skrivs över.")
        return WRONG_USE
    reading = read_plan(args.file)
    results = None
    if reading.plan is not None:
        from planner.calc.clinic import calculate as calculated

        results = calculated(reading.plan, reading.unreadable)
    if args.json:
        from planner.files.json_form import results_to_json

        print(results_to_json(results, reading.issues))
    else:
        _say(reading.issues)
        if results is not None and reading.plan is not None and not reading.refused:
            _show(reading.plan, results)
    if args.out is not None and reading.refused:
        _tell(f"{args.out} skrevs inte: rätta det som är fel eller saknas först.")
    elif args.out is not None and reading.plan is not None:
        from planner.files.workbook import write_workbook

        if not _write(args.out, write_workbook(reading.plan, results)):
            return 1
        _tell(f"Skrev {args.out}.")
    return _status(reading)


def fields(args: argparse.Namespace) -> int:
    """List every declared field."""
    from planner.domain.clinic import Clinic, Contact
    from planner.domain.doctor import Doctor
    from planner.schema import fields_of

    records = {"clinic": Clinic, "clinic.contacts": Contact, "doctors": Doctor}
    rows = [_field_row(path, one) for path, record in records.items() for one in fields_of(record).values()]
    if args.json:
        import json

        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(f"{row['path']}\n  {row['label']}: {row['expected']}. Standardvärde: {row['shown_default']}", end="")
        print(f" ({row['origin']})" if row["origin"] else "", f"\n  {row['help']}", sep="")
    return 0


def start_app(args: argparse.Namespace) -> int:
    """Serve the app on this machine."""
    if not _free(args.port):
        _tell(f"fel: port {args.port} är upptagen eller går inte att använda. Välj en annan med --port.")
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


def _workbook_path(text: str) -> Path:
    if not text.casefold().endswith(".xlsx"):
        raise argparse.ArgumentTypeError(text)
    return Path(text)


def _parser() -> tuple[_Parser, dict[str, _Parser]]:
    parser = _Parser(
        prog="planner",
        description="Hur många patienter kan varje läkare på vårdcentralen vara fast läkarkontakt för, och varför?",
    )
    commands: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
        "template": ("Skriv en tom arbetsbok att fylla i.", template),
        "check": ("Läs en fil och säg vad som saknas, är fel eller är ovanligt.", check),
        "calculate": ("Räkna ut hur många patienter enheten och varje läkare kan ha.", calculate),
        "fields": ("Visa alla uppgifter som en plan består av.", fields),
        "app": ("Starta appen i webbläsaren, på den här datorn.", start_app),
    }
    parser.epilog = "Kommandon:\n" + "\n".join(f"  {name:<11}{text}" for name, (text, _) in commands.items())
    parser.given.add_argument("command", choices=commands, metavar="KOMMANDO", help="Ett av kommandona nedan.")
    subs = {}
    for name, (text, run) in commands.items():
        subs[name] = sub = _Parser(prog=f"planner {name}", description=text)
        sub.set_defaults(run=run)
    for name in ("check", "calculate"):
        subs[name].given.add_argument(
            "file", metavar="FIL", type=Path, help="Arbetsbok (.xlsx) eller JSON-form (.json)."
        )
    for name in ("calculate", "fields"):
        subs[name].options.add_argument("--json", action="store_true", help="Skriv svaret som JSON.")
    out = {"metavar": "UT.xlsx", "type": _workbook_path, "help": "Arbetsbok att skriva."}
    subs["calculate"].options.add_argument("-o", "--out", **out)  # type: ignore[arg-type]
    subs["template"].options.add_argument("-o", "--out", default=Path("mall.xlsx"), **out)  # type: ignore[arg-type]
    subs["app"].options.add_argument(
        "--port", type=int, default=8501, metavar="PORT", help="Port på den här datorn (8501)."
    )
    return parser, subs


def _field_row(path: str, one: Field) -> dict[str, object]:
    default = one.default_value()
    return {
        "path": f"{path}.{one.key}",
        "label": one.label,
        "kind": one.kind,
        "unit": one.unit,
        "group": one.group,
        "low": one.low,
        "high": one.high,
        "default": None if one.kind == "rows" else default,
        "shown_default": "ingen rad" if one.kind == "rows" else one.show_with_unit(default),
        "optional": one.optional,
        "required": one.required,
        "choices": dict(one.choices or {}),
        "expected": "en tabell" if one.kind == "rows" else one.expected,
        "help": one.help,
        "origin": one.origin,
    }


def _show(plan: Plan, results: Results) -> None:
    """The result in the same words as in the app: the clinic, then a line for each doctor."""
    from planner.domain.results import NOT_A_DEMAND
    from planner.reports import sentences

    print(sentences.clinic_answer(plan, results).sentence)
    said = [sentences.clinic_gap(results), *sentences.clinic_not_counted(plan, results)]
    said.append(sentences.clinic_riktvarde(plan, results))
    said += [sentences.doctor_answer(plan, results, place).sentence for place in range(len(plan.doctors))]
    print(*filter(None, said), NOT_A_DEMAND, sep="\n")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _say(issues: Iterable[Issue], *, everything: bool = False) -> None:
    for issue in issues:
        if everything or issue.level != "upplysning":
            _tell(f"{issue.level}: {issue.where}: {issue.text}")


def _write(path: Path, data: bytes) -> bool:
    """Write the whole file or nothing: a full disk or an open file leaves the old one as it was."""
    part = path.with_name(path.name + ".del")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        _tell(f"fel: {path} gick inte att skriva. Stäng filen om den är öppen, och kontrollera mappen.")
        return False
    return True


def _status(reading: Reading) -> int:
    return 1 if reading.refused else 0


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status. Wrong use raises SystemExit(2)."""
    parser, subs = _parser()
    name = parser.parse_args(arguments[:1]).command
    args = subs[name].parse_args(arguments[1:])
    status: int = args.run(args)
    return status


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


if __name__ == "__main__":
    main()
