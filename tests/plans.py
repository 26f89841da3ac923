"""Which plans shall a test hold for? Random plans derived from the declarations: seeded, or drawn by Hypothesis.

A field added to a declaration is filled in here too, with no line to change.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from hypothesis import strategies as st

from planner.domain.change_text import NOT_CHANGED
from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, free_id
from planner.domain.rules import OWN_FIGURES, OWN_VISITS
from planner.domain.scenario import Change, Comment, Scenario
from planner.schema import Field, fields_of

YEARS = (2023, 2030)
MOST_DOCTORS = 40
# texts that a spreadsheet would like to run, and others that have to come through unharmed
TEXTS = ("Grön", "Lag 2", "=1+1", "+46 70", "-ledig", "@team", "007", "en rad\ntill", "Åsa & <Öst>", "'citat'")
IDS = ("Dr. X", "=HYPERLINK(1)", "-B", "7", "Läkare Å", "@Å", 'Dr "Y"')


def random_plan(seed: int, *, clean: bool = True, blanks: float = 0.05, doctors: int | None = None) -> Plan:
    """The plan that belongs to `seed`.

    clean: without contradictions, so that `check` finds no "fel" and required fields are filled in; else own
    figures without a list, two rows of one kind, table and total, dates in disorder and so on may occur.
    blanks: how often a field that should be filled in is not. doctors: how many, else 0–40.
    """
    return build_plan(random.Random(seed), clean=clean, blanks=blanks, doctors=doctors)


def plans(*, clean: bool = True, blanks: float = 0.05, most_doctors: int = 8) -> st.SearchStrategy[Plan]:
    """Plans drawn by Hypothesis, of the same kinds as `random_plan`."""
    return st.builds(
        lambda rng, doctors: build_plan(rng, clean=clean, blanks=blanks, doctors=doctors),
        st.randoms(use_true_random=False),
        st.integers(0, most_doctors),
    )


def build_plan(rng: random.Random, *, clean: bool, blanks: float, doctors: int | None = None) -> Plan:
    """A plan of values taken from `rng`, valid by every field's bounds.

    Two in three are believable: near the defaults and with nothing left empty that should be filled in, so that there
    are patients to compute. The others go to the bounds.
    """
    believable = rng.random() < 0.7
    blanks = 0 if believable else blanks
    clinic = random_clinic(rng, clean=clean, blanks=blanks, believable=believable)
    plan = Plan(clinic=clinic)
    count = rng.choice((0, 1, 2, 3, 5, 8, 14, rng.randint(15, MOST_DOCTORS))) if doctors is None else doctors
    for _ in range(count):
        plan = plan.model_copy(update={"doctors": (*plan.doctors, _doctor(rng, plan, clean, blanks, believable))})
    return plan


def random_value(
    rng: random.Random, declared: Field, blanks: float, year: int = YEARS[0], *, believable: bool = False
) -> Any:
    """A value that the field's declaration allows, None where `blanks` says so."""
    empty = 0.85 if believable and declared.kind == "date" else 0.3 if believable else 0.5
    if rng.random() < (empty if declared.optional else 0 if declared.required else blanks):
        return None
    if declared.default is not None and rng.random() < 0.4:
        return declared.default_value()
    match declared.kind:
        case "number" | "share":
            return _number(rng, declared, believable)
        case "integer" if declared.key == "year":
            return rng.randint(*YEARS)
        case "integer":
            return round(_number(rng, declared, believable))
        case "choice":
            return rng.choice(sorted(declared.choices or {}))
        case "yes_no":
            return rng.random() < 0.5
        case "date":
            return dt.date(year, 1, 1) + dt.timedelta(rng.randint(-30, 400))
        case "text":
            return rng.choice(TEXTS)
    raise TypeError(f"no random value for a field of kind {declared.kind}")


def _number(rng: random.Random, declared: Field, believable: bool) -> float:
    low, high = declared.low or 0, 1_000_000 if declared.high is None else declared.high
    if believable and declared.default:
        value = declared.default * rng.uniform(0.6, 1.1)
    elif believable:
        value = low + (high - low) * 0.12 * rng.random() ** 3
    else:
        value = _within(rng, low, high)
    return min(max(round(value, 4), declared.low or 0.0), declared.high or value)


