"""Spans as BIO tags over tokens: for seqeval, for comparison with the literature, never the headline.

Tags exist once a text is cut into tokens. Where every span begins and ends at a token border and none
overlap, seqeval and our own span score agree to the last digit; the reports here count the spans for which
that does not hold.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.core import text
from bertstudio.core.documents import Document, Span, span_order
from bertstudio.evaluation.scores import Counts, Scores

Token = tuple[int, int]
OUTSIDE = "O"
TABLE_NOTE = "token level, as tutorials print it; not the headline"


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of one document's tokens, and how many spans tags cannot say as they are."""

    tags: tuple[str, ...]
    shifted: int = 0
    """Spans that begin or end inside a token: their tags reach to its borders."""
    hidden: int = 0
    """Spans without a token of their own: empty of tokens, or covered by another span."""


def tokens_of(document: Document) -> tuple[Token, ...]:
    """Return the token borders of a document: as imported, or else its words (code points)."""
    return document.tokens or tuple(text.words(document.text))


def to_bio(document: Document, tokens: Sequence[Token]) -> list[str]:
    """Return one tag a token: `B-label`, `I-label` or `O`. Of overlapping spans the outer one wins."""
    return list(tag(document.spans, tokens).tags)


def tag(spans: Iterable[Span], tokens: Sequence[Token]) -> Tagged:
    """Tag tokens with spans, in the order of the text, outer spans first."""
    tags = [OUTSIDE] * len(tokens)
    starts = {start for start, _ in tokens}
    ends = {end for _, end in tokens}
    shifted = hidden = first = 0
    seen: set[tuple[int, int, str]] = set()
    for span in sorted(spans, key=span_order):
        if (span.start, span.end, span.label) in seen:
            continue
        seen.add((span.start, span.end, span.label))
        while first < len(tokens) and tokens[first][1] <= span.start:
            first += 1
        inside = _inside(tokens, first, span.end)
        if not inside or any(tags[i] != OUTSIDE for i in inside):
            hidden += 1
            continue
        if span.start not in starts or span.end not in ends:
            shifted += 1
        for place, i in enumerate(inside):
            tags[i] = f"{'I' if place else 'B'}-{span.label}"
    return Tagged(tuple(tags), shifted, hidden)


