"""Where is the store, and who is writing in it?"""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from planner.domain.personal_number import without_personal_numbers
from planner.store.answers import StoreError

ADDRESS, FOLDER, USER = "PLANNER_STORE", "PLANNER_DATA", "PLANNER_USER"
FILE_NAME = "planner.db"
WRONG_ADDRESS = (
    "Adressen till databasen (PLANNER_STORE) går inte att använda. Förväntade postgresql+psycopg://… eller sqlite:///…"
)
_UNKNOWN, _LONGEST_NAME = "okänd", 60


def address_in_force(address: str | None = None) -> str:
    """The address given, else PLANNER_STORE, else a SQLite file in the user's data folder."""
    found = address or os.environ.get(ADDRESS, "").strip()
    if not found:
        return f"sqlite:///{data_folder() / FILE_NAME}"
    scheme, sign, rest = found.partition("://")
    return f"postgresql+psycopg{sign}{rest}" if scheme in ("postgres", "postgresql") else found


def shown_address() -> str:
    """Where the store is, for a person to read: a file, or a server's address without its password."""
    scheme, _, rest = address_in_force().partition(":///")
    if scheme == "sqlite":
        return rest
    import sqlalchemy as sa

    try:
        return sa.make_url(address_in_force()).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        raise StoreError(WRONG_ADDRESS) from None


def file_in_force() -> Path | None:
    """The SQLite file in force; None for a server."""
    scheme, _, rest = address_in_force().partition(":///")
    return Path(rest) if scheme.startswith("sqlite") and rest else None


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
