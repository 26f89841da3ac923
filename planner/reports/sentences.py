"""What does a result say, in words? Sentences for the clinic and for each doctor; what has no number is said so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.calc import levers
from planner.domain.clinic import NATIONAL
from planner.domain.doctor import ROLES
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import Results
from planner.domain.riktvarden import notes_for, valid_rows
from planner.reports.eligibility import verdict_of
from planner.reports.origins import assumptions, doctor_origins
from planner.reports.steps import named_steps
from planner.reports.tables import doctor_names
from planner.schema import Issue, fields_of
from planner.sources import source_text
from planner.swedish import MISSING, number, percent

NOT_A_DEMAND = "Resultatet är ett underlag för dialog. Det är inte ett krav och inte ett facit."
COMPARISON = "Riktvärdet är en jämförelse, varken golv eller tak."
SAME_IN_TABLE = "Samma siffror finns i tabellen under bilden."
WAY_ALT = f"Staplar för varje steg på vägen, uppifrån och ned. {SAME_IN_TABLE} Stegen står också som text."
HOW_TO_READ_DOTS = (
    "Varje rad är en läkare, i den ordning ni skrev in dem. Den fyllda punkten är hur många tiden räcker till, den"
    " tomma romben är dagens lista och det streckade märket är riktvärdet vid läkarens tjänstgöringsgrad."
)
HOW_TO_READ_WAY = (
    "Läs uppifrån och ned. De fyllda staplarna är nivåer. De streckade är tid som går till annat, och prickade staplar"
    " lägger till tid."
)


@dataclass(frozen=True)
class Answer:
    """The answer to a page's question: one sentence in three parts, so that its number can stand in large type."""

    before: str
    number: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        return self.before + self.number + self.after


# The clinic


def clinic_answer(plan: Plan, results: Results) -> Answer:
    """How many the clinic can be fast läkarkontakt for, out of those listed."""
    capacity, listed = results.clinic["capacity"], plan.clinic.listed_patients
    if capacity is None or not plan.doctors:
        return Answer("Det går ännu inte att beräkna hur många ni kan vara fast läkarkontakt för.")
    start = "Med det här underlaget kan ni vara fast läkarkontakt för "
    if listed is None:
        return Answer(start, number(capacity), " patienter.")
    if capacity > listed:
        return Answer(start, number(capacity), f" patienter. Ni har {number(listed)} listade, så alla får plats.")
    return Answer(start, number(capacity), f" av {number(listed)} listade ({percent(results.clinic['coverage'])}).")


def clinic_gap(results: Results) -> str:
    """How many listed have no place, and how many full-time doctors they would need."""
    gap, fte = results.clinic["gap"], results.clinic["fte_missing"]
    if gap is None:
        return ""
    whole = abs(round(gap))
    if whole == 0:
        return "Platserna är lika många som de listade."
    if gap < 0:
        return f"Det finns plats för {number(whole)} fler än de som är listade i dag."
    lacking = f"{number(whole)} listade får inte plats hos en fast läkarkontakt."
    if fte is None:
        return (
            f"{lacking} Hur många heltidsläkare det motsvarar går inte att beräkna, eftersom antalet patienter hos en"
            " genomsnittlig heltidsläkare inte går att beräkna eller är noll."
        )
    reference = number(results.clinic["reference_patients"])
    return f"{lacking} Det motsvarar {number(fte, 1)} heltidsläkare med plats för {reference} patienter var."


def clinic_not_counted(plan: Plan, results: Results) -> tuple[str, ...]:
    """What the doctors do who are not (surely) counted as fast läkarkontakt."""
    found = []
    for outcomes, total, why in (
        (("not_stated",), results.clinic["capacity_not_stated"], "regeln eller underlaget inte säger om de räknas"),
        (("against_recommendation", "not_eligible"), results.clinic["capacity_other"], "de inte räknas enligt regeln"),
    ):
        names = [
            n for n, row in zip(doctor_names(plan), results.doctors, strict=True) if row["eligibility"] in outcomes
        ]
        if names:
            time = "Deras tid går inte att beräkna." if total is None else f"Deras tid räcker till {number(total)}."
            found.append(f"Inte medräknade, eftersom {why}: {listing(names)}. {time}")
    return tuple(found)


def clinic_riktvarde(results: Results) -> str:
    """The riktvärde of the doctors that count beside the capacity; the national one too where it differs."""
    own, national, capacity = (results.clinic[key] for key in ("riktvarde", "riktvarde_national", "capacity"))
    if own is None:
        return "Ingen av läkarna som räknas har ett riktvärde att jämföra med."
    sentence = f"Riktvärdet för läkarna som räknas är tillsammans {number(own)}"
    sentence += f" ({percent(capacity / own)} av det ryms i tiden)." if capacity is not None and own > 0 else "."
    if national is not None and round(national) != round(own):
        sentence += f" Med Socialstyrelsens nationella riktvärde blir det {number(national)}."
    return f"{sentence} {COMPARISON}"


