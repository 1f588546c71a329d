-- The project database. `PRAGMA user_version` is the schema version (see migrations.py).
-- Free text is TEXT; a string that holds a lone surrogate, which TEXT cannot, is a BLOB (see rows.py).

PRAGMA application_id = 1111839316; -- "BERT"

CREATE TABLE meta ( -- the task, when it was made, and the options that differ from their default
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('renames', '0'); -- how often a label got another name

CREATE TABLE batches ( -- one import each
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL, -- open: being read; shown; hidden: its import was undone; dropped: to be deleted
    first INTEGER, -- its documents lie in this range of ids, perhaps among those of another import
    last INTEGER
);

CREATE TABLE documents ( -- ids are never used twice: runs refer to them
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL REFERENCES batches (id),
    state INTEGER NOT NULL, -- 0 staged, 1 in the corpus, 2 in the bin
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    split TEXT NOT NULL,
    status TEXT NOT NULL,
    flagged INTEGER NOT NULL,
    note TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    "group" TEXT NOT NULL,
    key TEXT NOT NULL,
    checksum INTEGER NOT NULL, -- first 64 bits of the SHA-256 of the text
    n_characters INTEGER NOT NULL,
    n_words INTEGER NOT NULL,
    n_spans INTEGER NOT NULL,
    n_suggestions INTEGER NOT NULL, -- suggested spans and suggested labels
    min_confidence REAL, -- of its suggestions
    changed INTEGER NOT NULL, -- milliseconds since 1970
    revision INTEGER NOT NULL -- counts the edits
);
-- A list in the order of the corpus with any filter is read from this index alone.
CREATE INDEX documents_list ON documents (state, position, split, status, language, flagged, n_spans,
    n_suggestions, min_confidence, n_characters, changed, source);
CREATE INDEX documents_checksum ON documents (checksum);
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_note ON documents (id) WHERE note <> '';

CREATE TABLE retitled ( -- documents whose title is not that of their import, which the search index holds
    document INTEGER PRIMARY KEY
);
CREATE TRIGGER documents_retitled AFTER UPDATE OF title ON documents WHEN old.title IS NOT new.title
BEGIN
    INSERT OR IGNORE INTO retitled VALUES (new.id);
END;

CREATE TABLE totals ( -- of the documents in the corpus (see totals.py)
    split TEXT NOT NULL,
    status TEXT NOT NULL,
    language TEXT NOT NULL,
    documents INTEGER NOT NULL,
    spans INTEGER NOT NULL,
    suggestions INTEGER NOT NULL,
    PRIMARY KEY (split, status, language)
) WITHOUT ROWID;

CREATE TABLE texts ( -- never altered; apart from `documents`, so that lists are read without them
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    tokens TEXT NOT NULL, -- gap, length, gap, length, … in code points
    meta TEXT NOT NULL -- JSON
);

CREATE TABLE labels ( -- a label without position is known only to documents that are staged
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    color INTEGER NOT NULL,
    shortcut TEXT NOT NULL,
    code TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER,
    n_annotations INTEGER NOT NULL DEFAULT 0, -- in the corpus, without suggestions
    examples TEXT NOT NULL DEFAULT '' -- one a line
);
CREATE UNIQUE INDEX labels_name ON labels (name) WHERE position IS NOT NULL;
CREATE UNIQUE INDEX labels_staged ON labels (name) WHERE position IS NULL;

CREATE TABLE label_bin ( -- labels that were deleted, with what carried them, so that they can be put back
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL, -- JSON
    contents BLOB NOT NULL, -- an edit that puts back what carried it, as in `history`
    n_annotations INTEGER NOT NULL,
    at INTEGER NOT NULL -- milliseconds since 1970
);

CREATE TABLE spans (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    suggested INTEGER NOT NULL, -- 1: a suggestion
    start INTEGER NOT NULL, -- code points
    "end" INTEGER NOT NULL,
    label INTEGER NOT NULL REFERENCES labels (id),
    origin TEXT NOT NULL,
    confidence REAL,
    run INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (document, id),
    CHECK (start >= 0 AND "end" > start)
) WITHOUT ROWID;
CREATE INDEX spans_label ON spans (label, suggested);
CREATE INDEX spans_note ON spans (document) WHERE note <> '';

CREATE TABLE document_labels (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    suggested INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label INTEGER NOT NULL REFERENCES labels (id),
    origin TEXT NOT NULL,
    confidence REAL,
    run INTEGER,
    PRIMARY KEY (document, suggested, position)
) WITHOUT ROWID;
CREATE INDEX document_labels_label ON document_labels (label, suggested);

CREATE TABLE relations (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    head INTEGER NOT NULL,
    tail INTEGER NOT NULL,
    label INTEGER NOT NULL REFERENCES labels (id),
    origin TEXT NOT NULL,
    confidence REAL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;
CREATE INDEX relations_label ON relations (label);

CREATE TABLE answers (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    question TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    origin TEXT NOT NULL,
    confidence REAL,
    PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE history ( -- every step, in order; those undone are the last ones
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    at INTEGER NOT NULL, -- milliseconds since 1970
    undone INTEGER NOT NULL,
    forward BLOB NOT NULL, -- edits as JSON, compressed when large (see edit_records.py)
    inverse BLOB NOT NULL
);
