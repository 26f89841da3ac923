"""What is missing, contradictory or odd in a plan, over and above each field's own bounds?

Each rule is a function of the plan that yields issues; `check` runs them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planner import swedish
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import ABSENCE, DUTIES, ROLES, Doctor
from planner.domain.eligibility import has_own_rule, rules_for
from planner.domain.plan import Plan, doctor_path
from planner.domain.results import Results, quantity
from planner.domain.riktvarden import valid_rows
from planner.schema import Field, Issue, Record, fields_of
from planner.sources import source_text
from planner.swedish import name_key

DUTY_KEYS = tuple(key for key, declared in fields_of(Doctor).items() if declared.group == DUTIES)
ABSENCE_KEYS = tuple(
    key for key, declared in fields_of(Doctor).items() if declared.group == ABSENCE and declared.kind == "number"
)
# which outcomes each of the clinic's sums counts
SUMS = {
    "capacity": ("eligible", "eligible_for_group"),
    "capacity_not_stated": ("not_stated",),
    "capacity_other": ("against_recommendation", "not_eligible"),
}
OWN_VISITS = {"planned_visit": "planned_visits_per_year", "acute_visit": "acute_visits_per_year"}
OWN_FIGURES = (*OWN_VISITS.values(), "indirect_hours_per_year")


def _label(record: type[Record], key: str) -> str:
    return fields_of(record)[key].label


TABLE, TOTAL = _label(Clinic, "contacts"), _label(Clinic, "direct_hours_per_year")
LIST, CARE_HOME = _label(Doctor, "current_list"), _label(Doctor, "care_home_patients")
ST_YEAR, SUPERVISED = _label(Doctor, "st_year"), _label(Doctor, "supervised")
FROM, TO, REGION = _label(Doctor, "from_date"), _label(Doctor, "to_date"), _label(Clinic, "region")

# indirect work over direct time, documentation counted as indirect, in the one Swedish time study found
STUDY_INDIRECT_RATIO = 0.95
STUDY_SOURCE = "anskar2018"
MINUTES_PER_HOUR = 60.0
ODD_INDIRECT_RATIO = (0.2, 3.0)


def check(plan: Plan) -> list[Issue]:
    """Every issue of a plan, in the order of the forms. An empty list = nothing to say."""
    return [issue for rule in RULES for issue in rule(plan)]


def _issue(level: str, path: str, text: str, **more: bool) -> Issue:
    return Issue(level, path, text, path, **more)  # type: ignore[arg-type]


def _doctors(plan: Plan) -> Iterator[tuple[int, str, Doctor]]:
    for i, doctor in enumerate(plan.doctors):
        yield i, doctor.doctor_id or f"läkaren på rad {i + 1}", doctor


def missing(plan: Plan) -> Iterator[Issue]:
    """Fields that may not be empty and are."""
    yield from _missing(plan.clinic, "clinic", "")
    for i, row in enumerate(plan.clinic.contacts):
        name = CONTACT_KINDS.get(row.kind or "", f"rad {i + 1}")
        yield from _missing(row, f"clinic.contacts.{row.kind or i}", f"{name}: ")
    for i, name, doctor in _doctors(plan):
        yield from _missing(doctor, doctor_path(doctor.doctor_id, i), f"{name}: ")


def _missing(record: Record, path: str, prefix: str) -> Iterator[Issue]:
    for key, declared in fields_of(type(record)).items():
        if declared.kind != "rows" and not declared.optional and getattr(record, key) is None:
            yield _issue("saknas", f"{path}.{key}", prefix + _missing_text(declared), required=declared.required)


def _missing_text(declared: Field) -> str:
    if declared.required:
        return f"{declared.label} måste fyllas i."
    return f"{declared.label} är inte ifyllt. Det som bygger på det går inte att beräkna; tomt är inte noll."


def contact_time(plan: Plan) -> Iterator[Issue]:
    """The time with patients comes from the table or from the total, never both."""
    clinic = plan.clinic
    if clinic.contacts and clinic.direct_hours_per_year is not None:
        yield _issue(
            "fel", "clinic.direct_hours_per_year",
            f"Både tabellen {TABLE} och {TOTAL} är ifyllda. Behåll en av dem.",
        )  # fmt: skip
    if not clinic.contacts and clinic.direct_hours_per_year is None:
        yield _issue(
            "saknas", "clinic.contacts",
            f"{TABLE} saknas: fyll i tabellen, eller {TOTAL}. Utan dem går"
            " antalet patienter inte att beräkna.",
        )  # fmt: skip
    for kind, count in Counter(row.kind for row in clinic.contacts if row.kind).items():
        if count > 1:
            yield _issue(
                "fel", f"clinic.contacts.{kind}",
                f"{CONTACT_KINDS[kind]} står på {count} rader i tabellen {TABLE}. Slå ihop dem till en rad.",
            )  # fmt: skip


def listed(plan: Plan) -> Iterator[Issue]:
    """Care-home patients are among the listed, and somebody else is too."""
    all_listed, care_home = plan.clinic.listed_patients, plan.clinic.listed_care_home
    if all_listed is not None and care_home is not None and care_home > all_listed - 1:
        yield _issue(
            "fel", "clinic.listed_care_home",
            f"{_label(Clinic, 'listed_care_home')}: lästes ”{swedish.number(care_home)}”, förväntade högst"
            f" {swedish.number(all_listed - 1)}, en färre än antalet listade.",
        )  # fmt: skip


def doctor_ids(plan: Plan) -> Iterator[Issue]:
    """Each doctor has a signature of her own; case and blanks do not tell two apart."""
    count = Counter(name_key(doctor.doctor_id) for doctor in plan.doctors if doctor.doctor_id)
    for i, name, doctor in _doctors(plan):
        if doctor.doctor_id and count[name_key(doctor.doctor_id)] > 1:
            count[name_key(doctor.doctor_id)] = 0
            yield _issue(
                "fel", doctor_path(doctor.doctor_id, i, "doctor_id"),
                f"Läkare: ”{name}” finns mer än en gång. Ge varje läkare en egen signatur.",
            )  # fmt: skip


def no_doctors(plan: Plan) -> Iterator[Issue]:
    """A plan without doctors names nobody."""
    if not plan.doctors:
        yield _issue("saknas", "doctors", "Inga läkare är ifyllda. Lägg till minst en på sidan Läkarna.")


def own_list(plan: Plan) -> Iterator[Issue]:
    """Care-home patients lie within the list, and own figures need a list to be divided by."""
    for i, name, doctor in _doctors(plan):
        current, care_home = doctor.current_list, doctor.care_home_patients
        path = doctor_path(doctor.doctor_id, i)
        if care_home and current is None:
            yield _issue(
                "fel", f"{path}.care_home_patients",
                f"{name}: {CARE_HOME} är ifyllt men inte {LIST}. Fyll i listan.",
            )  # fmt: skip
        elif care_home is not None and current is not None and care_home > current:
            yield _issue(
                "fel", f"{path}.care_home_patients",
                f"{name}: {CARE_HOME}: lästes ”{swedish.number(care_home)}”, förväntade högst listan,"
                f" {swedish.number(current)}.",
            )  # fmt: skip
        has_list = current is not None and care_home is not None and current - care_home > 0
        for key in OWN_FIGURES:
            if getattr(doctor, key) is not None and not has_list:
                label = fields_of(Doctor)[key].label
                yield _issue(
                    "fel", f"{path}.{key}",
                    f"{name}: {label} är ifyllt men läkaren har ingen egen lista att dela på. Fyll i {LIST},"
                    " eller lämna de egna siffrorna tomma.",
                )  # fmt: skip


def own_visits(plan: Plan) -> Iterator[Issue]:
    """Own visits take their minutes from the clinic's row of that kind."""
    for i, name, doctor in _doctors(plan):
        for kind, key in OWN_VISITS.items():
            if getattr(doctor, key) is None:
                continue
            label, path = fields_of(Doctor)[key].label, doctor_path(doctor.doctor_id, i, key)
            if plan.clinic.direct_hours_per_year is not None:
                yield _issue(
                    "fel", path,
                    f"{name}: {label} går inte ihop med {TOTAL}. Fyll i tabellen"
                    f" {TABLE} i stället för totalen.",
                )  # fmt: skip
            elif plan.contact(kind) is None:
                yield _issue(
                    "fel", path,
                    f"{name}: {label} är ifyllt men tabellen {TABLE} har ingen rad {CONTACT_KINDS[kind]},"
                    " som minuterna tas från.",
                )  # fmt: skip


