"""planner scenario: what a few changes, or the scenarios kept in a file, come to beside the plan as it is."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from planner.cli.answers import may_write, say, tell, write
from planner.cli.parser import WRONG_USE, Parser, file_argument, json_option, out_option, overwrite_option

if TYPE_CHECKING:
    from planner.calc.scenarios import Outcome
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.schema import Issue

UNNAMED = "Ändringar från kommandoraden"


def arguments(parser: Parser) -> None:
    file_argument(parser)
    add = parser.options.add_argument
    add(
        "--change", metavar="ÄNDRING", action="append", default=[],
        help="Pröva en ändring: doctors.A.fte=0.8, clinic.listed_patients+=900, doctors.A=null … Kan anges flera"
        " gånger.",
    )  # fmt: skip
    add(
        "--scenario", metavar="NAMN", action="append", default=[],
        help="Räkna ett av filens scenarier. Kan anges flera gånger. Utan --change och --scenario räknas alla.",
    )  # fmt: skip
    add("--all", action="store_true", help="Räkna alla filens scenarier, också när --change är angiven.")
    add("--name", metavar="NAMN", help="Vad scenariot av --change ska heta.")
    add("--reason", metavar="SKÄL", help="Varför det prövas.")
    json_option(parser)
    out_option(parser, ".xlsx", "Arbetsbok att skriva, med scenarierna och jämförelsen.")
    overwrite_option(parser)


def run(args: argparse.Namespace) -> int:
    """Work out the scenarios that are asked for, in words or as JSON, and write the workbook."""
    from planner.files.reading import read_plan

    if not may_write(args.out, [args.file], overwrite=args.overwrite):
        return WRONG_USE
    if not args.change and (args.name is not None or args.reason is not None):
        tell("fel: --name och --reason hör till --change. Ange minst en ändring.")
        return WRONG_USE
    reading = read_plan(args.file)
    issues, plan = list(reading.issues), reading.plan
    found: tuple[Outcome, ...] = ()
    wrong: list[Issue] = []
    if plan is not None and not reading.refused:
        from planner.calc.scenarios import outcomes

        new, wrong = _new_scenario(args, plan)
        chosen, missing = _chosen(args, plan)
        plan = plan.model_copy(update={"scenarios": (*plan.scenarios, *new)})
        found = outcomes(plan, (*chosen, *(() if wrong else new)))
        wrong += [_undone(plan, one) for each in found if each.scenario in new for one in _lapsed(each)]
        told = [one for each in found for one in _issues(each, typed=each.scenario in new)]
        issues += _masked([*wrong, *missing, *told])
    blocked = reading.refused or any(issue.blocks for issue in issues)
    _tell(args, plan, found, issues, silent=reading.refused or bool(wrong))
    if args.out is not None and blocked:
        tell(f"{args.out} skrevs inte: rätta det som är fel eller saknas först.")
    elif args.out is not None and plan is not None:
        from planner.files.workbook import write_workbook

        if not write(args.out, write_workbook(plan)):
            return 1
        tell(f"Skrev {args.out}.")
    return 1 if blocked else 0


def _new_scenario(args: argparse.Namespace, plan: Plan) -> tuple[tuple[Scenario, ...], list[Issue]]:
    """The scenario that the given changes make, none where none is given; and what could not be understood."""
    from planner.domain.change_text import WrongChange, change_of
    from planner.domain.reading import read_record
    from planner.domain.scenario import Scenario
    from planner.schema import Issue
    from planner.swedish import name_key

    if not args.change:
        return (), []
    own = {"name": args.name or UNNAMED, "reason": args.reason}
    scenario, issues = read_record(Scenario, {k: v for k, v in own.items() if v is not None}, "json", "--change")
    if scenario.name and name_key(scenario.name) in (name_key(one.name or "") for one in plan.scenarios):
        text = f"Filen har redan ett scenario som heter ”{scenario.name}”. Välj ett annat namn."
        issues.append(Issue("fel", "--name", text))
    changes = []
    for text in args.change:
        try:
            changes.append(change_of(text))
        except WrongChange as error:
            issues.append(Issue("fel", "--change", str(error)))
    return (scenario.model_copy(update={"changes": tuple(changes)}),), issues


def _chosen(args: argparse.Namespace, plan: Plan) -> tuple[tuple[Scenario, ...], list[Issue]]:
    """The scenarios of the file that are asked for, and those that are not there."""
    from planner.domain.reading import quote
    from planner.schema import Issue
    from planner.swedish import name_key

    wanted = {name_key(name): name for name in args.scenario}
    if args.all or not (args.change or wanted):
        return plan.scenarios, []
    there = {name_key(one.name or "") for one in plan.scenarios}
    names = ", ".join(f"”{quote(one.name)}”" for one in plan.scenarios if one.name) or "inga"
    missing = [
        Issue("fel", "--scenario", f"Scenariot ”{quote(name)}” finns inte i filen. Scenarier som finns: {names}.")
        for key, name in wanted.items()
        if key not in there
    ]
    return tuple(one for one in plan.scenarios if name_key(one.name or "") in wanted), missing


def _issues(outcome: Outcome, *, typed: bool) -> list[Issue]:
    """What there is to say of a scenario's changes and of the plan that they make, told by its name. What of a typed
    one cannot be made is told of the command."""
    from dataclasses import replace

    name = outcome.scenario.name or "Scenario utan namn"
    of_changes = [one for one in outcome.issues if not (typed and one.level == "fel")]
    return [replace(one, where=f"{name}: {one.where}") for one in (*of_changes, *outcome.faults)]


def _lapsed(outcome: Outcome) -> list[Issue]:
    return [one for one in outcome.issues if one.level == "fel"]


def _undone(plan: Plan, one: Issue) -> Issue:
    """A change just typed that cannot be made: it has never applied, and perhaps the signature is another."""
    from dataclasses import replace

    from planner.calc.scenarios import LAPSED

    text = one.text.replace(LAPSED, "Ändringen går inte att göra", 1)
    there = ", ".join(f"”{doctor.doctor_id}”" for doctor in plan.doctors if doctor.doctor_id) or "inga"
    signatures = f" Läkare som finns: {there}." if one.path.startswith("doctors") else ""
    return replace(one, where="--change", text=text + signatures)


def _masked(issues: list[Issue]) -> list[Issue]:
    """Whatever a message quotes, a personal number is not shown."""
    from dataclasses import replace

    from planner.domain.personal_number import without_personal_numbers as without

    return [replace(one, where=without(one.where), text=without(one.text)) for one in issues]


def _tell(
    args: argparse.Namespace, plan: Plan | None, found: tuple[Outcome, ...], issues: list[Issue], *, silent: bool
) -> None:
    if args.json:
        from planner.files.json_form import outcomes_to_json

        print(outcomes_to_json(plan, found, issues))
        return
    for one in issues:
        say([one], everything=one.where.startswith(tuple(f"{each.scenario.name}: " for each in found)))
    if plan is None or silent:
        return
    from planner.domain.results import NOT_A_DEMAND
    from planner.reports import comparison, sentences

    start = comparison.baseline_outcome(plan)
    print(sentences.clinic_answer(start.plan, start.results).sentence)
    together = [comparison.finding(start, found)] if len(found) > 1 else []
    print(*(comparison.in_words(start, one) for one in found), *together, NOT_A_DEMAND, sep="\n")
    if not found:
        tell("Filen har inga scenarier. Pröva en ändring med --change.")
