"""Older project files become files of this version, after a copy was made."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.store import snapshots
from bertstudio.store.database import transaction

APPLICATION_ID = 0x42455254
"""`BERT`: tells our files from other SQLite files."""

_TO_2 = (
    "ALTER TABLE labels ADD COLUMN examples TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE label_bin (id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL,
    contents BLOB NOT NULL, n_annotations INTEGER NOT NULL, at INTEGER NOT NULL)""",
    """UPDATE meta SET name = 'overlap', value = CASE value WHEN 'true' THEN '"any"' ELSE '"refuse"' END
    WHERE name = 'allow_overlap'""",
    "DROP INDEX documents_position",
    """CREATE INDEX documents_list ON documents (state, position, split, status, language, flagged, n_spans,
    n_suggestions, min_confidence, n_characters, changed, source)""",
    "CREATE INDEX documents_source ON documents (source)",
    "CREATE INDEX documents_note ON documents (id) WHERE note <> ''",
    "CREATE INDEX spans_note ON spans (document) WHERE note <> ''",
    "CREATE TABLE retitled (document INTEGER PRIMARY KEY)",
    """CREATE TRIGGER documents_retitled AFTER UPDATE OF title ON documents WHEN old.title IS NOT new.title
    BEGIN INSERT OR IGNORE INTO retitled VALUES (new.id); END""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_TO_2,)
"""SQL statements of each step: the first makes version 2 of version 1, and so on."""

SCHEMA_VERSION = 1 + len(MIGRATIONS)


def install(connection: sqlite3.Connection) -> None:
    """Make the tables of this version in an empty database, all or none."""
    script = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    connection.executescript(f"BEGIN; {script} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of a database, 0 if it is none of ours."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return 0
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(version: int, readable: int = SCHEMA_VERSION) -> None:
    """Raise UserError if a file is newer than this program."""
    if version > readable:
        raise UserError(
            tr(
                "This project was made by a newer BertStudio "
                "(schema {version}, this one reads up to {readable}). Update BertStudio.",
                version=version,
                readable=readable,
            )
        )


def migrate(
    connection: sqlite3.Connection, folder: Path, steps: Sequence[Sequence[str]] = MIGRATIONS
) -> Path | None:
    """Bring a database up to date and return the snapshot taken before; None if there was nothing to keep.

    Raises:
        UserError: the file is newer than this program, or the disk is full (the file is then unchanged).
    """
    version = version_of(connection)
    check_version(version, 1 + len(steps))
    if version == 1 + len(steps):
        return None
    copy = snapshots.write(connection, folder, "upgrade")
    with transaction(connection):
        for step in steps[version - 1 :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {1 + len(steps)}")
    return copy
