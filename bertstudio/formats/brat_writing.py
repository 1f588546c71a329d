"""brat standoff, writing: a folder, or a zip of one when the name ends so."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Split
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats import brat_config, brat_lines, brat_standoff
from bertstudio.formats.base import Loss
from bertstudio.formats.brat_config import Seen, Types
from bertstudio.formats.brat_document import split_in
from bertstudio.formats.file_names import FileNames
from bertstudio.formats.losses import LossCount, Tally, own_title
from bertstudio.formats.saving import chosen_options, encoded, new_folder_or_zip, text_file

OPTIONS: Mapping[str, tuple[str, ...]] = {"types": ("kept", "ascii")}

KEEPS = frozenset({"spans", "overlaps", "relations", "span_notes", "titles", "keys", "splits", "unfinished"})
"""Titles and splits are counted here, one by one."""


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write a .txt and an .ann for each document, annotation.conf and visual.conf.

    `options["types"]`: `kept` changes nothing of a label's name but blanks and signs; `ascii` keeps to the
    letters that the configuration of brat allows. Raises UserError if a folder that is not empty is in the
    way, or nothing can be written.
    """
    types, links = _types(options), _types(options)
    types.reserve(label.name for label in labels)
    names, seen = FileNames(), Seen()
    with new_folder_or_zip(path) as folder:
        for document in documents:
            found = brat_standoff.written(document, types, links)
            for line in found.lines:
                seen.add(line)
            target = folder / f"{_name(document, names)}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            # brat takes a byte order mark for a character; where positions count it, the reader knows.
            whole = encoded if found.lines else text_file
            target.write_bytes(whole(document.text))
            # brat does not open a text without an .ann.
            target.with_name(f"{target.stem}.ann").write_bytes(
                encoded("".join(f"{line}\n" for line in found.lines))
            )
        conf = brat_config.annotation_conf(labels, types, links, seen)
        (folder / brat_config.ANNOTATION).write_bytes(encoded(conf))
        (folder / brat_config.VISUAL).write_bytes(encoded(brat_config.visual_conf(labels, types)))


def _types(options: Mapping[str, Any]) -> Types:
    return Types(storable=chosen_options(OPTIONS, options)["types"] == "ascii")


def _name(document: Document, names: FileNames) -> str:
    """Return the name of the files: a document that came from brat keeps its own, and its folder."""
    return names.of(document, document.key if brat_lines.META in document.meta else "")


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what brat cannot hold, and what belongs to something that is gone."""
    general, names, splits = LossCount(KEEPS, brat_lines.META), FileNames(), set[Split]()
    types, links = Types(), Types()
    words = _words()
    tallies = {name: Tally() for name in words}
    for document in documents:
        general.add(document)
        found = brat_standoff.written(document, types, links)
        name = _name(document, names)
        folders, _, title = name.rpartition("/")
        splits.add(document.split)
        counts = {
            "blank": found.blank,
            "trimmed": found.trimmed,
            "relations": found.relations,
            "left_out": found.left_out,
            "breaks": found.breaks,
            "titles": int(own_title(document) and document.title != title),
            "rules": int(brat_lines.has_rules(document)),
            "keys": int(document.key not in {"", name}),
            "splits": int(document.split not in {Split.NONE, split_in(folders)}),
        }
        for name, count in counts.items():
            tallies[name].add(document, count)
    if len(splits) < 2:
        del tallies["splits"]
    return [*general.losses(), *(tally.loss(words[name]) for name, tally in tallies.items() if tally.count)]


def _words() -> dict[str, str]:
    return {
        "blank": tr("entities of blanks only"),
        "trimmed": tr("line breaks at the ends of entities"),
        "relations": tr("relations"),
        "left_out": tr("lines of the original .ann about something that is gone"),
        "breaks": tr("line breaks of an unusual kind in notes on entities"),
        "titles": tr("titles"),
        "keys": tr("ids of documents"),
        "rules": tr("documents whose annotation.conf has rules for relations, events or attributes"),
        "splits": tr("splits of documents"),
    }
