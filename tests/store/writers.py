"""Other processes that write in the store, and that can be killed in the middle of it."""

from __future__ import annotations

import multiprocessing
import signal
from typing import Any

from planner.domain.plan import change
from planner.store import Conflict, open_store
from planner.store.keep import forget_stores

# a fork starts in a hundredth of the time; Windows has none
_HOW: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)


def started(target: Any, *arguments: Any) -> tuple[Any, Any]:
    """A process that runs target(*arguments, pipe), and our end of the pipe."""
    forget_stores()  # an open database must not be shared with a child
    ours, theirs = _HOW.Pipe(duplex=False)
    process = _HOW.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    return process, ours


def kill(process: Any) -> None:
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def save_without_end(address: str, plan_id: str, pipe: Any) -> None:
    """Save one more listed patient again and again; say each number when the store has acknowledged it."""
    store = open_store(address)
    saved = store.load(plan_id)
    while True:
        number = saved.plan.clinic.listed_patients + 1
        saved = store.save(saved, change(saved.plan, "clinic.listed_patients", number), "Läkare A")
        pipe.send((saved.version, number))


def put_numbers(address: str, plan_id: str, numbers: Any, pipe: Any) -> None:
    """Put each number in the same box, again where another came between; tell how often one had."""
    store = open_store(address)
    saved, conflicts = store.load(plan_id), 0
    for number in numbers:
        version = 0
        while not version:
            try:
                saved = store.save(saved, change(saved.plan, "clinic.listed_patients", number))
                version = saved.version
            except Conflict as found:
                conflicts, saved = conflicts + 1, found.theirs
    pipe.send(conflicts)


def edit_one_value(address: str, plan_id: str, path: str, values: Any, pipe: Any) -> None:
    """Change one value so many times from the plan as it was in the beginning: the store merges."""
    store = open_store(address)
    saved = store.load(plan_id)
    for value in values:
        saved = store.save(saved, change(saved.plan, path, value))
    pipe.send(saved.version)


def create_without_end(address: str, plan: Any, pipe: Any) -> None:
    """Keep new plans until killed; say each id."""
    store = open_store(address)
    while True:
        pipe.send(store.create(plan).plan_id)


def open_once(address: str, pipe: Any) -> None:
    """Open the store; tell what is wrong with it."""
    pipe.send(open_store(address).check())


def restore_once(address: str, backup: Any, pipe: Any) -> None:
    """Put a backup in place."""
    pipe.send("begun")
    open_store(address).restore(backup)
    pipe.send("done")
