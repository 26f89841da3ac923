"""What holds for every test: Hypothesis never fails one because the machine is slow, and no test sees the plans of
another, or those of the person who runs it."""

import sys

import pytest
from hypothesis import settings

settings.register_profile("planner", deadline=None)
settings.load_profile("planner")


def own_store(patch: pytest.MonkeyPatch, folder: object) -> None:
    patch.setenv("PLANNER_DATA", str(folder))
    patch.setenv("PLANNER_USER", "Provaren")
    patch.delenv("PLANNER_STORE", raising=False)


@pytest.fixture(scope="session", autouse=True)
def _store_of_the_session(tmp_path_factory):
    """For what is started once for many tests, such as the served app."""
    with pytest.MonkeyPatch.context() as patch:
        own_store(patch, tmp_path_factory.mktemp("session_store"))
        yield


@pytest.fixture(autouse=True)
def _store_of_the_test(monkeypatch, tmp_path_factory):
    own_store(monkeypatch, tmp_path_factory.mktemp("store"))
    yield
    if "planner.store.keep" in sys.modules:  # one open database a test would soon be too many open files
        sys.modules["planner.store.keep"].forget_stores()
