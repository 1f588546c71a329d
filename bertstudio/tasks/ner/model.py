"""Token classification: one tag for the first word piece of each word."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from bertstudio.tasks.base import Example, ModelOptions, Prediction
from bertstudio.tasks.context import Sides, sides
from bertstudio.tasks.ner import chains
from bertstudio.tasks.ner.chains import log_likelihood
from bertstudio.tasks.ner.crf_torch import Crf
from bertstudio.tasks.ner.task import word_range
from bertstudio.tasks.ner.viterbi import Scores, Tags, best_tags, spans_of, tag_names
from bertstudio.tasks.pretrained import (
    IGNORED,
    Pretrained,
    load_network,
    load_tokenizer,
    read_manifest,
    read_weights,
    readable,
)
from bertstudio.tasks.windows import cut, deciding

HEAD = "AutoModelForTokenClassification"
CRF = "crf"
"""Its weights lie among those of the network under this name; transformers alone passes them over."""
DOCUMENTS_AT_ONCE = 1000
HEAVIEST_LABEL = 10.0


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of one stretch of a document, and the words that are decided in it."""

    document: int
    pieces: list[int]
    """Without special pieces."""
    length: int
    places: list[int]
    """Where the first pieces of the decided words stand in the padded window."""
    words: list[int]
    """The decided words, by their number in the document."""
    tags: list[int]
    """Their gold tags; empty when nothing is known."""
    context_before: int = 0
    """So many of the first pieces belong to neighbouring documents."""
    context_after: int = 0
    """And so many of the last."""


