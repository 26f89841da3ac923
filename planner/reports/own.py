"""What concerns one doctor, and her alone: her data and where they come from, her number, what has been said of them.

Nothing here reads a colleague's row; the clinic's values are those that every number builds on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.domain.clinic import CONTACT_KINDS, Clinic, Contact
from planner.domain.doctor import Doctor
from planner.domain.plan import Plan, doctor_path, field_at, owner_at, value_at
from planner.domain.results import Results
from planner.domain.scenario import Comment
from planner.reports.mirror import doctor_hours, doctor_riktvarde
from planner.reports.origins import Origin, inputs_of, origin_of
from planner.reports.sentences import Answer, doctor_answer
from planner.reports.tables import Table, doctor_names, has_own_list, text
from planner.reports.way import way_finding
from planner.schema import fields_of
from planner.swedish import number

QUESTION = "Hur stor lista har jag tid för?"
ONLY_YOURS = "Sidan visar bara det som rör dig, och de av enhetens siffror som ditt tal bygger på. Inget om kollegor."
OWN, SHARED = "Mina uppgifter", "Enhetens uppgifter som mitt tal bygger på"
GONE = "en uppgift som inte längre finns"


@dataclass(frozen=True)
class Datum:
    """One value: its path, and its label, value and origin in words."""

    path: str
    origin: Origin

    @property
    def label(self) -> str:
        return self.origin.label if self.origin.part == "Läkaren" else f"Enheten: {self.origin.label}"


def answer(plan: Plan, results: Results, place: int) -> Answer:
    """Her number as it is told to herself."""
    if results.doctors[place]["named_patients"] is None:
        return Answer("Det går ännu inte att beräkna hur många patienter du har tid för.")
    found = doctor_answer(plan, results, place)
    return replace(found, before=f"Du{found.before.removeprefix(doctor_names(plan)[place])}")


def whose(plan: Plan, place: int) -> str:
    """Whose page it is."""
    return f"Sidan gäller {doctor_names(plan)[place]}."


def own_data(plan: Plan, place: int) -> tuple[Datum, ...]:
    """Every value of the doctor's own läkardel, filled in or not, in the order of the form."""
    doctor = plan.doctors[place]
    return tuple(
        Datum(doctor_path(doctor.doctor_id, place, key), origin_of(doctor, key, declared))
        for key, declared in fields_of(Doctor).items()
    )


def shared_data(plan: Plan) -> tuple[Datum, ...]:
    """The clinic's values that every number builds on."""
    clinic = [Datum(f"clinic.{key}", origin_of(plan.clinic, key, declared)) for key, declared in inputs_of(Clinic)]
    contacts = [
        Datum(f"clinic.contacts.{row.kind}.{key}", origin_of(row, key, declared, _contact_label(row, declared.label)))
        for row in plan.clinic.contacts
        for key, declared in inputs_of(Contact)
        if row.kind and declared.numeric
    ]
    return (*clinic, *contacts)


def _contact_label(row: Contact, label: str) -> str:
    return f"{CONTACT_KINDS[row.kind or '']}: {label}"


def data_table(data: Sequence[Datum], caption: str) -> Table:
    """The values that are filled in, with their origin."""
    rows = tuple(
        (text(one.origin.label), text(one.origin.value), text(one.origin.words))
        for one in data
        if one.origin.kind != "empty"
    )
    return Table(caption, ("Uppgift", "Värde", "Ursprung"), rows)


def not_filled_in(data: Sequence[Datum]) -> str:
    """Which values are empty, in a sentence; nothing where all are filled in."""
    empty = [one.origin.label for one in data if one.origin.kind == "empty"]
    return f"Inte ifyllt: {', '.join(empty)}." if empty else ""