def dates(plan: Plan) -> Iterator[Issue]:
    """A doctor works from one day to a later one."""
    for i, name, doctor in _doctors(plan):
        start, end = doctor.from_date, doctor.to_date
        path = doctor_path(doctor.doctor_id, i, "to_date")
        if start and end and start > end:
            yield _issue("fel", path, f"{name}: {TO} {end} är före {FROM} {start}.")


def odd_lists(plan: Plan) -> Iterator[Issue]:
    """What can be right but seldom is: lists that do not add up, roles that do not fit."""
    named = sum(doctor.current_list or 0 for doctor in plan.doctors)
    if plan.clinic.listed_patients is not None and named > plan.clinic.listed_patients:
        yield _issue(
            "rimlighet", "clinic.listed_patients",
            f"Läkarnas listor är tillsammans {swedish.number(named)}, fler än enhetens"
            f" {swedish.number(plan.clinic.listed_patients)} listade.",
        )  # fmt: skip
    care_home = sum(doctor.care_home_patients or 0 for doctor in plan.doctors)
    if plan.clinic.listed_care_home is not None and care_home > plan.clinic.listed_care_home:
        yield _issue(
            "rimlighet", "clinic.listed_care_home",
            f"Läkarna har tillsammans {swedish.number(care_home)} personer på särskilt boende, enheten har"
            f" {swedish.number(plan.clinic.listed_care_home)}.",
        )  # fmt: skip
    for i, name, doctor in _doctors(plan):
        path = doctor_path(doctor.doctor_id, i)
        if doctor.role == "senior_advisor" and (doctor.current_list or 0) > (doctor.care_home_patients or 0):
            yield _issue(
                "rimlighet", f"{path}.current_list",
                f"{name}: en senior rådgivare har ingen egen lista, men {LIST} är ifylld.",
            )  # fmt: skip
        if doctor.role != "st" and doctor.st_year is not None:
            yield _issue(
                "rimlighet", f"{path}.st_year", f"{name}: {ST_YEAR} är ifyllt men befattningen är inte {ROLES['st']}."
            )


