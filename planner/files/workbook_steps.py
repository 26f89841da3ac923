"""Which steps does the sheet Beräkning hold, and what is the formula of each?

A formula is a template: {key} is the cell of that step for the same doctor, {all_key} the cells of all doctors.
What belongs to the clinic has a defined name: Uppgift_<key> is an input as picked up (a number or "ej ifyllt"),
Steg_<key> a step. Every formula is wrapped so that an error, such as a calculation with the words "ej ifyllt",
becomes "ej beräkningsbart"; so what is empty is never counted as zero. Beware: MAX, SUM and MEDIAN pass over
words in cells, so they never meet a cell that can hold words unless that is what is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.calc.columns import OTHER_KINDS
from planner.domain.clinic import CONTACT_KINDS, NATIONAL
from planner.domain.doctor import ABSENCE, ROLES
from planner.domain.results import CLINIC_QUANTITIES, DOCTOR_QUANTITIES, PATIENT_HOURS, Quantity, contacts_key
from planner.domain.rules import ABSENCE_KEYS, DUTY_KEYS, OWN_VISITS
from planner.files.layout import NOT_COMPUTABLE, NOT_FILLED_IN, USED, clinic_fields, doctor_fields
from planner.files.workbook_finding import TEXTS
from planner.files.workbook_rule_steps import COUNTED_STEPS, ELIGIBILITY
from planner.files.workbook_step import CLINIC_STEP, Step, Taken, empty, filled


def clinic_inputs() -> tuple[Taken, ...]:
    """The clinic's fields that a formula takes: the numbers and the region."""
    return tuple(Taken(key, one) for key, one in clinic_fields().items() if one.numeric or key == "region")


def doctor_inputs() -> tuple[Taken, ...]:
    """The doctor's fields that a formula takes: all but free text."""
    return tuple(Taken(key, one) for key, one in doctor_fields().items() if one.kind != "text")


# what the reference doctor has the median of, beside the week's duties
MEDIANS = (*(key for key, one in doctor_fields().items() if one.group == ABSENCE), "yearly_hours")
LAST_OF_REFERENCE = "patients"


_YEAR_START, _YEAR_END = "DATE(Uppgift_year,1,1)", "DATE(Uppgift_year,12,31)"


def _of_kind(kind: str, label: str) -> tuple[Step, ...]:
    """How many rows the contacts table has of one kind, and its contacts per listed and minutes per contact."""
    rows, row = f"{CLINIC_STEP}rows_{kind}", f'Kontakt_kind,"{label}",Kontakt_used,"{USED}"'

    def once(key: str) -> str:
        return f'COUNTIFS({row},Kontakt_{key},">=0")=1'

    def value(key: str) -> str:
        return f"SUMIFS(Kontakt_{key},{row})"

    return (
        Step(f"rows_{kind}", f"{label}: rader", "", "rader av typen på bladet Läkarkontakter", f"COUNTIFS({row})",
             decimals=0),
        Step(f"contacts_{kind}", f"{label} per listad, hela enheten", "per år",
             "kontakter per år / listade utanför särskilt boende; 0 om raden inte är ifylld",
             f"IF({rows}=0,0,IF(AND({rows}=1,{once('contacts_per_year')}),"
             f"{value('contacts_per_year')}/{CLINIC_STEP}ordinary_listed,NA()))", decimals=2),
        Step(f"minutes_{kind}", f"{label}: minuter", "min", "minuter med patienten + minuter dokumentation",
             f"IF({rows}=0,0,IF(AND({rows}=1,{once('minutes')},{once('documentation_minutes')}),"
             f"{value('minutes')}+{value('documentation_minutes')},NA()))"),
    )  # fmt: skip


BEFORE_DOCTORS = ("weekdays", "workdays")
_CALENDAR = Step(
    "calendar_workdays", "Arbetsdagar enligt kalendern", "dagar",
    "vardagar utan helgdagar, midsommarafton, julafton och nyårsafton",
    f"NETWORKDAYS({_YEAR_START},{_YEAR_END},Helgdagar)", decimals=0,
)  # fmt: skip


