"""Parts of our own source as one file that needs nothing of BertStudio: the same code, not a copy of it.

A module is written down whole, and what it imports from BertStudio is put before it: the named definitions
and, in turn, all that these use. Other imports are gathered at the top.
"""

import ast
import importlib.util
from collections.abc import Iterator

OURS = "bertstudio"


class _Bundle:
    """Definitions in the order in which they must stand, each once."""

    def __init__(self) -> None:
        self.imports: dict[str, None] = {}
        self.definitions: dict[str, str] = {}
        self.modules: dict[str, str] = {}

    def take(self, module: str, wanted: set[str] | None) -> None:
        """Take top-level definitions of a module (None: all), and first what they use."""
        source = _source(module)
        nodes = [node for node in ast.parse(source).body if _is_code(node)]
        needed = _needed(nodes, wanted)
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._follow(node, needed)
        for node in nodes:
            names = _defined(node)
            if needed & set(names) and not isinstance(node, ast.Import | ast.ImportFrom):
                self._put(module, names[0], _text(source, node))

    def _put(self, module: str, name: str, text: str) -> None:
        if self.modules.setdefault(name, module) != module:
            raise ValueError(f"{name} is defined in {module} and in {self.modules[name]}")
        self.definitions.setdefault(name, text)

    def _follow(self, node: ast.Import | ast.ImportFrom, needed: set[str]) -> None:
        taken = [alias for alias in node.names if (alias.asname or alias.name) in needed]
        if not taken:
            return
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == OURS:
            if any(alias.asname for alias in taken):
                raise ValueError(ast.unparse(node))
            self.take(str(node.module), {alias.name for alias in taken})
        else:
            node.names = taken
            self.imports[ast.unparse(node)] = None


def bundle(module: str) -> str:
    """Return a module of ours as source that needs only what it imports from elsewhere.

    Raises:
        OSError: the source did not come with the program.
        ValueError: two of the modules call something by the same name.
    """
    made = _Bundle()
    made.take(module, None)
    # `ast.unparse` is not used for the definitions: their comments say why.
    return "\n".join(sorted(made.imports)) + "\n\n\n" + "\n\n\n".join(made.definitions.values()) + "\n"


def _source(module: str) -> str:
    spec = importlib.util.find_spec(module)
    source = spec.loader.get_source(module) if spec and spec.loader else None  # type: ignore[attr-defined]
    if source is None:
        raise OSError(module)
    return str(source)


def _is_code(node: ast.stmt) -> bool:
    return not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _defined(node: ast.stmt) -> list[str]:
    """Return the names that a statement at the top of a module gives a meaning to."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name for alias in node.names]
    return []


def _needed(nodes: list[ast.stmt], wanted: set[str] | None) -> set[str]:
    """Return the wanted names and those that their definitions use, over any number of steps."""
    uses = {name: set(_used(node)) for node in nodes for name in _defined(node)}
    waiting = list(uses if wanted is None else wanted)
    if wanted is None:
        imported = (node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))
        waiting = [name for name in waiting if name not in {n for node in imported for n in _defined(node)}]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in uses and name not in needed:
            needed.add(name)
            waiting += uses[name]
    return needed


def _used(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id


def _text(source: str, node: ast.stmt) -> str:
    """Return a definition with its decorators and comments."""
    lines = source.splitlines()
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return "\n".join(lines[first - 1 : node.end_lineno])