def clinic_current_lists(plan: Plan, results: Results) -> str:
    """Today's lists of the doctors that count beside what their time suffices for."""
    pairs = [
        (doctor.current_list, row["named_patients"])
        for doctor, row in zip(plan.doctors, results.doctors, strict=True)
        if verdict_of(plan, row).counted and doctor.current_list is not None
    ]
    if not pairs or any(room is None for _, room in pairs):
        return ""
    today, room = sum(current for current, _ in pairs), sum(room for _, room in pairs)
    room_words = f"planerade tid räcker till {number(room)}."
    if len(pairs) == 1:
        return f"Läkaren som räknas och har en lista i dag har {number(today)} på listan. Läkarens {room_words}"
    return f"Läkarna som räknas och har en lista i dag har tillsammans {number(today)} på listorna. Deras {room_words}"


def riktvarde_notes_title(region: str | None) -> str:
    """The title of the list of stated riktvärden."""
    regional = region not in (None, NATIONAL)
    return (
        f"Riktvärden som vi har läst: {region} och nationellt" if regional else "Riktvärden som vi har läst, nationellt"
    )


def riktvarde_notes(region: str | None) -> tuple[str, ...]:
    """Every riktvärde stated for the region and the nation, with dates, note and source."""
    found = []
    for row in notes_for(region):
        value = f"{number(row.value)} per heltid" if row.value is not None else "inget beslutat värde"
        until = f" till {row.valid_to}" if row.valid_to else ""
        found.append(
            f"{row.region}, {ROLES[row.role]}: {value}, från {row.valid_from}{until}. {row.note}"
            f" Källa: {source_text(row.source)}."
        )
    return tuple(found)


# One doctor


def doctor_answer(plan: Plan, results: Results, place: int) -> Answer:
    """How many patients the doctor's time suffices for, and whether they count."""
    row, name = results.doctors[place], doctor_names(plan)[place]
    doctor, verdict = plan.doctors[place], verdict_of(plan, row)
    total = row["named_patients"]
    if total is None:
        return Answer(f"Det går ännu inte att beräkna hur många patienter {name} har tid för.")
    care_home = doctor.care_home_patients
    which = f", varav {number(care_home)} på särskilt boende" if care_home else ""
    if doctor.role == "senior_advisor":
        beside = f", men är fast kontakt för {number(care_home)} på särskilt boende" if care_home else ""
        return Answer(f"{name} är senior rådgivare och har ingen egen lista{beside}.")
    if verdict.counted:
        group = f" ({row['eligibility_group']})" if row["eligibility_group"] else ""
        return Answer(f"{name} kan vara fast läkarkontakt för ", number(total), f" patienter{group}{which}.")
    outcome = (
        "om de räknas framgår inte av regeln eller underlaget"
        if row["eligibility"] == "not_stated"
        else "de räknas inte enligt regeln om fast läkarkontakt"
    )
    return Answer(f"{name} har tid för ", number(total), f" patienter{which}, men {outcome}.")


def doctors_finding(plan: Plan, results: Results) -> str:
    """The title of the figure with every doctor: how many of today's lists the planned time suffices for."""
    rooms = [row["named_patients"] for row in results.doctors if row["named_patients"] is not None]
    fits = [
        doctor.current_list <= row["named_patients"]
        for doctor, row in zip(plan.doctors, results.doctors, strict=True)
        if doctor.current_list is not None and row["named_patients"] is not None
    ]
    if fits and len(plan.doctors) > 1:
        unknown = len(plan.doctors) - len(rooms)
        rest = f", {number(unknown)} läkares antal går inte att beräkna" if unknown else ""
        lists = "lista" if len(fits) == 1 else "listor"
        return f"{number(sum(fits))} av {number(len(fits))} {lists} ryms i den planerade tiden för patienter{rest}"
    if fits:
        return f"Dagens lista {'ryms' if fits[0] else 'ryms inte'} i den planerade tiden för patienter"
    if not rooms:
        return "Hur många patienter tiden räcker till går ännu inte att beräkna"
    low, high = number(min(rooms)), number(max(rooms))
    span = f"{high} patienter" if low == high else f"mellan {low} och {high} patienter per läkare"
    return f"Tiden räcker till {span}"


