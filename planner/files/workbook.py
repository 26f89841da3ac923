"""A plan as a workbook that goes on calculating, and an empty one to fill in."""

from __future__ import annotations

import datetime as dt

from planner.calc.clinic import calculate
from planner.domain.clinic import Clinic
from planner.domain.plan import Plan
from planner.domain.results import Results
from planner.files.workbook_about import write_glossary, write_metadata, write_readme, write_riktvarden, write_rules
from planner.files.workbook_calculation import write_calculation
from planner.files.workbook_comparison import comparison_sheet, write_comparison
from planner.files.workbook_inputs import list_ranges, write_clinic, write_contacts, write_doctors, write_lists
from planner.files.workbook_result import write_result
from planner.files.workbook_scenario import write_scenario_sheets
from planner.files.workbook_scenario_inputs import write_comments, write_scenarios
from planner.files.workbook_style import Book
from planner.files.workbook_values import values_of


def write_workbook(plan: Plan, results: Results | None = None, *, today: dt.date | None = None) -> bytes:
    """The plan as an .xlsx file: inputs, every step as a formula with its value, results and explanations.

    `results` are worked out when they are not given. The same plan and `today` give the same bytes.
    """
    today = today or dt.date.today()
    values = values_of(plan, results or calculate(plan))
    book = Book(plan.clinic.name or "Fast läkarkontakt: underlag och beräkning", today)
    lists = list_ranges()
    write_readme(book)
    write_clinic(book, plan.clinic, lists)
    write_doctors(book, plan, lists)
    write_contacts(book, plan.clinic, lists)
    rows = write_calculation(book, plan, values)
    write_result(book, plan, values, rows)
    write_scenarios(book, plan, lists)
    if plan.scenarios:
        compared = comparison_sheet(book)
        written = write_scenario_sheets(book, plan, rows, values, lists)
        write_comparison(book, compared, plan, rows, values, written)
    write_comments(book, plan, lists)
    write_riktvarden(book)
    write_rules(book)
    write_glossary(book)
    write_metadata(book, plan, today)
    write_lists(book)
    return book.close()


def template(*, today: dt.date | None = None) -> bytes:
    """The workbook with nothing filled in: what stands in it is the declared defaults alone."""
    return write_workbook(Plan(clinic=Clinic()), today=today)
