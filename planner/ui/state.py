"""Which plan is open? The session holds one thing: the current plan, with its revision and what can be undone.

The plan is the truth. Widget keys carry the revision of the last replacement (import, undo, example), so
that every widget shows the plan's value afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from planner.domain.clinic import Clinic
from planner.domain.plan import Plan

_KEY, _AIM = "current", "aim"
_UNDO_STEPS = 50


@dataclass(frozen=True)
class Draft:
    """What stands in a box and could not be read: the plan keeps its old value meanwhile."""

    raw: str
    problem: str
    page: str


@dataclass(frozen=True)
class Current:
    """The open plan. `revision` grows with every change, `replaced` only when the whole plan is replaced (then
    widgets start anew); `saved` is the revision last downloaded or opened; `earlier` holds the plans that undo
    takes back with what was done to leave each, newest last; `drafts` are the wrong entries, by box; `doctor` is the
    place of the doctor last looked at."""

    plan: Plan
    revision: int = 0
    replaced: int = 0
    saved: int = 0
    opened_from: str = ""
    earlier: tuple[tuple[Plan, str], ...] = field(default=())
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    doctor: int = 0

    @property
    def unsaved(self) -> bool:
        return self.revision != self.saved

    @property
    def empty(self) -> bool:
        """Nothing has been filled in yet."""
        return not self.plan.clinic.model_fields_set and not self.plan.doctors


def current() -> Current:
    """The session's open plan; an empty one in a new session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Current(Plan(clinic=Clinic()))
    found: Current = st.session_state[_KEY]
    return found


def plan() -> Plan:
    return current().plan


def change_to(new: Plan, what: str) -> None:
    """Make `new` the plan after one edit; `what` says in Swedish what undo would take back. Widgets keep their keys."""
    now = current()
    if new != now.plan or _confirmed(new) != _confirmed(now.plan):
        st.session_state[_KEY] = _after(now, new, what)


def replace_with(new: Plan, what: str, opened_from: str = "") -> None:
    """Make `new` the plan in place of the old one (import, example, a doctor added or removed): widgets start anew."""
    now = current()
    after = replace(_after(now, new, what), replaced=now.replaced + 1, drafts={})
    st.session_state[_KEY] = replace(after, saved=after.revision, opened_from=opened_from) if opened_from else after


def undo() -> str:
    """Take back the last change or import; the words for what was taken back, empty when there is nothing."""
    now = current()
    if not now.earlier:
        return ""
    before, what = now.earlier[-1]
    st.session_state[_KEY] = replace(
        now, plan=before, revision=now.revision + 1, replaced=now.replaced + 1, earlier=now.earlier[:-1], drafts={}
    )
    return what


def mark_saved() -> None:
    """The plan as it stands is in a file of the user's."""
    st.session_state[_KEY] = replace(current(), saved=current().revision)


def keep_draft(box: str, draft: Draft) -> None:
    """Remember a wrong entry, so that it is neither lost nor in the plan."""
    st.session_state[_KEY] = replace(current(), drafts={**current().drafts, box: draft})


def drop_draft(box: str) -> None:
    """The box holds something readable again."""
    drafts = {key: draft for key, draft in current().drafts.items() if key != box}
    st.session_state[_KEY] = replace(current(), drafts=drafts)


def chosen_doctor() -> int:
    """The place of the doctor that the pages about one doctor show; 0 when there is none."""
    now = current()
    return max(0, min(now.doctor, len(now.plan.doctors) - 1))


def choose_doctor(place: int) -> None:
    st.session_state[_KEY] = replace(current(), doctor=place)


def aim_at(box: str) -> None:
    """Let the page that is shown next open at this box."""
    st.session_state[_AIM] = box


def aimed_at() -> str:
    """The box that the page is to open at, told once; empty when there is none."""
    box: str = st.session_state.pop(_AIM, "")
    return box


def widget_key(path: str) -> str:
    """The key of the widget for a value: a new one when the whole plan has been replaced."""
    return f"{path}#{current().replaced}"


def _confirmed(plan: Plan) -> list[set[str]]:
    """Which values are the user's own: equal plans can differ in that alone."""
    return [record.model_fields_set for record in (plan.clinic, *plan.clinic.contacts, *plan.doctors)]


def _after(now: Current, new: Plan, what: str) -> Current:
    return replace(now, plan=new, revision=now.revision + 1, earlier=(*now.earlier, (now.plan, what))[-_UNDO_STEPS:])
