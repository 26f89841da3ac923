"""Three made-up clinics as workbooks. Run from the project's root: .venv/bin/python sample_data/make.py

All figures are synthetic: round levels chosen by us, varied by a generator with a fixed seed. They describe no
real clinic and no real doctor.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

from planner import Clinic, Contact, Doctor, Plan

SEED = 20_260_101
YEAR = 2026
MADE = dt.date(2026, 1, 1)
HERE = Path(__file__).parent
# per listed and year, minutes with the patient, minutes of documentation
MIX = {
    "planned_visit": (0.75, 25, 5),
    "acute_visit": (0.35, 20, 5),
    "phone": (0.55, 8, 4),
    "digital": (0.15, 8, 4),
    "home_visit": (0.02, 60, 15),
}


def contacts(rng: np.random.Generator, ordinary: int, **more: tuple[float, float, float]) -> tuple[Contact, ...]:
    """The clinic's contacts: the mix times the listed outside care homes, varied by some per cent, in tens."""
    rows = []
    for kind, (per_listed, minutes, documentation) in {**MIX, **more}.items():
        number = round(ordinary * per_listed * rng.uniform(0.95, 1.05), -1)
        rows.append(
            Contact(
                kind=kind,
                contacts_per_year=float(number),
                minutes=float(minutes),
                documentation_minutes=float(documentation),
            )
        )
    return tuple(rows)


def doctors(rng: np.random.Generator, rows: list[dict[str, Any]]) -> tuple[Doctor, ...]:
    """Läkare A, B … with the given fields; a list is varied by some per cent and rounded to tens."""
    made = []
    for letter, row in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", rows, strict=False):
        if row.get("current_list"):
            row = row | {"current_list": int(round(row["current_list"] * rng.uniform(0.96, 1.04), -1))}
        made.append(Doctor(doctor_id=f"Läkare {letter}", **row))
    return tuple(made)


def typical(rng: np.random.Generator) -> Plan:
    """8 800 listed; five specialists of whom three work part time, two ST doctors, a care-home round."""
    meetings = {"meeting_hours": 3.0, "own_study_hours": 1.0}
    training = {"role": "st", "supervised": True, "annual_leave_days": 25.0, "education_days": 15.0,
                "own_study_hours": 3.0}  # fmt: skip
    rows: list[dict[str, Any]] = [
        meetings | {"fte": 1.0, "current_list": 1420, "care_home_patients": 60, "care_home_hours": 4.0,
                    "supervision_hours": 1.5, "team": "Röda"},
        meetings | {"fte": 0.8, "current_list": 1250, "supervision_hours": 1.5, "team": "Röda"},
        meetings | {"fte": 0.8, "current_list": 1230, "annual_leave_days": 32.0, "child_maternal_hours": 2.0,
                    "team": "Blå"},
        meetings | {"fte": 0.5, "current_list": 800, "team": "Blå"},
        meetings | {"fte": 1.0, "current_list": 1300, "care_home_patients": 50, "care_home_hours": 3.0,
                    "management_hours": 5.0, "annual_leave_days": 32.0, "team": "Blå"},
        training | {"st_year": 4.0, "current_list": 650, "other_absence_days": 55.0, "pace": 1.15, "team": "Röda"},
        training | {"st_year": 2.0, "current_list": 350, "other_absence_days": 65.0, "pace": 1.4, "team": "Blå"},
    ]  # fmt: skip
    clinic = Clinic(
        name="Lindens vårdcentral (påhittad)", region="Kronoberg", year=YEAR, operator="region",
        listed_patients=8800, listed_care_home=110, contacts=contacts(rng, 8690), indirect_minutes=20.0,
        share_by_others=0.05, planned_load=0.95,
    )  # fmt: skip
    return Plan(clinic=clinic, doctors=doctors(rng, rows))


