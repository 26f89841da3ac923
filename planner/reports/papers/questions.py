"""Which three questions are worth the dialogue, seen from one doctor's figures? About hours and work, never blame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.calc.lists import riktvarde_difference
from planner.calc.time_use import duty_share, indirect_share
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports.eligibility import verdict_of
from planner.reports.tables import has_own_list
from planner.swedish import number, percent

MOST = 3
# when a question is asked; limits of ours, no norm for anyone
MUCH_INDIRECT, MUCH_DUTY, FAR_FROM_RIKTVARDE, SPARE = 0.4, 0.3, 0.15, 0.85
ALWAYS = (
    "Vilken uppgift i underlaget stämmer sämst med vardagen, och hur kan vi mäta den?",
    "Vem svarar för patienterna på listan när läkaren är borta?",
    "Vad ska vi titta på för att se om planen håller?",
)


def questions(plan: Plan, results: Results, place: int, scenario: str = "") -> tuple[str, ...]:
    """Three questions: those that her figures give rise to, in order of weight, then those that always fit."""
    found = [*_from_figures(plan, results, place)]
    if scenario:
        found.insert(min(1, len(found)), "Vad talar för scenariot, vad talar emot, och vem mer berörs av det?")
    return tuple([*found, *ALWAYS][:MOST])


def _from_figures(plan: Plan, results: Results, place: int) -> Iterator[str]:
    doctor, row = plan.doctors[place], results.doctors[place]
    if not has_own_list(doctor):
        yield "Vilket stöd behöver kollegorna mest, och ryms det i timmarna?"
    yield from _about_the_list(doctor, row)
    yield from _about_duties(doctor, row)
    indirect = indirect_share(row)
    if has_own_list(doctor) and indirect is not None and indirect > MUCH_INDIRECT:
        yield (
            f"{percent(indirect)} av tiden per listad är indirekt arbete. Vad av recept, provsvar, intyg och"
            " meddelanden kan göras enklare, eller av någon annan?"
        )
    if not verdict_of(plan, row).counted:
        yield "Vad behövs för att det ska bli tydligt vilka patienter läkaren är fast läkarkontakt för?"
    if doctor.role == "st":
        yield "Hur ska listan växa under ST, och vilken handledning behövs för det?"
    apart = riktvarde_difference(row)
    if apart is not None and apart > FAR_FROM_RIKTVARDE:
        yield (
            f"Talet är {number(row['patients'])} och riktvärdet {number(row['riktvarde'])}. Vad i listan, kontakterna"
            " eller uppdragen förklarar skillnaden?"
        )


def _about_the_list(doctor: Doctor, row: Mapping[str, Any]) -> Iterator[str]:
    load, needed, contracted = row["load"], row["weekly_hours_needed"], row["contracted_weekly_hours"]
    if doctor.current_list is None and has_own_list(doctor):
        yield "Vilken lista är rimlig att börja med, och i vilken takt ska den växa?"
    elif load is not None and load > 1:
        yield (
            f"Dagens lista tar {percent(load)} av tiden för patienter. Vad ska göras på ett annat sätt, av någon annan"
            " eller inte alls?"
        )
    elif needed is not None and contracted is not None and needed > contracted:
        yield "Dagens lista tar av luften för det oväntade. Var märks det i veckan, och är det så vi vill ha det?"
    elif load is not None and load < SPARE:
        yield (
            f"Dagens lista tar {percent(load)} av tiden för patienter. Ska resten gå till fler listade, till bättre"
            " kontinuitet eller till något annat?"
        )


def _about_duties(doctor: Doctor, row: Mapping[str, Any]) -> Iterator[str]:
    duties = duty_share(row)
    if duties is None:
        return
    if duties > MUCH_DUTY:
        yield (f"Uppdragen tar {percent(duties)} av arbetstiden. Vilka av dem ska vara kvar, och vad ger de enheten?")
    elif duties and doctor.fte is not None and doctor.fte < 1 and doctor.duties_scale is False:
        yield "Uppdragen tar lika många timmar i veckan som på heltid. Ska de följa tjänstgöringsgraden?"
