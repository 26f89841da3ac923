"""Where is the store, and who is writing in it?"""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from planner.domain.personal_number import without_personal_numbers

ADDRESS, FOLDER, USER = "PLANNER_STORE", "PLANNER_DATA", "PLANNER_USER"
FILE_NAME = "planner.db"
_UNKNOWN, _LONGEST_NAME = "okänd", 60


def address_in_force(address: str | None = None) -> str:
    """The address given, else PLANNER_STORE, else a SQLite file in the user's data folder."""
    found = address or os.environ.get(ADDRESS, "").strip()
    if not found:
        return f"sqlite:///{data_folder() / FILE_NAME}"
    scheme, sign, rest = found.partition("://")
    return f"postgresql+psycopg{sign}{rest}" if scheme in ("postgres", "postgresql") else found


def data_folder() -> Path:
    """PLANNER_DATA, else the folder where this system keeps a user's data."""
    given = os.environ.get(FOLDER, "").strip()
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("planner", appauthor=False)


def who_am_i() -> str:
    """PLANNER_USER, else the login name. A login name that is a personal number is masked: it must not be kept."""
    try:
        name = os.environ.get(USER, "").strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = _UNKNOWN
    return without_personal_numbers(name)[:_LONGEST_NAME]
