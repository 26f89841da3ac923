"""Which plan is open? The session holds one thing: the current plan, as it stands in the store, and what can be undone.

The plan is the truth, and every change of it is saved before the page is drawn. Widget keys carry the revision of the
last replacement (import, undo, example), so that every widget shows the plan's value afterwards.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from planner.domain.clinic import Clinic
from planner.domain.plan import Plan
from planner.store import NotFound, StoreError
from planner.ui import keeping
from planner.ui.current import Current, Draft, Step

__all__ = ["Current", "Draft", "Step"]
_KEY, _AIM = "current", "aim"
ADDRESS = "plan"  # the saved plan's id in the address: a reload, or a server started again, opens it
_UNDO_STEPS = 50


def current() -> Current:
    """The session's open plan; in a new session the one that the address names, else an empty one."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _at_first()
    found: Current = st.session_state[_KEY]
    return found


def plan() -> Plan:
    return current().plan


def look_for_news() -> None:
    """Take in what another window has saved, and let the address name the open plan."""
    now = keeping.newest(current())
    st.session_state[_KEY] = now
    if now.plan_id and st.query_params.get(ADDRESS) != now.plan_id:
        st.query_params[ADDRESS] = now.plan_id
    elif not now.plan_id and not now.waiting and ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def change_to(new: Plan, what: str) -> None:
    """Make `new` the plan after one edit; `what` says in Swedish what undo would take back. Widgets keep their keys."""
    now = current()
    if new != now.plan or _confirmed(new) != _confirmed(now.plan):
        st.session_state[_KEY] = keeping.kept(_after(now, new, Step(now.plan, what)))


def replace_with(new: Plan, what: str, opened_from: str = "") -> None:
    """Make `new` the plan in place of the old one (import, a doctor removed), saved as the same plan: widgets start
    anew."""
    now = current()
    after = replace(_after(now, new, Step(now.plan, what)), replaced=now.replaced + 1, drafts={})
    st.session_state[_KEY] = keeping.kept(replace(after, in_file=after.revision) if opened_from else after)


def open_as_own(new: Plan, what: str) -> None:
    """Make `new` a saved plan of its own and open it; the one that was open stays as it is saved."""
    now = current()
    after = _after(now, new, _opening(now, what))
    st.session_state[_KEY] = keeping.kept(
        Current(new, after.revision, now.replaced + 1, after.revision, earlier=after.earlier)
    )


def open_saved(plan_id: str, what: str) -> None:
    """Open a saved plan. Raises StoreError where it cannot be fetched."""
    now = current()
    if plan_id != now.plan_id:
        after = _after(now, now.plan, _opening(now, what))
        st.session_state[_KEY] = keeping.opened(plan_id, after)


def close() -> None:
    """Leave the plan for an empty one that is not saved until it is filled in; nothing to go back to."""
    now = current()
    st.session_state[_KEY] = Current(Plan(clinic=Clinic()), now.revision + 1, now.replaced + 1)


def undo() -> str:
    """Take back the last change, import or opening; the words for what was taken back, empty when there is nothing."""
    now = current()
    if not now.earlier:
        return ""
    *rest, last = now.earlier
    back = replace(now, revision=now.revision + 1, replaced=now.replaced + 1, earlier=tuple(rest), drafts={})
    if last.opening:
        st.session_state[_KEY] = _left(last, back)
    else:
        st.session_state[_KEY] = keeping.kept(replace(back, plan=last.plan))
    return last.what


def save_again() -> None:
    """Try once more to save what waits."""
    st.session_state[_KEY] = keeping.kept(current())


def open_again() -> None:
    """Try once more to open the plan that the address names."""
    st.session_state[_KEY] = _at_first()


def save_as_new() -> None:
    """Save the open plan as a new one: its own was deleted in another window."""
    now = replace(current(), kept=None, gone=False, earlier=())
    st.session_state[_KEY] = keeping.kept(now)


def settle(mine: Collection[str]) -> None:
    """Solve the conflict with another window: my values at these paths, theirs at the others."""
    st.session_state[_KEY] = keeping.settled(current(), mine)


def tell(words: str) -> None:
    """Say this on the page that is shown next, until the plan is changed."""
    st.session_state[_KEY] = replace(current(), news=(words,))


def seen() -> None:
    """What was told has been read."""
    st.session_state[_KEY] = replace(current(), news=())


def mark_saved() -> None:
    """The plan as it stands is in a file of the user's."""
    st.session_state[_KEY] = replace(current(), in_file=current().revision)


def keep_draft(box: str, draft: Draft) -> None:
    """Remember a wrong entry, so that it is neither lost nor in the plan."""
    _beside(replace(current(), drafts={**current().drafts, box: draft}))


def drop_draft(box: str) -> None:
    """The box holds something readable again."""
    drafts = {key: draft for key, draft in current().drafts.items() if key != box}
    if len(drafts) < len(current().drafts):
        _beside(replace(current(), drafts=drafts))


def chosen_doctor() -> int:
    """The place of the doctor that the pages about one doctor show; 0 when there is none."""
    now = current()
    return max(0, min(now.doctor, len(now.plan.doctors) - 1))


def choose_doctor(place: int) -> None:
    now = current()
    if place != now.doctor:
        chosen = replace(now, doctor=place)
        st.session_state[_KEY] = keeping.kept_beside(chosen) if chosen.kept else chosen


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


def _at_first() -> Current:
    """What a new session holds. A browser whose server was started again sends what its boxes held: it must not meet
    them, so the widgets' numbers begin anywhere."""
    empty = Current(Plan(clinic=Clinic()), replaced=secrets.randbelow(1_000_000))
    asked = st.query_params.get(ADDRESS, "")
    if not asked:
        return empty
    try:
        return keeping.opened(asked, empty)
    except NotFound as error:
        return replace(empty, news=(str(error),))
    except StoreError as error:
        return replace(empty, trouble=str(error))


def _left(opening: Step, back: Current) -> Current:
    """The plan that was open before another was opened."""
    if opening.left:
        try:
            return keeping.opened(opening.left, back)
        except StoreError as error:
            return replace(current(), news=(str(error),))
    return Current(opening.plan, back.revision, back.replaced, earlier=back.earlier)


def _opening(now: Current, what: str) -> Step:
    return Step(now.plan, what, opening=True, left=now.plan_id)


def _beside(now: Current) -> None:
    st.session_state[_KEY] = keeping.kept_beside(now)


def _confirmed(plan: Plan) -> list[set[str]]:
    """Which values are the user's own: equal plans can differ in that alone."""
    return [record.model_fields_set for record in (plan.clinic, *plan.clinic.contacts, *plan.doctors)]


def _after(now: Current, new: Plan, step: Step) -> Current:
    return replace(now, plan=new, revision=now.revision + 1, earlier=(*now.earlier, step)[-_UNDO_STEPS:])
