"""Where does each thing stand in the workbook? What writes it and what reads it agree here, by names and headers."""

from __future__ import annotations

import re

from planner.domain.clinic import Clinic, Contact
from planner.domain.doctor import Doctor
from planner.schema import Field, fields_of

SCHEMA_VERSION = "1"
README_SHEET = "Läs mig"
CLINIC_SHEET = "Enhet"
DOCTORS_SHEET = "Läkare"
CONTACTS_SHEET = "Läkarkontakter"
CALCULATION_SHEET = "Beräkning"
RESULT_SHEET = "Resultat"
SCENARIOS_SHEET = "Scenarier"
COMPARISON_SHEET = "Jämförelse"
COMMENTS_SHEET = "Kommentarer"
RIKTVARDEN_SHEET = "Riktvärden"
RULES_SHEET = "Vem räknas"
GLOSSARY_SHEET = "Ordlista"
METADATA_SHEET = "Metadata"
LISTS_SHEET = "Listor"
# the sheets that a user fills in, and that are read back
INPUT_SHEETS = (CLINIC_SHEET, DOCTORS_SHEET, CONTACTS_SHEET)
# those that may be missing: what is kept with the plan
KEPT_SHEETS = (SCENARIOS_SHEET, COMMENTS_SHEET)
# each scenario calculates on a sheet of its own: Scenario 1, Scenario 2 … (a copy of it begins in the same way)
SCENARIO_SHEET_START = "Scenario"
_OF_A_SCENARIO = re.compile(rf"{SCENARIO_SHEET_START} ?\d+(?![^\W_]).*", re.IGNORECASE | re.DOTALL)

# Enhet is a table: one row per field, found by the label under FIELD_HEADER, the value under VALUE_HEADER.
# Each value cell has a defined name too (CELL_NAME + key), used where the label cannot be found.
FIELD_HEADER, VALUE_HEADER, UNIT_HEADER, HELP_HEADER = "Uppgift", "Värde", "Enhet", "Var du hittar den"
CELL_NAME = "Enhet_"
# Läkare and Läkarkontakter have one row per doctor and per kind of contact, under a row of the fields' labels.
DOCTOR_ROWS = 30
SPARE_DOCTOR_ROWS = 5
INPUT_SIGN = "✎"
NOT_COMPUTABLE = "ej beräkningsbart"
NOT_FILLED_IN = "ej ifyllt"

# A row of Läkare is a doctor when it has a signature; the others hold the defaults alone. A row of Läkarkontakter
# stands in the plan when it has contacts, or minutes, or another documentation time than the default; the other
# kinds' rows hold their name and the default. So that a doctor without a signature, and a contact row without
# numbers, come back too, the cell in question (doctor_id; contacts_per_year) then holds the words NOT_FILLED_IN:
# in an input cell they mean the same as an empty one, in a row that is there.
# Rows above the header hold the title, the group, the sign and the unit: no label. A formula column after the
# labels of Läkarkontakter says whether the row is used.
USED_HEADER, USED, NOT_USED = "Räknas med", "ja", "nej"

# Metadata is a table of two columns; a row CONFIRMED_KEY per path of a value that equals its default but is
# the user's own (every other value that equals its default comes back as not set by the user).
KEY_HEADER, DATA_HEADER = "Uppgift", "Värde"
SCHEMA_KEY, VERSION_KEY, DATE_KEY, CONFIRMED_KEY = "Schemaversion", "Programversion", "Skapad", "Bekräftat värde"


def scenario_sheet(number: int) -> str:
    """The name of a scenario's sheet. Its own name may hold signs that a sheet's may not, or be another sheet's."""
    return f"{SCENARIO_SHEET_START} {number}"


def is_scenario_sheet(name: str) -> bool:
    return bool(_OF_A_SCENARIO.fullmatch(name.strip()))


def clinic_fields() -> dict[str, Field]:
    """The single-valued fields of Enhet, by key, in order."""
    return {key: declared for key, declared in fields_of(Clinic).items() if declared.kind != "rows"}


def doctor_fields() -> dict[str, Field]:
    """The columns of Läkare, by key, in order."""
    return fields_of(Doctor)


def contact_fields() -> dict[str, Field]:
    """The columns of Läkarkontakter, by key, in order."""
    return fields_of(Contact)


def heading(declared: Field) -> str:
    """The header of a column in Läkare and Läkarkontakter: the label alone, so that it is easy to find again."""
    return declared.label