def indirect_ratio(plan: Plan) -> Iterator[Issue]:
    """Indirect work far from what a Swedish time study found is worth a second look."""
    ratio = indirect_share_of_direct(plan)
    low, high = ODD_INDIRECT_RATIO
    if ratio is not None and not low <= ratio <= high:
        yield _issue(
            "rimlighet", "clinic.indirect_minutes",
            f"Indirekt arbete, dokumentationen inräknad, är {swedish.number(ratio, 2)} gånger tiden med patienterna."
            f" I en svensk tidsstudie var det {swedish.number(STUDY_INDIRECT_RATIO, 2)} i genomsnitt"
            f" ({source_text(STUDY_SOURCE)}). Kontrollera minuterna.",
        )  # fmt: skip


def region_rule(plan: Plan) -> Iterator[Issue]:
    """A region whose own rule we have not read follows the national file, and that is said."""
    region = plan.clinic.region
    if region is None:
        text = f"{REGION} är inte ifylld. Den nationella definitionen av vem som kan vara fast läkarkontakt används."
        yield _issue("upplysning", "clinic.region", text)
    elif not has_own_rule(region):
        yield _issue(
            "upplysning", "clinic.region",
            f"Vi har inte läst någon egen regel för {region} om vem som kan vara fast läkarkontakt. Den nationella"
            " definition som regeringen föreslog 2021 används.",
        )  # fmt: skip


def minutes_per_listed(plan: Plan) -> tuple[float, float] | None:
    """(minutes with patients, minutes of documentation) per listed and year by the table or the total, or None."""
    ordinary, total = ordinary_listed(plan), plan.clinic.direct_hours_per_year
    rows = plan.clinic.contacts
    if ordinary and not rows and total is not None:
        return total * MINUTES_PER_HOUR / ordinary, 0.0
    if not ordinary or not rows or any(not _whole(row) for row in rows):
        return None
    direct = sum((row.contacts_per_year or 0) * (row.minutes or 0) for row in rows) / ordinary
    return direct, sum((row.contacts_per_year or 0) * (row.documentation_minutes or 0) for row in rows) / ordinary


def ordinary_listed(plan: Plan) -> int | None:
    """Listed patients outside care homes, or None when not filled in or not above zero."""
    if plan.clinic.listed_patients is None:
        return None
    rest = plan.clinic.listed_patients - (plan.clinic.listed_care_home or 0)
    return rest if rest > 0 else None


def _whole(row: Contact) -> bool:
    return None not in (row.contacts_per_year, row.minutes, row.documentation_minutes)


def indirect_share_of_direct(plan: Plan) -> float | None:
    """Indirect work with documentation over minutes with patients, both per listed; None = not computable."""
    minutes = minutes_per_listed(plan)
    if minutes is None or plan.clinic.indirect_minutes is None or minutes[0] == 0:
        return None
    return (plan.clinic.indirect_minutes + minutes[1]) / minutes[0]


def suggested_indirect_minutes(plan: Plan) -> float | None:
    """Indirect minutes per listed and year that the contacts and the time study suggest; None = not computable.

    0.95 × minutes with patients − documentation already entered. Source: anskar2018.
    """
    minutes = minutes_per_listed(plan)
    return None if minutes is None else max(0.0, STUDY_INDIRECT_RATIO * minutes[0] - minutes[1])


