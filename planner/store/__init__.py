"""Where are plans kept? SQLAlchemy on SQLite by default, on PostgreSQL by one setting.

The names that pages and commands use, imported when they are first used: a command that keeps nothing starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.store.answers import (
        ChangeRow,
        Clash,
        Conflict,
        NotFound,
        PlanRow,
        Saved,
        StoreError,
        VersionRow,
    )
    from planner.store.keep import Store, open_store
    from planner.store.place import who_am_i

_ANSWERS = ("ChangeRow", "Clash", "Conflict", "NotFound", "PlanRow", "Saved", "StoreError", "VersionRow")
_HOME = {
    **dict.fromkeys(_ANSWERS, "planner.store.answers"),
    "Store": "planner.store.keep",
    "open_store": "planner.store.keep",
    "who_am_i": "planner.store.place",
}
__all__ = [
    "ChangeRow", "Clash", "Conflict", "NotFound", "PlanRow", "Saved", "Store", "StoreError", "VersionRow",
    "open_store", "who_am_i",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'planner.store' has no attribute {name!r}")
