"""Lists of terms to be labelled (gazetteers): one term a line, or a table with a column for the label.

A file with tabs, or of the kind .csv or .tsv, is a table: its first column holds the term, its second, if
there is one, the label, unless a first row names the columns. Blanks around terms do not count.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.occurrences import Term
from bertstudio.core.words import tr
from bertstudio.formats.encoding import read_text

_TERM_COLUMNS = frozenset({"term", "text", "name", "entity", "word", "phrase", "surface", "pattern"})
_LABEL_COLUMNS = frozenset({"label", "type", "tag", "class", "category"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a list that is not as it should be."""

    line: int
    """From 1; in a table the one on which the row ends."""
    words: str


@dataclass(frozen=True, slots=True)
class TermList:
    """What a file holds."""

    terms: tuple[Term, ...]
    """Each string once; those without a label have an empty one."""
    problems: tuple[Problem, ...]
    counts: dict[str, int]
    """Terms of each label, the most frequent first."""


def read_term_list(path: Path, encoding: str = "") -> TermList:
    """Read a list of terms.

    Raises:
        UserError: the file cannot be read, is no text, or holds no term.
    """
    text = read_text(path, encoding)
    problems: list[Problem] = []
    found: dict[str, tuple[str, int]] = {}
    for line, term, label in _rows(path, text, problems):
        words = _problem(term, label, found)
        if words:
            problems.append(Problem(line, words))
        if term and term not in found:
            found[term] = label, line
    if not found:
        raise UserError(tr("{path} holds no terms. Write one on each line.", path=path))
    terms = tuple(Term(term, label) for term, (label, _) in found.items())
    counts = dict(Counter(term.label for term in terms).most_common())
    return TermList(terms, tuple(sorted(problems, key=lambda problem: problem.line)), counts)


def _problem(term: str, label: str, found: dict[str, tuple[str, int]]) -> str:
    if not term:
        return tr("There is a label {label} without a term. It is left out.", label=label)
    if term in found:
        other, line = found[term]
        if other == label:
            return tr("{term} is in line {line} already.", term=term, line=line)
        return tr(
            "{term} has the label {other} in line {line} already. That one counts.",
            term=term,
            other=other or tr("none"),
            line=line,
        )
    if len(term) == 1:
        return tr("{term} is a single character: it may stand in many places.", term=term)
    return ""


def _rows(path: Path, text: str, problems: list[Problem]) -> Iterator[tuple[int, str, str]]:
    """Yield line, term and label of each row that is not empty."""
    delimiter = _delimiter(path, text)
    if not delimiter:
        for line, term in enumerate(text.splitlines(), 1):
            if term.strip():
                yield line, term.strip(), ""
        return
    term_at, label_at = 0, 1
    for number, (line, cells) in enumerate(_cells(text, delimiter, problems)):
        if number == 0 and (named := _columns(cells)):
            term_at, label_at = named
        elif "\n" in _cell(cells, term_at):
            words = tr("A cell that begins with a quotation mark goes over several lines. It is left out.")
            problems.append(Problem(line, words))
        elif any(cells):
            yield line, _cell(cells, term_at), _cell(cells, label_at)


def _cells(text: str, delimiter: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row."""
    if delimiter == "\t":
        # Quotation marks belong to the terms (5" pipe), but for those around a whole cell.
        for line, row in enumerate(text.splitlines(), 1):
            yield line, [_unquoted(cell.strip()) for cell in row.split("\t")]
        return
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        words = tr("A quotation mark is out of place: {reason}. What follows is left out.", reason=error)
        problems.append(Problem(reader.line_num, words))


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell


def _delimiter(path: Path, text: str) -> str:
    """Return the sign between the columns, empty for one term a line."""
    head = text[:100_000]
    if "\t" in head or path.suffix.lower() == ".tsv":
        return "\t"
    if path.suffix.lower() != ".csv":
        return ""
    return max(",;", key=head.count)


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of term and label that a first row names, None if it is a row as any other."""
    names = [cell.casefold() for cell in cells]
    terms = [place for place, name in enumerate(names) if name in _TERM_COLUMNS]
    labels = [place for place, name in enumerate(names) if name in _LABEL_COLUMNS]
    if not terms or (len(names) > 1 and not labels):
        return None
    return terms[0], labels[0] if labels else 1


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
