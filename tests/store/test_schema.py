"""Does a database become ours whole or not at all, from any older schema, and is a newer one left alone?"""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from planner.domain.plan import change
from planner.store import StoreError, migrate, open_store
from planner.store.backup import _fill
from planner.store.database import connect, file_of
from planner.store.keep import forget_stores
from planner.store.tables import Base
from tests.plans import random_plan
from tests.store import writers

FIRST = Path(__file__).parent / "first_schema.jsonl"


def begun(address):
    """An empty database."""
    engine = connect(address)
    if file_of(engine):
        file_of(engine).touch()
    return engine


def content(engine):
    """Everything in a database: its tables and their rows."""
    known = sa.MetaData()
    with engine.connect() as connection:
        known.reflect(connection)
        return {
            name: [tuple(row) for row in connection.execute(sa.select(table))] for name, table in known.tables.items()
        }


def test_the_steps_make_the_tables_that_the_code_uses(store):
    assert ScriptDirectory.from_config(migrate._config()).get_current_head() == migrate.OURS
    with store.engine.connect() as connection:
        assert migrate.schema_of(connection) == migrate.OURS
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_an_older_database_is_upgraded_with_all_that_it_holds(address):
    engine = begun(address)
    migrate.migrate(engine, "0001")
    _fill(engine, FIRST)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(sa.text("SELECT setval('audit_audit_id_seq', 1000)"))
    before = content(engine)
    assert "draft" not in before
    engine.dispose()
    store = open_store(address)
    assert {**content(store.engine), "alembic_version": 0} == {**before, "draft": [], "alembic_version": 0}
    assert store.check() == []
    (row,) = store.plans()
    saved = store.load(row.plan_id)
    assert (saved.version, saved.plan.doctors[0].fte, saved.plan.scenarios[0].name) == (3, 0.9, "80 %")
    assert [one.name for one in store.versions(row.plan_id)] == ["Utgångsläge"]
    store.keep_drafts(row.plan_id, {"a": "b"})
    assert store.save(saved, change(saved.plan, "doctors.A.fte", 0.8)).version == 4


def test_a_newer_database_is_refused_and_left_as_it_is(store, address):
    store.create(random_plan(1, doctors=1))
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    before = content(store.engine)
    forget_stores()
    with pytest.raises(StoreError, match="nyare version"):
        open_store(address)
    engine = connect(address)
    assert content(engine) == before
    engine.dispose()


FAILS = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade():
    op.create_table("half", sa.Column("x", sa.Integer))
    op.add_column("plan", sa.Column("colour", sa.Text))
    op.execute("UPDATE plan SET name = 'half done'")
    op.execute({last!r})
"""


def test_an_upgrade_that_fails_half_way_is_taken_back_whole(store, address, tmp_path, monkeypatch):
    saved = store.create(random_plan(1, doctors=1))
    before = content(store.engine)
    forget_stores()
    steps = tmp_path / "steps"
    steps.mkdir()
    monkeypatch.setattr(migrate, "STEPS", f"{migrate.STEPS}\n{steps}")
    monkeypatch.setattr(migrate, "OURS", "0003")
    (steps / "s0003_fails.py").write_text(FAILS.format(last="SELECT nothing FROM nowhere"))
    with pytest.raises(StoreError, match="Inget har ändrats"):
        open_store(address)
    engine = connect(address)
    assert content(engine) == before
    engine.dispose()
    # mended, it is taken from where it was
    (steps / "s0003_fails.py").write_text(FAILS.format(last="UPDATE plan SET colour = 'blue'"))
    assert open_store(address).load(saved.plan_id) == saved
    assert "half" in content(open_store(address).engine)


def test_four_that_open_a_new_database_at_once_all_get_it(address):
    four = [writers.started(writers.open_once, address) for _ in range(4)]
    assert [pipe.recv() for _, pipe in four] == [[]] * 4
    for process, _ in four:
        process.join()
