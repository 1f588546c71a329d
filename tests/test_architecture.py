"""The shape that the code keeps: budgets, names, contracts, and what may be loaded at start."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "bertstudio"
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = (
    *("torch", "transformers", "datasets", "pandas", "sklearn", "seqeval", "pyarrow", "pyqtgraph"),
    *("bs4", "cassis", "docx", "lxml", "pypdfium2", "spacy"),
)

MAX_FILE = 400
MAX_FUNCTION = 40
MAX_METHODS = 15
MAX_POSITIONAL = 5
FILE_BUDGETS = {"gui/main_window.py": 300, "gui/session.py": 200, "training/loop.py": 250}
ROOMS_WITHOUT_A_NOUN = {"utils.py", "helpers.py", "common.py", "misc.py", "manager.py"}


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_files_stay_within_their_budget() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: n for name, n in lengths.items() if n > FILE_BUDGETS.get(name, MAX_FILE)} == {}


def test_functions_stay_within_their_budget() -> None:
    long = [
        f"{_name(path)}:{function.lineno} {function.name}"
        for path in FILES
        for function in _functions(_tree(path))
        if (function.end_lineno or 0) - function.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


def test_classes_have_few_public_methods() -> None:
    large = [
        f"{_name(path)}: {node.name}"
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef) and len(_public_methods(node)) > MAX_METHODS
    ]
    assert large == []


def _public_methods(node: ast.ClassDef) -> list[str]:
    """Methods that callers see; those that Qt calls by their camelCase names are not ours to count."""
    names = [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
    return [name for name in names if not name.startswith("_") and name == name.lower()]


def test_functions_take_few_positional_parameters() -> None:
    wide = []
    for path in FILES:
        for function in _functions(_tree(path)):
            parameters = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
            if len([name for name in parameters if name not in {"self", "cls"}]) > MAX_POSITIONAL:
                wide.append(f"{_name(path)}:{function.lineno} {function.name}")
    assert wide == []


def test_every_module_has_a_noun() -> None:
    assert [_name(path) for path in FILES if path.name in ROOMS_WITHOUT_A_NOUN] == []


def test_translated_texts_are_literals() -> None:
    calls = [
        f"{_name(path)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "trn"}
        if not _literal(node.args[0]) and path.name != "words.py"
    ]
    assert calls == []


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("word", ["processEvents", "except Exception:\n        pass", "# TODO", "FIXME"])
def test_words_that_the_code_does_not_hold(word: str) -> None:
    assert [_name(path) for path in FILES if word in path.read_text(encoding="utf-8")] == []


def test_only_the_torch_side_imports_torch() -> None:
    allowed = re.compile(
        r"training/(loop|[a-z_]+_torch)\.py|suggestions/predict\.py|tasks/\w+/(model|[a-z_]+_torch)\.py"
    )
    found = [
        _name(path)
        for path in FILES
        for node in _tree(path).body
        if isinstance(node, ast.Import | ast.ImportFrom) and _imports(node) & {"torch", "transformers"}
        if not allowed.fullmatch(_name(path))
    ]
    assert found == []


def _imports(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return {alias.name.split(".")[0] for alias in node.names}


def test_only_the_window_imports_qt() -> None:
    found = [
        _name(path)
        for path in FILES
        if not _name(path).startswith("gui/")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and _imports(node) & {"PySide6", "pyqtgraph", "qtawesome"}
    ]
    assert found == []


def test_the_store_holds_the_only_sql() -> None:
    found = [
        _name(path)
        for path in FILES
        if not _name(path).startswith("store/")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and "sqlite3" in _imports(node)
    ]
    assert found == []


@pytest.mark.parametrize("module", ["bertstudio.gui.app", "bertstudio.cli", "bertstudio.jobs.runs"])
def test_nothing_heavy_is_loaded_at_start(module: str) -> None:
    program = f"import sys, json, {module}; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == []


def test_void_calls_of_qt_keep_the_references_to_none() -> None:
    """PySide6 6.12.0 drops one reference to None in each void call on Python 3.11, and then aborts."""
    program = (
        "import sys; from PySide6.QtCore import QObject; o = QObject(); before = sys.getrefcount(None)\n"
        "for _ in range(100_000): o.setObjectName('x')\n"
        "print(sys.getrefcount(None) - before)"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert abs(int(out.stdout)) < 1_000


def test_pins_agree_with_the_project() -> None:
    pins = (REPOSITORY / "packaging" / "constraints.txt").read_text(encoding="utf-8").lower()
    assert "pyside6_essentials==6.11.3" in pins or "pyside6-essentials==6.11.3" in pins
    assert "http" not in re.sub(r"^(httpcore|httpx)\w*==.*$", "", pins, flags=re.MULTILINE)