def small_rural(rng: np.random.Generator) -> Plan:
    """3 400 listed in Västmanland; agency doctors, a senior adviser without a list, many home visits."""
    rows: list[dict[str, Any]] = [
        {"fte": 1.0, "current_list": 1350, "care_home_patients": 40, "care_home_hours": 3.0, "on_call_hours": 2.0,
         "management_hours": 2.0},
        {"fte": 0.6, "current_list": 800, "annual_leave_days": 32.0},
        {"fte": 1.0, "employment": "agency", "annual_leave_days": 0.0, "education_days": 0.0, "meeting_hours": 1.0,
         "current_list": 700, "from_date": dt.date(YEAR, 1, 1), "to_date": dt.date(YEAR, 6, 30)},
        {"fte": 0.5, "employment": "agency", "annual_leave_days": 0.0, "education_days": 0.0, "meeting_hours": 1.0,
         "current_list": 400},
        {"fte": 0.4, "role": "senior_advisor", "annual_leave_days": 32.0, "supervision_hours": 2.0,
         "note": "Konsultstöd och akuta besök. Ingen egen lista."},
    ]  # fmt: skip
    clinic = Clinic(
        name="Åkerby vårdcentral (påhittad)", region="Västmanland", year=YEAR, operator="region",
        listed_patients=3400, listed_care_home=45,
        contacts=contacts(rng, 3355, home_visit=(0.08, 60, 20), phone=(0.7, 8, 4)), indirect_minutes=22.0,
        share_by_others=0.1, planned_load=0.95,
    )  # fmt: skip
    return Plan(clinic=clinic, doctors=doctors(rng, rows))


def large(rng: np.random.Generator) -> Plan:
    """19 500 listed, 14 doctors; research, much teaching, a geriatrician for older patients."""
    st = {"role": "st", "supervised": True, "annual_leave_days": 25.0, "education_days": 15.0, "own_study_hours": 3.0}
    rows: list[dict[str, Any]] = [
        {"fte": 1.0, "current_list": 1750, "supervision_hours": 4.0, "own_study_hours": 1.0},
        {"fte": 1.0, "current_list": 1700},
        {"fte": 1.0, "current_list": 1250, "research_hours": 12.0},
        {"fte": 0.8, "current_list": 1500, "supervision_hours": 2.0},
        {"fte": 0.8, "current_list": 1450, "child_maternal_hours": 3.0},
        {"fte": 0.75, "current_list": 1300, "duties_scale": True, "supervision_hours": 1.0},
        {"fte": 1.0, "current_list": 1200, "management_hours": 10.0, "yearly_hours": 40.0},
        {"fte": 0.9, "current_list": 1550, "acute_visits_per_year": 720.0, "planned_visits_per_year": 1300.0},
        {"fte": 1.0, "specialty": "geriatrics", "current_list": 600, "care_home_patients": 190,
         "care_home_hours": 14.0, "care_need": 1.8},
        {"fte": 1.0, "current_list": 900, "employment": "temporary", "pace": 1.15},
        st | {"st_year": 5.0, "current_list": 850, "other_absence_days": 25.0, "pace": 1.1},
        st | {"st_year": 3.0, "current_list": 500, "other_absence_days": 60.0, "pace": 1.25},
        st | {"st_year": 1.0, "current_list": 200, "other_absence_days": 30.0, "pace": 1.7},
        {"role": "bt_at", "employment": "temporary", "annual_leave_days": 25.0, "education_days": 5.0, "pace": 1.6,
         "own_study_hours": 3.0},
    ]  # fmt: skip
    clinic = Clinic(
        name="Strandtorgets vårdcentral (påhittad)", region="Östergötland", year=YEAR, operator="private",
        listed_patients=19_500, listed_care_home=240, contacts=contacts(rng, 19_260, group_visit=(0.01, 60, 20)),
        indirect_minutes=19.0, share_by_others=0.08, planned_load=0.92,
    )  # fmt: skip
    return Plan(clinic=clinic, doctors=doctors(rng, rows))


CLINICS = {"typisk": typical, "liten_landsbygd": small_rural, "stor": large}


def plans() -> dict[str, Plan]:
    """Every sample clinic by file name, the same each time."""
    return {name: make(np.random.default_rng([SEED, i])) for i, (name, make) in enumerate(CLINICS.items())}


if __name__ == "__main__":
    from planner import write_workbook

    for name, plan in plans().items():
        (HERE / f"{name}.xlsx").write_bytes(write_workbook(plan, today=MADE))
        print(f"{name}.xlsx: {len(plan.doctors)} läkare")