def clinic_steps() -> Iterator[Step]:
    """The clinic's steps that the doctors' build on, in order."""
    for one in CLINIC_QUANTITIES:
        if one.key in BEFORE_DOCTORS:
            if one.key == "workdays":
                yield _CALENDAR
            yield from_quantity(one, CLINIC_FORMULAS[one.key])
    yield Step("ordinary_listed", "Listade utanför särskilt boende", "personer",
               "listade patienter − varav på särskilt boende; tomt räknas här som ingen",
               'IF(Uppgift_listed_patients-IF(ISNUMBER(Uppgift_listed_care_home),Uppgift_listed_care_home,0)>0,'
               'Uppgift_listed_patients-IF(ISNUMBER(Uppgift_listed_care_home),Uppgift_listed_care_home,0),NA())',
               "persons")  # fmt: skip
    for kind, label in CONTACT_KINDS.items():
        yield from _of_kind(kind, label)
    by_table = "+".join(f"{CLINIC_STEP}contacts_{kind}*{CLINIC_STEP}minutes_{kind}" for kind in OTHER_KINDS)
    yield Step("table_minutes", "Direkt tid i tabellen, typer utan egna siffror", "min per listad",
               "summan av kontakter per listad × minuter, utom planerade och akuta besök som räknas per läkare",
               by_table)  # fmt: skip
    yield Step("total_minutes", "Direkt tid ur totalen", "min per listad",
               "total tid för direkta patientkontakter × 60 / listade utanför särskilt boende; 0 när tabellen är"
               " ifylld; båda eller ingen går inte att räkna med",
               f'IF((COUNTIF(Kontakt_used,"{USED}")>0)=ISNUMBER(Uppgift_direct_hours_per_year),NA(),'
               f'IF(COUNTIF(Kontakt_used,"{USED}")>0,0,'
               f"Uppgift_direct_hours_per_year*60/{CLINIC_STEP}ordinary_listed))")  # fmt: skip
    yield Step("clinic_minutes", "Enhetens direkta tid, typer utan egna siffror", "min per listad",
               "tabellen + totalen", f"{CLINIC_STEP}table_minutes+{CLINIC_STEP}total_minutes")  # fmt: skip
    yield Step("rule_region", "Regel om fast läkarkontakt", "",
               "regionens egen regel om vi har läst den, annars Nationell (bladet Vem räknas)",
               f'IF(COUNTIF(Ovriga_region,Uppgift_region)>0,Uppgift_region,"{NATIONAL}")', "text")  # fmt: skip


def _sum_of(step: str) -> str:
    return f'IF(COUNTIF({{all_{step}}},"{NOT_COMPUTABLE}")>0,NA(),SUM({{all_{step}}}))'


def _sum_of_riktvarde(step: str) -> str:
    return f"IF(COUNT({{all_{step}}})=0,NA(),SUM({{all_{step}}}))"


# a new quantity of the clinic needs its line here; a test and KeyError tell
CLINIC_FORMULAS: dict[str, str] = {
    "weekdays": f"NETWORKDAYS({_YEAR_START},{_YEAR_END})",
    "workdays": "IF(ISNUMBER(Uppgift_workdays),Uppgift_workdays,Steg_calendar_workdays+0)",
    "capacity": _sum_of("patients_counted"),
    "capacity_not_stated": _sum_of("patients_not_stated"),
    "capacity_other": _sum_of("patients_not_counted"),
    "gap": "Uppgift_listed_patients-Steg_capacity",
    "coverage": "Steg_capacity/Uppgift_listed_patients",
    "reference_patients": "{reference_patients}+0",
    "fte_missing": "IF(Steg_gap<=0,0,IF(Steg_reference_patients>0,Steg_gap/Steg_reference_patients,NA()))",
    "riktvarde": _sum_of_riktvarde("riktvarde_counted"),
    "riktvarde_national": _sum_of_riktvarde("national_counted"),
}


