"""Which plans are the reports and the result pages tried on?"""

from __future__ import annotations

from typing import Any

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan

CONTACTS = (
    Contact(kind="planned_visit", contacts_per_year=9_680.0, minutes=25.0, documentation_minutes=10.0),
    Contact(kind="digital", contacts_per_year=7_920.0, minutes=8.0, documentation_minutes=4.0),
)
HOSTILE_IDS = ('<img src=x onerror="alert(1)">', "=1+1", "**x** [y](http://example.com) :red[z]", "<b>fet</b> & $a$")


def clinic(**given: Any) -> Clinic:
    return Clinic(
        **{
            "name": "Vårdcentralen Exempel",
            "year": 2026,
            "workdays": 248,
            "listed_patients": 8_800,
            "planned_load": 0.88,
            "indirect_minutes": 18.0,
            "contacts": CONTACTS,
            **given,
        }
    )


def doctor_a(**given: Any) -> Doctor:
    return Doctor(
        **{
            "doctor_id": "Läkare A",
            "annual_leave_days": 26.0,
            "education_days": 10.0,
            "other_absence_days": 5.0,
            "sick_share": 0.0,
            "meeting_hours": 3.0,
            "supervision_hours": 2.0,
            "other_hours": 2.0,
            "care_home_hours": 4.0,
            "current_list": 1_100,
            **given,
        }
    )


def worked() -> Plan:
    """The method's worked example with a list of 1 100."""
    return Plan(clinic=clinic(), doctors=(doctor_a(),))


def many() -> Plan:
    """Eight doctors: full and part time, ST, agency, senior adviser, one without a list."""
    own = {"annual_leave_days": 31.0, "sick_share": 0.04, "supervision_hours": 0.0, "other_hours": 0.0}
    return Plan(
        clinic=clinic(listed_care_home=85),
        doctors=(
            doctor_a(care_home_patients=45),
            doctor_a(doctor_id="Läkare B", fte=0.8, current_list=980, **own),
            doctor_a(doctor_id="Läkare C", fte=0.6, current_list=610, care_need=1.15, **own),
            doctor_a(doctor_id="Läkare D, med en lång signatur som behöver plats", current_list=1_450, **own),
            doctor_a(
                doctor_id="Läkare E", role="st", st_year=3.0, supervised=True, current_list=420, own_study_hours=4.0
            ),
            doctor_a(doctor_id="Läkare F", role="st", st_year=1.0, supervised=True, current_list=None, pace=1.4),
            doctor_a(doctor_id="Läkare G", employment="agency", fte=0.5, current_list=300),
            doctor_a(doctor_id="Läkare H", role="senior_advisor", fte=0.2, current_list=None),
        ),
    )


def with_nulls() -> Plan:
    """One doctor without an indirect time to go by, one without her share of full time."""
    return Plan(
        clinic=clinic(),
        doctors=(doctor_a(), doctor_a(doctor_id="Läkare B", fte=None), doctor_a(doctor_id="Läkare C", sick_share=None)),
    )


def hostile() -> Plan:
    """Signatures that a page, a figure or a spreadsheet could take for markup or formulas."""
    return Plan(clinic=clinic(), doctors=tuple(doctor_a(doctor_id=name) for name in HOSTILE_IDS))


def empty() -> Plan:
    return Plan(clinic=Clinic())
