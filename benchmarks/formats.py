"""Reading and importing files beside plain reads of pandas and datasets, on the same files in the same run.

    python benchmarks/formats.py [--json] [--quick] [--documents 1000000]
        [--doccano-python PATH] [--label-studio-python PATH]

Each side runs three times in processes of its own; the fastest counts. `read` yields checked documents with
spans, tokens and problems; `import` writes them into a project as well. The peers only parse: pandas into a
frame of strings, datasets into Arrow; neither joins tokens, finds a tag scheme nor checks a span.
`documents_per_second` counts the documents of our reader for every side; `peak_mb` is the peak memory of the
process beyond what it held before the read. `growth_mb` is what a file of 30 times the size needs more:
nothing, where reading streams.

`import_documents_per_s`, `import_peak_mb`, `export_documents_per_s` and `export_peak_mb` are those of a
million documents of our JSON lines (`--quick`: 20,000), as `scale/million.py` says. `peers` is the import of
10,000 documents by doccano and Label Studio where they are installed, or by the interpreters that are named,
beside ours of the same file.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scale import million

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FILES = {
    "conll": DATA / "wnut17/CONLL-format/data/train/wnut17train.conll",
    "cluener": DATA / "cluener2020/train.json",
}
SIDES = ("read", "import", "pandas", "datasets")
TIMES_LARGER = 30
QUICK_BYTES = 300_000
DOCUMENTS, QUICK_DOCUMENTS = 1_000_000, 20_000
REPEATS = 3
"""The fastest counts: other work on the machine only ever slows down."""


def main() -> int:
    options = _arguments()
    if options.side:
        print(json.dumps(_measure(options)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = {name: _input(name, Path(folder), options.quick) for name in FILES}
        result: dict[str, Any] = {name: _compare(name, path) for name, path in files.items()}
        result["growth_mb"] = _growth(files["conll"], Path(folder))
        result |= million.measure(files["conll"], options.documents, Path(folder))
        pythons = {"doccano": options.doccano_python, "label_studio": options.label_studio_python}
        result["peers"] = million.peers(files["conll"], pythons, Path(folder))
    if options.json:
        print(json.dumps(result))
    else:
        _show(result)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--quick", action="store_true", help="the first 300 kB of each file")
    parser.add_argument("--documents", type=int, help="of our JSON lines; default 1,000,000")
    for peer in ("doccano", "label-studio"):
        text = f"an interpreter that has {peer}; default: this one, if it has"
        parser.add_argument(f"--{peer}-python", default="", metavar="PATH", help=text)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--format", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.documents is None:
        options.documents = QUICK_DOCUMENTS if options.quick else DOCUMENTS
    return options


def _input(name: str, folder: Path, quick: bool) -> Path:
    """Return the file to read: the real corpus, a part of it, or a made one where it is absent."""
    path = folder / f"{name}{FILES[name].suffix}"
    data = FILES[name].read_bytes() if FILES[name].is_file() else _made(name)
    if quick and len(data) > QUICK_BYTES:
        end = b"\n\n" if name == "conll" else b"\n"
        data = data[: data.index(end, QUICK_BYTES) + len(end)]
    path.write_bytes(data)
    return path


def _made(name: str) -> bytes:
    if name == "conll":
        return b"Mary\tB-person\nlives\tO\nin\tO\nNew\tB-location\nYork\tI-location\n.\tO\n\n" * 5_000
    line = '{"text": "浙商银行在杭州", "label": {"company": {"浙商银行": [[0, 3]]}}}\n'
    return line.encode() * 5_000


def _compare(name: str, path: Path) -> dict[str, Any]:
    sides = {side: _in_own_process(side, name, path) for side in SIDES}
    documents = sides["read"]["documents"]
    found: dict[str, Any] = {"documents": documents, "bytes": path.stat().st_size}
    for side, measured in sides.items():
        speed = documents / measured["seconds"]
        found[side] = {"documents_per_second": round(speed), "peak_mb": round(measured["peak_mb"], 1)}
    for peer in ("pandas", "datasets"):
        speed = found["read"]["documents_per_second"] / found[peer]["documents_per_second"]
        found[f"speed_ratio_to_{peer}"] = round(speed, 2)
    return found


def _growth(path: Path, folder: Path) -> float:
    large = folder / "large.conll"
    data = path.read_bytes().rstrip(b"\n") + b"\n\n"
    large.write_bytes(data * TIMES_LARGER)
    peaks = [_in_own_process("read", "conll", file)["peak_mb"] for file in (path, large)]
    return round(float(peaks[1] - peaks[0]), 1)


def _in_own_process(side: str, name: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--side", side, "--format", name, "--file", str(path)]
    runs: list[dict[str, Any]] = []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            out = subprocess.run([*command, "--work", folder], capture_output=True, text=True, check=True)
        runs.append(json.loads(out.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: float(run["seconds"]))


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    task = _PREPARE[options.side](options.format, options.file, options.work)
    before = _peak_mb()
    began = time.perf_counter()
    documents = task()
    seconds = time.perf_counter() - began
    return {"documents": documents, "seconds": seconds, "peak_mb": _peak_mb() - before}


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _read(name: str, path: Path, _work: Path) -> Callable[[], int]:
    from bertstudio.formats import format_named
    from bertstudio.formats.base import ReadOptions

    reader = format_named(name).read
    assert reader is not None
    return lambda: sum(item.document is not None for item in reader(path, ReadOptions()))


def _import(name: str, path: Path, work: Path) -> Callable[[], int]:
    from bertstudio.formats.base import ReadOptions
    from bertstudio.jobs.imports import import_files
    from bertstudio.store import project as projects

    project = projects.create(work / "project")
    return lambda: import_files(project, [path], ReadOptions(), format_id=name).documents


def _pandas(name: str, path: Path, _work: Path) -> Callable[[], int]:
    import pandas as pd

    if name == "cluener":
        return lambda: len(pd.read_json(path, lines=True))
    options: dict[str, Any] = {"sep": "\t", "quoting": 3, "names": ["token", "tag"], "dtype": str}
    return lambda: len(pd.read_csv(path, keep_default_na=False, skip_blank_lines=False, **options))


def _datasets(name: str, path: Path, work: Path) -> Callable[[], int]:
    import datasets

    datasets.disable_progress_bars()
    kind = "json" if name == "cluener" else "text"
    cache = str(work / "cache")
    return lambda: int(datasets.load_dataset(kind, data_files=str(path), cache_dir=cache)["train"].num_rows)


_PREPARE = {"read": _read, "import": _import, "pandas": _pandas, "datasets": _datasets}


def _show(result: dict[str, Any]) -> None:
    for name in FILES:
        found = result[name]
        print(f"{name}: {found['documents']:,} documents, {found['bytes']:,} bytes")
        for side in SIDES:
            row = found[side]
            print(f"  {side:9} {row['documents_per_second']:>9,} documents/s {row['peak_mb']:>7} MB")
        pandas, datasets = (found[f"speed_ratio_to_{peer}"] for peer in ("pandas", "datasets"))
        print(f"  our read: {pandas} times the speed of pandas, {datasets} times that of datasets")
    print(f"a CoNLL file {TIMES_LARGER} times as large: {result['growth_mb']} MB more")
    for kind in ("short", "mixed"):
        found = result[kind]
        size = f"{found['documents']:,} documents, {found['entities']:,} entities, {found['bytes']:,} bytes"
        print(f"our JSON lines, {kind}: {size}")
        for side in ("import", "export"):
            row = found[side]
            memory = f"{row['peak_mb']:>7} MB in all ({row['peak_before_mb']} before)"
            speed = f"{row['documents_per_s']:>9,} documents/s ({row['cpu_s']} s of processor)"
            print(f"  {side:9} {speed} {memory}")
        print(f"  undo {found['undo_s']} s, redo {found['redo_s']} s, {found['undo_and_redo_peak_mb']} MB")
    print(f"import of {million.PEER_DOCUMENTS:,} documents:")
    for name, row in result["peers"].items():
        theirs, ours = row["peer"], row["bertstudio"]
        said = f"{theirs['documents_per_s']:,} documents/s" if theirs else "not installed, skipped"
        print(f"  {name:12} {said}; ours of the same file {ours['documents_per_s']:,}")


if __name__ == "__main__":
    sys.exit(main())