def clinic_result_steps() -> tuple[Step, ...]:
    """The clinic's quantities that build on the doctors', and the texts that the sentence on Resultat takes."""
    quantities = (one for one in CLINIC_QUANTITIES if one.key not in BEFORE_DOCTORS)
    return (
        *(from_quantity(one, CLINIC_FORMULAS[one.key]) for one in quantities),
        from_quantity(PATIENT_HOURS, _sum_of("hours_counted")),
        *TEXTS,
    )


def from_quantity(one: Quantity, formula: str) -> Step:
    return Step(one.key, one.label, one.unit, one.formula, formula, one.kind, one.decimals)


def _contacts(kind: str) -> str:
    clinic = f"{{weight}}*{CLINIC_STEP}contacts_{kind}"
    if kind not in OWN_VISITS:
        return clinic
    own = OWN_VISITS[kind]
    return (
        f"IF({empty(own)},{clinic},IF({CLINIC_STEP}rows_{kind}=0,NA(),IF({{own_list}}>0,{{{own}}}/{{own_list}},NA())))"
    )


def _direct_minutes() -> str:
    own = "+".join(f"{{{contacts_key(kind)}}}*{CLINIC_STEP}minutes_{kind}" for kind in OWN_VISITS)
    return f"{{pace}}*({{weight}}*{CLINIC_STEP}clinic_minutes+{own})"


# a new quantity of a doctor needs its line here; a test and KeyError tell
DOCTOR_FORMULAS: dict[str, str] = {
    "weekdays": "Steg_weekdays+0",
    "workdays": "Steg_workdays*{period_share}",
    "net_days": "MAX(0,{workdays}" + "".join(f"-{{{key}}}" for key in ABSENCE_KEYS) + ")*(1-{sick_share})",
    "net_weeks": "{net_days}/5",
    "net_hours": "{net_days}*Uppgift_full_time_hours/5*{fte}",
    "weekly_duties": "+".join(f"{{{key}}}" for key in DUTY_KEYS),
    "duty_hours": "({net_weeks}*{weekly_duties}+{yearly_hours})*{duty_scale}",
    "patient_hours": "MAX(0,{net_hours}-{duty_hours})",
    "planned_hours": "{patient_hours}*Uppgift_planned_load",
    "own_list": "{current_list}-{care_home_patients}",
    "weight": "{care_need}*(1-Uppgift_share_by_others)",
    **{contacts_key(kind): _contacts(kind) for kind in CONTACT_KINDS},
    "direct_minutes": _direct_minutes(),
    "indirect_minutes": f"IF({empty('indirect_hours_per_year')},{{weight}}*Uppgift_indirect_minutes,"
    "IF({own_list}>0,{indirect_hours_per_year}*60/{own_list},NA()))",
    "minutes_per_patient": "{direct_minutes}+{indirect_minutes}",
    "patients": f'IF({{role}}="{ROLES["senior_advisor"]}",0,'
    "IF({minutes_per_patient}>0,{planned_hours}*60/{minutes_per_patient},NA()))",
    "named_patients": "{patients}+{care_home_patients}",
    "riktvarde": "{riktvarde_full_time}*{fte}",
    "load": "IF(AND({own_list}>0,{patient_hours}>0,{minutes_per_patient}>0),"
    "{own_list}/({patient_hours}*60/{minutes_per_patient}),NA())",
    "weekly_hours_needed": "IF(AND({own_list}>0,{net_weeks}>0),"
    "({own_list}*{minutes_per_patient}/60/Uppgift_planned_load+{duty_hours})/{net_weeks},NA())",
    "contracted_weekly_hours": "Uppgift_full_time_hours*{fte}",
}


def _riktvarde_rows(region: str) -> str:
    """1 for each row of Riktvärden that has a value for the region and the role on 1 January, else 0."""
    return (
        f"(Riktvarde_region={region})*(Riktvarde_befattning={{role}})*(Riktvarde_varde>0)"
        f"*(Riktvarde_fran<={_YEAR_START})*(((Riktvarde_till=\"\")+(Riktvarde_till>={_YEAR_START}))>0)"
    )  # fmt: skip


