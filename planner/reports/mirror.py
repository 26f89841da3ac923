"""How does a doctor's number stand beside today's list, the riktvärde and a wished list? In words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from planner.calc import levers
from planner.domain.clinic import CONTACT_KINDS
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import Results
from planner.domain.riktvarden import row_used, valid_rows
from planner.domain.rules import no_time
from planner.reports.sentences import COMPARISON, beside_riktvarde, listing
from planner.reports.tables import has_own_list
from planner.schema import Record, fields_of
from planner.swedish import number, percent

ADVISER = (
    "En senior rådgivare stöder kollegor och har ingen egen lista. Därför visas timmarna, men inte hur många patienter"
    " de motsvarar."
)
_ROUNDING = 1e-9
_OUTSIDE_CARE_HOMES = "utan särskilt boende"


def doctor_hours(plan: Plan, results: Results, place: int) -> str:
    """What today's list takes a week beside the contracted hours: a sentence about hours."""
    row, doctor = results.doctors[place], plan.doctors[place]
    needed, contracted = row["weekly_hours_needed"], row["contracted_weekly_hours"]
    if needed is None:
        return f"Veckoarbetstiden med dagens lista går inte att beräkna: {no_mirror(plan, row, place)}."
    listed = number(row["own_list"])
    todays = f"{_OUTSIDE_CARE_HOMES}, {listed} patienter," if doctor.care_home_patients else f"på {listed} patienter"
    start = f"Dagens lista {todays} tar {number(needed, 1)} timmar i veckan, uppdragen inräknade."
    if contracted is None:
        empty = {"full_time_hours": plan.clinic, "fte": doctor}
        return f"{start} Den avtalade veckan går inte att beräkna: {_not_filled_in(_empty_of(empty))}."
    start += f" Den avtalade veckan är {number(contracted, 1)} timmar."
    difference = round(needed - contracted, 1)
    if difference == 0:
        return f"{start} Timmarna går jämnt upp."
    more = "mer" if difference > 0 else "mindre"
    return f"{start} Det är {number(abs(difference), 1)} timmar {more} i veckan."


def no_mirror(plan: Plan, row: Mapping[str, Any], place: int) -> str:
    """Why the weekly hours of today's list are not computable."""
    doctor = plan.doctors[place]
    if doctor.current_list is None:
        return _not_filled_in([fields_of(type(doctor))["current_list"].label])
    if row["own_list"] is not None and row["own_list"] <= 0:
        return "ingen egen lista finns utanför särskilt boende"
    if row["net_weeks"] == 0:
        return "inga veckor i arbete blir kvar under året"
    empty = list(_empty_figures(plan, place))
    return _not_filled_in(empty) if empty else "något i underlaget är inte ifyllt"


def doctor_riktvarde(plan: Plan, results: Results, place: int) -> str:
    """The doctor's number beside the riktvärde times her fte, both without care homes; where the riktvärde is from."""
    row, doctor = results.doctors[place], plan.doctors[place]
    riktvarde, patients = row["riktvarde"], row["patients"]
    if riktvarde is None:
        return no_riktvarde(plan, place)
    used = row_used(plan.clinic.region, plan.clinic.year, doctor.role, doctor.st_year)
    origin = f" ({used.decided_by} {used.valid_from.year})" if used else ""
    sentence = f"Riktvärdet vid den här tjänstgöringsgraden är {number(riktvarde)}{origin}."
    if patients is not None:
        care_home = doctor.care_home_patients
        start = f"Utan de {number(care_home)} på särskilt boende är antalet" if care_home else "Antalet är"
        sentence += f" {start} {number(patients)}, {beside_riktvarde(patients, riktvarde)}."
    return f"{sentence} {COMPARISON}"


def no_riktvarde(plan: Plan, place: int) -> str:
    """Why there is no riktvärde to compare a doctor's number with."""
    doctor, clinic = plan.doctors[place], plan.clinic
    empty = _empty_of({"fte": doctor, "role": doctor, "region": clinic, "year": clinic})
    if not empty and any(row.by_st_year for row in valid_rows(clinic.region, doctor.role or "", clinic.year or 0)):
        empty = [fields_of(type(doctor))["st_year"].label]
    if empty:
        return f"Riktvärdet går inte att beräkna: {_not_filled_in(empty)}."
    return "Det finns inget riktvärde att jämföra med för den här befattningen."


def said_first(plan: Plan, results: Results, place: int) -> tuple[str, ...]:
    """What explains a number at nought, or none at all, before anything else is told."""
    without = () if has_own_list(plan.doctors[place]) else (ADVISER,)
    return (*without, *no_time_left(plan, results, place))


def no_time_left(plan: Plan, results: Results, place: int) -> tuple[str, ...]:
    """Said first: absence or duties that leave no time, in the words of the rule."""
    own = doctor_path(plan.doctors[place].doctor_id, place)
    return tuple(issue.text for issue in no_time(plan, results) if issue.path.startswith(f"{own}."))


def starting_wish(results: Results, place: int) -> int | None:
    """The list to ask about first: today's own, else the riktvärde."""
    row = results.doctors[place]
    found = next((row[key] for key in ("own_list", "riktvarde") if row[key] and row[key] >= 1), None)
    return None if found is None else round(found)


