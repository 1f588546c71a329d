"""An exported model for one text at a time, with torch or with ONNX Runtime, and nothing of BertStudio.

`jobs.portable` writes this module and those of the tasks, with all that they use, into `reading.py` beside an
exported model. What they give is tested to equal what the models of `tasks/*/model.py` give.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bertstudio.tasks.pretrained import MANIFEST, longest_window, special_pieces

Logits = NDArray[np.float32]


class Network:
    """A model folder: labels and options, a tokenizer, and the logits of one window."""

    def __init__(self, folder: Path) -> None:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        self.labels: list[str] = manifest["labels"]
        self.options: dict[str, Any] = manifest["options"]
        self.extra: dict[str, Any] = manifest.get("decoding", {})
        """What an export noted of a CRF."""
        self._head: str = manifest["task"]
        files = sorted(folder.glob("*.onnx"))
        self.tokenizer, longest, self._run = _onnx(folder, files[0]) if files else self._torch(folder)
        # The file may carry a truncation, which would cut texts without a word.
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.before, self.after = special_pieces(self.tokenizer)
        longest = min(self.options["max_window_tokens"], longest)
        self.capacity = longest - len(self.before) - len(self.after)

    def logits(self, pieces: list[int]) -> Logits:
        """Return what the network says of one window of word pieces, given without the special ones."""
        return self._run(np.array([[*self.before, *pieces, *self.after]], np.int64))

    def _torch(self, folder: Path) -> tuple[Any, int, Callable[[Any], Logits]]:
        import torch
        import transformers

        heads = {
            "ner": transformers.AutoModelForTokenClassification,
            "text_classification": transformers.AutoModelForSequenceClassification,
        }
        network = heads[self._head].from_pretrained(folder, dtype=torch.float32).eval()
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)

        def run(ids: Any) -> Logits:
            with torch.inference_mode():
                found: Logits = network(input_ids=torch.from_numpy(ids)).logits[0].numpy()
            return found

        return tokenizer.backend_tokenizer, longest_window(network, tokenizer), run


def _onnx(folder: Path, path: Path) -> tuple[Any, int, Callable[[Any], Logits]]:
    import onnxruntime
    from tokenizers import Tokenizer

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def run(ids: Any) -> Logits:
        found: Logits = session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return found

    # The export wrote the length that fits the network into the options.
    return Tokenizer.from_file(str(folder / "tokenizer.json")), 10**9, run


def log_softmax(logits: Logits) -> Logits:
    """Return log-probabilities along the last axis."""
    shifted: Logits = logits - logits.max(axis=-1, keepdims=True)
    found: Logits = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return found
