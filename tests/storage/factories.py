"""Databases made for tests: one table of notes, and migrations of a version to come."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from sqlite_utils import Database, Migrations

from kiosk.storage import meta
from kiosk.storage.connection import Connection, connect
from kiosk.storage.migration import migrate

NAME = "notes.db"


def notes() -> Migrations:
    """The migrations of a database with the tables `meta` and `notes`."""
    migrations = Migrations("notes")

    @migrations()
    def first_tables(db: Database) -> None:
        db.execute(meta.CREATE)
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")

    return migrations


def with_one_more(migrations: Migrations) -> Migrations:
    """The migrations of a version to come: all there are, and one more."""
    more = Migrations(migrations.name)
    for migration in migrations._migrations:
        more(name=migration.name)(migration.fn)

    @more(name="in_a_later_version")
    def _later(db: Database) -> None:
        db.execute("ALTER TABLE meta ADD COLUMN later TEXT")

    return more


def opened(folder: Path, migrations: Migrations | None = None) -> Connection:
    """A database of notes in a folder."""
    folder.mkdir(exist_ok=True)
    conn = connect(folder / NAME, make=True)
    migrate(conn, folder / NAME, migrations or notes())
    return conn


def write(conn: Connection, text: str) -> None:
    conn.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def read(conn: Connection) -> list[str]:
    return [row[0] for row in conn.execute("SELECT text FROM notes ORDER BY id")]


def copies(folder: Path) -> list[Path]:
    """What migrations kept of a folder's databases as they were before."""
    return sorted(folder.glob("*.before-*"))


def forms(of: ModuleType) -> list[dict[str, dict[str, tuple[str, bool, bool]]]]:
    """After each migration of a schema: every table's columns with type, and whether they must be given or have a
    default."""
    found = []
    for upto in range(1, len(of.migrations._migrations) + 1):
        db = Database(memory=True)
        some = Migrations(of.migrations.name)
        for migration in of.migrations._migrations[:upto]:
            some(name=migration.name)(migration.fn)
        some.apply(db)
        found.append(
            {
                table.name: {
                    column.name: (column.type, bool(column.notnull), column.default_value is not None)
                    for column in table.columns
                }
                for table in db.tables
                if not table.name.startswith("_sqlite_migrations")
            }
        )
        db.close()
    return found
