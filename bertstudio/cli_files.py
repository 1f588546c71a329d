"""The verbs that bring files into a project and out of it. Rows for the table in `cli`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bertstudio.cli_care import Row, opened
from bertstudio.cli_progress import progress_bar
from bertstudio.core.documents import Split
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.store.project import Project
from bertstudio.store.staging import tidy

DONE, NOT_DONE, WRONG_USAGE, CANCELLED = 0, 1, 2, 130
SPLITS = tuple(str(split) for split in Split)
PRINTED = 20
"""Problems that are printed one by one; `--json` has them all."""


def import_row() -> Row:
    """Return name, help, function and arguments of `import`."""
    return "import", tr("read files into a project"), import_, _import_arguments


def export_row() -> Row:
    """Return name, help, function and arguments of `export`."""
    return "export", tr("write the documents to a file"), export, _export_arguments


# import ------------------------------------------------------------------------------------------


def _import_arguments(sub: argparse.ArgumentParser) -> None:
    from bertstudio.formats import FORMATS

    sub.add_argument("project", type=Path)
    sub.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=tr(
            "files, folders or archives of them (.zip, .tar, .tar.gz, .gz), or hub:NAME for a data set of "
            "the hub"
        ),
    )
    sub.add_argument(
        "--dry-run", action="store_true", help=tr("read everything and say what would come in; write nothing")
    )
    readable = [row.id for row in FORMATS if row.read is not None]
    sub.add_argument(
        "--format", choices=["auto", *readable], default="auto", help=tr("default: found out from the file")
    )
    sub.add_argument(
        "--split", choices=SPLITS, help=tr("put all documents into this split; default: as in the file")
    )
    sub.add_argument(
        "--unit",
        choices=["sentence", "document"],
        help=tr("what becomes one document; sentence: in a plain text, each line"),
    )
    _reading_arguments(sub)
    _table_arguments(sub)
    _trouble_arguments(sub)
    sub.add_argument("--allow-download", action="store_true", help=tr("allow to download from the hub"))


def _reading_arguments(sub: argparse.ArgumentParser) -> None:
    """What the files say, where it is not found out."""
    sub.add_argument("--encoding", default="", help=tr("text encoding; default: found out"))
    sub.add_argument(
        "--scheme", default="", help=tr("how entities are tagged: IOB2, BIOES, …; default: found out")
    )
    sub.add_argument(
        "--offsets",
        default="",
        metavar="UNIT",
        help=tr(
            "what positions count: code_point, utf16, grapheme or utf8, with -inclusive behind it where ends "
            "are those of the last one, and with -lf where CR LF counts as one; default: found out"
        ),
    )
    sub.add_argument("--language", default="", help=tr("language code, such as en or zh; default: by script"))
    sub.add_argument("--label", default="", help=tr("give every document this label"))
    sub.add_argument(
        "--rename-label",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help=tr("what a label of the file is called here; without a new name it is left out"),
    )
    sub.add_argument(
        "--annotators",
        default="apart",
        metavar="NAME",
        help=tr(
            "read what this annotator did; default: apart, a document for each annotator of a text, "
            "all in one group, so that splits never part them"
        ),
    )


def _table_arguments(sub: argparse.ArgumentParser) -> None:
    """What the columns of a table are."""
    sub.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ROLE=NAME",
        help=tr("which column is the text, label, labels, title, split or id"),
    )
    sub.add_argument(
        "--delimiter", default="", metavar="SIGN", help=tr("sign between columns, or tab; default: found out")
    )
    sub.add_argument(
        "--no-header",
        action="store_true",
        help=tr("the first row of a table is a text, too; columns are 1, 2, …"),
    )


def _trouble_arguments(sub: argparse.ArgumentParser) -> None:
    """What happens with what is wrong, or here already."""
    from bertstudio.formats.problem_kinds import KINDS

    kinds = "; ".join(f"{row.id}: {', '.join(row.choices)}" for row in KINDS.values() if row.choices)
    sub.add_argument(
        "--handling",
        action="append",
        default=[],
        metavar="KIND=CHOICE",
        help=tr(
            "what happens with one kind of problem: refuse its document, drop only what is wrong, note it in "
            "the note of the document, or repair it. May be given several times. Kinds and their choices, "
            "first what happens without: {kinds}",
            kinds=kinds,
        ),
    )
    sub.add_argument(
        "--skip-unreadable",
        action="store_true",
        help=tr("leave out documents that cannot be read instead of refusing the whole import"),
    )
    sub.add_argument(
        "--skip-duplicates", action="store_true", help=tr("leave out texts that are here already")
    )


@contextmanager
def _tidied(project: Project) -> Iterator[None]:
    """Delete in the end what an import has written that was given up; in the window a thread does so."""
    try:
        yield
    finally:
        if not project.read_only:
            tidy(project)


def import_(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs.import_check import check_files
    from bertstudio.jobs.imports import import_files

    work = check_files if options.dry_run else import_files
    title = tr("Reading") if options.dry_run else tr("Importing")
    with (
        opened(options.project, read_only=options.dry_run) as project,
        _tidied(project),
        progress_bar(title, "B") as bar,
    ):
        task = project.task
        report = work(
            project,
            [Path(name) for name in options.files],
            _read_options(options, task),
            format_id=options.format,
            split=options.split,
            progress=bar,
        )
    _print_report(report, task, dry_run=options.dry_run)
    return {
        "dry_run": options.dry_run,
        "documents": report.documents,
        "annotations": report.annotations,
        "labels": report.labels,
        "duplicates": report.duplicates,
        "skipped_duplicates": report.skipped_duplicates,
        "facts": [{"path": path, **asdict(fact)} for path, fact in report.facts],
        "problems": [asdict(problem) for problem in report.problems],
        "problem_counts": report.problem_counts,
        "refusal": report.refusal,
        "status": NOT_DONE if report.refusal else DONE,
    }


def _print_report(report: Any, task: str, *, dry_run: bool) -> None:
    from bertstudio.jobs import import_words

    documents = trn("1 document", "{count} documents", report.documents)
    things = import_words.things(report.annotations, report.document_labels, task)
    if not dry_run:
        print(tr("Imported {documents} with {things}.", documents=documents, things=things))
    elif report.refusal:
        print(tr("{documents} with {things} can be read.", documents=documents, things=things))
    else:
        print(tr("{documents} with {things} would come in.", documents=documents, things=things))
    if dry_run and report.labels:
        print(tr("Labels:"))
        for name, count in sorted(report.labels.items(), key=lambda pair: (-pair[1], pair[0])):
            print(f"  {count:>9,}  {name}")
    if report.duplicates:
        here = trn("1 text is here already", "{count} texts are here already", report.duplicates)
        print(tr("{texts}; skipped.", texts=here) if report.skipped_duplicates else f"{here}.")
    _print_facts(report.facts)
    _print_kinds(report)
    _print_problems(report)
    _print_doubts(report.facts)
    if report.refusal:
        print(tr("Nothing would be imported: {reason}", reason=report.refusal), file=sys.stderr)


def _print_facts(facts: Sequence[tuple[str, Any]]) -> None:
    """Print what was found out about the files: encoding, columns, scheme, unit of positions, …"""
    found: dict[tuple[str, str], list[str]] = {}
    for _, fact in facts:
        # What nobody could find out is asked for below.
        if fact.value:
            found.setdefault((fact.name, fact.value), []).append(fact.text)
    for (name, value), evidence in found.items():
        shown = value if value.isprintable() else repr(value)[1:-1]
        if len(evidence) > 1:
            files = trn("1 file", "{count} files", len(evidence))
            print(f"  {name}: {shown} ({files})")
        else:
            print(f"  {name}: {shown}. {evidence[0]}" if evidence[0] else f"  {name}: {shown}")


def _print_kinds(report: Any) -> None:
    """Print how many problems there are of each kind, and what becomes of them."""
    from bertstudio.formats.base import Severity
    from bertstudio.formats.problem_kinds import kind_named

    words = {
        Severity.ERROR: tr("cannot be read"),
        Severity.SKIPPED: tr("left out"),
        Severity.REPAIRED: tr("changed"),
    }
    if report.severities:
        print(tr("Not as it stands in the files:"))
    for (kind, severity), count in sorted(report.severities.items()):
        row = kind_named(kind)
        choices = f" [{kind}]" if row.choices else ""
        became = tr("as they are") if row.stays and severity is Severity.REPAIRED else words[severity]
        print(f"  {count:>9,}  {row.title()}: {became}{choices}")


def _print_problems(report: Any) -> None:
    from bertstudio.formats.base import Severity

    # What stops the import stands first: the rest may be long.
    order = (Severity.ERROR, Severity.SKIPPED, Severity.REPAIRED)
    for problem in sorted(report.problems, key=lambda one: order.index(one.severity))[:PRINTED]:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        # A text that is quoted may hold line breaks.
        print(f"{place}: {' '.join(problem.text.split())}", file=sys.stderr)
    more = sum(report.problem_counts.values()) - min(PRINTED, len(report.problems))
    if more > 0:
        print(trn("1 more problem", "{count} more problems", more), file=sys.stderr)


_DOUBTS = {"offsets": "offsets", "encoding": "encoding", "columns": "column"}
"""Facts whose other readings would move or change what comes in, with their options; elsewhere readings are
further choices."""


def _print_doubts(facts: Sequence[tuple[str, Any]]) -> None:
    """Print how else a file can be read, with the option that says which way is meant."""
    for path, fact in facts:
        if len(fact.readings) < 2 or fact.name not in _DOUBTS:
            continue
        print(
            tr(
                "{path} can be read in {count} ways. This is how to say which one is meant:",
                path=path,
                count=len(fact.readings),
            ),
            file=sys.stderr,
        )
        for reading in fact.readings:
            print(f"  --{_DOUBTS[fact.name]} {reading.value}: {reading.title}", file=sys.stderr)
            for example in reading.examples[:3]:
                print(f"      {example}", file=sys.stderr)


def _read_options(options: argparse.Namespace, task: str) -> Any:
    from bertstudio.formats.base import ReadOptions
    from bertstudio.formats.problem_kinds import handling_of

    unit = {"unit": options.unit} if options.unit else {}
    return ReadOptions(
        encoding=options.encoding,
        scheme=options.scheme,
        offsets=options.offsets,
        language=options.language,
        label=options.label,
        label_map=dict(_pair(text) for text in options.rename_label),
        columns=dict(_pair(text) for text in options.column),
        delimiter=options.delimiter,
        header=not options.no_header,
        annotators=options.annotators,
        handling=handling_of(options.handling),
        task=task,
        on_error="skip" if options.skip_unreadable else "refuse",
        skip_duplicates=options.skip_duplicates,
        allow_download=options.allow_download,
        **unit,
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UserError(tr("{text} should read NAME=VALUE, such as text=body.", text=text))
    return name, value


# export ------------------------------------------------------------------------------------------


def _export_arguments(sub: argparse.ArgumentParser) -> None:
    from bertstudio.formats import FORMATS

    sub.add_argument("project", type=Path)
    sub.add_argument("file", type=Path, help=tr("file to write; a folder for a data set"))
    sub.add_argument("--format", required=True, choices=[row.id for row in FORMATS if row.write])
    sub.add_argument(
        "--dry-run", action="store_true", help=tr("say what the format cannot hold; write nothing")
    )
    sub.add_argument("--split", choices=SPLITS, help=tr("only this split; default: all documents"))
    sub.add_argument("--scheme", default="", help=tr("how CoNLL tags entities: IOB2, BIOES, …; default IOB2"))
    named = "; ".join(f"{row.id}: {', '.join(row.options)}" for row in FORMATS if row.write and row.options)
    sub.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=tr("how the format is written, such as offsets=code_point ({named})", named=named),
    )


def export(options: argparse.Namespace) -> dict[str, Any]:
    from bertstudio.jobs.exports import export as write
    from bertstudio.store.documents import Query

    query = Query(splits=(Split(options.split),) if options.split else ())
    settings = {"scheme": options.scheme} if options.scheme else {}
    settings |= dict(_pair(text) for text in options.option)
    with opened(options.project, read_only=True) as project:
        report = write(project, options.file, options.format, query, settings, dry_run=options.dry_run)
    documents = trn("1 document", "{count} documents", report.documents)
    if options.dry_run:
        print(tr("{documents} would go to {file}.", documents=documents, file=options.file))
    else:
        print(tr("Wrote {documents} to {file}.", documents=documents, file=options.file))
    for loss in report.losses:
        print(_loss_line(loss, tr("Would not be in the file") if options.dry_run else tr("Not in the file")),
              file=sys.stdout if options.dry_run else sys.stderr)  # fmt: skip
    if options.dry_run and not report.losses:
        print(tr("Everything goes out and comes back as it is."))
    return {
        "dry_run": options.dry_run,
        "documents": report.documents,
        "annotations": report.annotations,
        "losses": [asdict(loss) for loss in report.losses],
    }


def _loss_line(loss: Any, words: str) -> str:
    count = f"{loss.count:,}"
    if loss.count != loss.in_documents:
        where = trn("{n} in 1 document", "{n} in {count} documents", loss.in_documents, n=count)
        return f"{words}: {loss.what} ({where})."
    return f"{words}: {loss.what} ({count})."
