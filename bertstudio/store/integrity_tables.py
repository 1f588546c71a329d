"""What must hold between the tables of a project, each rule with the SQL that finds and repairs a breach."""

# All statements here are made of constants of this file.
# ruff: noqa: S608

from collections.abc import Callable
from dataclasses import dataclass

from bertstudio.core.documents import Origin, Split, Status
from bertstudio.core.words import tr, trn


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    code: str
    table: str
    breaches: str
    """A SELECT of the rows that break it; a column `document`, where there is one, says where."""
    says: Callable[[int], str]
    """The problem in words, for so many rows."""
    how: Callable[[], str]
    """What the repair does, in words."""
    repair: tuple[str, ...]
    lost: tuple[str, ...] = ()
    """SELECTs of all that the repair takes away: it is written to a file before."""
    harmless: bool = False
    """It comes of ordinary work, and there is nothing to repair."""


def _listed(values: type[Split] | type[Status] | type[Origin]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _orphans(table: str) -> Rule:
    breach = "document NOT IN (SELECT id FROM documents)"
    if table != "answers":
        breach += " OR label NOT IN (SELECT id FROM labels)"
    return Rule(
        f"orphans-{table}",
        table,
        f"SELECT * FROM {table} WHERE {breach}",
        lambda n: trn(
            "1 entity or label belongs to no document ({table}).",
            "{count} entities or labels belong to no document ({table}).",
            n,
            table=table,
        ),
        _set_aside,
        (f"DELETE FROM {table} WHERE {breach}",),
        (f"SELECT * FROM {table} WHERE {breach}",),
    )


def _set_aside() -> str:
    return tr("They are written to a file in the project folder and taken out.")


def _recount() -> str:
    return tr("They are counted anew.")


def _unknown(table: str, column: str, known: str, otherwise: str) -> Rule:
    document = "id AS document" if table == "documents" else "document"
    breach = f"{column} NOT IN ({known})"
    return Rule(
        f"unknown-{table}-{column}",
        table,
        f"SELECT {document}, * FROM {table} WHERE {breach}",
        lambda n: trn(
            "1 row of {table} has an unknown {column}.",
            "{count} rows of {table} have an unknown {column}.",
            n,
            table=table,
            column=column,
        ),
        lambda: tr("They are written to a file in the project folder, and get “{value}”.", value=otherwise),
        (f"UPDATE {table} SET {column} = '{otherwise}' WHERE {breach}",),
        (f"SELECT * FROM {table} WHERE {breach}",),
    )


_OUTSIDE = 'spans s JOIN documents d ON d.id = s.document WHERE s."end" > d.n_characters'
_OUTSIDE_ROWS = f"SELECT s.*, (SELECT name FROM labels WHERE id = s.label) AS name FROM {_OUTSIDE}"
_LOOSE = (
    "relations r WHERE NOT EXISTS (SELECT 1 FROM spans s WHERE s.document = r.document AND s.id = r.head)"
    " OR NOT EXISTS (SELECT 1 FROM spans s WHERE s.document = r.document AND s.id = r.tail)"
)
_TEXTLESS = "documents WHERE id NOT IN (SELECT document FROM texts)"
_COUNTED = (
    "SELECT d.id AS document, d.n_spans, d.n_suggestions, d.min_confidence,"
    " (SELECT count(*) FROM spans s WHERE s.document = d.id AND NOT s.suggested) AS spans,"
    " (SELECT count(*) FROM spans s WHERE s.document = d.id AND s.suggested) + (SELECT count(*) FROM"
    " document_labels l WHERE l.document = d.id AND l.suggested) AS suggestions,"
    " (SELECT min(confidence) FROM (SELECT confidence FROM spans s WHERE s.document = d.id AND s.suggested"
    " UNION ALL SELECT confidence FROM document_labels l WHERE l.document = d.id AND l.suggested)) AS lowest"
    " FROM documents d"
)
_MISCOUNTED = (
    f"SELECT * FROM ({_COUNTED}) WHERE n_spans <> spans OR n_suggestions <> suggestions"
    " OR min_confidence IS NOT lowest"
)
_TOTALS = (
    "SELECT split, status, language, count(*) AS documents, sum(n_spans) AS spans,"
    " sum(n_suggestions) AS suggestions FROM documents WHERE state = 1 GROUP BY 1, 2, 3"
)
_KNOWN_TOTALS = (
    "SELECT split, status, language, documents, spans, suggestions FROM totals"
    " WHERE documents OR spans OR suggestions"
)
_ON_LABELS = (
    "SELECT l.id, (SELECT count(*) FROM spans s JOIN documents d ON d.id = s.document"
    " WHERE s.label = l.id AND NOT s.suggested AND d.state = 1)"
    " + (SELECT count(*) FROM document_labels s JOIN documents d ON d.id = s.document"
    " WHERE s.label = l.id AND NOT s.suggested AND d.state = 1) AS counted FROM labels l"
)
_USED = " UNION ".join(
    f"SELECT a.label FROM {table} a JOIN documents d ON d.id = a.document WHERE d.state <> 0"
    for table in ("spans", "document_labels", "relations")
)
_OUT_OF_SET = f"labels WHERE position IS NULL AND id IN ({_USED})"
_TWICE = (
    "documents WHERE state = 1 AND position IN"
    " (SELECT position FROM documents WHERE state = 1 GROUP BY position HAVING count(*) > 1)"
)
_LABEL_ORDER = (
    "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY position, id) - 1 AS place FROM labels"
    " WHERE position IS NOT NULL) WHERE position <> place"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "batchless",
        "documents",
        "SELECT id AS document, batch FROM documents WHERE batch NOT IN (SELECT id FROM batches)",
        lambda n: trn("1 document belongs to no import.", "{count} documents belong to no import.", n),
        lambda: tr("They get an import of their own."),
        (
            (
                "INSERT INTO batches (id, state, first, last)"
                " SELECT batch, 'shown', min(id), max(id) FROM documents"
                " WHERE batch NOT IN (SELECT id FROM batches) GROUP BY batch"
            ),
        ),
    ),
    Rule(
        "half-shown",
        "batches",
        "SELECT b.* FROM batches b WHERE (state = 'shown') = 0 AND EXISTS (SELECT 1 FROM documents d"
        " WHERE d.id BETWEEN b.first AND b.last AND d.batch = b.id AND d.state <> 0)"
        " OR state = 'shown' AND EXISTS (SELECT 1 FROM documents d"
        " WHERE d.id BETWEEN b.first AND b.last AND d.batch = b.id AND d.state = 0)",
        lambda n: trn("1 import is half shown.", "{count} imports are half shown.", n),
        lambda: tr("All of their documents are shown."),
        (
            (
                "UPDATE batches SET state = 'shown' WHERE EXISTS (SELECT 1 FROM documents d"
                " WHERE d.id BETWEEN first AND last AND d.batch = batches.id AND d.state <> 0)"
            ),
            (
                "UPDATE documents SET state = 1 WHERE state = 0"
                " AND batch IN (SELECT id FROM batches WHERE state = 'shown')"
            ),
        ),
    ),
    Rule(
        "textless",
        "documents",
        f"SELECT id AS document, * FROM {_TEXTLESS}",
        lambda n: trn("1 document has no text.", "{count} documents have no text.", n),
        _set_aside,
        (f"DELETE FROM {_TEXTLESS}",),
        (
            f"SELECT id AS document, * FROM {_TEXTLESS}",
            *(
                f"SELECT * FROM {table} WHERE document IN (SELECT id FROM {_TEXTLESS})"
                for table in ("spans", "document_labels", "relations", "answers")
            ),
        ),
    ),
    Rule(
        "orphans-texts",
        "texts",
        "SELECT * FROM texts WHERE document NOT IN (SELECT id FROM documents)",
        lambda n: trn("1 text belongs to no document.", "{count} texts belong to no document.", n),
        _set_aside,
        ("DELETE FROM texts WHERE document NOT IN (SELECT id FROM documents)",),
        ("SELECT * FROM texts WHERE document NOT IN (SELECT id FROM documents)",),
    ),
    _unknown("documents", "split", _listed(Split), str(Split.NONE)),
    _unknown("documents", "status", _listed(Status), str(Status.TODO)),
    _unknown("spans", "origin", _listed(Origin), str(Origin.HUMAN)),
    _unknown("document_labels", "origin", _listed(Origin), str(Origin.HUMAN)),
    _unknown("relations", "origin", _listed(Origin), str(Origin.HUMAN)),
    _orphans("spans"),
    _orphans("document_labels"),
    _orphans("relations"),
    _orphans("answers"),
    Rule(
        "outside",
        "spans",
        _OUTSIDE_ROWS,
        lambda n: trn("1 entity lies outside its text.", "{count} entities lie outside their text.", n),
        _set_aside,
        (f"DELETE FROM spans WHERE (document, id) IN (SELECT s.document, s.id FROM {_OUTSIDE})",),
        (_OUTSIDE_ROWS,),
    ),
    Rule(
        "loose-relations",
        "relations",
        f"SELECT * FROM {_LOOSE}",
        lambda n: trn(
            "1 relation refers to an entity that was removed.",
            "{count} relations refer to entities that were removed.",
            n,
        ),
        lambda: tr("They stand again when the entities come back; until then no export holds them."),
        (),
        harmless=True,
    ),
    Rule(
        "out-of-set",
        "labels",
        f"SELECT * FROM {_OUT_OF_SET}",
        lambda n: trn(
            "1 label is on documents but not in the label set.",
            "{count} labels are on documents but not in the label set.",
            n,
        ),
        lambda: tr("They are put into the label set."),
        (f"UPDATE labels SET position = 1000000 + id WHERE id IN (SELECT id FROM {_OUT_OF_SET})",),
    ),
    Rule(
        "label-order",
        "labels",
        _LABEL_ORDER,
        lambda n: trn("The order of 1 label is broken.", "The order of {count} labels is broken.", n),
        lambda: tr("They are numbered anew."),
        (f"UPDATE labels SET position = found.place FROM ({_LABEL_ORDER}) found WHERE labels.id = found.id",),
    ),
    Rule(
        "order",
        "documents",
        f"SELECT id AS document, position FROM {_TWICE}",
        lambda n: trn(
            "1 document shares its place in the list.", "{count} documents share their place in the list.", n
        ),
        lambda: tr("They are numbered anew."),
        (
            (
                "UPDATE documents SET position = found.place FROM (SELECT id, row_number() OVER"
                " (ORDER BY position, id) AS place FROM documents) found WHERE documents.id = found.id"
            ),
        ),
    ),
    Rule(
        "counts",
        "documents",
        _MISCOUNTED,
        lambda n: trn(
            "1 document counts its entities wrongly.", "{count} documents count their entities wrongly.", n
        ),
        _recount,
        (
            (
                "UPDATE documents SET n_spans = found.spans, n_suggestions = found.suggestions,"
                f" min_confidence = found.lowest FROM ({_MISCOUNTED}) found"
                " WHERE documents.id = found.document"
            ),
        ),
    ),
    Rule(
        "totals",
        "totals",
        f"SELECT * FROM ({_KNOWN_TOTALS} EXCEPT {_TOTALS})"
        f" UNION SELECT * FROM ({_TOTALS} EXCEPT {_KNOWN_TOTALS})",
        lambda _n: tr("The totals of the project are wrong."),
        _recount,
        (
            "DELETE FROM totals",
            f"INSERT INTO totals (split, status, language, documents, spans, suggestions) {_TOTALS}",
        ),
    ),
    Rule(
        "label-counts",
        "labels",
        f"SELECT l.id, l.name, l.n_annotations, found.counted FROM labels l JOIN ({_ON_LABELS}) found"
        " ON found.id = l.id WHERE l.n_annotations <> found.counted",
        lambda n: trn(
            "1 label counts wrongly how often it is used.",
            "{count} labels count wrongly how often they are used.",
            n,
        ),
        _recount,
        (
            (
                f"UPDATE labels SET n_annotations = found.counted FROM ({_ON_LABELS}) found"
                " WHERE labels.id = found.id"
            ),
        ),
    ),
)
