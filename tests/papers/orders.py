"""Which orders are the papers tried on?"""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.domain.change_text import change_of
from planner.domain.plan import Plan, change
from planner.domain.scenario import Comment, Scenario
from planner.reports.papers import Order
from tests.reports.examples import clinic, doctor_a, many, worked

DAY = dt.date(2026, 11, 21)
HOSTILE = (
    "#panic()", "$x^2$ *b* _i_ `c` @ref <lbl> //", "\\u{41} \\ \" ' #{1+1}", "<script>alert(1)</script>", "=1+1",
    "😀 漢字 \u202eomvänt\u202c \x07 \u200b", "שלום سلام", "W" * 60, "rad ett\nrad två", "‐ – — … ”citat” ½ → √ é e\u0301",
)  # fmt: skip


def scenario(name: str, *changes: str, **more: Any) -> Scenario:
    return Scenario(name=name, changes=tuple(map(change_of, changes)), **more)


def without_supervision() -> Plan:
    """The worked example with a scenario and comments kept with it."""
    kept = (
        scenario("Utan handledning", 'doctors."Läkare A".supervision_hours=0', reason="Kollegan tar över handledningen."),
        scenario("Fler listade", "clinic.listed_patients+=900"),
    )  # fmt: skip
    said = (
        Comment(path='doctors."Läkare A".meeting_hours', text="Mötena tar fyra timmar.", by="Läkare A", made=DAY),
        Comment(path="clinic.planned_load", text="Det här gäller enheten."),
    )
    return worked().model_copy(update={"scenarios": kept, "comments": said})


def earlier() -> Plan:
    """The worked example as it was: fewer days of leave, another list, a colleague with other meetings."""
    return change(change(worked(), "doctors.Läkare A.annual_leave_days", 20.0), "doctors.Läkare A.current_list", 1_050)


def full(text: str = "Ett långt ord om saken. " * 30) -> Order:
    """The longest that a page can be asked to hold: every duty, every text as long as it may be."""
    from planner.domain.doctor import Doctor
    from planner.domain.rules import DUTY_KEYS

    long = text[:500]
    duties = dict.fromkeys(DUTY_KEYS, 1.5)
    own = doctor_a(doctor_id="W" * 60, care_home_patients=45, fte=0.8, yearly_hours=100.0, note=long, **duties)
    plan = Plan(clinic=clinic(name=text[:200]), doctors=(own, *many().doctors[1:]))
    path = f"doctors.{'W' * 60}"
    changes = [f"{path}.{key}=0" for key in DUTY_KEYS]
    kept = tuple(scenario((f"{i} " + text)[:80], *changes, reason=long, colleague_hours=880.0) for i in range(5))
    said = tuple(Comment(path=f"{path}.{key}", text=long, by="W" * 60, made=DAY) for key in DUTY_KEYS)
    before = dict.fromkeys(DUTY_KEYS, 0.25)
    old = plan.model_copy(update={"doctors": (Doctor(**{**own.model_dump(exclude_unset=True), **before}),)})
    return Order(plan.model_copy(update={"scenarios": kept, "comments": said}), DAY, 0, 0, old)


def hostile(text: str) -> Order:
    """Every text that a user can write is this one."""
    own = doctor_a(doctor_id=text[:60], note=text, team=text)
    plan = Plan(clinic=clinic(name=text, period=text, area=text), doctors=(own, doctor_a(doctor_id="Läkare B")))
    kept = (Scenario(name=text[:80], reason=text, changes=(change_of("clinic.listed_patients+=900"),)),)
    said = (Comment(path='doctors."Läkare B".fte', text=text, by=text[:60]),)
    return Order(plan.model_copy(update={"scenarios": kept, "comments": said}), DAY, 1, 0, plan)
