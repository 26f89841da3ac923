"""What the user can carry away. Every file is made when its button is pressed and not before."""

from __future__ import annotations

import re
import unicodedata

import streamlit as st

from planner.domain.plan import Plan
from planner.ui import state

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(place: str, label: str) -> None:
    """The plan with its results as a workbook that goes on calculating."""
    plan = state.plan()
    st.download_button(
        label, data=lambda: _workbook(plan), file_name=f"{file_stem(plan)}.xlsx", mime=XLSX,
        key=f"download.workbook.{place}", on_click=state.mark_saved, width="stretch",
    )  # fmt: skip


def json_form(place: str, label: str) -> None:
    """The plan's JSON form."""
    plan = state.plan()
    st.download_button(
        label, data=lambda: _json(plan), file_name=f"{file_stem(plan)}.json", mime="application/json",
        key=f"download.json.{place}", on_click=state.mark_saved, width="stretch",
    )  # fmt: skip


def template(place: str, label: str) -> None:
    """An empty workbook to fill in."""
    st.download_button(
        label, data=_template, file_name="mall.xlsx", mime=XLSX, key=f"download.template.{place}", on_click="ignore",
        width="stretch",
    )  # fmt: skip


def file_stem(plan: Plan) -> str:
    """A file name of the clinic's name and year, in letters that every computer takes."""
    plain = unicodedata.normalize("NFKD", plan.clinic.name or "plan").encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "plan"
    return f"{name[:60]}-{plan.clinic.year}" if plan.clinic.year else name[:60]


def _workbook(plan: Plan) -> bytes:
    from planner.calc.clinic import calculate
    from planner.files.workbook import write_workbook

    return write_workbook(plan, calculate(plan))


def _json(plan: Plan) -> str:
    from planner.files.json_form import plan_to_json

    return plan_to_json(plan)


def _template() -> bytes:
    from planner.files.workbook import template as empty_workbook

    return empty_workbook()
