"""A PostgreSQL of our own for the tests: a new cluster in a temporary folder, reached by a socket there alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa


class Server:
    """A running cluster. PostgreSQL refuses to run as root, so root starts it as another user."""

    def __init__(self, folder: Path) -> None:
        import pwd  # which Windows has not

        self.folder = folder
        self.user = pwd.getpwnam("nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name)
        self.as_user: dict[str, Any] = (
            {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        )
        os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        # small files of its own log, so that a limit on the size of files can be met soon
        how = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
        self._run("initdb", "-D", "data", "-U", "planner", *how)

    def start(self) -> None:
        # not waiting for the disk is quicker, and loses nothing as long as the machine itself stays up
        settings = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=40"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", settings, "start")

    def stop(self) -> None:
        """As if the power went: nothing is written in order first."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def address(self, database: str) -> str:
        return f"postgresql+psycopg://planner@/{database}?host={self.folder}"

    def do(self, *statements: str) -> None:
        engine = sa.create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for one in statements:
                connection.exec_driver_sql(one)

    def new_database(self, options: str = "") -> str:
        name = f"d{uuid4().hex}"
        self.do(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def drop(self, address: str) -> None:
        self.do(f"DROP DATABASE {sa.make_url(address).database} WITH (FORCE)")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [_program(program), *arguments], cwd=self.folder, check=False, capture_output=program == "initdb",
            stdout=None if program == "initdb" else subprocess.DEVNULL, **self.as_user,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr!r}")


def _program(name: str) -> str:
    """The newest one installed: Debian keeps PostgreSQL's own programs out of the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if not found:
        raise RuntimeError("PostgreSQL is not installed: make system")
    return found


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    # a short path: a socket's name has room for a hundred signs
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-"))
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        with contextlib.suppress(RuntimeError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
