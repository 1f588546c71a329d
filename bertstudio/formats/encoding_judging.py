"""The encoding of a file that is not UTF-8: decided where one reads clearly better, else asked for."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Reading
from bertstudio.formats.encoding import Encoding
from bertstudio.formats.encoding_evidence import ByteEvidence, Tried
from bertstudio.formats.encoding_mixture import LEFT_OUT, SKIP, Survey, name_of, surveyed
from bertstudio.formats.marking import marked

READS_WELL = 0.85
"""Share of usual characters from which an encoding is taken."""
MAY_BE = 0.3
"""Share from which it is among those to choose from."""
MOST_READINGS = 5
MOST_EXAMPLES = 3


def judged(path: Path, file: IO[bytes]) -> Encoding:
    """Return the encoding of a file that is not UTF-8 throughout, or the ways in which it can be read."""
    survey = surveyed(file)
    evidence = ByteEvidence(survey.wrong_lines, survey.around)
    tried = evidence.tried()
    rivals = _rivals(evidence, tried)
    if survey.valid and not _is_other(survey, tried):
        return _mixed(path, survey, rivals)
    if len(rivals) == 1 and rivals[0].fit >= READS_WELL:
        name = rivals[0].codec
        return Encoding(
            name, rivals[0].fit, tr("It is not UTF-8, and reads as {encoding}.", encoding=title(name))
        )
    readings = _readings(rivals, [one.codec for one in rivals])
    trouble = tr("The encoding of {path} is not clear. Choose it, or save the file as UTF-8.", path=path)
    if readings:
        words = {"path": path, "choices": _choices(readings)}
        trouble = tr("The encoding of {path} is not clear. Choose it: {choices}.", **words)
    return Encoding(readings[0].value if readings else "", 0.0, "", readings, trouble)


def _rivals(evidence: ByteEvidence, tried: Sequence[Tried]) -> list[Tried]:
    """Return the one encoding that reads the lines, or all that may be meant."""
    different: dict[tuple[str, ...], Tried] = {}
    for one in tried:
        different.setdefault(one.texts, one)
    found = list(different.values())
    best = [one for one in found if one is found[0] or not evidence.beats(found[0], one)]
    if len(best) == 1 and best[0].fit < READS_WELL:
        best = found
    return best[:1] if len(best) == 1 else [one for one in best if one.fit >= MAY_BE][:MOST_READINGS]


def _is_other(survey: Survey, tried: Sequence[Tried]) -> bool:
    """Tell whether the lines that happen to be UTF-8 are rather of the encoding of the others."""
    if not tried or survey.is_cut:
        return False
    evidence = ByteEvidence(survey.valid_lines, survey.around)
    return evidence.fit_of(tried[0].codec) >= evidence.fit_of("utf-8")


def _mixed(path: Path, survey: Survey, rivals: Sequence[Tried]) -> Encoding:
    """Return UTF-8 with what can be done about the lines that are not."""
    rivals = [] if survey.is_cut else [one for one in rivals if one.fit >= READS_WELL]
    readings = _readings(rivals, [name_of(one.codec) for one in rivals])
    skipped = tuple(f"⟦{LEFT_OUT}⟧" for _ in (readings[0].examples if readings else ()))
    readings = (*readings, Reading(name_of(SKIP), title(name_of(SKIP)), skipped))
    lines = tr(", ").join(f"{number:,}" for number in islice(survey.numbers, 5))
    words = {"path": path, "line": lines, "choices": _choices(readings)}
    trouble = trn(
        "{path}, line {line}: these bytes are not UTF-8, as those of the other lines are. "
        "Choose another encoding or repair the file: {choices}.",
        "{path}, line {line}: these bytes are not UTF-8, as those of the other lines are ({count} lines). "
        "Choose another encoding or repair the file: {choices}.",
        survey.wrong,
        **words,
    )
    return Encoding(readings[0].value, 0.0, "", readings, trouble)


def _choices(readings: Iterable[Reading]) -> str:
    shown = (
        f"--encoding {reading.value} ({reading.examples[0] if reading.examples else reading.title})"
        for reading in readings
    )
    return "; ".join(shown)


def _readings(rivals: Sequence[Tried], names: Sequence[str]) -> tuple[Reading, ...]:
    """Return encodings to choose from, each with what it makes of the lines that tell most of them apart."""
    if not rivals:
        return ()
    lines = sorted(range(len(rivals[0].texts)), key=lambda line: -len({one.texts[line] for one in rivals}))
    shown = lines[:MOST_EXAMPLES]
    examples = {line: _marked([one.texts[line] for one in rivals]) for line in shown}
    return tuple(
        Reading(name, title(name), tuple(examples[line][number] for line in shown))
        for number, name in enumerate(names)
    )


def _marked(texts: Sequence[str]) -> list[str]:
    """Return a line as each encoding reads it, marked where they begin to differ."""
    same = 0
    for signs in zip(*texts, strict=False):
        if len(set(signs)) > 1 or (len(texts) == 1 and signs[0] > "\x7f"):
            break
        same += 1
    found = []
    for text in texts:
        end = same
        while end < len(text) and text[end] > "\x7f":
            end += 1
        found.append(marked(text, (same, max(end, min(same + 1, len(text))))))
    return found


def title(name: str) -> str:
    """Return what an encoding is called, in words where it has some."""
    first, _, other = name.partition("+")
    if other == SKIP:
        return tr("UTF-8; lines that are not are left out")
    if other:
        return tr("UTF-8; lines that are not in {encoding}", encoding=title(other))
    names = {
        "cp1252": tr("Western (Windows-1252, Latin-1)"),
        "iso8859-15": tr("Western (Latin-9, ISO-8859-15)"),
        "cp850": tr("Western DOS (cp850)"),
        "cp437": tr("American DOS (cp437)"),
        "mac-roman": tr("Western Macintosh (Mac Roman)"),
        "cp1250": tr("Central European (Windows-1250)"),
        "iso8859-2": tr("Central European (Latin-2, ISO-8859-2)"),
        "cp852": tr("Central European DOS (cp852)"),
        "cp1254": tr("Turkish (Windows-1254)"),
        "cp1257": tr("Baltic (Windows-1257)"),
        "cp1251": tr("Cyrillic (Windows-1251)"),
        "koi8-u": tr("Cyrillic (KOI8)"),
        "cp866": tr("Cyrillic DOS (cp866)"),
        "iso8859-5": tr("Cyrillic (ISO-8859-5)"),
        "cp1253": tr("Greek (Windows-1253)"),
        "iso8859-7": tr("Greek (ISO-8859-7)"),
        "gb18030": tr("Chinese (GB 18030)"),
        "big5": tr("traditional Chinese (Big5)"),
        "cp932": tr("Japanese (Shift-JIS)"),
        "euc-jp": tr("Japanese (EUC-JP)"),
        "cp949": tr("Korean (EUC-KR)"),
    }
    return names.get(first) or first.upper()
