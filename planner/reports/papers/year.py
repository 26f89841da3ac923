"""What does the doctors' year go to, as words and rows? For the decision paper and the picture of the clinic."""

from __future__ import annotations

from collections.abc import Iterator

from planner.calc.time_use import TimeUse, clinic_time_use
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.reports.papers.blocks import Bar, Bars
from planner.reports.papers.frame import ALT
from planner.swedish import number, percent

PARTS = {
    "direct": "Direkt tid med patienter",
    "indirect": "Indirekt patientarbete",
    "slack": "Luft för det oväntade",
    "duties": "Uppdrag",
    "without_list": "Tid hos läkare utan egen lista",
    "absence": "Planerad frånvaro och sjukdom",
}
FOR_PATIENTS = ("direct", "indirect")


def time_use_rows(use: TimeUse) -> tuple[tuple[str, str, float], ...]:
    """Key, label and hours of every part that there is any of."""
    return tuple((key, label, hours) for key, label in PARTS.items() if (hours := getattr(use, key)) > 0.5)


def time_use_finding(use: TimeUse | None) -> str:
    """What the year goes to, as a title."""
    if use is None or use.whole <= 0:
        return "Vart läkartiden går kan inte beräknas än"
    share = percent(use.share(*FOR_PATIENTS))
    return f"Av läkarnas {number(use.whole)} timmar går {share} till planerat patientarbete"


def time_use_bars(plan: Plan, results: Results) -> Iterator[Bars]:
    """The picture of the year; nothing where it is not computable."""
    use = clinic_time_use(plan, results)
    if use is None or use.whole <= 0:
        return
    rows = tuple(
        Bar(label, (number(hours), percent(use.share(key))), 0.0, hours, "level" if key in FOR_PATIENTS else "taken")
        for key, label, hours in time_use_rows(use)
    )
    reading = "Fyllda staplar är planerat patientarbete, streckade är annan tid. Allt är timmar enligt avtal."
    yield Bars(time_use_finding(use), reading, ("Tid", "Timmar per år", "Andel"), rows, ALT)
