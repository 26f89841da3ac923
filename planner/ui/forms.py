"""How does a declared field become a widget, and what was typed a plan?

Numbers are typed as text and read by our own grammar: a browser's number box makes 125 of "12,5" in some
languages. What cannot be read stays in its box with the error beside it, and the plan keeps its old value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

import streamlit as st

from planner.calc.meaning import Cost, costs_by_key
from planner.domain.plan import Plan
from planner.domain.reading import PersonalNumber, Unreadable, read_value, wrong
from planner.schema import Field, Issue
from planner.ui import state
from planner.ui.meaning import meaning
from planner.ui.spots import Spot
from planner.ui.state import Draft

EMPTY = "Ej ifyllt"
_BLANKS = str.maketrans("", "", " \u00a0\u202f%")
Put = Callable[[Any], None]


@dataclass(frozen=True)
class Offer:
    """A value that the form suggests for a field, and where it comes from."""

    value: Any
    why: str


@dataclass(frozen=True)
class Form:
    """The fields of one record. `page`: where the form stands; `issues`: every issue of the plan."""

    spot: Spot
    page: str
    issues: Sequence[Issue] = ()
    offers: Mapping[str, Offer] = field(default_factory=dict)
    plan: Plan = field(default_factory=state.plan)

    @cached_property
    def costs(self) -> dict[str, Cost]:
        return costs_by_key(self.plan, self.spot.place) if self.spot.kind == "doctor" else {}

    def groups(self) -> dict[str, list[str]]:
        """The keys of the single-valued fields under the heading of their group, in order."""
        found: dict[str, list[str]] = {}
        for key, declared in self.spot.fields().items():
            found.setdefault(declared.group, []).extend([] if declared.kind == "rows" else [key])
        return found

    def group(self, keys: Iterable[str], columns: int = 2, owner: str = "") -> None:
        """Boxes for these fields, beside each other where there is room; `owner` stands first in each label."""
        waiting = list(keys)
        while waiting:
            for column, key in zip(st.columns(columns), waiting[:columns], strict=False):
                with column:
                    label = label_of(self.spot.fields()[key])
                    self.box(key, f"{owner}: {label}" if owner else "")
            waiting = waiting[columns:]

    def box(self, key: str, label: str = "") -> None:
        """The widget of one field, and under it what is wrong, what it means and whether it is an assumption."""
        spot, declared = self.spot, self.spot.fields()[key]
        value = getattr(spot.record(self.plan), key)
        what = what_changes(spot, self.plan, declared)
        readable = entry(
            declared, spot.box(self.plan, key), value, lambda new: put_value(spot, key, new, what), self.page,
            label=label, means=meaning(self.plan, spot, key, self.costs),
        )  # fmt: skip
        if readable:
            self._problems(key)
            self._default(declared, value)
            self._offer(declared, value)

    def _problems(self, key: str) -> None:
        path = self.spot.path(self.plan, key)
        for issue in self.issues:
            if issue.path == path:
                say(issue)

    def _default(self, declared: Field, value: Any) -> None:
        """A default that nobody has confirmed is shown as such; one emptied can be had back."""
        spot, default = self.spot, declared.default_value()
        if value is not None and is_assumed(spot.record(self.plan), declared):
            text, what = confirmation(declared, value), "bekräftat värde"
        elif value is None and default is not None and not declared.optional:
            text, what = f"Använd standardvärdet {declared.show_with_unit(default)}", "standardvärde"
            value = default
        else:
            return
        box = box_key(self.page, spot, self.plan, declared.key)
        whole = f"{what_changes(spot, self.plan, declared)}, {what}"
        st.button(
            text, key=f"default.{box}", type="tertiary", on_click=_put_and_show,
            args=(self.page, spot, declared, value, whole),
        )  # fmt: skip

    def _offer(self, declared: Field, value: Any) -> None:
        offer = self.offers.get(declared.key)
        if offer and declared.show(offer.value) != declared.show(value):
            st.caption(offer.why)
            text = f"Använd {declared.show_with_unit(offer.value)}"
            what = f"{what_changes(self.spot, self.plan, declared)}, förslag"
            box = box_key(self.page, self.spot, self.plan, declared.key)
            st.button(
                text, key=f"offer.{box}", on_click=_put_and_show,
                args=(self.page, self.spot, declared, offer.value, what),
            )  # fmt: skip


def entry(
    declared: Field, name: str, value: Any, put: Put, page: str, *, label: str = "", means: str = "",
    holder: str = "Planen",
) -> bool:  # fmt: skip
    """A widget for one declared value, that hands what was read to `put`; whether its content is readable.

    `holder`: what keeps its old value while the box holds something else."""
    box = box_name(page, name)
    draft = state.current().drafts.get(box)
    if box not in st.session_state:
        st.session_state[box] = draft.raw if draft else in_box(declared, value)
    _widget(
        declared, box, label or label_of(declared), on_change=_entered, args=(declared, box, page, value, put, holder)
    )
    if draft:
        problem(draft.problem)
    else:
        _notes(declared, value, str(st.session_state[box]), means)
    return draft is None


def box_name(page: str, name: str) -> str:
    """The key of a widget; one shared by two pages comes up empty on the second, as Streamlit drops its state."""
    return state.widget_key(f"{page}/{name}")


def box_key(page: str, spot: Spot, plan: Plan, key: str) -> str:
    """The key of the widget for a field on a page."""
    return box_name(page, spot.box(plan, key))


def say(issue: Issue) -> None:
    """What an issue says, at the field that it is about."""
    if issue.level == "fel":
        problem(issue.text)
    elif issue.level == "saknas" and issue.required:
        st.html('<p class="note">Behöver fyllas i.</p>')
    else:
        mark = "odd" if issue.level == "rimlighet" else "note"
        st.html(f'<p class="{mark}">{escape(issue.text)}</p>')


def problem(text: str) -> None:
    """An error, read aloud when it comes."""
    st.html(f'<p class="problem" role="alert"><strong>Fel:</strong> {escape(text)}</p>')


def is_assumed(record: Any, declared: Field) -> bool:
    """Whether the value is a default that nobody has confirmed."""
    has_default = not (declared.optional or declared.required or declared.kind == "rows")
    return has_default and declared.default_value() is not None and declared.key not in record.model_fields_set


def confirmation(declared: Field, value: Any) -> str:
    """What the button says that confirms a default."""
    name = "Antagande" if declared.assumed else "Standardvärde"
    return f"{name}: bekräfta {declared.show_with_unit(value)}"


def confirm_all(spot: Spot) -> None:
    """Confirm every assumption of the record as it stands."""
    plan = state.plan()
    for key, declared in spot.fields().items():
        record = spot.record(plan)
        if is_assumed(record, declared):
            plan = spot.changed(plan, key, getattr(record, key))
    state.change_to(plan, "bekräftade antaganden" + (f" för {spot.owner(plan)}" if spot.owner(plan) else ""))


def put_value(spot: Spot, key: str, value: Any, what: str) -> None:
    """Change one field of the open plan."""
    state.change_to(spot.changed(state.plan(), key, value), what)


def what_changes(spot: Spot, plan: Plan, declared: Field) -> str:
    """What undo would take back."""
    owner = spot.owner(plan)
    return f"{owner}: {declared.label}" if owner else declared.label


def in_box(declared: Field, value: Any) -> str:
    """`value` as the widget holds it."""
    if value is None:
        return ""
    if declared.kind == "yes_no":
        return "ja" if value else "nej"
    return str(value) if declared.kind in ("choice", "date", "text") else declared.show(value)


def help_text(declared: Field) -> str:
    """Where to find the figure, and where the default comes from."""
    default = None if declared.kind == "rows" else declared.default_value()
    if default is None or declared.optional:
        return declared.help
    origin = f" ({declared.origin})" if declared.origin else ""
    return f"{declared.help}\n\nStandardvärde: {declared.show_with_unit(default)}{origin}."


def label_of(declared: Field) -> str:
    """The label with its unit after it."""
    said = declared.unit.casefold() in declared.label.casefold()
    return declared.label if said else f"{declared.label} ({declared.unit})"


def _widget(declared: Field, box: str, label: str, **change: Any) -> None:
    common = {"key": box, "help": help_text(declared), **change}
    if declared.kind in ("choice", "yes_no"):
        names = {"ja": "Ja", "nej": "Nej"} if declared.kind == "yes_no" else dict(declared.choices or {})
        st.selectbox(label, ["", *names], format_func=lambda key: names.get(key, EMPTY), **common)
    else:
        hint = "åååå-mm-dd" if declared.kind == "date" else None
        st.text_input(label, placeholder=hint, autocomplete="off", **common)


def _entered(declared: Field, box: str, page: str, before: Any, put: Put, holder: str = "Planen") -> None:
    """What was typed or chosen goes into the plan, or stays as a draft with its error."""
    raw = st.session_state[box]
    if raw == in_box(declared, before) and box not in state.current().drafts:
        return  # Streamlit reports every box as changed when its page comes back in the middle of a run
    try:
        value = read_value(declared, raw, "form")
    except Unreadable as error:
        if isinstance(error, PersonalNumber):  # never kept, never shown again
            st.session_state[box] = raw = ""
        text = wrong(declared, raw, error, "", "", "form").text
        state.keep_draft(box, Draft(raw, f"{text} {holder} har kvar: {declared.show_with_unit(before)}.", page))
        return
    state.drop_draft(box)
    put(value)


def _put_and_show(page: str, spot: Spot, declared: Field, value: Any, what: str) -> None:
    """Give a field the value that a button offers; its box shows it."""
    box = box_key(page, spot, state.plan(), declared.key)
    st.session_state[box] = in_box(declared, value)
    state.drop_draft(box)
    put_value(spot, declared.key, value, what)


def _notes(declared: Field, value: Any, typed: str, means: str) -> None:
    """How a number was read where that is not plain to see, and what it means."""
    odd = declared.numeric and value is not None
    odd = odd and typed.translate(_BLANKS) != declared.show(value).translate(_BLANKS)
    notes = [f"Tolkat som {declared.show_with_unit(value)}"] if odd else []
    notes += [means] if means else []
    if notes:
        st.html(f'<p class="note" role="status">{escape(" · ".join(notes))}</p>')
