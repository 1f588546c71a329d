"""The entities of one text, with an exported model. See `tasks/reader.py`."""

from pathlib import Path

import numpy as np

from bertstudio.core.text import words
from bertstudio.tasks.ner.chains import Chain, best_sequences, log_marginals
from bertstudio.tasks.ner.model import first_pieces, surfaces
from bertstudio.tasks.ner.viterbi import Scores, Tags, best_tags, spans_of
from bertstudio.tasks.reader import Logits, Network, log_softmax
from bertstudio.tasks.windows import cut, deciding


class Reader:
    """Finds entities: `(start, end, label, confidence)` in code points, end exclusive, in order."""

    def __init__(self, folder: Path) -> None:
        self._network = network = Network(folder)
        steps = network.extra.get("chain")
        self._chain = Chain(np.array(steps["start"]), np.array(steps["steps"])) if steps else None

    def __call__(self, text: str) -> list[tuple[int, int, str, float]]:
        network, borders = self._network, words(text)
        encoding = network.tokenizer.encode(
            surfaces(text, borders), is_pretokenized=True, add_special_tokens=False
        )
        places, numbers = first_pieces(encoding.word_ids)
        if not numbers:
            return []
        windows = cut(len(encoding.ids), network.capacity, network.options["stride_tokens"])
        parts = []
        for (start, end), (first, last) in zip(windows, deciding(windows, places), strict=True):
            rows = [place - start + len(network.before) for place in places[first:last]]
            parts.append(network.logits(encoding.ids[start:end])[rows])
        tags, table = self._decoded(np.concatenate(parts))
        sure = np.exp(table[np.arange(len(tags)), tags])
        return [
            (
                borders[numbers[first]][0],
                borders[numbers[last - 1]][1],
                network.labels[label],
                round(float(sure[first:last].min()), 4),
            )
            for first, last, label in spans_of(tags)
        ]

    def _decoded(self, logits: Logits) -> tuple[Tags, Scores]:
        """Return the tag of each word, and the log-probabilities of all tags."""
        if self._chain is None:
            table = log_softmax(logits)
            return best_tags([table])[0], table
        return best_sequences([logits], self._chain)[0], log_marginals([logits], self._chain)[0]
