"""What the models of all tasks share: a pretrained network, its tokenizer, their folder, padding.

Only `tasks/*/model.py` imports this module; torch and transformers are imported inside functions.
Weights are read from safetensors only, in fp32, and code from a model folder is never run.
"""

import importlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.tasks.base import ModelOptions
from bertstudio.tasks.onnx_network import OnnxNetwork, onnx_file

MANIFEST = "bertstudio.json"
IGNORED = -100
"""Target of positions that are not learned; `cross_entropy` leaves them out."""
FEWEST_WINDOW_TOKENS = 8
UNLIMITED_TOKENS = 1_000_000


class Pretrained:
    """A network with its tokenizer and the labels it knows."""

    task = ""
    head = ""
    """Name of the transformers class that carries the head."""

    def __init__(self, network: Any, tokenizer: Any, labels: Sequence[str], options: ModelOptions) -> None:
        self.network = network
        self.tokenizer = tokenizer
        self.labels = tuple(labels)
        self.options = options
        self.backend = _backend(tokenizer)
        self.before, self.after = special_pieces(self.backend)
        longest = min(options.max_window_tokens, longest_window(network, tokenizer))
        self.capacity = longest - len(self.before) - len(self.after)

    def pad(self, pieces: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Return `input_ids` and `attention_mask` of windows given without special pieces."""
        import torch

        rows = [[*self.before, *row, *self.after] for row in pieces]
        longest = max(len(row) for row in rows)
        filler = self.tokenizer.pad_token_id or 0
        ids = torch.tensor([row + [filler] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        return {"input_ids": ids, "attention_mask": mask}

    def logits(self, batch: Mapping[str, Any]) -> Any:
        """Run the network where it lies; the result is in fp32."""
        device = self.network.device
        output = self.network(
            input_ids=batch["input_ids"].to(device, non_blocking=True),
            attention_mask=batch["attention_mask"].to(device, non_blocking=True),
        )
        return output.logits.float()

    def decoding(self) -> dict[str, Any]:
        """Return what an exported model must know to decode, beside labels and options, as JSON values."""
        return {}

    def save_besides(self, folder: Path) -> None:
        """Write the weights that are no part of the network's graph, for an export as ONNX."""

    def save(self, folder: Path) -> None:
        """Write the model so that transformers alone can load it, and our manifest beside it."""
        self.network.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        manifest = {
            "format": 1,
            "task": self.task,
            "labels": list(self.labels),
            "options": asdict(self.options),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def readable(text: str) -> str:
    """Return a text of the same length that tokenizers take: without half characters (lone surrogates)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def quiet() -> None:
    """Keep transformers from drawing progress bars and tables on standard error."""
    import transformers

    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def warm_up() -> None:
    """Load what the first model would wait for: transformers brings in its parts when they are asked for."""
    import transformers

    for head in ("AutoModelForTokenClassification", "AutoModelForSequenceClassification", "AutoTokenizer"):
        getattr(transformers, head)
    importlib.import_module("transformers.models.bert.modeling_bert")


def load_network(head: str, folder: Path, **config: Any) -> Any:
    """Load a network with a head from a folder; one exported as ONNX runs as that.

    Raises:
        UserError: the folder holds no BERT-like encoder that transformers can load from safetensors.
    """
    import torch
    import transformers

    quiet()
    if onnx_file(folder) is not None:
        return OnnxNetwork(folder)
    try:
        return getattr(transformers, head).from_pretrained(
            folder,
            dtype=torch.float32,
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            # On CPUs the plain formula is 1.5 times faster than the fused kernel at these lengths. Elsewhere
            # transformers takes the kernel, where a network has one (DeBERTa has none).
            attn_implementation=None if torch.cuda.is_available() else "eager",
            **config,
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise UserError(
            tr("{folder} holds no model that can be used here: {error}", folder=folder, error=_first(error))
        ) from error


def load_tokenizer(folder: Path) -> Any:
    """Load the fast tokenizer of a folder. Raises UserError if there is none."""
    import transformers

    quiet()
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            folder, trust_remote_code=False, local_files_only=True
        )
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise UserError(
            tr("{folder} holds no tokenizer: {error}", folder=folder, error=_first(error))
        ) from error
    if not tokenizer.is_fast:
        raise UserError(
            tr("The tokenizer in {folder} gives no positions. Choose another base model.", folder=folder)
        )
    return tokenizer


def read_manifest(folder: Path) -> tuple[list[str], ModelOptions]:
    """Return labels and options of a model that was trained here. Raises UserError if it was not."""
    path = folder / MANIFEST
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        names = {part.name for part in fields(ModelOptions)}
        options = ModelOptions(**{key: value for key, value in record["options"].items() if key in names})
        return [str(label) for label in record["labels"]], options
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            tr(
                "{folder} holds no model trained by BertStudio: {name} is missing or broken.",
                folder=folder,
                name=MANIFEST,
            )
        ) from error


def read_weights(folder: Path, prefix: str) -> dict[str, Any]:
    """Return the weights of a model folder whose names begin so, without that beginning.

    Raises:
        UserError: there are none; the folder was saved by another program.
    """
    from safetensors import safe_open

    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.safetensors")):
        with safe_open(path, framework="pt") as file:
            names = [name for name in file.keys() if name.startswith(prefix)]  # noqa: SIM118 - no mapping
            found |= {name.removeprefix(prefix): file.get_tensor(name) for name in names}
    if not found:
        raise UserError(
            tr("{folder} lacks the weights of {name}. Train again.", folder=folder, name=prefix.rstrip("."))
        )
    return found


def freeze(network: Any, layers: int) -> None:
    """Keep the embeddings and the lowest encoder layers as they are; 0 freezes nothing.

    Raises:
        UserError: the layers of this network cannot be told apart (ALBERT uses one for all).
    """
    if layers <= 0:
        return
    for part in (embeddings_of(network), *layers_of(network)[:layers]):
        part.requires_grad_(False)


def layers_of(network: Any) -> Any:
    """Return the list of layers, the lowest first, wherever a kind of network keeps it.

    Raises:
        UserError: there is no such list.
    """
    import torch

    count = network.config.num_hidden_layers
    for part in network.base_model.modules():
        if isinstance(part, torch.nn.ModuleList) and len(part) == count:
            return part
    raise UserError(
        tr(
            "Layers of a {kind} network cannot be frozen. Set the number of frozen layers to 0.",
            kind=network.config.model_type,
        )
    )


def embeddings_of(network: Any) -> Any:
    """Return the part below the lowest layer: word pieces, positions, norm."""
    return getattr(network.base_model, "embeddings", None) or network.get_input_embeddings()


def body_parameters(network: Any) -> int:
    """Return the number of parameters outside of the embeddings: what a token costs to compute."""
    if isinstance(network, OnnxNetwork):
        return network.body_parameters
    embeddings = embeddings_of(network)
    everything = sum(parameter.numel() for parameter in network.parameters())
    return int(everything - sum(parameter.numel() for parameter in embeddings.parameters()))


def _backend(tokenizer: Any) -> Any:
    # MiniLM's file carries truncation and padding to 128, which would cut texts without a word.
    backend = tokenizer.backend_tokenizer
    backend.no_truncation()
    backend.no_padding()
    return backend


def special_pieces(tokenizer: Any) -> tuple[list[int], list[int]]:
    """Return the pieces that a tokenizer of the tokenizers library puts before and after every text."""
    encoding = tokenizer.encode("a", add_special_tokens=True)
    first = encoding.special_tokens_mask.index(0)
    last = len(encoding.ids) - encoding.special_tokens_mask[::-1].index(0)
    return encoding.ids[:first], encoding.ids[last:]


def longest_window(network: Any, tokenizer: Any) -> int:
    """Return how many positions the network knows; RoBERTa counts its own from the padding index on."""
    limit = getattr(network.config, "max_position_embeddings", None) or UNLIMITED_TOKENS
    positions: Any = getattr(getattr(network.base_model, "embeddings", None), "position_embeddings", None)
    padding = getattr(positions, "padding_idx", None)
    if padding is not None:
        limit -= padding + 1
    named = tokenizer.model_max_length or UNLIMITED_TOKENS
    return max(FEWEST_WINDOW_TOKENS, int(min(limit, named)))


def _first(error: BaseException) -> str:
    """Return the first sentence of an error that is not ours, without line ends."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:160]