def _inside(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    last = first
    while last < len(tokens) and tokens[last][0] < end:
        last += 1
    return list(range(first, last))


def bio_to_spans(tags: Sequence[str], tokens: Sequence[Token]) -> list[Span]:
    """Return the spans that tags name, numbered from 1.

    An `I-` that continues nothing begins a span, as conlleval reads it; `illegal_transitions` counts these.
    """
    spans: list[Span] = []
    for (prefix, label), (start, end), continues in zip(
        (_split(tag) for tag in tags), tokens, _continuations(tags), strict=True
    ):
        if prefix == OUTSIDE:
            continue
        if continues:
            last = spans[-1]
            spans[-1] = Span(last.id, last.start, end, label)
        else:
            spans.append(Span(len(spans) + 1, start, end, label))
    return spans


def illegal_transitions(tags: Sequence[str]) -> int:
    """Count the `I-` tags that continue nothing: after `O`, at the start, or after another label."""
    return sum(
        tag.startswith("I-") and not continues
        for tag, continues in zip(tags, _continuations(tags), strict=True)
    )


def _split(tag: str) -> tuple[str, str]:
    return tag[:1], tag[2:]


def _continuations(tags: Sequence[str]) -> list[bool]:
    before = ("", "")
    found = []
    for tag in tags:
        prefix, label = _split(tag)
        found.append(prefix == "I" and before[0] in {"B", "I"} and before[1] == label)
        before = prefix, label
    return found


def tag_pairs(
    reference: Sequence[Document], predicted: Sequence[Document]
) -> tuple[list[Tagged], list[Tagged]]:
    """Tag documents pairwise in order, both sides over the tokens of the reference."""
    pairs = list(zip(reference, predicted, strict=True))
    cuts = [tokens_of(gold) for gold, _ in pairs]
    gold = [tag(document.spans, tokens) for (document, _), tokens in zip(pairs, cuts, strict=True)]
    found = [tag(document.spans, tokens) for (_, document), tokens in zip(pairs, cuts, strict=True)]
    return gold, found


def seqeval_report(
    reference: Sequence[Document], predicted: Sequence[Document], strict: bool = False
) -> dict[str, Any]:
    """Return what seqeval says of these documents: micro, macro, weighted and labels.

    `strict` is its strict mode with the scheme IOB2. `shifted` and `hidden` count the spans, gold and
    predicted, that tags cannot hold as they are: only when both are 0 must seqeval equal our span score.
    """
    gold, found = tag_pairs(reference, predicted)
    report = seqeval_of_tags([one.tags for one in gold], [one.tags for one in found], strict)
    report["shifted"] = sum(one.shifted for one in (*gold, *found))
    report["hidden"] = sum(one.hidden for one in (*gold, *found))
    return report


def seqeval_of_tags(
    gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], strict: bool = False
) -> dict[str, Any]:
    """Return seqeval's report on tag sequences, and the number of illegal transitions predicted."""
    names = sorted({tag[2:] for tags in (*gold, *found) for tag in tags if tag != OUTSIDE})
    zero: dict[str, float] = {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}
    report: dict[str, Any] = {"micro": zero, "macro": zero, "weighted": zero, "labels": {}}
    report["illegal_transitions"] = sum(illegal_transitions(tags) for tags in found)
    if not names:
        return report
    from seqeval.metrics import classification_report
    from seqeval.scheme import IOB2

    # seqeval strips dashes from names and keeps its averages among them; numbers in the same order cannot
    # be misread.
    alias = {name: f"{number:06d}" for number, name in enumerate(names)}
    mode = {"mode": "strict", "scheme": IOB2} if strict else {}
    rows = classification_report(
        [[_aliased(tag, alias) for tag in tags] for tags in gold],
        [[_aliased(tag, alias) for tag in tags] for tags in found],
        output_dict=True,
        zero_division=0,
        **mode,
    )
    report["labels"] = {name: _row(rows[key]) for name, key in alias.items() if key in rows}
    if report["labels"]:
        report |= {name: _row(rows[f"{name} avg"]) for name in ("micro", "macro", "weighted")}
    return report


def _aliased(tag: str, alias: dict[str, str]) -> str:
    return tag if tag == OUTSIDE else tag[:2] + alias[tag[2:]]


def _row(row: dict[str, Any]) -> dict[str, float]:
    return {
        "precision": float(row["precision"]),
        "recall": float(row["recall"]),
        "f1": float(row["f1-score"]),
        "support": int(row["support"]),
    }


def token_table(reference: Sequence[Document], predicted: Sequence[Document]) -> dict[str, Any]:
    """Return precision, recall, F1 and support of every single tag, and the share of right tokens.

    Most tokens are `O`, which is easy: an accuracy of 0.94 has been printed beside an F1 of 0.40. The
    table is here because tutorials show it, and says so in `note`.
    """
    gold, found = tag_pairs(reference, predicted)
    pairs = Counter(
        pair
        for one, other in zip(gold, found, strict=True)
        for pair in zip(one.tags, other.tags, strict=True)
    )
    return token_table_of(pairs)


def token_table_of(pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Return the token table for counted `(gold tag, predicted tag)` pairs."""
    total = sum(pairs.values())
    tags = sorted({tag for pair in pairs for tag in pair}, key=_tag_order)
    gold, found = Counter[str](), Counter[str]()
    for (mine, theirs), count in pairs.items():
        gold[mine] += count
        found[theirs] += count
    rows = {
        tag: Counts(pairs[tag, tag], found[tag] - pairs[tag, tag], gold[tag] - pairs[tag, tag])
        for tag in tags
    }
    scores = Scores(rows)
    return {
        "note": TABLE_NOTE,
        "rows": {tag: counts.to_dict() for tag, counts in rows.items()},
        "accuracy": sum(counts.true_positives for counts in rows.values()) / total if total else 0.0,
        "macro": scores.macro.to_dict(),
        "weighted": scores.weighted.to_dict(),
        "tokens": total,
    }


def _tag_order(tag: str) -> tuple[bool, str, str]:
    return tag == OUTSIDE, tag[2:], tag[:1]
