"""Write `docs/shortcuts.md` from the one table of keys that the window uses.

`python packaging/update_shortcuts.py` writes the page; `--check` changes nothing and exits with 1 if it is
not up to date. The keys are those of Windows and Linux.
"""

import sys
from pathlib import Path

from bertstudio.gui.keymap import COMMANDS, group_titles

PAGE = Path(__file__).resolve().parents[1] / "docs" / "shortcuts.md"

HEAD = """\
# Keys

<!-- Written by packaging/update_shortcuts.py from the tables that the window uses. Do not edit. -->

Everything can be done without the mouse. F1 shows these keys as they are now, Ctrl+K runs any command by
name, and **File › Keys…** gives commands other keys. On macOS Ctrl is Cmd, Alt is Option, and words are
moved by with Option and the arrows.

## Labels

- `1` … `9`, `0`: with text selected, tag it. On an entity, give it this label. On a suggestion, accept it
  with this label. Otherwise make the label sticky, or drop it.
- `L`, a few letters, `Enter`: the same with any label, also beyond the tenth. The label used last is chosen
  when the list opens, so that `L` `Enter` repeats it.
- `Enter` with text selected: tag it with the sticky label, or with the one used last.

A **sticky label** tags at once: every selection made with the mouse, and every `Space`. `Space` again makes
the new entity one word longer, `Shift+Space` one word shorter. `Esc` drops the label.

An entity is made with `Ctrl+Right` to the word, `Space` for each word, and a digit. `Shift+Left` and
`Shift+Right` move its end, with `Ctrl` by words, and `X` changes to its other edge; in a selection that is
not tagged yet `X` puts the caret at the other end.

A **sentence** ends with `.`, `!`, `?`, `…` or their sisters in Arabic and Devanagari where a blank or the
end of the line follows, with `。`, `！`, `？` anywhere, and with the line. Small letters behind it, initials
and a few abbreviations (`Dr.`) do not end one.
"""

TAIL = """
## Other keys

The dialog **Keys…** refuses a key that belongs to another command and says which one. A few keys cannot be
given away: the digits, which are the labels'; `Esc` and `Tab`, without which nobody would get out of the
text; `Ctrl+C`, `Ctrl+X`, `Ctrl+V` and `Ctrl+A`, which text fields need; keys that open a menu or belong to
the system; `Ctrl+Alt` and a key, as that is AltGr on many keyboards; and letters alone for commands that
work outside the text, where they are typed. Pages that are never open together can use the same key.

**Export…** writes the keys that are not as they came into a small file, and **Import…** takes them on
another computer, all or none:

```json
{"format": "bertstudio-keys", "version": 1, "keys": {"annotate.next-span": ["Ctrl+J"], "annotate.codes": []}}
```

The names are those of the last column above; an empty list takes the key away.
"""


def page() -> str:
    """Return the page as it should be."""
    parts = [HEAD]
    for group, title in group_titles():
        commands = [command for command in COMMANDS if command.group == group]
        rows = [
            f"| {', '.join(f'`{key}`' for key in command.keys)} | {command.text} | `{command.id}` |"
            for command in commands
        ]
        parts.append(f"\n## {title}\n\n| Keys | Does | Name |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "".join([*parts, TAIL])


def main() -> None:
    wanted = page()
    if "--check" not in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
        print(PAGE)
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
        print(f"{PAGE.name} is not up to date. Call: python packaging/update_shortcuts.py")
        sys.exit(1)


if __name__ == "__main__":
    main()