def doctor_hours(plan: Plan, results: Results, place: int) -> str:
    """What today's list takes a week beside the contracted hours: a sentence about hours."""
    row = results.doctors[place]
    needed, contracted = row["weekly_hours_needed"], row["contracted_weekly_hours"]
    if needed is None or contracted is None:
        return f"Veckoarbetstiden med dagens lista går inte att beräkna: {'; '.join(no_mirror(plan, row, place))}."
    current = number(row["own_list"])
    start = (
        f"Dagens lista på {current} patienter tar {number(needed, 1)} timmar i veckan, uppdragen inräknade."
        f" Den avtalade veckan är {number(contracted, 1)} timmar."
    )
    difference = round(needed - contracted, 1)
    if difference == 0:
        return f"{start} Timmarna går jämnt upp."
    more = "mer" if difference > 0 else "mindre"
    return f"{start} Det är {number(abs(difference), 1)} timmar {more} i veckan."


def no_mirror(plan: Plan, row: Mapping[str, Any], place: int) -> tuple[str, ...]:
    """Why the weekly hours of today's list are not computable."""
    doctor = plan.doctors[place]
    if doctor.current_list is None:
        return (f"{fields_of(type(doctor))['current_list'].label} är inte ifyllt",)
    if row["own_list"] is not None and row["own_list"] <= 0:
        return ("ingen egen lista finns utanför särskilt boende",)
    if row["net_weeks"] == 0:
        return ("inga veckor i arbete blir kvar under året",)
    return ("något i underlaget är inte ifyllt",)


def doctor_riktvarde(plan: Plan, results: Results, place: int) -> str:
    """The doctor's number beside the riktvärde times her fte."""
    row = results.doctors[place]
    riktvarde, patients = row["riktvarde"], row["patients"]
    if riktvarde is None:
        return no_riktvarde(plan, place)
    sentence = f"Riktvärdet vid den här tjänstgöringsgraden är {number(riktvarde)}."
    if patients is not None and round(patients) != round(riktvarde):
        more = "fler" if patients > riktvarde else "färre"
        sentence += f" Antalet är {number(abs(round(patients) - round(riktvarde)))} {more}."
    return f"{sentence} {COMPARISON}"


def no_riktvarde(plan: Plan, place: int) -> str:
    """Why there is no riktvärde to compare a doctor's number with."""
    doctor, clinic = plan.doctors[place], plan.clinic
    needed = {"fte": doctor, "role": doctor, "region": clinic, "year": clinic}
    empty = [fields_of(type(owner))[key].label for key, owner in needed.items() if getattr(owner, key) is None]
    if not empty and any(row.by_st_year for row in valid_rows(clinic.region, doctor.role or "", clinic.year or 0)):
        empty = [fields_of(type(doctor))["st_year"].label]
    if empty:
        return f"Riktvärdet går inte att beräkna: {listing(empty)} är inte ifyllt."
    return "Det finns inget riktvärde att jämföra med för den här befattningen."


def what_it_takes(plan: Plan, results: Results, place: int, wanted: float) -> tuple[str, ...]:
    """What a list of `wanted` patients takes, one lever at a time, the others as today. Empty = not computable."""
    row, planned_load = results.doctors[place], plan.clinic.planned_load
    minutes, hours, patients = row["minutes_per_patient"], row["patient_hours"], row["patients"]
    if minutes is None or patients is None or planned_load is None or not row["net_weeks"] or wanted <= 0:
        return ()
    if minutes == 0 or plan.doctors[place].role == "senior_advisor":
        return ()
    if patients >= wanted:
        return (f"{number(wanted)} patienter ryms redan i tiden.",)
    more = float(levers.more_hours_per_week(wanted, minutes, planned_load, hours, row["net_weeks"]))
    found = [f"{number(more, 1)} timmar mer i veckan för patienter, till exempel färre timmar uppdrag, eller"]
    allowed = float(levers.minutes_per_patient_for(wanted, row["planned_hours"]))
    found.append(
        f"{number(allowed, 1)} minuter per listad och år i stället för {number(minutes, 1)}, eller"
        if allowed > 0
        else "kortare tid per listad: det går inte, eftersom ingen tid är kvar för patienter; eller"
    )
    load = float(levers.planned_load_for(wanted, minutes, hours))
    found.append(_load_lever(load, planned_load))
    return tuple(found)


def _load_lever(load: float, today: float) -> str:
    if not math.isfinite(load):
        return "högre planerad beläggning: det går inte, eftersom ingen tid är kvar för patienter."
    start = f"planerad beläggning {percent(load)} i stället för {percent(today)}"
    return f"{start}: det går inte, eftersom mer än all tid för patienter inte kan bokas." if load > 1 else f"{start}."


# What is missing


