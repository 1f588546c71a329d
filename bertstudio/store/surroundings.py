"""The neighbours of a document in the corpus, as context."""

from collections.abc import Iterator

from bertstudio.core.surroundings import ALONE, MOST_NEIGHBOURS, Surroundings, belong_together, reaching
from bertstudio.store.project import Project
from bertstudio.store.rows import SHOWN, from_sql


def surroundings(project: Project, document: int, word_pieces: int) -> Surroundings:
    """Return the texts that stand before and after a document in its group, or without groups in its file.

    They end where another group or file begins. What lies in the bin is no neighbour.
    """
    sql = 'SELECT position, "group", source FROM documents WHERE id = ?'
    row = project.connection.execute(sql, (document,)).fetchone()
    if row is None or not word_pieces:
        return ALONE
    position, own = row[0], (from_sql(row[1]), from_sql(row[2]))
    before = _neighbours(project, position, own, "position < ? ORDER BY position DESC")
    after = _neighbours(project, position, own, "position > ? ORDER BY position")
    return Surroundings(
        reaching(before, word_pieces, backwards=True), reaching(after, word_pieces, backwards=False)
    )


def _neighbours(project: Project, position: int, own: tuple[str, str], where: str) -> Iterator[str]:
    """Yield the texts of neighbours, the nearest first; each is read when it is asked for."""
    sql = (
        f'SELECT id, "group", source FROM documents WHERE state = {SHOWN} AND {where} LIMIT {MOST_NEIGHBOURS}'  # noqa: S608
    )
    for number, group, source in project.connection.execute(sql, (position,)):
        if not belong_together(own, (from_sql(group), from_sql(source))):
            return
        text = project.connection.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
        if text is not None:
            yield from_sql(text[0])