def _riktvarde_full_time(region: str) -> str:
    year = "IF(ISNUMBER({st_year}),{st_year},-1)"
    fits = (
        f"(((Riktvarde_st_fran=\"\")*(Riktvarde_st_till=\"\")+({year}>=0)*(Riktvarde_st_fran<={year})"
        f"*(((Riktvarde_st_till=\"\")+(Riktvarde_st_till>{year}))>0))>0)"
    )  # fmt: skip
    rows = f"{_riktvarde_rows(region)}*{fits}"
    return f"IF(SUMPRODUCT({rows})=0,NA(),SUMPRODUCT({rows}*Riktvarde_varde))"


_BEFORE: dict[str, tuple[Step, ...]] = {
    "workdays": (
        Step("first_day", "Första dag", "", "arbetar från, annars årets första dag",
             f"IF({filled('from_date')},{{from_date}},{_YEAR_START})", "date"),
        Step("last_day", "Sista dag", "", "arbetar till, annars årets sista dag",
             f"IF({filled('to_date')},{{to_date}},{_YEAR_END})", "date"),
        Step("period_share", "Del av året", "%",
             "kalenderns arbetsdagar från första till sista dag / årets; 100 % utan datum",
             f"IF(AND({empty('from_date')},{empty('to_date')}),1,"
             f"IF(AND({filled('from_date')},{filled('to_date')},{{from_date}}>{{to_date}}),NA(),"
             f"IF(OR({{first_day}}>{_YEAR_END},{{last_day}}<{_YEAR_START}),0,"
             f"NETWORKDAYS(MAX({{first_day}},{_YEAR_START}),MIN({{last_day}},{_YEAR_END}),Helgdagar))"
             f"/Steg_calendar_workdays))", "share"),
    ),
    "duty_hours": (
        Step("duty_scale", "Uppdragen gånger", "", "tjänstgöringsgraden om uppdragen minskar med den, annars 1",
             'IF({duties_scale}="ja",1*{fte},IF({duties_scale}="nej",1,NA()))', decimals=2),
    ),
    "riktvarde": (
        Step("riktvarde_region", "Riktvärdet tas från", "",
             "regionen om den har ett värde för befattningen den 1 januari, annars Nationell (bladet Riktvärden)",
             f'IF({empty("role")},NA(),IF(SUMPRODUCT({_riktvarde_rows("Uppgift_region")})>0,Uppgift_region,'
             f'IF(Uppgift_region="{NOT_FILLED_IN}",NA(),"{NATIONAL}")))', "text"),
        Step("riktvarde_full_time", "Riktvärde på heltid", "personer", "ur tabellen på bladet Riktvärden",
             _riktvarde_full_time("{riktvarde_region}"), "persons"),
    ),
}  # fmt: skip


_NATIONAL = Step("national_full_time", "Nationellt riktvärde på heltid", "personer",
         "Socialstyrelsens värde den 1 januari",
         _riktvarde_full_time(f'"{NATIONAL}"'), "persons")  # fmt: skip

_TYPICAL = Step(
    "typical", "Ingår i medianen", "", "1 för specialister, eller för alla om ingen är specialist",
    f'IF(OR({{role}}="{ROLES["specialist"]}",COUNTIF({{all_role}},"{ROLES["specialist"]}")=0),1,0)', decimals=0,
)  # fmt: skip


def doctor_steps() -> Iterator[Step]:
    """Every step of a doctor after the inputs, the quantities in their declared order."""
    yield _TYPICAL
    for one in DOCTOR_QUANTITIES:
        yield from _BEFORE.get(one.key, ())
        yield from_quantity(one, DOCTOR_FORMULAS[one.key])
    yield _NATIONAL
    yield from ELIGIBILITY
    yield from COUNTED_STEPS
