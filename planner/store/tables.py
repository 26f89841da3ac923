"""Which tables does the store have?"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ID, NAME = String(32), String(200)
# the path of a row of the trail that says why a save was made, and changes no value
REASON = "why"


class Utc(TypeDecorator[dt.datetime]):
    """A time in UTC. SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=_zone(dialect))

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def _zone(dialect: Dialect) -> dt.tzinfo | None:
    return None if dialect.name == "sqlite" else dt.UTC


class Base(DeclarativeBase):
    pass


class PlanTable(Base):
    """A plan as it stands: its JSON form whole, and what a list of plans shows. An update names the version that it
    comes from, so that of two at once one is refused."""

    __tablename__ = "plan"

    plan_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(NAME)
    year: Mapped[int | None]
    doctors: Mapped[int]
    scenarios: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(Utc)
    saved_at: Mapped[dt.datetime] = mapped_column(Utc, index=True)
    saved_by: Mapped[str] = mapped_column(NAME)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy wants it


class Audit(Base):
    """One changed value. `old` and `new` are JSON, NULL where there was no value. Rows are added, never changed."""

    __tablename__ = "audit"

    audit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    plan_id: Mapped[str] = mapped_column(ID, ForeignKey("plan.plan_id", ondelete="CASCADE"))
    version: Mapped[int]
    path: Mapped[str] = mapped_column(Text)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)
    who: Mapped[str] = mapped_column(NAME)
    made_at: Mapped[dt.datetime] = mapped_column(Utc)
    why: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_audit_plan", "plan_id", "audit_id"), {"sqlite_autoincrement": True})


class Named(Base):
    """A version with a name, its plan whole."""

    __tablename__ = "named_version"

    version_id: Mapped[str] = mapped_column(ID, primary_key=True)
    plan_id: Mapped[str] = mapped_column(ID, ForeignKey("plan.plan_id", ondelete="CASCADE"), index=True)
    version: Mapped[int]
    name: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(Utc)
    made_by: Mapped[str] = mapped_column(NAME)


class Draft(Base):
    """What stands in boxes and could not be read, as JSON. It is no part of the plan: the last one wins."""

    __tablename__ = "draft"

    plan_id: Mapped[str] = mapped_column(ID, ForeignKey("plan.plan_id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[dt.datetime] = mapped_column(Utc)


# in an order in which they can be filled
IN_ORDER = tuple(Base.metadata.tables[one.__tablename__] for one in (PlanTable, Audit, Named, Draft))