def _within(rng: random.Random, low: float, high: float) -> float:
    # seldom the bounds themselves, often near the lower one as in life
    return rng.choice((low, high)) if rng.random() < 0.08 else low + (high - low) * rng.random() ** 3


def _record(
    rng: random.Random, record: type, blanks: float, year: int = YEARS[0], *, believable: bool = False
) -> dict[str, Any]:
    return {
        key: random_value(rng, declared, blanks, year, believable=believable)
        for key, declared in fields_of(record).items()
        if declared.kind != "rows"
    }


def random_clinic(rng: random.Random, *, clean: bool, blanks: float, believable: bool) -> Clinic:
    """A clinic with its contacts table or its total."""
    values = _record(rng, Clinic, blanks, believable=believable)
    by_table = rng.random() < 0.75
    contacts = _contacts(rng, clean, blanks, believable) if by_table else ()
    contradicting = not clean and rng.random() < 0.15
    if contacts and not contradicting:
        values["direct_hours_per_year"] = None
    elif not contacts and values["direct_hours_per_year"] is None and rng.random() < 0.8:
        values["direct_hours_per_year"] = random_value(rng, fields_of(Clinic)["direct_hours_per_year"], 0)
    if clean and values["listed_care_home"] is not None:
        values["listed_care_home"] = min(values["listed_care_home"], values["listed_patients"] - 1)
    if not clean and rng.random() < 0.1:
        values["listed_patients"] = None
    values |= {"name": rng.choice(TEXTS), "contacts": contacts}
    return Clinic(**values)


def _contacts(rng: random.Random, clean: bool, blanks: float, believable: bool) -> tuple[Contact, ...]:
    kinds = [kind for kind in CONTACT_KINDS if rng.random() < 0.6]
    if not clean and kinds and rng.random() < 0.2:
        kinds.append(rng.choice(kinds))
    return tuple(Contact(**{**_record(rng, Contact, blanks, believable=believable), "kind": kind}) for kind in kinds)


def _doctor(rng: random.Random, plan: Plan, clean: bool, blanks: float, believable: bool) -> Doctor:
    values = _record(rng, Doctor, blanks, plan.clinic.year or YEARS[0], believable=believable)
    taken = {doctor.doctor_id for doctor in plan.doctors}
    awkward = [name for name in IDS if name not in taken]
    values["doctor_id"] = rng.choice(awkward) if awkward and rng.random() < 0.1 else free_id(plan)
    if clean:
        values |= _without_contradictions(values, plan)
    elif taken and rng.random() < 0.05:
        values["doctor_id"] = plan.doctors[0].doctor_id
    return Doctor(**values)


def _without_contradictions(values: dict[str, Any], plan: Plan) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    current, care_home = values["current_list"], values["care_home_patients"]
    if current is None:
        changed["care_home_patients"] = care_home = 0 if care_home is not None else None
    elif care_home is not None:
        changed["care_home_patients"] = care_home = min(care_home, current)
    if current is None or care_home is None or current - care_home <= 0:
        changed |= dict.fromkeys(OWN_FIGURES)
    for kind, key in OWN_VISITS.items():
        if plan.clinic.direct_hours_per_year is not None or plan.contact(kind) is None:
            changed[key] = None
    start, end = values["from_date"], values["to_date"]
    if start and end and start > end:
        changed |= {"from_date": end, "to_date": start}
    return changed


# signs that a sheet's name, a formula or a path may not hold as they are
NAMES = (
    "Läkare A går till 80 %", "=1+1", 'Säg "ja"', "a.b.c", "[]:*?/\\", "🩺 Sommar", "Läkare", "x" * 80, "'", "+46", "7",
)  # fmt: skip


