"""Opening the database: its connections, its one writer at a time, its migrations."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError

from schedule.errors import StoreUnavailable

_WRITER_LOCK = 20240109
"""Of PostgreSQL's advisory locks, the one that whoever writes holds until the transaction ends."""
_SQLITE = ("busy_timeout=30000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL")
"""Readers do not wait for a writer; a second writer waits; references are checked; what is kept is on disk."""


def url_of(environ: Mapping[str, str]) -> str:
    """The store that the environment names: `DATABASE_URL`, else SQLite in `DATA_DIR` (default var/), which is made."""
    folder = Path(environ.get("DATA_DIR") or "var")
    folder.mkdir(parents=True, exist_ok=True)
    return environ.get("DATABASE_URL") or f"sqlite:///{folder.resolve() / 'store.db'}"


def opened(url: str) -> Engine:
    """The engine of the database at `url`, its tables brought up to date.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    try:
        engine = create_engine(url.replace("postgres://", "postgresql://", 1), pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with writing(engine) as connection:
            _migrate(connection)
    except (DBAPIError, ArgumentError, OSError, ImportError, ValueError) as error:
        raise StoreUnavailable(reason=str(error).splitlines()[0]) from error
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes, and nobody else's until it ends: all of it is kept, or none.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    with _answering(), engine.execution_options(store_writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})"))
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads; the same failure as `writing`."""
    with _answering(), engine.connect() as connection:
        yield connection


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        if type(error) not in (DatabaseError, InterfaceError, OperationalError):
            raise  # a rule of the database was broken: that is for the programmer
        raise StoreUnavailable(reason=str(error).splitlines()[0]) from error


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own; `_begin_sqlite` does
    for pragma in _SQLITE:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that writes takes its place at once: one that only finds out later may no longer wait."""
    writes = connection.get_execution_options().get("store_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    """Run the migrations; two processes that start at once come one after the other."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
