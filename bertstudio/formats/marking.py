"""A stretch of text in its context, as one short line that shows where the stretch begins and ends."""

_CONTEXT = 20
_LONGEST = 60


def marked(text: str, place: tuple[int, int] | None) -> str:
    """Return a stretch of text between ⟦ and ⟧ in its context, as one line; empty if it is nowhere."""
    if place is None:
        return ""
    start, end = place
    found = text[start:end]
    if len(found) > _LONGEST:
        found = f"{found[: _LONGEST // 2]}…{found[-_LONGEST // 2 :]}"
    before = ("…" if start > _CONTEXT else "") + text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT] + ("…" if end + _CONTEXT < len(text) else "")
    # Line ends stay visible; nothing else may break the line.
    line = f"{before}⟦{found}⟧{after}".replace("\r\n", "↵").replace("\n", "↵").replace("\r", "↵")
    return "".join(sign if sign.isprintable() or sign == "\u200d" else " " for sign in line)
