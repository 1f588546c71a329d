"""Fuzzes the reader of a format, led by the lines that an input reaches. A program, not a test.

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris -e '.[test]'
    nice /tmp/fuzz/bin/python tests/fuzz/fuzz_reader.py doccano --seconds 300 --corpus /tmp/corpus

It begins with what our own writer makes of a few rich documents (and with what is in the corpus folder, which
keeps the inputs that reached something new), and goes on after a fault. In zip files and packed data what is
inside is changed, so that more than the checksum is tried. The last line is JSON: seconds, executions, and
each fault once, with the input that first showed it. Exit status 1 if there is a fault.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from pathlib import Path
from typing import Any

import atheris

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1] / "formats"), str(HERE.parents[2])]

with atheris.instrument_imports(include=["bertstudio.formats", "bertstudio.core"]):
    from bertstudio import formats

# What is instrumented has to be imported first.
from damage import damaged, read_all  # noqa: E402
from page_files import write_page  # noqa: E402
from rich_documents import RICH  # noqa: E402

from bertstudio.core.labels import LabelSet  # noqa: E402
from bertstudio.formats.base import Format, ReadOptions  # noqa: E402
from bertstudio.formats.problem_kinds import KINDS  # noqa: E402

OPTIONS = (
    ReadOptions(),
    ReadOptions(on_error="skip", handling=dict.fromkeys(KINDS, "drop")),
    ReadOptions(
        on_error="skip", handling=dict.fromkeys(KINDS, "repair"), unit="sentence", task="text_classification"
    ),
)
MAX_BYTES = 20_000


class Seed:
    """What our writer made: a file or a folder of files; of zip files the parts, of packed data the contents.

    An input is the number of a file, the number of a part, and the bytes that take its place.
    """

    def __init__(self, row: Format, folder: Path) -> None:
        self.row = row
        self.path = folder / f"a{row.suffixes[0] if row.suffixes else ''}"
        fitting = [d for d in RICH if row.id != "text" or "\n" not in d.text]
        names = [s.label for d in fitting for s in d.spans] + [x.label for d in fitting for x in d.labels]
        if row.write is not None:
            row.write(fitting, LabelSet().with_names(names), self.path, {"task": "ner", "multi_label": True})
        else:
            write_page(row.id, self.path)
        inside = sorted(p for p in self.path.rglob("*") if p.is_file()) if self.path.is_dir() else [self.path]
        self.files = {file: file.read_bytes() for file in inside}
        self.changed: Path | None = None

    def inputs(self) -> list[bytes]:
        """Return the inputs that change nothing."""
        return [
            bytes([number, place]) + part
            for number, data in enumerate(self.files.values())
            for place, part in enumerate(parts_of(data))
        ]

    def put(self, data: bytes) -> None:
        """Let an input take its place, and put back what the one before changed."""
        if self.changed is not None:
            self.changed.write_bytes(self.files[self.changed])
        if len(data) < 2:
            return
        self.changed = list(self.files)[data[0] % len(self.files)]
        self.changed.write_bytes(_with_part(self.files[self.changed], data[1], data[2:]))


def parts_of(data: bytes) -> list[bytes]:
    """Return the contents of a zip file or of packed data, or the data themselves."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(_file(data)) as package:
            return [package.read(name) for name in package.namelist()]
    return [zlib.decompress(data)] if data[:1] == b"\x78" else [data]


def _with_part(data: bytes, number: int, part: bytes) -> bytes:
    if data[:1] == b"\x78":
        return zlib.compress(part, 1)
    if not data.startswith(b"PK"):
        return part
    made = _file(b"")
    with zipfile.ZipFile(_file(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        for place, name in enumerate(names):
            new.writestr(name, part if place == number % len(names) else old.read(name))
    return made.getvalue()


def _file(data: bytes) -> Any:
    from io import BytesIO

    return BytesIO(data)


class Run:
    """One run: counts executions and keeps each fault once."""

    def __init__(self, seed: Seed, seconds: float, corpus: Path) -> None:
        self.seed = seed
        self.seconds = seconds
        self.corpus = corpus
        self.begun = time.monotonic()
        self.executions = 0
        self.faults: dict[str, str] = {}

    def one(self, data: bytes) -> None:
        """Try one input with one of the options."""
        self.executions += 1
        self.seed.put(data)
        try:
            read_all(self.seed.row, self.seed.path, OPTIONS[self.executions % len(OPTIONS)])
        except Exception as error:  # noqa: BLE001 anything but a UserError is a fault, and is reported
            self._fault(error, data)
        if time.monotonic() - self.begun > self.seconds:
            self.end()

    def _fault(self, error: Exception, data: bytes) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        last = next((f for f in reversed(frames) if "bertstudio" in f.filename), frames[-1])
        name = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        if name not in self.faults:
            path = self.corpus / f"fault-{len(self.faults)}"
            path.write_bytes(data)
            self.faults[name] = str(path)
            print(f"\n{name}: {error!s:.300} ({path})", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say what was found and leave; libFuzzer never returns."""
        seconds = round(time.monotonic() - self.begun)
        found = {"format": self.seed.row.id, "seconds": seconds, "executions": self.executions}
        print(json.dumps(found | {"faults": self.faults}), flush=True)
        os._exit(bool(self.faults))


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change an input as people's files break, or as libFuzzer does."""
    dice = random.Random(seed)
    if dice.random() < 0.6 and len(data) > 2:
        return (data[:2] + damaged(data[2:], dice))[:max_size]
    return atheris.Mutate(data, max_size)


def main() -> None:
    """Run until the time is up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("format", choices=[row.id for row in formats.FORMATS if row.read is not None])
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--corpus", type=Path)
    chosen = parser.parse_args()
    corpus = chosen.corpus or Path(tempfile.mkdtemp(prefix="fuzz-"))
    (corpus / "inputs").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seed = Seed(formats.format_named(chosen.format), Path(folder))
        for number, data in enumerate(seed.inputs()):
            (corpus / "inputs" / f"seed-{number}").write_bytes(data[:MAX_BYTES])
        run = Run(seed, chosen.seconds, corpus)
        flags = [f"-max_len={MAX_BYTES}", "-rss_limit_mb=3000", "-timeout=60", f"-artifact_prefix={corpus}/"]
        atheris.Setup([sys.argv[0], *flags, str(corpus / "inputs")], run.one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
