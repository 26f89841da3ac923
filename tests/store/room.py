"""A disk with little room: a small one of its own where that may be mounted, else a limit on how large files may grow."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from planner.store import open_store
from planner.store.keep import forget_stores
from tests.plans import random_plan
from tests.store.server import Server

_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Disk:
    address: str
    fill: Callable[[], None]
    free: Callable[[], None]


@contextlib.contextmanager
def mounted(folder: Path, server: Server | None) -> Iterator[Disk]:
    """A small disk of its own. Where none may be mounted, a limit on the size of files."""
    place = (server.folder if server else folder) / "small"
    place.mkdir()
    if not _succeeds(["mount", "-t", "tmpfs", "-o", f"size={24 * _MEGABYTE},mode=777", "tmpfs", str(place)]):
        with limited(folder, server) as disk:
            yield disk
        return
    try:
        with (
            _on_server(place, server) if server else contextlib.nullcontext(f"sqlite:///{place}/planner.db") as address
        ):
            yield Disk(address, lambda: _fill(place / "filler"), (place / "filler").unlink)
            forget_stores()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _fill(filler: Path) -> None:
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
        while out.write(b"\0" * 4096):
            pass


@contextlib.contextmanager
def _on_server(place: Path, server: Server) -> Iterator[str]:
    """A database whose tables, but not whose log, are on the small disk."""
    (place / "space").mkdir()
    os.chown(place / "space", server.user.pw_uid, server.user.pw_gid)
    server.do(f"CREATE TABLESPACE small LOCATION '{place}/space'")
    address = server.new_database("TABLESPACE small")
    try:
        yield address
    finally:
        server.drop(address)
        server.do("DROP TABLESPACE small")


@contextlib.contextmanager
def limited(folder: Path, server: Server | None) -> Iterator[Disk]:
    """A disk where no file may grow any further."""
    address = server.new_database() if server else f"sqlite:///{folder}/small.db"
    process = os.getpid()

    def limit(size: int | str) -> None:  # the soft limit alone, so that it can be raised again
        command = ["prlimit", "--pid", str(process), f"--fsize={size}:"]
        subprocess.run(command, check=True, **(server.as_user if server else {}))

    def fill() -> None:
        nonlocal process
        size = 1 << 16
        if server:
            process, size = _grown(address)
        limit(size)

    yield Disk(address, fill, lambda: limit("unlimited"))
    forget_stores()
    if server:
        server.drop(address)


def _grown(address: str) -> tuple[int, int]:
    """The server's process, and a size that its log does not need but that the trail has grown beyond."""
    store = open_store(address)
    plan = random_plan(1, doctors=40)
    while True:
        with store.engine.connect() as connection:
            size, process = connection.execute(sa.text("SELECT pg_relation_size('audit'), pg_backend_pid()")).one()
        if size > 2 * _MEGABYTE:
            return process, 2 * _MEGABYTE
        store.create(plan, why="x" * 500)