def why_in_three_lines(plan: Plan, results: Results, place: int) -> tuple[str, ...]:
    """The way to the number in three sentences; fewer where a step is not computable."""
    row = results.doctors[place]
    said = [f"{way_finding(plan, place)}."]
    if not has_own_list(plan.doctors[place]) or row["minutes_per_patient"] is None:
        return tuple(said)
    minutes, direct = row["minutes_per_patient"], row["direct_minutes"]
    said.append(
        f"En listad patient tar {number(minutes, 1)} minuter om året: {number(direct, 1)} direkt och"
        f" {number(minutes - direct, 1)} indirekt."
    )
    if row["patients"] is not None:
        hours = number(row["planned_hours"])
        said.append(f"{hours} timmar delade med {number(minutes, 1)} minuter blir {number(row['patients'])} patienter.")
    return tuple(said)


def weighted_heads(plan: Plan, results: Results, place: int) -> str:
    """Heads weighted by their need of care; nothing where the need is the clinic's average or not known."""
    doctor, patients = plan.doctors[place], results.doctors[place]["patients"]
    if not patients or doctor.care_need is None or doctor.care_need == 1:
        return ""
    need = fields_of(Doctor)["care_need"].show(doctor.care_need)
    today = results.doctors[place]["own_list"]
    listed = f" Dagens lista på {number(today)} motsvarar {number(today * doctor.care_need)}." if today else ""
    return (
        f"Din lista har vårdtyngden {need}. De {number(patients)} patienterna motsvarar därför"
        f" {number(patients * doctor.care_need)} genomsnittliga i tid.{listed} Riktvärdet räknar huvuden."
    )


def comparisons(plan: Plan, results: Results, place: int) -> tuple[str, ...]:
    """Her number beside the riktvärde, and weighted by need; today's list in hours a week. Nothing without a list."""
    if not has_own_list(plan.doctors[place]):
        return ()
    found = [one(plan, results, place) for one in (doctor_riktvarde, weighted_heads, doctor_hours)]
    return tuple(filter(None, found))


def is_hers(plan: Plan, after: Plan, place: int) -> bool:
    """Whether all that differs between the two plans is the doctor's own: her values, comments and proposals."""
    signature = after.doctors[place].doctor_id
    return _of_others(plan, signature) == _of_others(after, signature) if signature else False


def _of_others(plan: Plan, signature: str) -> Plan:
    """The plan without what is the doctor's own; her place in it is kept."""
    own = Doctor(doctor_id=signature)
    mine = {"doctors": tuple(own if one.doctor_id == signature else one for one in plan.doctors)}
    proposals = {"scenarios": tuple(one for one in plan.scenarios if one.doctor_id != signature)}
    comments = {"comments": tuple(one for one in plan.comments if one.by != signature)}
    return plan.model_copy(update=mine | proposals | comments)


# Comments


def is_about(plan: Plan, place: int, path: str) -> bool:
    """Whether the path is the doctor's own, or one of her values."""
    own = doctor_path(plan.doctors[place].doctor_id, place)
    return path == own or path.startswith(f"{own}.")


def own_comments(plan: Plan, place: int) -> tuple[tuple[int, Comment], ...]:
    """The comments about the doctor's values, and her own about the clinic's; each with its place in the plan."""
    signature = plan.doctors[place].doctor_id
    return tuple(
        (i, one)
        for i, one in enumerate(plan.comments)
        if is_about(plan, place, one.path or "")
        or (signature and one.by == signature and (one.path or "").startswith("clinic."))
    )


def comment_value(plan: Plan, comment: Comment) -> str:
    """Whose value a comment is about, what it is called and what it is now."""
    path = comment.path or ""
    try:
        declared, value = field_at(path), value_at(plan, path)
        owner = owner_at(path) or "Enheten"
    except KeyError:
        return f"Kommentar till {GONE}"
    return f"{owner}: {declared.label} ({declared.show_with_unit(value)})"


def signed(comment: Comment) -> str:
    """Who wrote it and when."""
    return ", ".join(part for part in (comment.by or "utan signatur", f"{comment.made or ''}") if part)
