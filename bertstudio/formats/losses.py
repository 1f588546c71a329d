"""What a format cannot hold, counted document by document before anything is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bertstudio.core.documents import Document, Split, Status, standing, title_of
from bertstudio.core.words import tr
from bertstudio.formats.adoption import guessed_language
from bertstudio.formats.base import Loss

MAX_TITLES = 100
"""Documents that a loss names; it counts them all."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that documents have and not every format holds."""

    id: str
    what: Callable[[], str]
    """Its name for the user, translated when asked."""
    count: Callable[[Document], int]


def outermost(document: Document) -> tuple[list[int], list[int]]:
    """Return the places of the spans that stay when none may overlap, and of the others.

    The span that begins first stays, of several the longest: the outer one of nested spans.
    """
    kept, dropped, end = [], [], -1
    for place, span in enumerate(document.spans):
        if span.start >= end:
            kept.append(place)
            end = span.end
        else:
            dropped.append(place)
    return kept, dropped


def _unsure(document: Document) -> int:
    """Done without any annotation: a true negative that looks like an untouched document."""
    return int(document.status is Status.DONE and not document.spans and not document.labels)


def _begun(document: Document) -> int:
    """Neither untouched nor done, whatever it is called: most formats know only these two."""
    if document.status is Status.TODO:
        return int(bool(document.spans or document.labels))
    return int(document.status is not Status.DONE)


def own_title(document: Document) -> int:
    """A title that was not made from the text, which would be made again."""
    return int(document.title not in {"", title_of(document.text)})


def _own_language(document: Document) -> int:
    """A language that would not be guessed again."""
    return int(bool(document.language) and document.language != guessed_language(document.text))


FEATURES: tuple[Feature, ...] = (
    Feature("spans", lambda: tr("entities"), lambda d: len(d.spans)),
    Feature("overlaps", lambda: tr("nested or overlapping entities"), lambda d: len(outermost(d)[1])),
    Feature("labels", lambda: tr("labels of whole documents"), lambda d: len(d.labels)),
    Feature(
        "suggestions", lambda: tr("suggestions"), lambda d: len(d.suggestions) + len(d.label_suggestions)
    ),
    Feature("relations", lambda: tr("relations"), lambda d: len(standing(d))),
    Feature("answers", lambda: tr("answers"), lambda d: len(d.answers)),
    Feature("span_notes", lambda: tr("notes on entities"), lambda d: sum(bool(s.note) for s in d.spans)),
    Feature("notes", lambda: tr("notes on documents"), lambda d: int(bool(d.note))),
    Feature("keys", lambda: tr("ids of documents"), lambda d: int(bool(d.key))),
    Feature(
        "languages", lambda: tr("languages of documents that are not guessed from the script"), _own_language
    ),
    Feature("titles", lambda: tr("titles"), own_title),
    Feature(
        "unfinished",
        lambda: tr("documents not done yet, which would come back as done"),
        lambda d: int(d.status is not Status.DONE),
    ),
    Feature(
        "states",
        lambda: tr("documents begun, skipped or in need of review, which would come back as to do or done"),
        _begun,
    ),
    Feature(
        "negatives",
        lambda: tr("done documents without entities or labels, which would come back as to do"),
        _unsure,
    ),
    Feature("flags", lambda: tr("flags"), lambda d: int(d.flagged)),
    Feature("groups", lambda: tr("groups of documents"), lambda d: int(bool(d.group))),
    Feature("tokens", lambda: tr("token borders of documents"), lambda d: int(bool(d.tokens))),
    Feature("meta", lambda: tr("further fields of documents"), lambda d: int(bool(d.meta))),
    Feature("splits", lambda: tr("splits of documents"), lambda d: int(d.split is not Split.NONE)),
)

ALL = frozenset(feature.id for feature in FEATURES)


@dataclass(slots=True)
class Tally:
    """Counts one kind of loss."""

    count: int = 0
    documents: int = 0
    titles: list[str] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)

    def add(self, document: Document, count: int) -> None:
        """Take in what one document would lose."""
        if count:
            self.count += count
            self.documents += 1
            if len(self.titles) < MAX_TITLES:
                self.titles.append(title(document))
                self.ids.append(document.id)

    def loss(self, what: str) -> Loss:
        """Return the count as a loss of that name."""
        return Loss(what, self.count, tuple(self.titles), tuple(self.ids), self.documents)


def title(document: Document) -> str:
    """Return what names a document in a list of losses."""
    return document.title or document.key or " ".join(document.text[:60].split())


class LossCount:
    """Counts what documents would lose in a format that keeps some features.

    `own` is the further field that this format wrote itself and writes back, its id as a rule.
    """

    def __init__(self, keeps: frozenset[str], own: str = "") -> None:
        self._own = own
        self._lost = [feature for feature in FEATURES if feature.id not in keeps]
        self._tallies: Mapping[str, Tally] = {feature.id: Tally() for feature in self._lost}
        self._splits: set[Split] = set()

    def add(self, document: Document) -> None:
        """Take in one document."""
        self._splits.add(document.split)
        for feature in self._lost:
            count = feature.count(document)
            if feature.id == "meta" and self._own in document.meta:
                count = int(len(document.meta) > 1)
            self._tallies[feature.id].add(document, count)

    def seen(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents, each after it was taken in."""
        for document in documents:
            self.add(document)
            yield document

    def losses(self) -> list[Loss]:
        """Return what was counted. Documents all of one split lose nothing: the file is that split."""
        found = [(feature, self._tallies[feature.id]) for feature in self._lost]
        return [
            tally.loss(feature.what())
            for feature, tally in found
            if tally.count and not (feature.id == "splits" and len(self._splits) < 2)
        ]


def losses_of(keeps: Iterable[str], own: str = "") -> Callable[[Iterable[Document]], list[Loss]]:
    """Return the function that counts the losses of a format which keeps these features.

    `own`: see `LossCount`.
    """
    kept = frozenset(keeps)
    if not kept <= ALL:
        raise KeyError(sorted(kept - ALL))

    def losses(documents: Iterable[Document]) -> list[Loss]:
        count = LossCount(kept, own)
        for document in documents:
            count.add(document)
        return count.losses()

    return losses