class NerModel(Pretrained):
    """Finds spans of words. A word that becomes no word piece (U+FE0F) gets no tag and breaks no span."""

    task = "ner"
    head = HEAD

    def __init__(self, network: Any, tokenizer: Any, labels: Sequence[str], options: ModelOptions) -> None:
        super().__init__(network, tokenizer, labels, options)
        self._weights: torch.Tensor | None = None
        self.crf = Crf(1 + 2 * len(self.labels)) if options.crf else None
        if self.crf is not None:
            # As a part of the network it is moved, trained and saved with it.
            network.add_module(CRF, self.crf)

    def encode(self, examples: Sequence[Example]) -> list[Window]:
        windows: list[Window] = []
        for start in range(0, len(examples), DOCUMENTS_AT_ONCE):
            chunk = examples[start : start + DOCUMENTS_AT_ONCE]
            written = [surfaces(example.text, example.words) for example in chunk]
            encodings = self.backend.encode_batch(written, is_pretokenized=True, add_special_tokens=False)
            around = sides(chunk, self.backend, self.options.context_tokens, self.tokenizer.sep_token_id)
            for example, encoding, context in zip(chunk, encodings, around, strict=True):
                windows += self._windows(example, encoding.ids, encoding.word_ids, context)
        return windows

    def balance(self, examples: Sequence[Example]) -> None:
        if not self.options.class_weights:
            return
        counts = Counter(label for example in examples for _, _, label in example.target or ())
        most = max(counts.values(), default=1)
        weights = torch.ones(1 + 2 * len(self.labels))
        for number, label in enumerate(self.labels):
            weight = min(HEAVIEST_LABEL, (most / max(1, counts[label])) ** 0.5)
            weights[1 + 2 * number : 3 + 2 * number] = weight
        self._weights = weights

    def collate(self, windows: Sequence[Window]) -> dict[str, torch.Tensor]:
        if getattr(self.network, "training", False) and self.options.context_dropout:
            windows = [self._with_less_context(window) for window in windows]
        batch: dict[str, torch.Tensor] = self.pad([window.pieces for window in windows])
        rows = [row for row, window in enumerate(windows) for _ in window.places]
        places = [place for window in windows for place in window.places]
        tags = [tag for window in windows for tag in window.tags or [IGNORED] * len(window.places)]
        batch["rows"], batch["places"] = torch.tensor(rows, dtype=torch.long), torch.tensor(places).long()
        batch["tags"] = torch.tensor(tags, dtype=torch.long)
        batch["sizes"] = torch.tensor([len(window.places) for window in windows])
        batch["begins"] = torch.tensor([bool(window.words) and not window.words[0] for window in windows])
        return batch

    def loss(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, float]:
        logits = self._decided(batch)
        if self.crf is not None:
            return self._chain_loss(self.crf, logits, batch)
        known = batch["tags"] != IGNORED
        smoothing = self.options.label_smoothing
        if self._weights is None:
            tags = batch["tags"].to(logits.device)
            loss = cross_entropy(
                logits, tags, ignore_index=IGNORED, reduction="sum", label_smoothing=smoothing
            )
            return loss, float(known.sum())
        tags = batch["tags"][known]
        each = cross_entropy(
            logits[known.to(logits.device)],
            tags.to(logits.device),
            reduction="none",
            label_smoothing=smoothing,
        )
        # A rare label weighs more by the words that carry it, whatever is said of them.
        weights = self._weights[tags]
        return (each * weights.to(logits.device)).sum(), float(weights.sum())

    def decode(self, batch: dict[str, torch.Tensor]) -> list[Scores]:
        """Return for each window the log-probabilities `[decided words, tags]`; with a CRF, its scores."""
        logits = self._decided(batch)
        table = logits if self.crf is not None else torch.log_softmax(logits, dim=-1)
        return np.split(table.detach().cpu().numpy(), batch["sizes"].cumsum(0)[:-1].tolist())

    def losses(self, windows: Sequence[Window], answers: Sequence[Scores]) -> tuple[float, float]:
        total, count = 0.0, 0
        chain = self.crf.chain() if self.crf is not None else None
        for window, answer in zip(windows, answers, strict=True):
            if window.tags:
                count += len(window.tags)
                if chain is None:
                    total -= float(answer[np.arange(len(window.tags)), window.tags].sum())
                else:
                    total -= log_likelihood(answer, window.tags, chain, begins=not window.words[0])
        return total, float(count)

    def predictions(
        self, examples: Sequence[Example], windows: Sequence[Window], answers: Sequence[Scores]
    ) -> list[Prediction]:
        by_document: defaultdict[int, list[tuple[Window, Scores]]] = defaultdict(list)
        for window, answer in zip(windows, answers, strict=True):
            by_document[window.document].append((window, answer))
        tables, words = [], []
        for example in examples:
            # Windows come in the order of the text, and each word is decided in one of them only.
            parts = by_document.get(example.document, [])
            words.append([word for window, _ in parts for word in window.words])
            empty = np.zeros((0, 1 + 2 * len(self.labels)), np.float32)
            tables.append(np.concatenate([empty, *(answer for _, answer in parts)]))
        if self.crf is None:
            found = zip(examples, words, tables, best_tags(tables), strict=True)
        else:
            chain = self.crf.chain()
            tags = chains.best_sequences(tables, chain)
            found = zip(examples, words, chains.log_marginals(tables, chain), tags, strict=True)
        return [self._prediction(*parts) for parts in found]

    def decoding(self) -> dict[str, Any]:
        if self.crf is None:
            return {}
        chain = self.crf.chain()
        return {"chain": {"start": chain.start.tolist(), "steps": chain.steps.tolist()}}

    def save_besides(self, folder: Path) -> None:
        if self.crf is not None:
            weights = {f"{CRF}.{name}": value for name, value in self.crf.state_dict().items()}
            save_file(weights, folder / f"{CRF}.safetensors")

    def _prediction(self, example: Example, words: list[int], table: Scores, tags: Tags) -> Prediction:
        """The confidence of a span is the smallest probability among the tags of its words.

        The uncertainty of a document is one minus the smallest probability among all its words: a single
        doubtful word makes a document worth reading, however long it is.
        """
        if not words:
            return Prediction(example.document, ())
        sure = np.exp(table[np.arange(len(tags)), tags])
        items = tuple(
            (
                example.words[words[first]][0],
                example.words[words[last - 1]][1],
                self.labels[label],
                round(float(sure[first:last].min()), 4),
            )
            for first, last, label in spans_of(tags)
        )
        return Prediction(example.document, items, round(1.0 - float(sure.min()), 4))

    def _decided(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        logits: torch.Tensor = self.logits(batch)
        return logits[batch["rows"].to(logits.device), batch["places"].to(logits.device)]

    def _chain_loss(
        self, crf: Crf, logits: torch.Tensor, batch: dict[str, torch.Tensor]
    ) -> tuple[torch.Tensor, float]:
        """Return the loss of whole sequences; it counts as many targets as there are words."""
        sizes = batch["sizes"].tolist()
        tags = list(torch.split(batch["tags"], sizes))
        known = [row for row, some in enumerate(tags) if len(some) and some[0] != IGNORED]
        if not known:
            return logits.sum() * 0.0, 0.0
        scores = torch.split(logits, sizes)
        lengths = torch.tensor([sizes[row] for row in known])
        device = logits.device
        loss = crf.loss(
            pad_sequence([scores[row] for row in known], batch_first=True),
            pad_sequence([tags[row] for row in known], batch_first=True).to(device),
            lengths.to(device),
            batch["begins"][known].to(device),
        )
        return loss, float(lengths.sum())

    def _with_less_context(self, window: Window) -> Window:
        """Leave out each side of the context as often as the options say."""
        if not window.context_before and not window.context_after:
            return window
        # Two numbers a window, in order: the same ones however an update is cut into pieces.
        without_left, without_right = (torch.rand(2) < self.options.context_dropout).tolist()
        first = window.context_before if without_left else 0
        last = len(window.pieces) - (window.context_after if without_right else 0)
        return replace(
            window, pieces=window.pieces[first:last], places=[place - first for place in window.places]
        )

    def _windows(
        self, example: Example, pieces: list[int], word_ids: list[int | None], context: Sides
    ) -> Iterator[Window]:
        """Yield the windows of a document. Context fills what room a document leaves in a single window; a
        longer one is context enough for itself."""
        firsts, words = first_pieces(word_ids)
        tags = self._tags(example, words)
        spans = cut(len(pieces), self.capacity, self.options.stride_tokens)
        around = context.within(max(0, self.capacity - len(pieces)))
        for (start, end), (first, last) in zip(spans, deciding(spans, firsts), strict=True):
            yield Window(
                example.document,
                [*around.before, *pieces[start:end], *around.after],
                end - start + len(around.before + around.after + self.before + self.after),
                [place - start + len(self.before + around.before) for place in firsts[first:last]],
                words[first:last],
                tags[first:last],
                len(around.before),
                len(around.after),
            )

    def _tags(self, example: Example, words: list[int]) -> list[int]:
        """Return the gold tags of the words that have pieces; the first of a span gets the B."""
        if example.target is None:
            return []
        number = {label: place for place, label in enumerate(self.labels)}
        whole = [0] * len(example.words)
        begins = bytearray(len(example.words))
        for start, end, label in example.target:
            first, last = word_range(example.words, start, end)
            whole[first:last] = [2 + 2 * number[label]] * (last - first)
            begins[first] = 1
        tags, pending = [], False
        present = set(words)
        for word, tag in enumerate(whole):
            pending = bool(begins[word]) or (pending and tag != 0)
            if word in present:
                tags.append(tag - 1 if pending and tag else tag)
                pending = False
        return tags


def create(base: Path, labels: Sequence[str], options: ModelOptions) -> NerModel:
    """Put a new head for these labels on a base model. Raises UserError if the folder is not usable."""
    names = tag_names(labels)
    network = load_network(
        HEAD,
        base,
        num_labels=len(names),
        id2label=dict(enumerate(names)),
        label2id={name: number for number, name in enumerate(names)},
        # A folder that was trained for other labels serves as a base too: its head is replaced.
        ignore_mismatched_sizes=True,
    )
    return NerModel(network, load_tokenizer(base), labels, options)


def load(folder: Path) -> NerModel:
    """Load a model that was trained here. Raises UserError if the folder holds none."""
    labels, options = read_manifest(folder)
    model = NerModel(load_network(HEAD, folder), load_tokenizer(folder), labels, options)
    if model.crf is not None:
        model.crf.load_state_dict(read_weights(folder, CRF + "."))
    return model


def surfaces(text: str, words: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words as written, with a blank before those that follow one.

    BERT drops the blank; tokenizers that count it as part of the word (RoBERTa) need it.
    """
    text = readable(text)
    return [
        " " + text[start:end] if start and text[start - 1].isspace() else text[start:end]
        for start, end in words
    ]


def first_pieces(word_ids: list[int | None]) -> tuple[list[int], list[int]]:
    """Return the positions of the first piece of each word, and the numbers of these words."""
    places, words = [], []
    before = None
    for place, word in enumerate(word_ids):
        if word is not None and word != before:
            places.append(place)
            words.append(word)
        before = word
    return places, words
