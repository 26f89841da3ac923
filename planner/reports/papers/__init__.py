"""Which papers can be taken to a meeting, and what is in each? One declaration for the page and the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.calc.scenarios import Outcome
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.reports.papers.blocks import Paper

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "text/plain"
COMPARED = 4  # scenarios beside the plan as it is, as on the page


@dataclass(frozen=True)
class Kind:
    """One kind of paper: its name, what is in it in a sentence, its file; whether it is about one doctor, whether
    doctors stand in it under aliases unless the user asks for their signatures, and whether it needs scenarios."""

    label: str
    holds: str
    ending: str
    mime: str
    of_doctor: bool = False
    aliased: bool = False
    of_scenarios: bool = False


KINDS: dict[str, Kind] = {
    "dialog": Kind(
        "Dialogunderlag (PDF, en sida)",
        "En sida om en läkare till ert samtal: tre tal, vägen till talet, vad som skiljer från förra gången, valt"
        " scenario eller läkarens egna förslag, tre frågor och plats för era kommentarer.",
        ".pdf", PDF, of_doctor=True,
    ),
    "text": Kind(
        "Dialogunderlag som text", "Samma uppgifter som på dialogunderlaget, utan bild, att läsa eller lyssna till.",
        ".txt", TEXT, of_doctor=True,
    ),
    "enhetsbild": Kind(
        "Enhetsbild (PowerPoint, tre bilder)",
        "Tre bilder till arbetsplatsträffen, med diagram som går att ändra: plats för de listade, plats bredvid dagens"
        " listor och vart tiden går.",
        ".pptx", PPTX, aliased=True,
    ),
    "beslut": Kind(
        "Beslutsunderlag (PDF, två sidor)",
        "Två sidor till ledningen: hur många som har plats och hur många som saknar, scenarierna, riskerna och det"
        " beslut som behövs.",
        ".pdf", PDF, aliased=True,
    ),
    "jamforelse": Kind(
        "Jämförelse av scenarier (PDF)",
        "Scenarierna bredvid utgångsläget, högst fyra: skillnaderna först, sedan alla tal.",
        ".pdf", PDF, of_scenarios=True, aliased=True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What is asked for: which plan on which day; the doctor's place (from 0) for a paper about one; the scenario by
    its place among the plan's; the scenarios to compare, likewise; an earlier plan to compare with; the doctors'
    signatures instead of aliases."""

    plan: Plan
    today: dt.date
    place: int = 0
    scenario: int | None = None
    previous: Plan | None = None
    real_names: bool = False
    compared: tuple[int, ...] = ()


def make(kind: str, order: Order) -> bytes:
    """The paper's file. The same order gives the same bytes."""
    from planner.reports.papers.aliases import with_aliases

    declared = KINDS[kind]
    plan = with_aliases(order.plan) if declared.aliased and not order.real_names else order.plan
    scenario = None if order.scenario is None else plan.scenarios[order.scenario]
    match kind:
        case "dialog":
            return _dialog(order, scenario)[1]
        case "text":
            return dialog_text(order).encode("utf-8-sig")
        case "enhetsbild":
            from planner.reports.papers.clinic_picture import enhetsbild

            return enhetsbild(plan, order.today, scenario)
        case "beslut":
            from planner.reports.papers import decision
            from planner.reports.papers.pdf import fitted

            return fitted(decision.papers(plan, order.today, scenario), order.today, decision.PAGES)[1]
        case _:
            from planner.calc.scenarios import outcomes
            from planner.domain.plan import clinic_scenarios

            chosen = [plan.scenarios[place] for place in order.compared] or ([scenario] if scenario else [])
            compared = chosen or clinic_scenarios(plan)[:COMPARED]
            return comparison_pdf(plan, outcomes(plan, compared), order.today)


def dialog_paper(order: Order) -> Paper:
    """The dialogue paper's blocks, with what stands on the page and nothing else."""
    return _dialog(order, None if order.scenario is None else order.plan.scenarios[order.scenario])[0]


def dialog_text(order: Order) -> str:
    """The dialogue paper as text alone."""
    from planner.reports.papers.plain import plain

    return plain(dialog_paper(order))


def comparison_pdf(plan: Plan, compared: Sequence[Outcome], today: dt.date | None = None) -> bytes:
    """The plan as it is beside the scenarios, as PDF."""
    from planner.reports.papers import comparison
    from planner.reports.papers.pdf import pdf

    day = today or dt.date.today()
    return pdf(comparison.paper(plan, compared, day), day)


def _dialog(order: Order, scenario: Scenario | None) -> tuple[Paper, bytes]:
    from planner.reports.papers import dialog
    from planner.reports.papers.pdf import fitted

    papers = dialog.papers(order.plan, order.place, order.today, scenario, order.previous)
    return fitted(papers, order.today, dialog.PAGES)
