"""Makes first_schema.jsonl: what the first schema of the store kept, in the form of a backup. Run once, when a schema
is new; the file is how we know that databases from then are still upgraded."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa

from planner.domain.from_json import plan_of
from planner.domain.plan import change
from planner.domain.scenario import Change, Scenario
from planner.store.database import connect
from planner.store.keep import Store
from planner.store.migrate import migrate

FILE = Path(__file__).parent / "first_schema.jsonl"
TABLES = ("plan", "audit", "named_version")
EXAMPLE = Path(__file__).parents[1] / "cases" / "worked_example.json"


def main(schema: str = "0001") -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "first.db"
        file.touch()
        engine = connect(f"sqlite:///{file}")
        migrate(engine, schema)
        _fill(Store(engine))
        lines = [{"kind": "planner-backup", "edition": 1, "schema": schema, "made_at": "2026-11-21T00:00:00+00:00"}]
        with engine.connect() as connection:
            for table in TABLES:
                rows = connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY 1")).mappings()
                lines += (
                    {"table": table, "row": {key: _plain(key, value) for key, value in row.items()}} for row in rows
                )
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    end = {"rows": len(lines) - 1, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    FILE.write_text(text + json.dumps(end, separators=(",", ":")) + "\n", "utf-8")


def _fill(store: Store) -> None:
    plan, _ = plan_of(json.loads(EXAMPLE.read_text("utf-8"))["plan"])
    assert plan is not None
    saved = store.create(plan, "Läkare A", "första planen")
    store.name_version(saved, "Utgångsläge", "som det var", "Läkare A")
    scenario = Scenario(name="80 %", changes=(Change(path="doctors.A.fte", value=0.8),))
    saved = store.save(saved, change(saved.plan, "doctors.A.fte", 0.9), "Läkare A", "ny grad")
    store.save(saved, saved.plan.model_copy(update={"scenarios": (scenario,)}), "Läkare A")


def _plain(key: str, value: object) -> object:
    return f"{value}".replace(" ", "T") + "+00:00" if key.endswith("_at") else value


if __name__ == "__main__":
    main(*sys.argv[1:])
