"""What may a decision on this plan trip over? Told from its inputs and results, as facts and without blame."""

from __future__ import annotations

from collections.abc import Iterator

from planner.calc.lists import largest_part, lists_over_room, room_of
from planner.calc.scenarios import Outcome
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.domain.rules import SUMS
from planner.reports import weights
from planner.reports.sentences import why_not_computable
from planner.schema import fields_of
from planner.swedish import number, percent

# when a risk is told; limits of ours, no norm
LARGE_PART, NO_SLACK = 0.25, 0.97


def risks(plan: Plan, results: Results, chosen: Outcome | None = None) -> list[str]:
    """Every risk that the plan's figures show, the heaviest kinds first; with a scenario, what it rests on too."""
    found = [*_not_computable(plan, results), *_scenario(chosen), *_assumptions(plan)]
    found += [*_agency(plan, results), *_leaving(plan), *_not_stated(results)]
    found += [*_over(plan, results), *_one_doctor(results), *_slack(plan), *_odd(results)]
    return found or ["Underlaget visar inga risker som programmet känner igen. Andra kan finnas."]


def _not_computable(plan: Plan, results: Results) -> Iterator[str]:
    if results.clinic["capacity"] is None:
        yield f"Talet går inte att beräkna än. {why_not_computable(plan, results)[0]}"


def _scenario(chosen: Outcome | None) -> Iterator[str]:
    if chosen is None:
        return
    lapsed = sum(issue.level == "fel" for issue in chosen.issues)
    if lapsed:
        yield f"{number(lapsed)} av scenariots ändringar gäller inte längre och är inte med i talen."
    yield from (f"I scenariot: {one.text}" for one in chosen.faults)
    if chosen.scenario.colleague_hours:
        yield (
            f"Scenariot tar {number(chosen.scenario.colleague_hours)} timmar om året av andra yrkesgrupper. Den tiden"
            " måste finnas."
        )


def _assumptions(plan: Plan) -> Iterator[str]:
    share = weights.clinic_words(plan)
    if share:
        yield f"{share} Stämmer de inte blir talet ett annat." if "%" in share else share


def _agency(plan: Plan, results: Results) -> Iterator[str]:
    hired = [i for i, one in enumerate(plan.doctors) if one.employment == "agency"]
    if hired:
        yield f"{_doctors(len(hired), 'hyrläkare')} ingår i planen{_room(results, hired)}. Avtal kan ta slut."


def _leaving(plan: Plan) -> Iterator[str]:
    year = plan.clinic.year
    leaving = [i for i, one in enumerate(plan.doctors) if one.to_date and (year is None or one.to_date.year == year)]
    leaving = [i for i in leaving if plan.doctors[i].employment != "agency"]
    if leaving:
        label = fields_of(Doctor)["to_date"].label
        yield (
            f"{_doctors(len(leaving))} har ett slutdatum ({label.lower()}) under planens år. Talen är årets genomsnitt,"
            " så efter det är platserna färre."
        )


def _not_stated(results: Results) -> Iterator[str]:
    unsure = [i for i, row in enumerate(results.doctors) if row["eligibility"] in SUMS["capacity_not_stated"]]
    if unsure:
        yield (
            f"För {_doctors(len(unsure)).lower()} framgår det inte av regeln eller underlaget om de kan vara fast"
            f" läkarkontakt{_room(results, unsure)}."
        )


def _over(plan: Plan, results: Results) -> Iterator[str]:
    over = lists_over_room(plan, results)
    if over:
        lists = "1 lista" if len(over) == 1 else f"{number(len(over))} listor"
        yield (
            f"I dag är {lists} större än den planerade tiden räcker till, tillsammans med {number(sum(over))}"
            " patienter. Arbetet finns redan."
        )


def _one_doctor(results: Results) -> Iterator[str]:
    part = largest_part(results)
    if part is not None and part > LARGE_PART:
        yield f"En enda läkare står för {percent(part)} av platserna. Vid frånvaro blir planen skör."


def _slack(plan: Plan) -> Iterator[str]:
    load = plan.clinic.planned_load
    if load is not None and load >= NO_SLACK:
        yield f"Planen bokar {percent(load)} av tiden för patienter. Det lämnar lite luft för det oväntade."


def _odd(results: Results) -> Iterator[str]:
    odd = sum(issue.level == "rimlighet" for issue in results.issues)
    if odd:
        one = odd == 1
        yield f"{number(odd)} {'uppgift är ovanlig' if one else 'uppgifter är ovanliga'} och bör kontrolleras."


def _doctors(count: int, word: str = "läkare") -> str:
    return f"{'En' if count == 1 else number(count)} {word}"


def _room(results: Results, places: list[int]) -> str:
    room = room_of(results, places)
    return f"; deras tid räcker till {number(room)} patienter" if room is not None else ""
