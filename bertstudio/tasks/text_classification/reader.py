"""The labels of one text, with an exported model. See `tasks/reader.py`."""

from pathlib import Path

import numpy as np

from bertstudio.tasks.pretrained import readable
from bertstudio.tasks.reader import Network, log_softmax
from bertstudio.tasks.text_classification.model import THRESHOLD
from bertstudio.tasks.windows import cut


class Reader:
    """Labels a text: `(label, probability)`, the most probable first."""

    def __init__(self, folder: Path) -> None:
        self._network = Network(folder)

    def __call__(self, text: str) -> list[tuple[str, float]]:
        network = self._network
        pieces = network.tokenizer.encode(readable(text), add_special_tokens=False).ids
        several = network.options["multi_label"]
        sure = np.zeros(len(network.labels), np.float32)
        windows = cut(len(pieces), network.capacity, network.options["stride_tokens"])
        total = sum(end - start for start, end in windows) or 1
        for start, end in windows:
            logits = network.logits(pieces[start:end])
            found = 1 / (1 + np.exp(-logits)) if several else np.exp(log_softmax(logits))
            # Windows weigh as much as they are long; a text that fits into one may be empty.
            sure += found * np.float32((end - start) / total if len(windows) > 1 else 1)
        ranked = np.argsort(-sure)
        chosen = [number for number in ranked if sure[number] >= THRESHOLD] if several else ranked[:1]
        return [(network.labels[number], round(float(sure[number]), 4)) for number in chosen]
