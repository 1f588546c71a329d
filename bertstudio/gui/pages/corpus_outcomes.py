"""What an import will do, in words: what comes in unchanged, what is skipped, changed, unreadable."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Severity
from bertstudio.formats.problem_kinds import ProblemKind, kind_named
from bertstudio.gui.pages.corpus_findings import Looked, shortened
from bertstudio.jobs.import_words import things
from bertstudio.jobs.imports import ImportReport

_TONES = {Severity.SKIPPED: "skipped", Severity.REPAIRED: "changed", Severity.ERROR: "error"}
"""In the order in which they are told."""
UNREADABLE = "unreadable-file"
"""Kind of a problem with a file as a whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what will happen, before it is drawn."""

    tone: str
    strong: str
    rest: str
    kind: str = ""
    """Kind of the problems that it tells of."""
    problems: bool = False
    """Whether there are any to show."""
    choices: tuple[str, ...] = ()
    """What may be done with them, first what is done unless something else was chosen; empty: nothing."""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stays out with the labels that the user leaves out."""

    annotations: int = 0
    document_labels: int = 0
    """Labels of whole documents among the annotations."""
    relations: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What was counted in the files, by a look or by a check of all of them."""

    documents: int
    """That would come in."""
    annotations: int
    document_labels: int = 0
    """Labels of whole documents among the annotations."""
    problems: Sequence[Problem] = ()
    """The first ones."""
    severities: Mapping[tuple[str, Severity], int] = field(default_factory=Counter)
    duplicates: int = 0
    """Documents whose text is here already, or came before."""
    out: LeftOut = LeftOut()
    aside: Sequence[Path] = ()
    """Files of another format that stay out."""
    complete: bool = True
    """Whether everything was read."""
    checked: bool = False

    @property
    def total_problems(self) -> int:
        return sum(self.severities.values())


def found_by_look(looked: Looked, mapping: Mapping[str, str], duplicates: int, *, skip: bool) -> Found:
    """Return what a look into the files counted. `duplicates` are those that the project told of."""
    findings = looked.preview.findings
    out = _left_out(looked, mapping)
    return Found(
        findings.documents - (duplicates if skip else 0),
        findings.annotations - out.annotations,
        findings.document_labels.total() - out.document_labels,
        findings.problems,
        findings.severities,
        duplicates,
        aside=looked.aside,
        complete=looked.preview.complete,
        out=out,
    )


def found_by_check(report: ImportReport, looked: Looked, mapping: Mapping[str, str]) -> Found:
    """Return what reading everything counted."""
    # What the check read has the new names already: what is left out was counted by the look.
    return Found(
        report.documents,
        report.annotations,
        report.document_labels,
        report.problems,
        report.severities,
        report.duplicates,
        aside=looked.aside,
        checked=True,
        out=_left_out(looked, mapping),
    )


def _left_out(looked: Looked, mapping: Mapping[str, str]) -> LeftOut:
    out, findings = {name for name, target in mapping.items() if not target}, looked.preview.findings
    return LeftOut(
        sum(findings.labels[name] for name in out),
        sum(findings.document_labels[name] for name in out),
        sum(count for ends, count in findings.links.items() if out.intersection(ends)),
    )


def without_asked(found: Found, files: Collection[str]) -> Found:
    """Return what was found without the files that wait for an answer: the question says so already."""
    waiting = [p for p in found.problems if p.kind == UNREADABLE and p.path in files]
    if not waiting:
        return found
    counts = Counter(found.severities) - Counter((p.kind, p.severity) for p in waiting)
    return replace(found, problems=[p for p in found.problems if p not in waiting], severities=counts)


def told(found: Found, task: str, handling: Mapping[str, str], *, skip_duplicates: bool) -> list[Told]:
    """Return what will happen: unchanged, skipped, changed, unreadable."""
    lines = list(_first(found, task))
    if found.out.annotations:
        rest = trn("stays out with its label.", "stay out with their labels.", found.out.annotations)
        if found.out.relations:
            more = trn("1 relation goes with them.", "{count} relations go with them.", found.out.relations)
            rest = f"{rest} {more}"
        lines.append(Told("skipped", things(found.out.annotations, found.out.document_labels, task), rest))
    if found.duplicates or (skip_duplicates and not found.complete):
        lines.append(_duplicates(found, skip_duplicates))
    if found.aside:
        lines.append(_aside(found.aside))
    offered: set[str] = set()
    for severity, tone in _TONES.items():
        for kind, count in _of(found, severity):
            line = _line(kind, count, severity, [p for p in found.problems if p.kind == kind.id])
            choices = () if kind.id in offered else kind.choices
            offered.add(kind.id)
            lines.append(Told(tone, *line, kind.id, True, choices, handling.get(kind.id, kind.default)))
    gone = [kind_named(kind) for kind in handling if kind not in offered]
    lines += [_gone(kind, handling[kind.id]) for kind in gone]
    return lines


def _first(found: Found, task: str) -> Iterator[Told]:
    if not found.documents:
        return
    strong = trn("1 document", "{count} documents", found.documents)
    if found.annotations:
        strong = tr(
            "{documents} and {things}",
            documents=strong,
            things=things(found.annotations, found.document_labels, task),
        )
    if not found.complete:
        strong = tr("More than {documents}", documents=strong)
    one = found.documents == 1 and not found.annotations
    if any(severity is not Severity.ERROR for _, severity in found.severities):
        yield Told("ok", strong, tr("comes in.") if one else tr("come in."))
    else:
        yield Told("ok", strong, tr("comes in unchanged.") if one else tr("come in unchanged."))


def _duplicates(found: Found, skip: bool) -> Told:
    if not found.duplicates:
        return Told("skipped", tr("Texts that are here already"), tr("will be skipped and counted."))
    texts = trn("1 text", "{count} texts", found.duplicates)
    if not found.complete:
        texts = tr("More than {documents}", documents=texts)
    one = found.duplicates == 1
    if skip:
        rest = (
            tr("is here already, or comes twice, and will be skipped.")
            if one
            else tr("are here already, or come twice, and will be skipped.")
        )
        return Told("skipped", texts, rest)
    rest = tr("is here already, or comes twice, and comes in again.")
    if not one:
        rest = tr("are here already, or come twice, and come in again.")
    return Told("changed", texts, rest)


def _aside(paths: Sequence[Path]) -> Told:
    names = ", ".join(path.name for path in paths[:3]) + ("…" if len(paths) > 3 else "")
    count = trn("1 file of another format", "{count} files of other formats", len(paths))
    rest = (
        tr("stays out: {names}.", names=names) if len(paths) == 1 else tr("stay out: {names}.", names=names)
    )
    return Told("skipped", count, rest)


def _of(found: Found, severity: Severity) -> list[tuple[ProblemKind, int]]:
    """Return kinds of problems of a severity and their numbers: those that leave a choice, then by number."""
    counts = [
        (kind_named(kind), count) for (kind, each), count in found.severities.items() if each is severity
    ]
    return sorted(counts, key=lambda pair: (not pair[0].choices, -pair[1], pair[0].id))


def _line(kind: ProblemKind, count: int, severity: Severity, problems: Sequence[Problem]) -> tuple[str, str]:
    """Return the words of one kind: what a single problem says, or title, number and what comes of it."""
    if count == 1 and not kind.choices and len(problems) == 1:
        place = _where(problems, 1) if problems[0].line else ""
        out = severity is Severity.ERROR
        said = shortened(problems[0])
        text = tr("{problem} It stays out.", problem=said) if out else said
        return (tr("{place}:", place=place) if place else ""), text
    strong = tr("{title} ({count})", title=kind.title(), count=f"{count:,}")
    if severity is Severity.SKIPPED:
        return strong, tr("stay out.")
    if severity is Severity.REPAIRED:
        return strong, tr("come in as they are.") if kind.stays else tr("come in changed.")
    where = _where([p for p in problems if p.severity is severity][:3], count)
    if kind.choices:
        return strong, tr("keep their documents out: {where}.", where=where)
    return strong, tr("stay out: {where}.", where=where)


def _gone(kind: ProblemKind, chosen: str) -> Told:
    """Return a line for a kind that no longer occurs, so that what was chosen for it can be taken back."""
    return Told("ok", kind.title(), tr("no longer occur."), kind.id, False, kind.choices, chosen)


def _where(problems: Sequence[Problem], count: int) -> str:
    """Return file and lines of the first problems, and how many more there are."""
    names = list(dict.fromkeys(Path(problem.path).name for problem in problems))
    lines = [f"{problem.line:,}" for problem in problems if problem.line]
    more = count - len(problems)
    also = tr(" and {count} more", count=f"{more:,}") if more > 0 else ""
    if len(names) > 1 or not lines:
        return ", ".join(names) + also
    if count == 1:
        return tr("{file}, line {line}", file=names[0], line=lines[0])
    return tr("{file}, lines {lines}{more}", file=names[0], lines=", ".join(lines), more=also)


def imported_words(report: ImportReport, task: str) -> str:
    """Return a sentence about what an import brought."""
    said = trn("Imported 1 document", "Imported {count} documents", report.documents)
    if report.annotations > report.document_labels or (report.annotations and task == "ner"):
        brought = things(report.annotations, report.document_labels, task)
        said = tr("{documents} with {entities}", documents=said, entities=brought)
    if report.skipped_duplicates:
        here = trn("1 was here already", "{count} were here already", report.skipped_duplicates)
        said = tr("{imported}; {here}", imported=said, here=here)
    return tr("{sentence}.", sentence=said)


def sentence_of(problem: Problem) -> str:
    """Return what is said of a problem, with its line."""
    if not problem.line:
        return problem.text
    return tr("Line {line}: {text}", line=f"{problem.line:,}", text=problem.text)
