"""Collect every text that a person reads into the catalogues `resources/i18n/*.ts`.

`python packaging/update_words.py` adds new texts (unfinished), keeps translations and drops texts that are
gone; `--check` changes nothing and exits with 1 if a catalogue is not up to date or not complete. The files
are Qt Linguist's, so a translator opens them there.
"""

import ast
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

REPOSITORY = Path(__file__).resolve().parents[1]
CATALOGUES = REPOSITORY / "resources" / "i18n"
LANGUAGES = ("zh_CN",)


def literals() -> dict[str, str]:
    """Return every text given to `tr` or `trn` → the file that holds it first, in order of files."""
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / "bertstudio").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in _texts(node):
                found.setdefault(text, path.relative_to(REPOSITORY).as_posix())
    return found


def _texts(node: ast.AST) -> list[str]:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return []
    count = {"tr": 1, "trn": 2, "tr_noop": 1}.get(node.func.id, 0)
    arguments = node.args[:count]
    return [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def translations(path: Path) -> dict[str, str]:
    """Return source → translation of a catalogue, also the unfinished ones (empty)."""
    if not path.exists():
        return {}
    messages = Xml.parse(path).getroot().iter("message")
    return {m.findtext("source", ""): m.findtext("translation", "") for m in messages}


def catalogue(language: str, known: dict[str, str]) -> str:
    """Return the text of a `.ts` file with one context and every literal in alphabetical order."""
    root = Xml.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = Xml.SubElement(root, "context")
    Xml.SubElement(context, "name").text = "BertStudio"
    for source in sorted(literals()):
        message = Xml.SubElement(context, "message")
        Xml.SubElement(message, "source").text = source
        translation = Xml.SubElement(message, "translation")
        translation.text = known.get(source, "")
        if not translation.text:
            translation.set("type", "unfinished")
    Xml.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + Xml.tostring(root, encoding="unicode") + "\n"


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = 0
    for language in LANGUAGES:
        path = CATALOGUES / f"{language}.ts"
        known = translations(path)
        missing = [text for text in literals() if not known.get(text)]
        text = catalogue(language, known)
        if check:
            stale += bool(missing) or text != path.read_text(encoding="utf-8")
        else:
            path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(literals())} texts, {len(missing)} without translation")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
