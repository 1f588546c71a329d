"""Errors that a person has looked at and found their own label right: kept in the run folder, by split."""

import json
import logging
from collections.abc import Iterable
from pathlib import Path

from bertstudio.core.documents import Span
from bertstudio.evaluation.errors import Marked, Pairing

log = logging.getLogger(__name__)


def place(folder: Path, split: str) -> Path:
    """Return where the decisions on a split lie in a run folder."""
    return folder / f"decided-{split}.json"


def key(pairing: Pairing) -> str:
    """Return what tells an error from all others of its report."""
    return f"{pairing.document}|{_facts(pairing.gold)}|{_facts(pairing.predicted)}"


def read(path: Path) -> frozenset[str]:
    """Return the keys of the errors that are decided; none if there is no such file yet."""
    try:
        return frozenset(map(str, json.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError):
        # Only ticks are lost, and they can be set again; the labels are elsewhere.
        log.warning("%s cannot be read; its ticks are left out", path)
        return frozenset()


def write(path: Path, keys: Iterable[str]) -> None:
    """Keep the keys. The file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(json.dumps(sorted(keys), ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


def _facts(mark: Marked | None) -> str:
    if mark is None:
        return ""
    return f"{mark.start}-{mark.end}-{mark.label}" if isinstance(mark, Span) else mark.label
