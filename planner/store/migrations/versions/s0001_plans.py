"""Plans, the trail of their changes, and versions with a name."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID, _NAME, _TIME = sa.String(32), sa.String(200), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("plan_id", _ID, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("doctors", sa.Integer, nullable=False),
        sa.Column("scenarios", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("saved_at", _TIME, nullable=False, index=True),
        sa.Column("saved_by", _NAME, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer, primary_key=True, autoincrement=True),
        _of_a_plan(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("who", _NAME, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_plan", "audit", ["plan_id", "audit_id"])
    op.create_table(
        "named_version",
        sa.Column("version_id", _ID, primary_key=True),
        _of_a_plan(index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("made_by", _NAME, nullable=False),
    )
    _only_added_to()


def _of_a_plan(*, index: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("plan.plan_id", ondelete="CASCADE")
    return sa.Column("plan_id", _ID, key, nullable=False, index=index)


def _only_added_to() -> None:
    """The database itself refuses that a row of the trail is changed, or removed while its plan is there."""
    if op.get_bind().dialect.name == "sqlite":
        refuse = "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        there = "WHEN EXISTS (SELECT 1 FROM plan WHERE plan_id = OLD.plan_id)"
        op.execute(f"CREATE TRIGGER audit_kept BEFORE UPDATE ON audit {refuse}")
        op.execute(f"CREATE TRIGGER audit_not_removed BEFORE DELETE ON audit {there} {refuse}")
        return
    op.execute(
        "CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM plan WHERE plan_id = OLD.plan_id) THEN"
        " RAISE EXCEPTION 'audit is append-only'; END IF; RETURN OLD; END $$"
    )
    op.execute("CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_kept()")
