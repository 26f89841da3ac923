"""What does a result say, in words? Sentences for the clinic and for each doctor; what has no number is said so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.calc.lists import list_over_room
from planner.domain.clinic import CONTACT_KINDS, NATIONAL
from planner.domain.doctor import ROLES
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import Results
from planner.domain.riktvarden import notes_for, riktvarden
from planner.domain.rules import SUMS
from planner.reports.eligibility import verdict_of
from planner.reports.tables import NO_LIST, doctor_names, has_own_list
from planner.schema import Issue
from planner.sources import source_text
from planner.swedish import MISSING, number, percent

COMPARISON = "Riktvärdet är en jämförelse, varken golv eller tak."
SAME_IN_TABLE = "Samma siffror finns i tabellen under bilden."
COMMON_KINDS = ("acute_visit", "phone", "digital")
HOW_TO_READ_DOTS = (
    "Varje rad är en läkare, i den ordning ni skrev in dem. Den fyllda punkten är hur många tiden räcker till, den"
    " tomma romben är dagens lista och det streckade märket är riktvärdet vid läkarens tjänstgöringsgrad."
)


def how_to_read_dots(plan: Plan) -> str:
    """How the figure of the doctors is read; the planned load is said where it is not all of the time."""
    load = plan.clinic.planned_load
    if load is None or load >= 1:
        return HOW_TO_READ_DOTS
    return (
        f"{HOW_TO_READ_DOTS} Planen bokar {percent(load)} av tiden för patienter; en lista som tar mer än så ryms inte"
        " i den."
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


def left_out(plan: Plan) -> str:
    """What makes a first number too generous: kinds of contact, documentation and slack that are not there yet."""
    clinic = plan.clinic
    kinds = [CONTACT_KINDS[kind] for kind in COMMON_KINDS if plan.contact(kind) is None]
    missing_parts = [kind.lower() for kind in kinds] if clinic.contacts else []
    if clinic.contacts and not any(row.documentation_minutes for row in clinic.contacts):
        missing_parts.append("dokumentation")
    if clinic.planned_load == 1:
        missing_parts.append("luft för det oväntade (planerad beläggning är 100 %)")
    if not missing_parts:
        return ""
    return f"Talet räknar ännu inte med {listing(missing_parts)}. Med det blir talet lägre."


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
    for key, why in (
        ("capacity_not_stated", "regeln eller underlaget inte säger om de räknas"),
        ("capacity_other", "de inte räknas enligt regeln"),
    ):
        total = results.clinic[key]
        rows = zip(doctor_names(plan), results.doctors, strict=True)
        names = [name for name, row in rows if row["eligibility"] in SUMS[key]]
        if names:
            time = "Deras tid går inte att beräkna." if total is None else f"Deras tid räcker till {number(total)}."
            found.append(f"Inte medräknade, eftersom {why}: {listing(names)}. {time}")
    return tuple(found)


def clinic_riktvarde(plan: Plan, results: Results) -> str:
    """The riktvärde of the doctors that count beside what their time suffices for, both without care homes; the
    national one too where it differs."""
    own, national = results.clinic["riktvarde"], results.clinic["riktvarde_national"]
    if own is None:
        year = plan.clinic.year
        first = min(row.valid_from for row in riktvarden() if row.region == NATIONAL)
        before = year is not None and dt.date(year, 1, 1) < first
        early = f" Det nationella riktvärdet gäller från {first}, alltså inte den 1 januari {year}." if before else ""
        return f"Ingen av läkarna som räknas har ett riktvärde att jämföra med.{early}"
    sentence = f"Riktvärdet för läkarna som räknas är tillsammans {number(own)}."
    sentence += _room_beside_riktvarde(plan, results, own)
    if national is not None and round(national) != round(own):
        sentence += f" Med Socialstyrelsens nationella riktvärde blir det {number(national)}."
    return f"{sentence} {COMPARISON}"


def _room_beside_riktvarde(plan: Plan, results: Results, riktvarde: float) -> str:
    """The patients of the doctors behind the riktvärde; empty where one of theirs is not computable."""
    compared = [
        (row["patients"], doctor.care_home_patients or 0)
        for doctor, row in zip(plan.doctors, results.doctors, strict=True)
        if verdict_of(plan, row).counted and row["riktvarde"] is not None
    ]
    if any(patients is None for patients, _ in compared):
        return ""
    patients, care_home = (sum(values) for values in zip(*compared, strict=True))
    start = f"Utan de {number(care_home)} på särskilt boende är antalet" if care_home else "Antalet är"
    return f" {start} {number(patients)}, {beside_riktvarde(patients, riktvarde)}."


def beside_riktvarde(patients: float, riktvarde: float) -> str:
    """158 färre än riktvärdet."""
    difference = round(patients) - round(riktvarde)
    if difference == 0:
        return "lika många som riktvärdet"
    return f"{number(abs(difference))} {'fler' if difference > 0 else 'färre'} än riktvärdet"


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
    which = _on_care_homes(care_home, total)
    if not has_own_list(doctor):
        beside = f", men är fast kontakt för {number(care_home)} på särskilt boende" if care_home else ""
        return Answer(f"{name} är senior rådgivare och har ingen egen lista{beside}.")
    if verdict.counted:
        group = f" ({row['eligibility_group']})" if row["eligibility_group"] else ""
        return Answer(f"{name} kan vara fast läkarkontakt för ", number(total), f" patienter{group}{which}.")
    undecided = row["eligibility"] == "not_stated"
    outcome = "det framgår inte om de räknas" if undecided else "de räknas inte enligt regeln om fast läkarkontakt"
    return Answer(f"{name} har tid för ", number(total), f" patienter{which}, men {outcome}. {verdict.reason}")


def _on_care_homes(care_home: int | None, total: float) -> str:
    if not care_home:
        return ""
    return (
        ", alla på särskilt boende" if round(total) == care_home else f", varav {number(care_home)} på särskilt boende"
    )


def doctors_finding(plan: Plan, results: Results) -> str:
    """The title of the figure with every doctor: how many of today's lists the planned time suffices for."""
    with_list = [has_own_list(doctor) for doctor in plan.doctors]
    rooms = [
        row["named_patients"]
        for row, counts in zip(results.doctors, with_list, strict=True)
        if counts and row["named_patients"] is not None
    ]
    over = [list_over_room(doctor, row) for doctor, row in zip(plan.doctors, results.doctors, strict=True)]
    fits = [one <= 0 for one in over if one is not None]
    if fits and len(plan.doctors) > 1:
        unknown = sum(with_list) - len(rooms)
        rest = f", {number(unknown)} läkares antal går inte att beräkna" if unknown else ""
        lists = "lista" if len(fits) == 1 else "listor"
        return f"{number(sum(fits))} av {number(len(fits))} {lists} ryms i den planerade tiden för patienter{rest}"
    if fits:
        return f"Dagens lista {'ryms' if fits[0] else 'ryms inte'} i den planerade tiden för patienter"
    if not rooms:
        return "Hur många patienter tiden räcker till går ännu inte att beräkna"
    low, high = number(min(rooms)), number(max(rooms))
    span = (
        f"{high} patienter{' per läkare' if len(rooms) > 1 else ''}"
        if low == high
        else f"mellan {low} och {high} patienter per läkare"
    )
    return f"Tiden räcker till {span}"


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


def dots_in_words(plan: Plan, results: Results) -> str:
    """The figure with every doctor in words, for those who do not see it."""
    rows = []
    for name, doctor, row in zip(doctor_names(plan), plan.doctors, results.doctors, strict=True):
        today = f", dagens lista {number(doctor.current_list)}" if doctor.current_list is not None else ""
        compared = f", riktvärde {number(row['riktvarde'])}" if row["riktvarde"] is not None else ""
        room = row["named_patients"]
        can = f"antalet {MISSING}" if room is None else f"tiden räcker till {number(room)}"
        can = NO_LIST if room == 0 and not has_own_list(doctor) else can
        rows.append(f"{name}: {can}{today}{compared}.")
    return " ".join([*rows, SAME_IN_TABLE])
