"""What does a file say, before it becomes the open plan: what was read, what is amiss, what would change?"""

from __future__ import annotations

from planner.domain.difference import differences
from planner.domain.plan import Plan
from planner.files.reading import Reading
from planner.reports.tables import Table, text
from planner.ui import levels, show, state


def what_was_read(reading: Reading, name: str) -> bool:
    """The import report; whether the file can become the open plan."""
    show.heading(f"Vad som lästes i {name}")
    if reading.refused or reading.plan is None:
        show.said("Filen öppnas inte, och den öppna planen är orörd. Rätta felen i filen och välj den igen.")
        return False
    doctors, kinds = len(reading.plan.doctors), len(reading.plan.clinic.contacts)
    show.said(f"{reading.plan.clinic.name or 'Enhet utan namn'}: {doctors} läkare och {kinds} typer av kontakter.")
    show.listed(f"{label}: {words}" for label, words in reading.notes.items())
    if not state.current().empty:
        _differences(state.plan(), reading.plan)
    return True


def issues(reading: Reading) -> None:
    """Every issue by kind, each with its sheet and cell."""
    for kind in levels.KINDS:
        found = kind.of(reading.issues)
        if found:
            show.heading(f"{kind.heading} ({len(found)})")
            show.listed(f"{one.where}: {one.text}" for one in found)


def _differences(old: Plan, new: Plan) -> None:
    found = differences(old, new)
    if not found:
        show.said("Filen säger detsamma som den öppna planen.")
        return
    rows = tuple((text(one.label), text(one.old), text(one.new)) for one in found)
    show.table(Table(f"Skillnader mot den öppna planen ({len(found)})", ("Uppgift", "Öppna planen", "Filen"), rows))
