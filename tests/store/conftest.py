"""Every test of the store holds for SQLite and for a real PostgreSQL: the same function, an address of each kind."""

from collections.abc import Iterator

import pytest

from planner.store.keep import Store, forget_stores, open_store
from tests.store.server import Server, running_server

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


@pytest.fixture(params=BOTH)
def kind(request) -> str:
    return request.param


@pytest.fixture
def new_address(kind, request, tmp_path):
    """Gives the address of another empty database, of the kind that the test runs on."""
    made = []

    def new() -> str:
        if kind == "sqlite":
            made.append(f"sqlite:///{tmp_path}/{len(made) + 1} å.db")
        else:
            made.append(request.getfixturevalue("server").new_database())
        return made[-1]

    yield new
    forget_stores()
    if kind == "postgresql":
        for one in made:
            request.getfixturevalue("server").drop(one)


@pytest.fixture
def address(new_address) -> str:
    return new_address()


@pytest.fixture
def store(address) -> Store:
    return open_store(address)
