"""Why was it changed? Said afterwards, for a change that was saved without a reason."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from planner.store.keep import Store
from planner.store.notes import note
from planner.store.tables import Audit


def give_reason(store: Store, plan_id: str, version: int, why: str) -> None:
    """Put the reason at every value that this save changed; an empty one takes it away. Values, names and times of
    the trail stay as they are. Raises StoreError."""
    words = note(why=why).why or ""
    asked = sa.update(Audit).where(Audit.plan_id == plan_id, Audit.version == version).values(why=words)

    def write(session: Session) -> None:
        session.execute(asked)

    store._write(write)
