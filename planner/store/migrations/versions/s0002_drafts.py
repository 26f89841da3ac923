"""What stands in boxes and could not be read is kept too."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    key = sa.ForeignKey("plan.plan_id", ondelete="CASCADE")
    op.create_table(
        "draft",
        sa.Column("plan_id", sa.String(32), key, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
