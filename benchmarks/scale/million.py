"""A million documents in and out, for `formats.py`; the import of other programs beside it.

    python benchmarks/scale/million.py import FILE PROJECT FORMAT
    python benchmarks/scale/million.py export PROJECT FILE
    python benchmarks/scale/million.py undo PROJECT

Each runs in a process of its own and prints one JSON object. Speeds are by the clock on the wall; beside them
stand the seconds of processor, which other work on the machine changes less. `peak_mb` is the peak memory of
the process as a whole, the interpreter and our modules included (`peak_before_mb`: before the work began).

`short` are sentences of WNUT17 (about 100 characters, 0 to 3 entities), each with a number of its own behind
it; `mixed` are several of them in one text (1,000 characters and more, about 10 entities).
"""

import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.formats import format_named
from bertstudio.formats.base import ReadOptions

MIXED_CHARACTERS = 1_000
MIXED_ENTITIES = 10
MIXED_SHARE = 20
"""Of mixed documents there are so many times fewer."""
REPEATED_BELOW = 200_000
PEER_DOCUMENTS = 10_000

PEERS = {
    "doccano": ("backend.data_import", "doccano_import.py", "doccano", ".jsonl"),
    "label_studio": ("label_studio", "label_studio_import.py", "labelstudio", ".json"),
}
"""Module that is looked for, the program that its interpreter runs, and the format and suffix of the file."""


