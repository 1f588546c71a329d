"""What an import will do, in words: what comes in unchanged, what is skipped, changed, unreadable."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Severity
from bertstudio.gui.pages.corpus_findings import Looked


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what will happen, before it is drawn."""

    tone: str
    strong: str
    rest: str
    problems: tuple[Problem, ...] = ()


def told(looked: Looked, mapping: Mapping[str, str], task: str, *, skip_duplicates: bool) -> list[Told]:
    """Return what will happen: unchanged, skipped, changed, unreadable."""
    findings = looked.preview.findings
    left_out = sum(findings.labels[name] for name, target in mapping.items() if not target)
    kept = findings.annotations - left_out
    by_severity = {severity: _of(findings.problems, severity) for severity in Severity}
    changed = by_severity[Severity.REPAIRED]
    lines = [_comes_in(looked, kept, task, unchanged=not changed)] if findings.documents else []
    if left_out:
        lines.append(Told("skipped", _things(left_out, task), tr("stay out with their labels.")))
    if skip_duplicates:
        lines.append(Told("skipped", tr("Texts that are here already"), tr("will be skipped and counted.")))
    if looked.aside:
        names = ", ".join(path.name for path in looked.aside[:3]) + ("…" if len(looked.aside) > 3 else "")
        count = trn("1 file of another format", "{count} files of other formats", len(looked.aside))
        lines.append(
            Told(
                "skipped",
                count,
                tr("stays out: {names}.", names=names)
                if len(looked.aside) == 1
                else tr("stay out: {names}.", names=names),
            )
        )
    lines += _grouped("skipped", by_severity[Severity.SKIPPED])
    lines += _grouped("changed", changed)
    if by_severity[Severity.ERROR]:
        lines.append(_unreadable(findings.errors, by_severity[Severity.ERROR], bool(findings.documents)))
    return lines


def _of(problems: Sequence[Problem], severity: Severity) -> list[Problem]:
    return [problem for problem in problems if problem.severity is severity]


def _comes_in(looked: Looked, annotations: int, task: str, *, unchanged: bool) -> Told:
    findings = looked.preview.findings
    strong = trn("1 document", "{count} documents", findings.documents)
    if annotations:
        strong = tr("{documents} and {things}", documents=strong, things=_things(annotations, task))
    if not looked.preview.complete:
        strong = tr("More than {documents}", documents=strong)
    one = findings.documents == 1 and not annotations
    if unchanged:
        return Told("ok", strong, tr("comes in unchanged.") if one else tr("come in unchanged."))
    return Told("ok", strong, tr("comes in.") if one else tr("come in."))


def _things(count: int, task: str) -> str:
    if task == "ner":
        return trn("1 entity", "{count} entities", count)
    return trn("1 label", "{count} labels", count)


def _grouped(tone: str, problems: Sequence[Problem]) -> list[Told]:
    """Return one line for each kind of problem, in known words or in those of its first one."""
    kinds = Counter(problem.kind for problem in problems)
    lines = []
    for kind, count in kinds.most_common():
        these = tuple(problem for problem in problems if problem.kind == kind)
        words = _KINDS.get(kind)
        if words is not None:
            lines.append(Told(tone, words[0](count), words[1](), these))
        elif count == 1:
            lines.append(Told(tone, "", these[0].text, these))
        else:
            places = trn("1 place:", "{count} places:", count)
            lines.append(Told(tone, places, these[0].text, these))
    return lines


_KINDS: dict[str, tuple[Callable[[int], str], Callable[[], str]]] = {
    "broken-transition": (
        lambda n: trn("1 tag", "{count} tags", n),
        lambda: tr("that continue no entity begin one instead."),
    ),
    "unclosed-entity": (
        lambda n: trn("1 entity", "{count} entities", n),
        lambda: tr("without an end tag end where the label ends."),
    ),
    "span-outside-text": (
        lambda n: trn("1 entity", "{count} entities", n),
        lambda: tr("outside the text stay out."),
    ),
    "no-text": (
        lambda n: trn("1 row", "{count} rows", n),
        lambda: tr("without text stay out."),
    ),
}


def _unreadable(count: int, problems: Sequence[Problem], others: bool) -> Told:
    strong = trn("1 place cannot be read:", "{count} places cannot be read:", count)
    rest = _where(problems[:3], count)
    ending = tr("It stays out.") if count == 1 else tr("They stay out.")
    return Told("error", strong, f"{rest}. {ending if others else problems[0].text}", tuple(problems))


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