def missing(plan: Plan, results: Results, place: int | None = None) -> tuple[Issue, ...]:
    """The issues that stand in the way of a number: all of them, or those of the clinic and one doctor."""
    stopping = [issue for issue in results.issues if issue.level in ("fel", "saknas")]
    if place is None:
        return tuple(stopping)
    own = doctor_path(plan.doctors[place].doctor_id, place)
    return tuple(i for i in stopping if i.path.startswith("clinic") or i.path == own or i.path.startswith(f"{own}."))


def why_not_computable(plan: Plan, results: Results, place: int | None = None) -> tuple[str, ...]:
    """In words, what must be filled in or mended before there is a number; never empty when there is none."""
    texts = tuple(issue.text for issue in missing(plan, results, place))
    rows = results.doctors if place is None else (results.doctors[place],)
    no_time = [row for row in rows if row["minutes_per_patient"] == 0]
    if no_time:
        texts += ("Tiden per listad blir 0 minuter. Fyll i läkarkontakter eller indirekt patientarbete.",)
    return texts or ("Något i underlaget är inte ifyllt. Se Kontroll av underlaget.",)


def listing(names: list[str]) -> str:
    """A, B och C."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def what_riktvarde_takes(plan: Plan, results: Results, place: int) -> tuple[str, ...]:
    """What it takes to have room for the doctor's riktvärde; empty where there is none or it cannot be said."""
    riktvarde = results.doctors[place]["riktvarde"]
    return () if riktvarde is None else what_it_takes(plan, results, place, riktvarde)


def takes_heading(plan: Plan, results: Results, place: int) -> str:
    """The words before `what_riktvarde_takes`; empty where that is."""
    if not what_riktvarde_takes(plan, results, place):
        return ""
    return f"Det här krävs för att tiden ska räcka till {number(results.doctors[place]['riktvarde'])} patienter:"


def why_question(results: Results, place: int) -> str:
    """The title of the page that explains a doctor's number."""
    total = results.doctors[place]["named_patients"]
    return "Varför just det talet?" if total is None else f"Varför just {number(total)}?"


def way_finding(plan: Plan, place: int) -> str:
    """The title of the waterfall: from the year's hours to the hours for patients."""
    totals = [step for step in named_steps(plan, place) if step.total]
    first, last = totals[0].hours, totals[-1].hours
    if first is None or last is None:
        return "Vägen från årets timmar går ännu inte att beräkna"
    return f"Av årets {number(first)} timmar blir {number(last)} planerad tid för patienter"


def way_finding_in_patients(results: Results, place: int) -> str:
    """The title of the waterfall in patients."""
    patients = results.doctors[place]["patients"]
    if patients is None:
        return "Hur många patienter tiden räcker till går ännu inte att beräkna"
    return f"Den planerade tiden räcker till {number(patients)} patienter"


def same_way(plan: Plan, results: Results, place: int) -> str:
    """How to read the waterfall in patients, and how its end becomes the doctor's number."""
    row, care_home = results.doctors[place], plan.doctors[place].care_home_patients
    minutes = number(row["minutes_per_patient"], 1)
    words = f"Samma steg i patienter: timmarna delade med de {minutes} minuter som en listad tar på ett år."
    if care_home and row["patients"] is not None:
        words += (
            f" Till det kommer {number(care_home)} på särskilt boende: tillsammans {number(row['named_patients'])}."
        )
    return words


def assumptions_in_words(plan: Plan, place: int) -> str:
    """How many of the inputs are assumptions of ours."""
    assumed, filled = assumptions(doctor_origins(plan, place))
    return f"{assumed} av {filled} ifyllda uppgifter är antaganden. Byt dem mot era egna, så blir antalet säkrare."


def dots_in_words(plan: Plan, results: Results) -> str:
    """The figure with every doctor in words, for those who do not see it."""
    rows = []
    for name, doctor, row in zip(doctor_names(plan), plan.doctors, results.doctors, strict=True):
        today = f", dagens lista {number(doctor.current_list)}" if doctor.current_list is not None else ""
        compared = f", riktvärde {number(row['riktvarde'])}" if row["riktvarde"] is not None else ""
        room = row["named_patients"]
        can = f"antalet {MISSING}" if room is None else f"tiden räcker till {number(room)}"
        rows.append(f"{name}: {can}{today}{compared}.")
    return " ".join([*rows, SAME_IN_TABLE])


def way_in_words(plan: Plan, place: int) -> Iterator[str]:
    """The way to the number as a text to be read aloud, one sentence a step."""
    for step in named_steps(plan, place):
        patients = "" if step.patients is None else f" ({step.shown(step.patients, 'patienter')})"
        yield f"{step.label}: {step.shown(step.hours, 'h')}{patients}."