def measure(corpus: Path, documents: int, folder: Path) -> dict[str, Any]:
    """Return speed and memory of import and export, and of taking the import back."""
    short = _both_ways(short_documents(corpus), documents, folder / "short")
    mixed = _both_ways(mixed_documents(corpus), max(1_000, documents // MIXED_SHARE), folder / "mixed")
    return {
        "import_documents_per_s": short["import"]["documents_per_s"],
        "import_peak_mb": short["import"]["peak_mb"],
        "export_documents_per_s": short["export"]["documents_per_s"],
        "export_peak_mb": short["export"]["peak_mb"],
        "short": short,
        "mixed": mixed,
    }


def short_documents(corpus: Path) -> Iterator[Document]:
    """Yield sentences without end, no two the same."""
    for number, document in enumerate(cycle(_sentences(corpus)), 1):
        yield replace(document, text=f"{document.text} {number}", key=str(number))


def mixed_documents(corpus: Path) -> Iterator[Document]:
    """Yield texts of several sentences without end, no two the same."""
    sentences = cycle(_sentences(corpus))
    for number in count(1):
        text, spans = str(number), list[Span]()
        while len(text) < MIXED_CHARACTERS:
            sentence = next(sentences)
            shift = len(text) + 1
            text = f"{text} {sentence.text}"
            for span in sentence.spans[: MIXED_ENTITIES - len(spans)]:
                moved = replace(span, start=span.start + shift, end=span.end + shift, id=len(spans) + 1)
                spans.append(moved)
        yield replace(sentence, text=text, key=str(number), spans=tuple(spans))


def _sentences(corpus: Path) -> list[Document]:
    """Return the sentences of the corpus with their entities."""
    read = format_named("conll").read
    assert read is not None
    found = [item.document for item in read(corpus, ReadOptions()) if item.document is not None]
    return [replace(document, id=0, tokens=(), source="corpus.txt") for document in found]


def _both_ways(documents: Iterator[Document], number: int, folder: Path) -> dict[str, Any]:
    folder.mkdir()
    file, project = folder / "corpus.jsonl", folder / "project"
    entities = _written(islice(documents, number), "jsonl", file)
    runs: list[dict[str, Any]] = []
    for repeat in range(3 if number < REPEATED_BELOW else 1):
        project = folder / f"project{repeat}"
        brought = _in_own_process("import", file, project, "jsonl")
        taken = _in_own_process("export", project, folder / "out.jsonl")
        if any((run["documents"], run["entities"]) != (number, entities) for run in (brought, taken)):
            raise SystemExit(f"{number} documents with {entities} entities became {brought} and {taken}")
        runs.append({"import": brought, "export": taken})
    back = _in_own_process("undo", project)
    best = {side: min((run[side] for run in runs), key=_seconds) for side in ("import", "export")}
    found = {side: _told(run) for side, run in best.items()}
    return {"documents": number, "entities": entities, "bytes": file.stat().st_size, **found, **back}


def _seconds(run: dict[str, Any]) -> float:
    return float(run["seconds"])


def _told(run: dict[str, Any]) -> dict[str, Any]:
    return {
        "documents_per_s": round(run["documents"] / run["seconds"]),
        "cpu_s": round(run["cpu_s"], 2),
        "peak_mb": round(run["peak_mb"], 1),
        "peak_before_mb": round(run["peak_before_mb"], 1),
    }


def _written(documents: Iterator[Document], format_id: str, file: Path) -> int:
    """Write documents and return how many entities they have."""
    entities = 0

    def counted() -> Iterator[Document]:
        nonlocal entities
        for document in documents:
            entities += len(document.spans)
            yield document

    write = format_named(format_id).write
    assert write is not None
    write(counted(), LabelSet(), file, {"task": "ner", "offsets": "code_point"})
    return entities


# Other programs ----------------------------------------------------------------------------------


def peers(corpus: Path, pythons: dict[str, str], folder: Path) -> dict[str, Any]:
    """Return how fast other programs and we import the same documents; None where one is not installed.

    `pythons` are interpreters by peer; without one, this interpreter is asked whether it has the peer.
    """
    found = {}
    for name, (module, program, format_id, suffix) in PEERS.items():
        file = (folder / name).with_suffix(suffix)
        entities = _written(islice(short_documents(corpus), PEER_DOCUMENTS), format_id, file)
        python = pythons.get(name) or (sys.executable if _is_here(module) else "")
        ours = _told(_in_own_process("import", file, folder / f"our-{name}", format_id))
        theirs = _peer(python, program, file, entities) if python else None
        found[name] = {"peer": theirs, "bertstudio": ours}
    return found


def _is_here(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _peer(python: str, program: str, file: Path, entities: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(Path(__file__).with_name(program)), str(file), folder]
        out = subprocess.run(command, capture_output=True, text=True, check=False)
    if out.returncode:
        raise SystemExit(f"{program} ended with {out.returncode}:\n{out.stderr[-2000:]}")
    run: dict[str, Any] = json.loads(out.stdout.splitlines()[-1])
    told = {"documents_per_s": round(run["documents"] / run["seconds"]), "cpu_s": round(run["cpu_s"], 2)}
    return told | {"entities_lost": entities - run["entities"]}


# In a process of its own -------------------------------------------------------------------------


def _in_own_process(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, __file__, *map(str, arguments)]
    out = subprocess.run(command, capture_output=True, text=True, check=False)
    if out.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {out.returncode}:\n{out.stderr}")
    found: dict[str, Any] = json.loads(out.stdout.splitlines()[-1])
    return found


def _import(file: str, folder: str, format_id: str) -> dict[str, Any]:
    from bertstudio.jobs.imports import import_files
    from bertstudio.store import project as projects

    project = projects.create(Path(folder))
    report, spent = _spent(
        lambda: import_files(project, [Path(file)], ReadOptions(offsets="code_point"), format_id=format_id)
    )
    projects.close(project)
    return {"documents": report.documents, "entities": report.annotations, **spent}


def _export(folder: str, file: str) -> dict[str, Any]:
    from bertstudio.jobs.exports import export
    from bertstudio.store import project as projects

    project = projects.open_project(Path(folder), read_only=True)
    report, spent = _spent(lambda: export(project, Path(file), "jsonl"))
    projects.close(project)
    return {"documents": report.documents, "entities": report.annotations, **spent}


def _undo(folder: str) -> dict[str, Any]:
    from bertstudio.store import history
    from bertstudio.store import project as projects

    project = projects.open_project(Path(folder))
    _, undo = _spent(lambda: history.undo(project))
    _, redo = _spent(lambda: history.redo(project))
    projects.close(project)
    seconds = {"undo_s": round(undo["seconds"], 2), "redo_s": round(redo["seconds"], 2)}
    return seconds | {"undo_and_redo_peak_mb": round(redo["peak_mb"], 1)}


def _spent(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    before, began, busy = _peak_mb(), time.perf_counter(), time.process_time()
    answer = work()
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    return answer, {"seconds": seconds, "cpu_s": busy, "peak_before_mb": before, "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


SIDES: dict[str, Callable[..., dict[str, Any]]] = {"import": _import, "export": _export, "undo": _undo}

if __name__ == "__main__":
    print(json.dumps(SIDES[sys.argv[1]](*sys.argv[2:])))
