"""Each contract test runs on a fresh SQLite store, and on fresh tables of a real PostgreSQL."""

import itertools
import os

import pytest
from sqlalchemy import create_engine, text

from store import Store
from tests.contract.postgres import Server, binaries

_NUMBERS = itertools.count()
_ABSENT = "PostgreSQL is not installed: run tests/contract/postgres.sh as root"


@pytest.fixture(scope="session")
def postgres():
    """A server for all tests."""
    tools = binaries()
    if tools is None:
        if os.environ.get("CI"):
            pytest.fail(_ABSENT)
        pytest.skip(_ABSENT)
    server = Server(tools)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Address of a store that nobody has used yet; on PostgreSQL a schema of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    address = request.getfixturevalue("postgres").url("postgres")
    name = f"test_{next(_NUMBERS)}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{address}&options=-csearch_path%3D{name}"


@pytest.fixture
def store(database):
    """A fresh store."""
    made = Store(database)
    yield made
    made.engine.dispose()
