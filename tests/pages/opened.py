"""A page of the app, opened headless with a plan. For tests of pages."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from planner.domain.plan import Plan
from planner.ui.serve import MAIN
from planner.ui.state import Current

PATIENCE = 60  # seconds; a slow machine is no failure


def opened(page: str = "", plan: Plan | None = None) -> AppTest:
    """The page at that url_path (empty: Start), shown once, with `plan` open."""
    at = AppTest.from_file(str(MAIN), default_timeout=PATIENCE)
    if plan is not None:
        at.session_state["current"] = Current(plan)
    at.run()
    return at if not page else shown(at, page)


def shown(at: AppTest, page: str) -> AppTest:
    """The same session on another page."""
    # AppTest.switch_page knows pages that are files only
    known = {info["url_pathname"]: key for key, info in at._registered_pages.items()}
    at._page_hash = known[page]
    return at.run()


def the_plan(at: AppTest) -> Plan:
    """The plan that is open in the session."""
    return at.session_state["current"].plan