def with_kept(plan: Plan, rng: random.Random, *, scenarios: int = 3, comments: int = 3) -> Plan:
    """The plan with scenarios and comments drawn from `rng`; some changes have nothing to meet."""
    kept = tuple(_scenario(rng, plan) for _ in range(rng.randint(0, scenarios)))
    said = tuple(
        Comment(**{k: v for k in fields_of(Comment) if (v := _kept_value(rng, fields_of(Comment)[k])) is not None})
        for _ in range(rng.randint(0, comments))
    )
    said = tuple(one.model_copy(update={"path": random_path(rng, plan)[0]}) for one in said)
    return plan.model_copy(update={"scenarios": kept, "comments": said})


def _scenario(rng: random.Random, plan: Plan) -> Scenario:
    own = {k: _kept_value(rng, declared) for k, declared in fields_of(Scenario).items()}
    own["name"] = rng.choice((*NAMES, None))
    return Scenario(
        **{k: v for k, v in own.items() if v is not None},
        changes=tuple(random_change(rng, plan) for _ in range(rng.randint(0, 6))),
    )


def _kept_value(rng: random.Random, declared: Field) -> Any:
    return (
        rng.choice((*TEXTS, *NAMES))[: int(declared.high or 60)]
        if declared.kind == "text"
        else random_value(rng, declared, 0.3)
    )


def random_path(rng: random.Random, plan: Plan) -> tuple[str, Field]:
    """The path of a value, and its declaration; now and then of a doctor who is not there."""
    where = rng.choice(("clinic", "contacts", "doctors", "doctors"))
    record = {"clinic": Clinic, "contacts": Contact, "doctors": Doctor}[where]
    key, declared = rng.choice(
        [(k, one) for k, one in fields_of(record).items() if one.kind != "rows" and k not in NOT_CHANGED]
    )
    if where == "clinic":
        return f"clinic.{key}", declared
    if where == "contacts":
        return f"clinic.contacts.{rng.choice(list(CONTACT_KINDS))}.{key}", declared
    return doctor_path(_some_doctor(rng, plan), 0, key), declared


def _some_doctor(rng: random.Random, plan: Plan) -> str:
    there = [doctor.doctor_id for doctor in plan.doctors if doctor.doctor_id]
    return rng.choice(there) if there and rng.random() < 0.9 else "Läkare Ny"


def random_change(rng: random.Random, plan: Plan) -> Change:
    """A change of any kind, as it would be read from a file."""
    what = rng.random()
    if what < 0.1:
        return Change(path=doctor_path(_some_doctor(rng, plan), 0), operation="remove")
    if what < 0.25:
        values = _record(rng, Doctor, 0.05, plan.clinic.year or YEARS[0], believable=True)
        given = {key: value for key, value in values.items() if key != "doctor_id" and rng.random() < 0.4}
        return Change(path=doctor_path(rng.choice(("Läkare Ny", *IDS)), 0), value=Doctor(**given))
    if what < 0.35:
        return _of_listed(rng, plan)
    path, declared = random_path(rng, plan)
    if declared.numeric and rng.random() < 0.5:
        if rng.random() < 0.5:
            return Change(
                path=path, operation="times", value=rng.choice((0.5, 0.8, 1.1, 1.5, 3.0, 1 / 3, 9_700 / 8_800))
            )
        return Change(path=path, operation="add", value=rng.choice((-0.2, -1.0, 0.1, 2.0, 0.5, 100.0)))
    return Change(path=path, value=random_value(rng, declared, 0.1))


def _of_listed(rng: random.Random, plan: Plan) -> Change:
    """A change that follows the listed, or of the listed."""
    there = [row.kind for row in plan.clinic.contacts if row.kind]
    kind = rng.choice(there) if there and rng.random() < 0.8 else rng.choice(list(CONTACT_KINDS))
    contacts = f"clinic.contacts.{kind}.contacts_per_year"
    what = rng.random()
    if what < 0.3:
        return Change(path="clinic.listed_patients", operation="add", value=rng.choice((900.0, -300.0, 1.0)))
    if what < 0.6:
        return Change(path=contacts, operation="add_per_listed", value=rng.choice((-0.2, 0.05, -3.0, 1 / 7)))
    path = contacts if what < 0.9 else "clinic.direct_hours_per_year"
    return Change(path=path, operation="follow_listed")