RULES = (
    missing, contact_time, listed, no_doctors, doctor_ids, own_list, own_visits, dates, odd_lists,
    indirect_ratio, region_rule,
)  # fmt: skip


def result_issues(plan: Plan, results: Results) -> list[Issue]:
    """What only the results show: sums that cannot be computed, time that does not suffice, rules left open."""
    return [issue for rule in RESULT_RULES for issue in rule(plan, results)]


def lost_sums(plan: Plan, results: Results) -> Iterator[Issue]:
    """Which of the clinic's sums cannot be computed, and because of whom."""
    names = [name for _, name, _ in _doctors(plan)]
    for one in (quantity(key, "clinic") for key in SUMS):
        lost = [
            name
            for name, row in zip(names, results.doctors, strict=True)
            if row["named_patients"] is None and row["eligibility"] in SUMS[one.key]
        ]
        if lost:
            yield _issue(
                "upplysning", "doctors",
                f"”{one.label}” för enheten går inte att beräkna, eftersom antalet inte går att beräkna för"
                f" {', '.join(lost)}.",
            )  # fmt: skip
    gap, reference = results.clinic["gap"], results.clinic["reference_patients"]
    if plan.doctors and gap is not None and gap > 0 and not reference:
        yield _issue(
            "upplysning", "doctors",
            "Hur många heltidsläkare som saknas går inte att beräkna: den genomsnittliga heltidsläkarens patienter"
            " bygger på specialisternas frånvaro och uppdrag, och de är inte ifyllda eller tar hela tiden.",
        )  # fmt: skip


def no_time(plan: Plan, results: Results) -> Iterator[Issue]:
    """Absence that takes the year, and duties that take the working time."""
    for i, name, doctor in _doctors(plan):
        row, path = results.doctors[i], doctor_path(doctor.doctor_id, i)
        if row["workdays"] == 0:
            yield _issue(
                "rimlighet", f"{path}.to_date", f"{name}: arbetar ingen dag under {plan.clinic.year} enligt datumen."
            )
        elif row["net_days"] == 0:
            yield _issue(
                "rimlighet", f"{path}.{_largest(doctor, ABSENCE_KEYS)}",
                f"{name}: frånvaron är lika lång som eller längre än de {swedish.number(row['workdays'])}"
                " arbetsdagarna. Då blir ingen tid kvar.",
            )  # fmt: skip
        elif row["net_hours"] and row["duty_hours"] is not None and row["duty_hours"] >= row["net_hours"]:
            yield _issue(
                "rimlighet", f"{path}.{_largest(doctor, DUTY_KEYS)}",
                f"{name}: uppdragen tar {swedish.number(row['duty_hours'])} h om året, lika mycket som eller mer än"
                f" arbetstidens {swedish.number(row['net_hours'])} h. Då blir ingen tid kvar för patienter.",
            )  # fmt: skip


def _largest(doctor: Doctor, keys: Sequence[str]) -> str:
    return max(keys, key=lambda key: getattr(doctor, key) or 0)


def open_rules(plan: Plan, results: Results) -> Iterator[Issue]:
    """A field that the region's rule or table asks for and that nobody has filled in."""
    rules = rules_for(plan.clinic.region)
    for i, name, doctor in _doctors(plan):
        row, path = results.doctors[i], doctor_path(doctor.doctor_id, i)
        deciding = [line for line in rules.competence if line.id in row["eligibility_rules"]]
        if row["eligibility"] == "not_stated" and any(line.requires_supervision for line in deciding):
            room = row["named_patients"]
            time = f" Tiden, som räcker till {swedish.number(room)} patienter," if room is not None else " Läkaren"
            yield _issue(
                "saknas", f"{path}.supervised",
                f"{name}: {SUPERVISED} är inte ifyllt, och regeln ({rules.region}) kräver handledning.{time} räknas"
                " inte med förrän det är ifyllt.",
            )  # fmt: skip
        if doctor.role == "st" and doctor.st_year is None and row["riktvarde"] is None and _by_st_year(plan):
            yield _issue(
                "saknas", f"{path}.st_year",
                f"{name}: {ST_YEAR} är inte ifyllt, och riktvärdet i {plan.clinic.region} beror på det. Läkaren är inte"
                " med i enhetens riktvärde.",
            )  # fmt: skip


def _by_st_year(plan: Plan) -> bool:
    year = plan.clinic.year
    return year is not None and any(row.by_st_year for row in valid_rows(plan.clinic.region, "st", year))


RESULT_RULES = (lost_sums, no_time, open_rules)