def can_be_asked(plan: Plan, results: Results, place: int) -> bool:
    """Whether it can be said what a wished list takes."""
    row = results.doctors[place]
    known = row["minutes_per_patient"] and row["patients"] is not None and plan.clinic.planned_load and row["net_weeks"]
    return bool(known) and has_own_list(plan.doctors[place])


def takes_heading(plan: Plan, results: Results, place: int, wanted: float) -> str:
    """The words before `what_it_takes`; that there is room already where there is; empty where it cannot be said."""
    if not can_be_asked(plan, results, place) or wanted <= 0:
        return ""
    if _fits(results.doctors[place], wanted):
        return f"{number(wanted)} patienter ryms redan i tiden."
    return f"Det här krävs för att tiden ska räcka till {number(wanted)} patienter:"


def what_it_takes(plan: Plan, results: Results, place: int, wanted: float) -> tuple[str, ...]:
    """What a list of `wanted` patients takes, one lever at a time, the others as today. Empty = nothing, or not
    computable."""
    row, planned_load = results.doctors[place], plan.clinic.planned_load
    if not can_be_asked(plan, results, place) or wanted <= 0 or _fits(row, wanted):
        return ()
    minutes, hours = row["minutes_per_patient"], row["patient_hours"]
    more = float(levers.more_hours_per_week(wanted, minutes, planned_load, hours, row["net_weeks"]))
    allowed = float(levers.minutes_per_patient_for(wanted, row["planned_hours"]))
    shorter = (
        f"{number(allowed, 1)} minuter per listad och år i stället för {number(minutes, 1)}, eller"
        if allowed > 0
        else "kortare tid per listad: det går inte, eftersom ingen tid är kvar för patienter; eller"
    )
    load = float(levers.planned_load_for(wanted, minutes, hours))
    return (_hours_lever(plan, row, more), shorter, _load_lever(load, planned_load))


def _fits(row: Mapping[str, Any], wanted: float) -> bool:
    return bool(round(row["patients"]) >= wanted)


def _hours_lever(plan: Plan, row: Mapping[str, Any], more: float) -> str:
    """Hours more for patients: out of the duties, or in a longer week; each within its bounds."""
    start, weeks = f"{number(more, 1)} timmar mer i veckan för patienter", row["net_weeks"]
    duties = row["duty_hours"] / weeks
    beyond = float(levers.duties_beyond_hours_per_week(row["duty_hours"], row["net_hours"], weeks))
    week = (row["net_hours"] + max(0.0, row["duty_hours"] - row["net_hours"])) / weeks + more
    highest = fields_of(Doctor)["fte"].high or math.inf
    longest = (plan.clinic.full_time_hours or 0) * highest
    fewer, longer = more + beyond <= duties + _ROUNDING, week <= longest + _ROUNDING
    of_week = f"en vecka på {number(week, 1)} timmar"
    too_long = f"{of_week} är mer än {percent(highest)} av heltid"
    too_few = f"uppdragen tar {number(duties, 1)} timmar i veckan" if duties else "det finns inga uppdrag att minska"
    if not fewer:
        return f"{start}: {of_week}, eftersom {too_few}; eller" if longer else (
            f"{start}: det går inte inom gränserna, eftersom {too_few} och {too_long}; eller"
        )  # fmt: skip
    if beyond > 0:
        start += (
            f". Med färre timmar uppdrag krävs {number(more + beyond, 1)} timmar färre, eftersom uppdragen redan tar"
            f" {number(beyond, 1)} timmar mer i veckan än arbetstiden"
        )
        return f"{start}. Annars krävs {of_week}; eller" if longer else f"{start}; {too_long}; eller"
    way = f"{start}, till exempel färre timmar uppdrag"
    return f"{way}, eller {of_week}, eller" if longer else f"{way} ({too_long}), eller"


def _load_lever(load: float, today: float) -> str:
    if not math.isfinite(load):
        return "högre planerad beläggning: det går inte, eftersom ingen tid är kvar för patienter."
    start = f"planerad beläggning {percent(load)} i stället för {percent(today)}"
    return f"{start}: det går inte, eftersom mer än all tid för patienter inte kan bokas." if load > 1 else f"{start}."


def _empty_figures(plan: Plan, place: int) -> Iterator[str]:
    """The labels of the figures that must be filled in and are not, for the clinic and the doctor."""
    parts: list[tuple[str, Record]] = [("", plan.clinic)]
    parts += [(f"{CONTACT_KINDS.get(row.kind or '', 'Okänd typ')}: ", row) for row in plan.clinic.contacts]
    for prefix, record in (*parts, ("", plan.doctors[place])):
        for key, declared in fields_of(type(record)).items():
            counts = (declared.numeric or declared.kind == "yes_no") and not declared.optional
            if counts and key not in ("fte", "full_time_hours") and getattr(record, key) is None:
                yield prefix + declared.label


def _empty_of(needed: Mapping[str, Record]) -> list[str]:
    return [fields_of(type(owner))[key].label for key, owner in needed.items() if getattr(owner, key) is None]


def _not_filled_in(labels: list[str]) -> str:
    return f"{listing(labels)} är inte ifyllt"
